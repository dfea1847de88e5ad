namespace Egtlm.Eval.Cli;

/// <summary>What <c>export</c> can write.</summary>
internal enum ExportFormat
{
    MtebResults,
    MtebReadme,
    Csv,
}

/// <summary>The names of the formats.</summary>
internal static class ExportFormats
{
    public const string Names = "mteb-results|mteb-readme|csv";

    public static ExportFormat? Find(string name) => name switch
    {
        "mteb-results" => ExportFormat.MtebResults,
        "mteb-readme" => ExportFormat.MtebReadme,
        "csv" => ExportFormat.Csv,
        _ => null,
    };
}

/// <summary>What one <c>export</c> was asked to do.</summary>
internal sealed record ExportRequest
{
    public required string Directory { get; init; }

    public required ExportFormat Format { get; init; }

    /// <summary>A file, of <see cref="ExportFormat.MtebResults"/> a folder; null for stdout.</summary>
    public required string? Output { get; init; }

    public required bool Overwrites { get; init; }

    public required string[] TasksFolders { get; init; }
}
