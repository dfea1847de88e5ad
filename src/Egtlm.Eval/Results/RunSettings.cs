using System.Text;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Results;

/// <summary>
/// mteb's <c>run_settings.jsonl</c>: one line per task, settings and set of subsets (scoring-spec §4.5).
/// </summary>
public static class RunSettings
{
    private static readonly string[] s_scopeKeys = ["task", "splits", "split", "subsets", "subset"];

    /// <summary>The line of a scored split; versions of Python packages are null because none ran.</summary>
    public static Scores Entry(string task, string split, IEnumerable<string> subsets)
    {
        var version = new Scores { { "mteb", new ScoreValue.Text(MtebProtocol.Version) } };
        foreach (var package in (string[])["torch", "sentence-transformers", "flash-attn", "transformers"])
        {
            version.Add(package, new ScoreValue.Null());
        }

        version.Add(MtebProtocol.Tool, new ScoreValue.Text(MtebProtocol.ToolVersion));
        return new Scores
        {
            { "task", new ScoreValue.Text(task) },
            { "splits", Texts([split]) },
            { "version", new ScoreValue.Map(version) },
            { "encode_kwargs", new ScoreValue.Map([]) },
            { "subsets", Texts(subsets) },
        };
    }

    /// <summary>Lines that are JSON objects; others are left out, as mteb does.</summary>
    public static IReadOnlyList<Scores> Read(string lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return [.. lines.Split('\n').Select(ReadLine).OfType<ScoreValue.Map>().Select(map => map.Items)];
    }

    /// <summary>
    /// The file after <paramref name="added"/> were written into it: the last settings of a task, split and subset win.
    /// </summary>
    public static string Merge(IEnumerable<Scores> existing, IEnumerable<Scores> added)
    {
        var settings = new Dictionary<string, Scores>();
        var keys = new OrderedDictionary<(string? Task, string Split, string Subset), string>();
        foreach (var entry in existing.Concat(added))
        {
            Scores rest = [.. entry.Where(item => !s_scopeKeys.Contains(item.Key))];
            var key = MtebJson.WriteLine(Sorted(new ScoreValue.Map(rest)));
            settings[key] = rest;
            foreach (var scope in Scopes(entry))
            {
                keys[scope] = key;
            }
        }

        var text = new StringBuilder();
        foreach (var group in keys.GroupBy(item => (item.Key.Task, Settings: item.Value)))
        {
            AppendRows(text, group.Key.Task, settings[group.Key.Settings], group.Select(item => item.Key));
        }

        return text.ToString();
    }

    /// <summary>What a line speaks of: every split with every subset; null for a task that it does not name.</summary>
    public static IEnumerable<(string? Task, string Split, string Subset)> Scopes(Scores entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var task = (entry.Find("task") as ScoreValue.Text)?.Value;
        return Names(entry, "splits", "split").SelectMany(
            split => Names(entry, "subsets", "subset").Select(subset => (task, split, subset)));
    }

    /// <summary>One line for all splits that were scored with the same subsets.</summary>
    private static void AppendRows(
        StringBuilder text,
        string? task,
        Scores settings,
        IEnumerable<(string? Task, string Split, string Subset)> scopes)
    {
        var rows = scopes.GroupBy(scope => scope.Split)
            .Select(split => (Name: split.Key, Subsets: Texts(split.Select(scope => scope.Subset))))
            .GroupBy(split => MtebJson.WriteLine(split.Subsets));
        foreach (var row in rows)
        {
            var entry = new Scores
            {
                { "task", task is null ? new ScoreValue.Null() : new ScoreValue.Text(task) },
                { "splits", Texts(row.Select(split => split.Name)) },
            };
            entry.AddRange(settings);
            entry.Add("subsets", row.First().Subsets);
            text.Append(MtebJson.WriteLine(new ScoreValue.Map(entry))).Append('\n');
        }
    }

    private static ScoreValue? ReadLine(string line)
    {
        try
        {
            return string.IsNullOrWhiteSpace(line) ? null : MtebJsonReader.Read(line);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Lines of older versions name one split and one subset.</summary>
    private static IEnumerable<string> Names(Scores entry, string plural, string singular) => entry.Find(plural) switch
    {
        ScoreValue.List list => list.Items.OfType<ScoreValue.Text>().Select(item => item.Value),
        _ => entry.Find(singular) is ScoreValue.Text only ? [only.Value] : [],
    };

    /// <summary>Distinct names in Python's order.</summary>
    private static ScoreValue.List Texts(IEnumerable<string> names) => new(
    [
        .. names.Distinct()
            .Order(Comparer<string>.Create(CodePointOrder.Compare))
            .Select(name => new ScoreValue.Text(name)),
    ]);

    /// <summary>
    /// The same value with the names of every object in order, so that equal settings give equal text.
    /// </summary>
    private static ScoreValue Sorted(ScoreValue value) => value switch
    {
        ScoreValue.Map map => new ScoreValue.Map(
        [
            .. map.Items.OrderBy(item => item.Key, StringComparer.Ordinal)
                .Select(item => KeyValuePair.Create(item.Key, Sorted(item.Value))),
        ]),
        ScoreValue.List list => new ScoreValue.List([.. list.Items.Select(Sorted)]),
        _ => value,
    };
}
