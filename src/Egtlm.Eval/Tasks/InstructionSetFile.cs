using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Tasks;

/// <summary>Reads instruction sets, strictly.</summary>
internal static class InstructionSetFile
{
    /// <summary>Words of <c>--instructions</c> that no set may be called.</summary>
    private static readonly string[] s_reserved = ["none", "task"];

    /// <summary>Reads a set; null when something is wrong in the file and added to the findings.</summary>
    public static InstructionSet? TryRead(
        string file, IReadOnlyDictionary<string, TaskDefinition> tasks, List<TaskFinding> findings)
    {
        var shape = new JsonShape(file, StrictJson.ReadBytes(file));
        var set = StrictJson.Read(shape, typeof(InstructionSet)) as InstructionSet;
        if (set is not null)
        {
            TaskChecks.CheckName(set.Name, file, shape);
            if (s_reserved.Contains(set.Name))
            {
                shape.Add("name", $"an instruction set cannot be called '{set.Name}'");
            }
        }

        var isWellFormed = shape.Findings.Count == 0;
        foreach (var key in set?.Instructions.Keys ?? [])
        {
            CheckKey(key, tasks, shape);
        }

        findings.AddRange(shape.Findings);
        return isWellFormed ? set : null;
    }

    private static void CheckKey(string key, IReadOnlyDictionary<string, TaskDefinition> tasks, JsonShape shape)
    {
        var (name, subset) = key.Split('/', 2) is [var owner, var part] ? (owner, part) : (key, null);
        if (!tasks.TryGetValue(name, out var task))
        {
            shape.Add(key, $"unknown task '{name}'", NearestName.Hint(name, tasks.Keys));
        }
        else if (subset is not null && task.Subsets.All(known => known.Name != subset))
        {
            shape.Add(key, $"'{name}' has no subset '{subset}'",
                NearestName.Hint(subset, task.Subsets.Select(known => known.Name)));
        }
    }
}
