using System.Text.Json;
using Egtlm.Eval.Generation.Instructions;
using Egtlm.Eval.Testing;

namespace Egtlm.Eval.Tests.Generation.Instructions;

/// <summary>goldens/genreg/ifeval.json: lm-evaluation-harness 0.4.13 with nltk 3.10.4 and langdetect 1.0.9.</summary>
internal static class InstructionGolden
{
    public static JsonElement Root() => SharedFolder.Json("goldens", "genreg", "ifeval.json").RootElement;

    public static bool IsStable(JsonElement one) => !one.TryGetProperty("unstable", out var flag) || !flag.GetBoolean();

    public static IReadOnlyList<string> Texts(this JsonElement list) =>
        [.. list.EnumerateArray().Select(text => text.GetString()!)];

    public static InstructionCheck Check(string kind, JsonElement arguments) =>
        new(kind, arguments.EnumerateObject().ToDictionary(argument => argument.Name, argument => argument.Value));

    public static InstructionCheck Check(string kind, string arguments = "{}") =>
        Check(kind, JsonDocument.Parse(arguments).RootElement);

    /// <summary>Strict and loose of one instruction.</summary>
    public static (bool Strict, bool Loose) Result(this InstructionCheck check, string response)
    {
        var result = InstructionResult.Of([check], "", response);
        return (result.Strict[0], result.Loose[0]);
    }
}
