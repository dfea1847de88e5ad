using Egtlm.Eval.Data;

namespace Egtlm.Eval.Evaluation;

/// <summary>Numbers the distinct labels from 0 in label order.</summary>
internal static class ClassNumbers
{
    public static int[] Of(IReadOnlyList<Label> labels)
    {
        var numbers = labels.Distinct().Order().Index().ToDictionary(place => place.Item, place => place.Index);
        return [.. labels.Select(label => numbers[label])];
    }
}
