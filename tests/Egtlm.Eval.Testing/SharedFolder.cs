using System.Text.Json;
using Xunit;

namespace Egtlm.Eval.Testing;

/// <summary>The workplace folder with goldens, models and data, named by EGTLM_EVAL_SHARED.</summary>
public static class SharedFolder
{
    public const string Variable = "EGTLM_EVAL_SHARED";

    /// <summary>Full path of the shared folder; null where the variable is not set.</summary>
    /// <remarks>A relative path is meant from the repository: the test runner moves to the folder of the assembly.</remarks>
    public static string? Root { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
        ? System.IO.Path.IsPathRooted(folder)
            ? folder
            // Not null: the tasks are not at the root.
            : System.IO.Path.GetFullPath(folder, System.IO.Path.GetDirectoryName(BuiltInTasks.Directory)!)
        : null;

    /// <summary>A path under the shared folder; skips the running test where there is no shared folder.</summary>
    public static string Path(params string[] parts)
    {
        Assert.SkipWhen(Root is null, $"{Variable} is not set: goldens are not on this machine");
        return System.IO.Path.Combine([Root!, .. parts]); // not null: the test was skipped
    }

    /// <summary>Reads a JSON golden; NaN and infinities are strings there.</summary>
    public static JsonDocument Json(params string[] parts) => JsonDocument.Parse(File.ReadAllBytes(Path(parts)));

    /// <summary>The cases of a stage golden; fails when there are none.</summary>
    public static IReadOnlyList<JsonElement> Cases(params string[] parts)
    {
        var cases = Json(parts).RootElement.GetProperty("cases").EnumerateArray().ToArray();
        Assert.NotEmpty(cases);
        return cases;
    }

    /// <summary>A number that may be written as "NaN", "Infinity" or "-Infinity".</summary>
    public static double Number(this JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
        : element.GetDouble();
}
