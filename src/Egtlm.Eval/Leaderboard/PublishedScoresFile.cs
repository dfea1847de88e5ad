using System.Globalization;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Leaderboard;

/// <summary>Reads published scores, strictly.</summary>
public static class PublishedScoresFile
{
    /// <summary>The folder of the scores that come with the program, beside its tasks.</summary>
    public static string BuiltInDirectory => Path.Combine(AppContext.BaseDirectory, "published");

    /// <summary>Benchmarks whose scores come with the program.</summary>
    public static IEnumerable<string> BuiltIn() => Directory.Exists(BuiltInDirectory)
        ? Directory.EnumerateFiles(BuiltInDirectory, "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)
        : [];

    /// <summary>The scores of a benchmark in a folder; null when it has none.</summary>
    /// <exception cref="EvaluationException">The file is wrong; the message names the line.</exception>
    public static PublishedScores? Find(string directory, Benchmark benchmark, TaskCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        var file = Path.Combine(directory, benchmark.Name + ".json");
        return File.Exists(file) ? Read(file, catalog) : null;
    }

    /// <summary>Reads a file and holds it against its benchmark.</summary>
    /// <exception cref="EvaluationException">The file is missing or wrong; the message names the line.</exception>
    public static PublishedScores Read(string file, TaskCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (!File.Exists(file))
        {
            throw new EvaluationException($"there is no file '{file}'", "give a file like those in results/published");
        }

        var shape = new JsonShape(file, StrictJson.ReadBytes(file));
        var scores = StrictJson.Read(shape, typeof(PublishedScores)) as PublishedScores;
        if (scores is not null)
        {
            CheckTable(scores, catalog, shape);
            CheckModels(scores, shape);
        }

        return scores is not null && shape.Findings.Count == 0
            ? scores with { SourceFile = Path.GetFullPath(file) }
            : throw shape.Findings[0].ToException(shape.Findings.Count - 1);
    }

    private static void CheckTable(PublishedScores scores, TaskCatalog catalog, JsonShape shape)
    {
        if (catalog.Benchmarks.FirstOrDefault(one => one.Name == scores.Benchmark) is not { } benchmark)
        {
            shape.Add(
                "benchmark",
                $"there is no benchmark '{scores.Benchmark}'",
                NearestName.Hint(scores.Benchmark, catalog.Benchmarks.Select(one => one.Name)));
            return;
        }

        string[] known = [.. benchmark.Tasks.Select(task => task.Name)];
        foreach (var task in scores.Tasks.Where(task => !known.Contains(task)))
        {
            shape.Add("tasks", $"'{benchmark.Name}' has no task '{task}'", NearestName.Hint(task, known));
        }

        foreach (var task in scores.Tasks.GroupBy(task => task).Where(group => group.Count() > 1))
        {
            shape.Add("tasks", $"task '{task.Key}' is there twice");
        }

        foreach (var task in scores.Splits.Keys.Where(task => !scores.Tasks.Contains(task)))
        {
            shape.Add(task, $"'splits' names '{task}', which is not among the tasks");
        }

        if (!DateTime.TryParseExact(
            scores.Date, ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            shape.Add("date", $"'date' is '{scores.Date}', expected a month or day such as '2026-08' or '2026-08-31'");
        }
    }

    private static void CheckModels(PublishedScores scores, JsonShape shape)
    {
        var seen = new HashSet<string>();
        foreach (var (place, model) in scores.Models.Index())
        {
            var element = FormattableString.Invariant($"'models'[{place}]");
            if (string.IsNullOrWhiteSpace(model.Model))
            {
                shape.Add(element, "a model has no name");
            }
            else if (!seen.Add(model.Model))
            {
                shape.Add(element, $"model '{model.Model}' is there twice");
            }

            CheckScores(scores, model, shape, element);
        }
    }

    private static void CheckScores(PublishedScores table, PublishedModel model, JsonShape shape, string element)
    {
        if ((model.Scores is null) == (model.Mean is null))
        {
            shape.Add(element, $"'{model.Model}' needs either 'scores' or, where those are not known, a 'mean'");
            return;
        }

        if (model.Scores is { } scores && scores.Count != table.Tasks.Count)
        {
            shape.Add(
                element,
                FormattableString.Invariant(
                    $"'{model.Model}' has {scores.Count} scores, expected {table.Tasks.Count}: one per task"),
                "null stands for a score that was not published");
        }

        foreach (var score in (model.Scores ?? [model.Mean]).OfType<double>().Where(score => !(Math.Abs(score) <= 1)))
        {
            shape.Add(
                element,
                FormattableString.Invariant($"'{model.Model}' has a score of {score}, expected a share from -1 to 1"),
                "divide percentages by 100");
        }
    }
}
