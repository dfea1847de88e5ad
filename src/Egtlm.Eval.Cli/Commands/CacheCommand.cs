using System.CommandLine;
using System.Globalization;
using Egtlm.Eval.Caching;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>cache</c>: list and throw away kept vectors.</summary>
internal static class CacheCommand
{
    public static Command Create(Shell shell) => new("cache", "List or throw away the vectors that runs keep.")
    {
        List(shell),
        Prune(shell),
    };

    private static Command List(Shell shell)
    {
        var folder = CacheOptions.Folder();
        var json = CommonOptions.Json();
        var command = new Command("ls", "List the models that vectors are kept of.") { folder, json };
        command.SetAction(parsed =>
        {
            var cache = CacheListing.Read(FolderOf(parsed.GetValue(folder), shell));
            CacheOutput.WriteListing(cache, parsed.GetValue(json), shell);
        });
        return command;
    }

    private static Command Prune(Shell shell)
    {
        var folder = CacheOptions.Folder();
        var age = CommonOptions.Text("--older-than", "age", "Only what was last used longer ago: 30d, 12h, 2w");
        var model = CommonOptions.Text("--model", "name", "Only vectors of this model, as 'cache ls' names it");
        var size = CacheOptions.Size("--to", "The least recently used first, until so much is left, such as 10GB");
        var all = CommonOptions.Flag("--all", "Everything");
        var dryRun = CommonOptions.Flag("--dry-run", "Say what would go, and leave it");
        var json = CommonOptions.Json();
        var command = new Command("prune", "Throw away kept vectors; what another process is using stays.")
        {
            folder, age, model, size, all, dryRun, json,
        };
        CheckAge(age);
        Option[] rules = [age, model, size];
        command.Validators.Add(result =>
        {
            var isNarrowed = rules.Any(option => result.GetResult(option) is not null);
            if (result.GetValue(all) == isNarrowed)
            {
                result.AddError("say what is to go: --all, or one or more of --older-than, --model and --to");
            }
        });
        HelpFooter.Add(command, """
            Rules narrow each other. Try:
              egtlm-eval cache prune --older-than 30d
              egtlm-eval cache prune --model org/name --dry-run
              egtlm-eval cache prune --to 10GB
            """);
        command.SetAction(parsed =>
        {
            var rule = new PruneRule
            {
                OlderThan = parsed.GetValue(age) is { } text ? TryParseAge(text) : null,
                Model = parsed.GetValue(model),
                ToBytes = CacheOptions.BytesOf(parsed.GetValue(size)),
            };
            var directory = FolderOf(parsed.GetValue(folder), shell);
            RequireKnown(rule.Model, directory);
            var result = CachePruning.Prune(directory, rule, TimeProvider.System.GetUtcNow(), parsed.GetValue(dryRun))
                ?? throw new EvaluationException(
                    $"another process is making room in '{directory}'", "give the command again in a moment");
            CacheOutput.WritePruned(directory, result, parsed.GetValue(dryRun), parsed.GetValue(json), shell);
        });
        return command;
    }

    private static string FolderOf(string? given, Shell shell) => Path.GetFullPath(given ?? shell.CacheFolder
        ?? throw new EvaluationException("no cache folder is known: HOME is not set", "give one with --cache DIR"));

    private static void RequireKnown(string? model, string folder)
    {
        string[] names = [.. CacheListing.Read(folder).Spaces.Select(space => space.File.Model).Distinct()];
        if (model is not null && !names.Contains(model))
        {
            throw new EvaluationException(
                $"no vectors of '{model}' are kept in '{folder}'",
                NearestName.Hint(model, names) ?? "egtlm-eval cache ls names the models");
        }
    }

    private static void CheckAge(Option<string> option) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: var text }] && TryParseAge(text) is null)
        {
            result.AddError($"'{text}' in '{option.Name}' is not an age: expected m, h, d or w, as 30d");
        }
    });

    /// <summary>Minutes, hours, days or weeks; null for anything else.</summary>
    private static TimeSpan? TryParseAge(string text)
    {
        double? minutes = text.LastOrDefault() switch
        {
            'm' => 1,
            'h' => 60,
            'd' => 24 * 60,
            'w' => 7 * 24 * 60,
            _ => null,
        };
        const double Most = 1e9; // beyond two thousand years a TimeSpan need not follow
        return minutes is { } unit
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            && count * unit < Most
            ? TimeSpan.FromMinutes(count * unit)
            : null;
    }
}
