using System.Text.Json;

namespace Egtlm.Eval.Tasks;

/// <summary>Reads task and benchmark files, strictly.</summary>
public static class TaskFile
{
    private static readonly JsonDocumentOptions Reading = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads a task file.</summary>
    /// <exception cref="EvaluationException">The file is not a valid task; the message names file and line.</exception>
    public static TaskDefinition Read(string file)
    {
        var findings = new List<TaskFinding>();
        return TryRead(file, findings) ?? throw findings[0].ToException(findings.Count - 1);
    }

    /// <summary>Reads a task file; null when something is wrong and added to the findings.</summary>
    internal static TaskDefinition? TryRead(string file, List<TaskFinding> findings)
    {
        var shape = new JsonShape(file, StrictJson.ReadBytes(file));
        TaskDefinition? task = null;
        if (TypeOf(shape) is { } type && StrictJson.Read(shape, TaskTypes.RecordOf(type)) is TaskDefinition read)
        {
            task = read with { SourceFile = Path.GetFullPath(file) };
            TaskChecks.Check(task, shape);
        }

        findings.AddRange(shape.Findings);
        return shape.Findings.Count == 0 ? task : null;
    }

    /// <summary>Reads a benchmark file; null when something is wrong and added to the findings.</summary>
    internal static Benchmark? TryReadBenchmark(string file, List<TaskFinding> findings)
    {
        var shape = new JsonShape(file, StrictJson.ReadBytes(file));
        var benchmark = StrictJson.Read(shape, typeof(Benchmark)) as Benchmark;
        if (benchmark is not null)
        {
            TaskChecks.CheckName(benchmark.Name, file, shape);
        }

        findings.AddRange(shape.Findings);
        return shape.Findings.Count == 0 && benchmark is not null
            ? benchmark with { SourceFile = Path.GetFullPath(file) }
            : null;
    }

    /// <summary>The top-level <c>type</c>, which decides the record; null, and a finding, when there is none.</summary>
    private static TaskType? TypeOf(JsonShape shape)
    {
        try
        {
            using var document = JsonDocument.Parse(shape.Utf8, Reading);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("type", out var value)
                || value.ValueKind != JsonValueKind.String)
            {
                shape.Add("type", "a task file is an object with a string 'type'", Known);
                return null;
            }

            // Not null: the value is a JSON string.
            var name = value.GetString()!;
            if (TaskTypes.Parse(name) is { } type)
            {
                return type;
            }

            shape.Add("type", $"'type' is '{name}', which is no task type",
                NearestName.Hint(name, TaskTypes.Names) ?? Known);
        }
        catch (JsonException error)
        {
            shape.Add(error);
        }

        return null;
    }

    private static string Known => $"known types: {string.Join(", ", TaskTypes.Names)}";
}
