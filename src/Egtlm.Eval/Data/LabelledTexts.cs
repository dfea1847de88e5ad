namespace Egtlm.Eval.Data;

/// <summary>Steps of <see cref="DatasetTransforms"/> on texts with labels; what is kept keeps its order.</summary>
internal static class LabelledTexts
{
    /// <summary>Sets one after another.</summary>
    public static FastClusteringData Flattened(LegacyClusteringData data) => new(
        [.. data.Sets.SelectMany(set => set.Texts)],
        [.. data.Sets.SelectMany(set => set.Labels).Select(label => (IReadOnlyList<Label>)[label])]);

    /// <summary>Every label becomes the path of its parts, as Python's <c>split</c>; empty parts count.</summary>
    public static FastClusteringData WithSplitLabels(FastClusteringData data, string separator) => data with
    {
        LabelPaths =
        [
            .. OnlyLabels(data).Select(label => (IReadOnlyList<Label>)[.. Parts(label, separator)]),
        ],
    };

    /// <summary>Texts whose label no other text has are left out.</summary>
    public static FastClusteringData WithoutSingleLabels(FastClusteringData data)
    {
        var labels = OnlyLabels(data);
        var counts = labels.CountBy(label => label).ToDictionary();
        return Rows(data, [.. Enumerable.Range(0, labels.Length).Where(row => counts[labels[row]] > 1)]);
    }

    public static FastClusteringData Rows(FastClusteringData data, int[] rows) => new(
        [.. rows.Select(row => data.Texts[row])], [.. rows.Select(row => data.LabelPaths[row])]);

    public static ClassificationData TestRows(ClassificationData data, int[] rows) => data with
    {
        TestTexts = [.. rows.Select(row => data.TestTexts[row])],
        TestLabels = [.. rows.Select(row => data.TestLabels[row])],
    };

    /// <summary>The label of every text of flat data.</summary>
    /// <exception cref="EvaluationException">A text has several labels.</exception>
    public static Label[] OnlyLabels(FastClusteringData data) =>
    [
        .. data.LabelPaths.Select(path => path.Count == 1
            ? path[0]
            : throw new EvaluationException($"found a text with {path.Count} labels, expected one")),
    ];

    private static IEnumerable<Label> Parts(Label label, string separator) => label.Text is { } text
        ? text.Split(separator).Select(part => new Label(part))
        : throw new EvaluationException($"found the number {label} as a label, expected text to split");
}
