using Egtlm.Eval.Results;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>Pairs the items of two sides where both did the same work; otherwise says why not.</summary>
/// <remarks>generation-regression.md §2.1.</remarks>
public static class SameWork
{
    private const int Named = 3;

    // What belongs to an item and not to a model.
    private static readonly string[] Given = ["gold", "label", "instructions"];
    private static readonly string[] GivenByTokenizer = ["tokens", "bytes"];

    /// <param name="subset">Only this subset; null for all.</param>
    public static PairedRows Pair(string task, TaskSide baseline, TaskSide candidate, GateMetric metric, string? subset)
    {
        if (baseline.Document is null && candidate.Document is null)
        {
            return PairedRows.Refused(
                $"'{task}' was scored on neither side{Cause(baseline.Failure ?? candidate.Failure)}", true);
        }

        if ((Unscored("baseline", task, baseline) ?? Unscored("candidate", task, candidate)) is { } unscored)
        {
            return PairedRows.Refused(unscored);
        }

        // Not null: both were asked for above.
        var (before, after) = (baseline.Items!, candidate.Items!);
        if (OtherWork(task, (baseline.Document!, before.Header), (candidate.Document!, after.Header), metric) is { } other)
        {
            return PairedRows.Refused(other);
        }

        var sameTokens = before.Header.Tokenizer == after.Header.Tokenizer;
        var (rows, otherRows) = (Rows(before, subset, !sameTokens), Rows(after, subset, !sameTokens));
        if (rows.Length == 0 && subset is not null)
        {
            var known = string.Join(", ", before.Rows.Select(row => row.Subset).Distinct());
            return PairedRows.Refused($"'{task}' has no subset '{subset}': it has {known}");
        }

        return OtherItems(rows, otherRows) is { } items
            ? PairedRows.Refused(items)
            : Join(rows, otherRows, metric, sameTokens);
    }

    private static string Cause(string? failure) => failure is null ? "" : $" ({failure})";

    private static string? Unscored(string side, string task, TaskSide held)
    {
        if (held.Document is null)
        {
            return $"the {side} has no result of '{task}'{Cause(held.Failure)}: score it";
        }

        var parts = held.Document.Splits.SelectMany(split => split.Subsets.Select(one => (split.Name, one.Subset)));
        var there = (held.Items?.Rows ?? []).Select(row => (row.Split, row.Subset)).ToHashSet();
        (string Split, string Subset)[] without = [.. parts.Where(part => !there.Contains(part))];
        return without.Length == 0
            ? null
            : $"the {side} has no items of '{task}' ({without[0].Split}/{without[0].Subset}): "
                + "score it again with --overwrite";
    }

    private static string? OtherWork(
        string task,
        (TaskResult Document, ItemHeader Header) baseline,
        (TaskResult Document, ItemHeader Header) candidate,
        GateMetric metric)
    {
        if (new[] { baseline.Header, candidate.Header }.FirstOrDefault(one => one.Task != task) is { } foreign)
        {
            return $"the items beside '{task}' are those of '{foreign.Task}'";
        }

        string[] parts = Parts(baseline.Document), others = Parts(candidate.Document);
        foreach (var (side, missing) in (IEnumerable<(string, string[])>)
            [("baseline", [.. others.Except(parts)]), ("candidate", [.. parts.Except(others)])])
        {
            if (missing.Length > 0)
            {
                return $"the {side} is unfinished: it lacks {string.Join(", ", missing.Take(Named))} of '{task}'";
            }
        }

        (string Name, string? Before, string? After)[] digests =
        [
            ("data set revision", baseline.Document.DatasetRevision, candidate.Document.DatasetRevision),
            ("data", baseline.Header.Dataset, candidate.Header.Dataset),
            ("chat template", baseline.Header.Template, candidate.Header.Template),
            ("tokenizer", baseline.Header.Tokenizer, candidate.Header.Tokenizer),
        ];
        var differing = digests.FirstOrDefault(digest => digest.Before != digest.After
            && (digest.Name != "tokenizer" || metric.Name != GateMetric.BitsPerByte));
        return differing.Name is null
            ? null
            : $"the {differing.Name} of '{task}' differs: {Short(differing.Before)} and {Short(differing.After)}"
                + (differing.Name == "tokenizer" ? $" (only {GateMetric.BitsPerByte} can be compared)" : "");
    }

    private static string[] Parts(TaskResult document) =>
        [.. document.Splits.SelectMany(split => split.Subsets.Select(one => $"{split.Name}/{one.Subset}"))];

    private static string Short(string? digest) => digest is null ? "unknown" : digest[..Math.Min(12, digest.Length)];

    /// <summary>Rows of a subset; one per cluster where the tokenizers cut documents in different windows.</summary>
    private static ItemRow[] Rows(ItemFile file, string? subset, bool byCluster)
    {
        ItemRow[] rows = [.. file.Rows.Where(row => subset is null || row.Subset == subset)];
        return !byCluster
            ? rows
            :
            [
                .. rows.GroupBy(row => (row.Split, row.Subset, row.Cluster)).Select(group => new ItemRow(
                    group.Key.Split,
                    group.Key.Subset,
                    group.Key.Cluster,
                    group.Key.Cluster,
                    group.SelectMany(row => row.Values).GroupBy(value => value.Key)
                        .ToDictionary(values => values.Key, values => values.Sum(value => value.Value)))),
            ];
    }

    private static string? OtherItems(ItemRow[] baseline, ItemRow[] candidate)
    {
        string[] before = [.. baseline.Select(NameOf)], after = [.. candidate.Select(NameOf)];
        foreach (var (side, names) in (IEnumerable<(string, string[])>)[("baseline", before), ("candidate", after)])
        {
            if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            {
                return $"the {side} has item '{twice.Key}' twice";
            }
        }

        string[] lost = [.. before.Except(after)], added = [.. after.Except(before)];
        return lost.Length + added.Length == 0
            ? null
            : string.Join(
                "; ",
                new[] { Lacks("candidate", lost), Lacks("baseline", added) }.Where(text => text.Length > 0));
    }

    private static string Lacks(string side, string[] items) => items.Length == 0
        ? ""
        : FormattableString.Invariant($"the {side} lacks {items.Length} items of the other side: ")
            + string.Join(", ", items.Take(Named).Select(item => $"'{item}'")) + (items.Length > Named ? ", ..." : "");

    private static string NameOf(ItemRow row) => $"{row.Split}/{row.Subset}/{row.Item}";

    private static PairedRows Join(
        ItemRow[] baseline, ItemRow[] candidate, GateMetric metric, bool sameTokens)
    {
        var others = candidate.ToDictionary(NameOf);
        var rows = new List<PairedRow>(baseline.Length);
        foreach (var row in baseline)
        {
            var other = others[NameOf(row)];
            if (row.Cluster != other.Cluster)
            {
                return PairedRows.Refused($"item '{NameOf(row)}' belongs to '{row.Cluster}' and to '{other.Cluster}'");
            }

            string?[] needed = [metric.Value, metric.Size];
            var lacking = needed.OfType<string>().FirstOrDefault(
                name => !row.Values.ContainsKey(name) || !other.Values.ContainsKey(name));
            if (lacking is not null)
            {
                return PairedRows.Refused(
                    $"'{metric.Name}' needs the value '{lacking}', "
                    + $"item '{NameOf(row)}' has {string.Join(", ", row.Values.Keys)}");
            }

            var changed = (sameTokens ? [.. Given, .. GivenByTokenizer] : Given).FirstOrDefault(
                name => row.Values.TryGetValue(name, out var value)
                    && !(other.Values.TryGetValue(name, out var same) && value.Equals(same)));
            if (changed is not null)
            {
                return PairedRows.Refused(
                    $"item '{NameOf(row)}' has another '{changed}' on each side: the data differs");
            }

            rows.Add(new PairedRow(row.Split, row.Subset, row.Item, row.Cluster, row.Values, other.Values));
        }

        return new PairedRows(rows);
    }
}
