using System.Globalization;
using Egtlm.Eval.Caching;
using TorchSharp;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models;

/// <summary>Which kept vectors may stand for an encoder's own.</summary>
internal static class VectorSpaces
{
    /// <summary>
    /// The space of a model driven by a plan. Prompts and lengths are not part of it: they show in the tokens.
    /// </summary>
    /// <param name="dimension">Values of a vector, after the plan's modules.</param>
    public static VectorSpace Of(
        ModelFolder folder,
        EncodingPlan plan,
        Encoders.ModelIdentity identity,
        ComputeType type,
        Device device,
        int dimension)
    {
        var modules = plan.Modules.Select(module => $"{module.Kind} {Path.GetFileName(module.Directory)}");
        var facts = new Dictionary<string, string>
        {
            // A change of this assembly may change numbers; that costs a cache, a wrong vector would cost a score.
            ["code"] = CodeDigest.Of(typeof(VectorSpaces).Assembly),
            ["model"] = ModelDigest.Of(folder),
            ["dtype"] = ComputeTypeName.Of(type),
            ["device"] = device.type == DeviceType.CPU ? "cpu" : "cuda",
            ["pooling"] = plan.Pooling.Name,
            ["prompt_in_pooling"] = plan.Pooling.Prompt.ToString(),
            ["attention"] = plan.IsCausal ? "causal" : "bidirectional",
            ["modules"] = string.Join(" > ", modules),
            ["normalises_last"] = plan.NormalisesLast.ToString(CultureInfo.InvariantCulture),
        };
        return new VectorSpace(identity.Name, identity.Revision, plan.Profile.Name, dimension, facts);
    }
}
