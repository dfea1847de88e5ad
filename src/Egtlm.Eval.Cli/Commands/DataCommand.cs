using System.CommandLine;
using System.Globalization;
using Egtlm.Eval.Caching;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>data</c>: pull, check or lock what tasks read.</summary>
internal static class DataCommand
{
    public static Command Create(Shell shell)
    {
        var command = new Command("data", "Pull, check or lock the data of tasks.")
        {
            Pull(shell), Check(shell), Lock(shell),
        };
        HelpFooter.Add(command, """
            Try:
              egtlm-eval data pull cmteb
              egtlm-eval data lock cmteb -o cmteb.lock.json
              egtlm-eval data check cmteb --lock cmteb.lock.json --offline
            """);
        return command;
    }

    private static Command Pull(Shell shell)
    {
        var inputs = new Inputs();
        var command = new Command("pull", "Download what tasks need into the Hugging Face cache, and verify it.");
        inputs.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            inputs.Read(parsed) with { Pulls = true }, parsed.GetValue(inputs.Json), shell, cancellation));
        return command;
    }

    private static Command Check(Shell shell)
    {
        var inputs = new Inputs();
        var file = CommonOptions.Text("--lock", "file", "Lock file that the data must agree with");
        var command = new Command(
            "check", "Compare data on this machine with the hub's digests, known numbers of items and a lock file.");
        inputs.AddTo(command);
        command.Add(file);
        command.SetAction((parsed, cancellation) => RunAsync(
            inputs.Read(parsed) with { Counts = true, LockFile = parsed.GetValue(file) },
            parsed.GetValue(inputs.Json),
            shell,
            cancellation));
        return command;
    }

    private static Command Lock(Shell shell)
    {
        var inputs = new Inputs();
        var output = CommonOptions.Text("--output", "file", "The lock file [egtlm-eval.lock.json]", "-o");
        var command = new Command(
            "lock", "Pull and check, then write revisions, sizes, SHA-256 and numbers of items to a lock file.");
        inputs.AddTo(command);
        command.Add(output);
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = parsed.GetValue(output) ?? "egtlm-eval.lock.json";
            var code = await RunAsync(
                inputs.Read(parsed) with { Pulls = true, Counts = true, Output = file },
                parsed.GetValue(inputs.Json),
                shell,
                cancellation);
            shell.Info(code == ExitCode.Ok ? $"lock     {file}" : $"no lock file was written: '{file}' is as it was");
            return code;
        });
        return command;
    }

    private static async Task<int> RunAsync(
        DataRequest request, bool writesJson, Shell shell, CancellationToken cancellation)
    {
        var reports = await DataSession.RunAsync(request, shell, cancellation);
        var isWell = reports.All(report => report.Findings.Count == 0);
        if (writesJson)
        {
            shell.Result(JsonOutput.Write(new { Version = 1, Ok = isWell, Tasks = reports, request.Output }));
            return isWell ? ExitCode.Ok : ExitCode.Failed;
        }

        string[][] rows = [.. reports.Where(report => report.Findings.Count == 0).Select(Row)];
        string[] headers = ["task", "files>", "size>", "items", "data"];
        foreach (var line in rows.Length == 0 ? [] : TextTable.Lines(headers, rows))
        {
            shell.Result(line);
        }

        foreach (var report in reports.Where(report => report.Findings.Count > 0))
        {
            foreach (var finding in report.Findings)
            {
                shell.Error($"{report.Task}: {finding}", report.Hint);
            }
        }

        shell.Info(string.Create(
            CultureInfo.InvariantCulture, $"{rows.Length} of {reports.Count} tasks have their data as it should be"));
        return isWell ? ExitCode.Ok : ExitCode.Failed;
    }

    private static string[] Row(DataReport report) =>
    [
        report.Task,
        report.Files.ToString(CultureInfo.InvariantCulture),
        ByteSize.Format(report.Bytes),
        string.Join("; ", report.Items.Take(3).Select(part => Numbers(part.Items)))
            + (report.Items.Count > 3 ? $"; and {report.Items.Count - 3} more" : ""),
        report.Source,
    ];

    private static string Numbers(Tasks.ItemCount count) => string.Join(", ", new[]
    {
        Number(count.Samples, "samples"), Number(count.Train, "for training"),
        Number(count.Documents, "documents"), Number(count.Queries, "queries"),
    }.Where(text => text.Length > 0));

    private static string Number(int? count, string name) =>
        count is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {name}");

    /// <summary>What the three commands share.</summary>
    private sealed class Inputs
    {
        private readonly Argument<string[]> _what = new("what")
        {
            Description = "Tasks, benchmarks or parts of one (cmteb/sts)",
            Arity = ArgumentArity.OneOrMore,
        };

        private readonly Option<string[]> _data = CommonOptions.Data();
        private readonly Option<string[]> _folders = CommonOptions.TasksDirectories();
        private readonly Option<bool> _offline = CommonOptions.Offline();

        public Option<bool> Json { get; } = CommonOptions.Json();

        public void AddTo(Command command)
        {
            CommonOptions.RefuseOptions(_what);
            command.Add(_what);
            Array.ForEach<Option>([_data, _folders, _offline, Json], command.Add);
        }

        public DataRequest Read(ParseResult parsed) => new(
            parsed.GetRequiredValue(_what),
            parsed.GetValue(_data) ?? [],
            parsed.GetValue(_folders) ?? [],
            parsed.GetValue(_offline));
    }
}
