namespace Egtlm.Eval.Hub;

/// <summary>How far a pull has come; bytes that were there before count as done.</summary>
/// <param name="File">The file that the news is about.</param>
/// <param name="DoneBytes">Can fall: a server that cannot resume starts a file over.</param>
/// <param name="TotalBytes">Of all files of the pull.</param>
public sealed record HubProgress(
    string Dataset, string File, long DoneBytes, long TotalBytes, int DoneFiles, int TotalFiles);
