using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>Reads policies, strictly.</summary>
public static class GatePolicyFile
{
    /// <summary>Folder of policies directly under a tasks folder.</summary>
    public const string Folder = "gates";

    /// <summary>A policy by its name in the gates folder of some tasks folders, or by the path of a file.</summary>
    /// <exception cref="EvaluationException">There is none, or the file is wrong; the message names the
    /// line.</exception>
    public static GatePolicy Find(string nameOrPath, IReadOnlyList<string> tasksDirectories)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrPath);
        var files = tasksDirectories.SelectMany(FilesIn).ToArray();
        var file = Array.Find(files, one => Path.GetFileNameWithoutExtension(one) == nameOrPath);
        if (file is null && !File.Exists(nameOrPath))
        {
            string[] names = [.. files.Select(one => Path.GetFileNameWithoutExtension(one)!)];
            throw new EvaluationException(
                $"there is no policy '{nameOrPath}'",
                NearestName.Hint(nameOrPath, names) ?? $"known: {string.Join(", ", names)}, or the path of a file");
        }

        return Read(file ?? nameOrPath);
    }

    /// <summary>Reads a policy file.</summary>
    /// <exception cref="EvaluationException">The file is not a valid policy; the message names file and
    /// line.</exception>
    public static GatePolicy Read(string file)
    {
        var findings = new List<TaskFinding>();
        return TryRead(file, findings) ?? throw findings[0].ToException(findings.Count - 1);
    }

    /// <summary>What is wrong with the policies of some tasks folders.</summary>
    public static IReadOnlyList<TaskFinding> Validate(IReadOnlyList<string> tasksDirectories)
    {
        var findings = new List<TaskFinding>();
        foreach (var file in tasksDirectories.SelectMany(FilesIn))
        {
            TryRead(file, findings);
        }

        return findings;
    }

    /// <summary>The schema of policy files, with a final newline.</summary>
    public static string ExportSchema() => TaskSchema.Export(typeof(GatePolicy), "gate policy");

    private static IEnumerable<string> FilesIn(string tasksDirectory)
    {
        var folder = Path.Combine(tasksDirectory, Folder);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            : [];
    }

    private static GatePolicy? TryRead(string file, List<TaskFinding> findings)
    {
        var shape = new JsonShape(file, StrictJson.ReadBytes(file));
        var policy = StrictJson.Read(shape, typeof(GatePolicy)) as GatePolicy;
        if (policy is not null)
        {
            Check(policy, shape);
        }

        findings.AddRange(shape.Findings);
        return shape.Findings.Count == 0 && policy is not null
            ? policy with { SourceFile = Path.GetFullPath(file) }
            : null;
    }

    private static void Check(GatePolicy policy, JsonShape shape)
    {
        if (policy.Checks.Count == 0)
        {
            shape.Add("checks", "the policy has no checks: everything would pass");
        }

        var seen = new HashSet<(string Check, string? Subset, string Metric)>();
        foreach (var (place, check) in policy.Checks.Index())
        {
            Check(check, shape, FormattableString.Invariant($"'checks'[{place}]"));
            if (!seen.Add((check.Check, check.Subset, check.Metric)))
            {
                shape.Add(
                    FormattableString.Invariant($"'checks'[{place}]"),
                    $"'{check.Metric}' of '{check.Check}' is there twice");
            }
        }
    }

    private static void Check(GateCheck check, JsonShape shape, string element)
    {
        var metric = GateMetric.Find(check.Metric);
        if (!GateMetric.Names.Contains(check.Metric))
        {
            shape.Add(element + ".metric", $"there is no metric '{check.Metric}'", GateMetric.Hint(check.Metric));
        }

        switch (check.Tier, check.Margin)
        {
            case (GateTier.Hard, not null):
                shape.Add(element + ".margin", "a hard check has no margin: no item may be worse");
                break;
            case (not GateTier.Hard, null):
                shape.Add(element, $"'margin' is missing: only hard checks have none");
                break;
            case (_, { } margin) when !(margin > 0 && double.IsFinite(margin)):
                shape.Add(
                    element + ".margin", "'margin' must be above 0", "where nothing may get worse, the tier is 'hard'");
                break;
            default:
                break;
        }

        if (check.MarginKind == MarginKind.Relative && metric is not { CanBeRelative: true })
        {
            shape.Add(element + ".margin_kind", $"the margin of '{check.Metric}' can only be absolute");
        }

        if (metric?.Kind == MetricKind.RatioToBaseline && check.MarginKind != MarginKind.Relative)
        {
            shape.Add(element, $"'{check.Metric}' is a ratio to the baseline: 'margin_kind' must be 'relative'");
        }

        if (check is { Tier: GateTier.Hard, Metric: GateMetric.MeanOfTasks })
        {
            shape.Add(element + ".tier", $"'{GateMetric.MeanOfTasks}' has no items, so it cannot be hard");
        }
    }
}
