namespace Egtlm.Eval.Hub;

/// <summary>What is asked of the hub: its address, and its name in messages.</summary>
internal sealed record HubTarget(string Dataset, string Revision, string? File = null)
{
    /// <summary>Such as <c>'data/test.parquet' of 'mteb/STSB'</c>.</summary>
    public string Text => File is null ? $"'{Dataset}'" : $"'{File}' of '{Dataset}'";

    /// <summary>Asks which commit a revision is (hf_api.py, dataset_info).</summary>
    public Uri RevisionAddress(HubOptions options) =>
        At(options, $"api/datasets/{Dataset}/revision/{Uri.EscapeDataString(Revision)}");

    /// <summary>Asks for the files (hf_api.py, list_repo_tree).</summary>
    public Uri TreeAddress(HubOptions options) =>
        At(options, $"api/datasets/{Dataset}/tree/{Uri.EscapeDataString(Revision)}?recursive=true&expand=false");

    /// <summary>Asks for a file (file_download.py, hf_hub_url).</summary>
    public Uri FileAddress(HubOptions options) =>
        At(options, $"datasets/{Dataset}/resolve/{Uri.EscapeDataString(Revision)}/{Escaped(File ?? "")}");

    /// <summary>The page that people see.</summary>
    public string Page(HubOptions options) => $"{options.EndpointText}/datasets/{Dataset}";

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static Uri At(HubOptions options, string path) =>
        new($"{options.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
}
