using System.Text.Json;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Generation.Metrics;

/// <summary>Files of goldens/genreg.</summary>
internal static class GenerationGolden
{
    /// <summary>A list in every file of the name; fails when there is nothing in it.</summary>
    public static IReadOnlyList<JsonElement> List(string name, string property)
    {
        JsonElement[] cases =
        [
            .. Files(name).SelectMany(root => root.GetProperty(property).EnumerateArray()),
        ];
        Assert.NotEmpty(cases);
        return cases;
    }

    public static IReadOnlyList<JsonElement> Files(string name)
    {
        JsonElement[] roots =
        [
            .. Directory.GetFiles(SharedFolder.Path("goldens", "genreg"), name + "*.json")
                .Select(path => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement),
        ];
        Assert.NotEmpty(roots);
        return roots;
    }

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    public static double Double(this JsonElement element, string property) => element.GetProperty(property).GetDouble();

    public static double? DoubleOrNull(this JsonElement element, string property) =>
        element.GetProperty(property) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    public static bool Flag(this JsonElement element, string property) => element.GetProperty(property).GetBoolean();

    public static string[] Texts(this JsonElement element, string property) =>
        element.GetProperty(property).Deserialize<string[]>()!;

    public static int[] Ints(this JsonElement element, string property) =>
        element.GetProperty(property).Deserialize<int[]>()!;
}
