using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Egtlm.Eval.Data.Repositories;

/// <summary>A configuration as README.md names it: patterns of files, not yet files.</summary>
/// <param name="Patterns">Split → patterns; null when the splits are found by file names.</param>
/// <param name="Folder">What the patterns are relative to; empty for the repository.</param>
internal sealed record CardConfiguration(
    string Name,
    bool IsDefault,
    IReadOnlyList<(string Split, IReadOnlyList<string> Patterns)>? Patterns,
    string Folder,
    string? Field,
    char? Separator)
{
    /// <summary>Finds the files.</summary>
    public DatasetConfiguration Resolve(IReadOnlyList<string> paths)
    {
        var prefix = Folder.Length == 0 ? "" : Folder + "/";
        string[] inside =
        [
            .. paths.Where(path => path.StartsWith(prefix, StringComparison.Ordinal))
                .Select(path => path[prefix.Length..]),
        ];
        var splits = Patterns is null
            ? DefaultPatterns.Find(inside)
            : [.. Patterns.Select(split => Resolve(split.Split, split.Patterns, inside))];
        return new DatasetConfiguration(
            Name,
            [
                .. splits.Select(split => new DatasetSplit(
                    split.Name,
                    [.. split.Files.Select(file => prefix + file)],
                    split.Missing is null ? null : prefix + split.Missing)),
            ],
            Field,
            Separator);
    }

    private static DatasetSplit Resolve(string split, IReadOnlyList<string> patterns, string[] paths)
    {
        var (files, missing) = (new List<string>(), default(string));
        foreach (var pattern in patterns)
        {
            var found = FilePattern.Match(pattern, paths);
            files.AddRange(found.Except(files));
            missing ??= found.Count == 0 && !FilePattern.IsGlob(pattern) ? pattern : null;
        }

        return new DatasetSplit(split, files, missing);
    }
}

/// <summary>Reads the YAML block at the head of a dataset's README.md.</summary>
internal static class DatasetCard
{
    private const string Fence = "---";

    /// <summary>The <c>configs</c> of the card in their order; none when the card has none.</summary>
    /// <exception cref="EvaluationException">The block is not YAML, or <c>configs</c> is not as expected.</exception>
    public static IReadOnlyList<CardConfiguration> Configurations(string dataset, string card)
    {
        if (Block(card) is not { } yaml
            || Root(dataset, yaml) is not { } root
            || Find(root, "configs") is not { } configs)
        {
            return [];
        }

        var list = configs as YamlSequenceNode ?? throw Wrong(dataset, configs, "a list of configurations");
        CardConfiguration[] all = [.. list.Children.Select(node => Configuration(dataset, node))];
        var twice = all.GroupBy(one => one.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? all
            : throw new EvaluationException($"README.md of '{dataset}' has the configuration '{twice.Key}' twice");
    }

    /// <summary>What lies between the first line, if that is a fence, and the next fence.</summary>
    private static string? Block(string card)
    {
        var lines = card.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var end = lines[0].TrimEnd() == Fence ? Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence) : -1;
        return end > 0 ? string.Join('\n', lines[1..end]) : null;
    }

    private static YamlMappingNode? Root(string dataset, string yaml)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode as YamlMappingNode;
        }
        catch (YamlException error)
        {
            // The block begins on the card's second line.
            throw new EvaluationException(
                FormattableString.Invariant($"README.md of '{dataset}', line {error.Start.Line + 1}: {error.Message}"),
                "expected YAML between the two lines of '---'", error);
        }
    }

    private static CardConfiguration Configuration(string dataset, YamlNode node)
    {
        var map = node as YamlMappingNode ?? throw Wrong(dataset, node, "a configuration");
        var name = Text(map, "config_name") ?? throw Wrong(dataset, node, "a configuration with 'config_name'");
        var isDefault = name == DatasetLayout.DefaultName
            || string.Equals(Text(map, "default"), "true", StringComparison.OrdinalIgnoreCase);
        var separator = Text(map, "sep") ?? Text(map, "delimiter");
        return new CardConfiguration(
            name,
            isDefault,
            Find(map, "data_files") is { } files ? Patterns(dataset, name, files) : null,
            (Text(map, "data_dir") ?? "").TrimEnd('/'),
            Text(map, "field"),
            separator is { Length: 1 } ? separator[0] : null);
    }

    /// <summary>A path, a list of paths (both are split 'train'), or a list of splits with one or several
    /// paths.</summary>
    private static List<(string Split, IReadOnlyList<string> Patterns)> Patterns(
        string dataset, string configuration, YamlNode node)
    {
        if (node is YamlSequenceNode { Children: [YamlMappingNode, ..] } list)
        {
            var splits = list.Children.Select(item =>
                item is YamlMappingNode map && Text(map, "split") is { } split && Find(map, "path") is { } path
                    ? (split, Paths(dataset, path))
                    : throw Wrong(dataset, item, "a split with 'split' and 'path'")).ToList();
            var twice = splits.GroupBy(split => split.split).FirstOrDefault(group => group.Count() > 1);
            return twice is null
                ? splits
                : throw new EvaluationException(
                    $"README.md of '{dataset}' has the split '{twice.Key}' of configuration '{configuration}' twice");
        }

        return [("train", Paths(dataset, node))];
    }

    private static IReadOnlyList<string> Paths(string dataset, YamlNode node) => node switch
    {
        YamlScalarNode { Value: { } path } => [path],
        YamlSequenceNode list => [.. list.Children.SelectMany(item => Paths(dataset, item))],
        _ => throw Wrong(dataset, node, "a path or a list of paths"),
    };

    private static YamlNode? Find(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    private static string? Text(YamlMappingNode map, string key) => (Find(map, key) as YamlScalarNode)?.Value;

    private static EvaluationException Wrong(string dataset, YamlNode node, string expected) => new(
        FormattableString.Invariant(
            $"README.md of '{dataset}', line {node.Start.Line + 1}: found {node.NodeType}, expected {expected}"));
}
