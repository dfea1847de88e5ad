using System.CommandLine;
using System.CommandLine.Parsing;
using Egtlm.Eval.Caching;

namespace Egtlm.Eval.Cli.Commands;

/// <summary>Options of a command that keeps vectors: where, how many, or not at all.</summary>
internal sealed class CacheOptions
{
    private const string FolderVariable = "EGTLM_EVAL_CACHE";
    private const string ProgramFolder = "egtlm-eval";

    private readonly Option<string> _folder = Folder();

    private readonly Option<bool> _isOff = CommonOptions.Flag("--no-cache", "Keep no vectors and use none");

    private readonly Option<string> _size = Size(
        "--cache-size", "Most bytes of the cache, such as 10GB [32GiB, or a quarter of the free disk if that is less]");

    /// <summary><c>--cache</c>, without which <see cref="Shell.CacheFolder"/> holds.</summary>
    public static Option<string> Folder() => CommonOptions.Text(
        "--cache",
        "dir",
        $"Folder of kept vectors [${FolderVariable}, else {ProgramFolder} in $XDG_CACHE_HOME, else in ~/.cache]");

    /// <summary>An option that takes a size; read it with <see cref="BytesOf"/>.</summary>
    public static Option<string> Size(string name, string description)
    {
        var option = CommonOptions.Text(name, "size", description);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && ByteSize.TryParse(text) is null)
            {
                result.AddError($"'{text}' in '{name}' is not a size: expected a number and KB to TB, or KiB to TiB");
            }
        });
        return option;
    }

    public static long? BytesOf(string? size) => size is null ? null : ByteSize.TryParse(size);

    /// <summary>The cache's folder where no option names one; null where the environment names no home.</summary>
    /// <remarks>https://specifications.freedesktop.org/basedir: a relative $XDG_CACHE_HOME is to be ignored.</remarks>
    public static string? DefaultFolder(Func<string, string?> environment) =>
        environment(FolderVariable) is { Length: > 0 } own ? own
        : environment("XDG_CACHE_HOME") is { Length: > 0 } caches && Path.IsPathRooted(caches)
            ? Path.Combine(caches, ProgramFolder)
        : environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache", ProgramFolder)
        : null;

    public void AddTo(Command command)
    {
        command.Add(_folder);
        command.Add(_isOff);
        command.Add(_size);
        _size.Validators.Add(RequireRoom);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_isOff) && (result.GetResult(_folder) ?? result.GetResult(_size)) is { } other)
            {
                result.AddError($"'--no-cache' and '{other.Option.Name}' contradict each other: give one of them");
            }
        });
    }

    /// <summary>Null for no cache.</summary>
    public VectorCacheOptions? Read(ParseResult parsed, Shell shell) =>
        !parsed.GetValue(_isOff) && (parsed.GetValue(_folder) ?? shell.CacheFolder) is { } folder
            ? new VectorCacheOptions
            {
                Folder = Path.GetFullPath(folder),
                LimitBytes = BytesOf(parsed.GetValue(_size)),
                Warn = shell.Warn,
            }
            : null;

    private static void RequireRoom(OptionResult result)
    {
        if (result.Tokens is [{ Value: var text }] && ByteSize.TryParse(text) < VectorCacheOptions.SmallestLimitBytes)
        {
            var least = ByteSize.Format(VectorCacheOptions.SmallestLimitBytes);
            result.AddError($"'--cache-size' does not take '{text}': expected at least {least}, or --no-cache");
        }
    }
}
