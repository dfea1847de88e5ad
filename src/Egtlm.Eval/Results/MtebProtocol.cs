namespace Egtlm.Eval.Results;

/// <summary>What this tool says about itself and about the protocol it follows.</summary>
public static class MtebProtocol
{
    /// <summary>
    /// The version of mteb whose scores and files are reproduced; <c>mteb_version</c> in result files.
    /// </summary>
    public const string Version = "2.20.0";

    /// <summary>
    /// Name of this tool in manifests and run settings: results are a re-implementation's and say so.
    /// </summary>
    public const string Tool = "egtlm-eval";

    /// <summary>Version of this tool, such as <c>0.1.0</c>.</summary>
    public static string ToolVersion { get; } =
        typeof(MtebProtocol).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "unknown";
}
