using System.Text.Json.Nodes;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Chat;

namespace Egtlm.Eval.Models.Tests.Chat;

/// <summary>Short forms for tests of templates.</summary>
internal static class Rendered
{
    private static readonly Dictionary<string, string> Tokens = new() { ["bos_token"] = "<s>", ["eos_token"] = "</s>" };

    public static ChatTemplate Template(string source) => ChatTemplate.Parse(source, Tokens);

    /// <summary>The template without messages.</summary>
    public static string Of(string source, params (string Name, JsonNode? Value)[] variables) =>
        Template(source).Render(
            Array.Empty<ChatMessage>(),
            new ChatRenderOptions { Variables = variables.ToDictionary(pair => pair.Name, pair => pair.Value) });
}
