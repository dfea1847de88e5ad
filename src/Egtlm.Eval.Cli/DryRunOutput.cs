using System.Globalization;
using Egtlm.Eval.Caching;
using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Cli;

/// <summary>What <c>run --dry-run</c> prints.</summary>
internal static class DryRunOutput
{
    public static void Write(
        RunRequest request, LoadedModel model, RunPreview preview, IReadOnlyList<PromptRow> prompts, Shell shell)
    {
        if (request.WritesJson)
        {
            shell.Result(JsonOutput.Write(Document(request, model, preview, prompts)));
            return;
        }

        string[] headers = ["task", "splits", "subsets", "texts>", "tokens>", "time>", "size>", "to fetch>", "data"];
        Write(TextTable.Lines(headers, [.. preview.Tasks.Select(task => Row(task, preview))]), shell);
        shell.Result("");
        string[][] texts = [.. prompts.Select(row => new[] { row.Task, row.Role, TextOf(row) })];
        Write(TextTable.Lines(["task", "role", "text before every input"], texts), shell);
        shell.Result("");
        Write(Totals(preview, model), shell);
    }

    private static IEnumerable<string> Totals(RunPreview preview, LoadedModel model)
    {
        var total = preview.Total;
        var tokens = total.Tokens > 0 ? Text($", about {total.Tokens / 1e6:N1} million tokens") : "";
        yield return Text($"texts    {total.Texts:N0}{tokens}; equal texts are encoded once");
        var (size, missing) = (ByteSize.Format(preview.Bytes), ByteSize.Format(preview.MissingBytes));
        yield return $"data     {size}, of which {missing} to fetch";
        yield return Text($"vectors  at most {ByteSize.Format(preview.VectorBytes)}");
        yield return preview.CalibratedSeconds > 0
            ? $"time     about {ProgressDisplay.Duration(total.Seconds)} of encoding on {model.Device} in {model.Dtype}, "
                + Text($"from {preview.CalibratedSeconds:F0} s of trying")
            : $"time     unknown: {preview.Problem ?? "the model was not tried (--calibrate 0)"}";
        string[] unknown = [.. preview.Tasks.Where(task => task.Work is null).Select(task => task.Data.Task.Name)];
        if (unknown.Length > 0)
        {
            yield return $"unknown  how many texts these have: {string.Join(", ", unknown)}";
        }

        foreach (var task in preview.Tasks.Where(task => task.Data.Failure is not null))
        {
            yield return $"missing  {task.Data.Task.Name}: {task.Data.Failure!.Message}"; // not null: as asked
        }
    }

    private static string[] Row(TaskPreview task, RunPreview preview) =>
    [
        task.Data.Task.Name,
        string.Join(",", task.Data.Task.Splits),
        task.Data.Task.Subsets.Count > 4
            ? Text($"{task.Data.Task.Subsets.Count} subsets")
            : string.Join(",", task.Data.Task.Subsets.Select(subset => subset.Name)),
        task.Work is { } work ? Text($"{work.Texts:N0}") : "?",
        task.Work is { Tokens: > 0 } known ? Text($"{known.Tokens:N0}") : "-",
        task.Work is { } timed && preview.CalibratedSeconds > 0 ? ProgressDisplay.Duration(timed.Seconds) : "-",
        ByteSize.Format(task.Bytes),
        ByteSize.Format(task.MissingBytes),
        task.Data.Folders,
    ];

    private static object Document(
        RunRequest request, LoadedModel model, RunPreview preview, IReadOnlyList<PromptRow> prompts) => new
        {
            Version = 1,
            Ok = true,
            Model = model.Encoder.Identity,
            model.Profile,
            Results = RunOutput.FolderOf(request, model),
            Tasks = preview.Tasks.Select(task => new
            {
                task.Data.Task.Name,
                task.Data.Task.Splits,
                Subsets = task.Data.Task.Subsets.Select(subset => subset.Name),
                Data = task.Data.Folders,
                task.Work?.Texts,
                task.Work?.Tokens,
                Seconds = preview.CalibratedSeconds > 0 ? task.Work?.Seconds : null,
                task.Bytes,
                task.MissingBytes,
                Problem = task.Data.Failure?.Message,
            }),
            Total = new
            {
                preview.Total.Texts,
                preview.Total.Tokens,
                Seconds = preview.CalibratedSeconds > 0 ? preview.Total.Seconds : (double?)null,
                preview.CalibratedSeconds,
                preview.Problem,
                preview.Bytes,
                preview.MissingBytes,
                preview.VectorBytes,
            },
            Prompts = prompts,
        };

    private static string TextOf(PromptRow row) =>
        row.Text is null ? $"unresolved: {row.Problem}" : ProfileFacts.Quoted(row.Text);

    private static void Write(IEnumerable<string> lines, Shell shell)
    {
        foreach (var line in lines)
        {
            shell.Result(line);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
