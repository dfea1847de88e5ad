using System.Globalization;
using System.Text;
using Egtlm.Eval.Reports.Export;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>One <c>export</c>: read, write.</summary>
internal static class ExportSession
{
    // Findings shown; 'results check' shows all.
    private const int MostFindings = 10;

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(ExportRequest request, Shell shell, CancellationToken cancellation)
    {
        var catalog = TaskCatalog.Load(request.TasksFolders);
        var results = await ResultFolder.LoadAsync(request.Directory, catalog.Tasks, cancellation);
        Note(results.Notes, shell);
        switch (request.Format)
        {
            case ExportFormat.MtebResults:
                await WriteFolderAsync(results, catalog, request, shell, cancellation);
                break;
            case ExportFormat.MtebReadme:
                var card = ModelIndex.Write(results, catalog.Tasks);
                Note(card.Notes, shell);
                await WriteTextAsync(card.Text, request, shell, cancellation);
                break;
            case ExportFormat.Csv:
                await WriteTextAsync(ScoreTable.Write(results), request, shell, cancellation);
                break;
        }

        return ExitCode.Ok;
    }

    private static async Task WriteFolderAsync(
        ResultSet results, TaskCatalog catalog, ExportRequest request, Shell shell, CancellationToken cancellation)
    {
        var written = await RepositoryFolder.WriteAsync(
            results, catalog.Tasks, request.Output!, request.Overwrites, cancellation); // not null: validated
        Note(written.Notes, shell);
        foreach (var finding in written.Findings.Take(MostFindings))
        {
            shell.Warn(finding.ToString());
        }

        if (written.Findings.Count > MostFindings)
        {
            shell.Warn(string.Create(
                CultureInfo.InvariantCulture, $"{written.Findings.Count - MostFindings} more findings"));
        }

        shell.Result(string.Create(CultureInfo.InvariantCulture, $"{written.Files} results in {written.Folder}"));
        shell.Info($"next     egtlm-eval results check {Path.GetDirectoryName(written.Folder)}");
    }

    private static async Task WriteTextAsync(
        string text, ExportRequest request, Shell shell, CancellationToken cancellation)
    {
        if (request.Output is not { } path)
        {
            shell.Piece(text);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        if (!request.Overwrites
            && await AtomicFile.ReadAsync(path, cancellation) is { } there && !there.AsSpan().SequenceEqual(bytes))
        {
            throw new EvaluationException($"'{path}' is there and differs", "--overwrite replaces it");
        }

        await AtomicFile.WriteAsync(path, bytes);
        shell.Info($"written  {path}");
    }

    private static void Note(IReadOnlyList<string> notes, Shell shell)
    {
        foreach (var note in notes)
        {
            shell.Info($"note     {note}");
        }
    }
}
