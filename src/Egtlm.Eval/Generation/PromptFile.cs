using System.Text.Json;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Generation;

/// <summary>What to generate after.</summary>
/// <param name="Text">A text, or what a user says.</param>
/// <param name="Messages">A list of <c>{"role", "content"}</c> objects for the chat template, instead of the text.</param>
public sealed record Prompt(string? Text, JsonElement? Messages);

/// <summary>Reads prompts: one JSON object a line, with <c>prompt</c> or <c>messages</c>.</summary>
public static class PromptFile
{
    /// <exception cref="EvaluationException">The file is missing or empty, or a line is not as expected.</exception>
    public static async Task<IReadOnlyList<Prompt>> ReadAsync(string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
        {
            throw new EvaluationException($"there is no file '{file}'", "give JSON lines with 'prompt' or 'messages'");
        }

        List<Prompt> prompts = [];
        await JsonLines.ReadAsync(file, row => prompts.Add(Of(row)), cancellation).ConfigureAwait(false);
        return prompts;
    }

    private static Prompt Of(JsonRow row)
    {
        var hasText = row.Element.TryGetProperty("prompt", out _);
        var hasMessages = row.Element.TryGetProperty("messages", out var messages);
        if (hasText == hasMessages)
        {
            throw row.Failure(
                hasText ? "found both 'prompt' and 'messages'" : "found neither 'prompt' nor 'messages'",
                "a line holds one of: {\"prompt\": \"...\"}, {\"messages\": [{\"role\": \"user\", \"content\": \"...\"}]}");
        }

        if (hasText)
        {
            return new Prompt(row.Text("prompt"), null);
        }

        var isChat = messages.ValueKind == JsonValueKind.Array && messages.GetArrayLength() > 0
            && messages.EnumerateArray().All(IsMessage);
        return isChat
            ? new Prompt(null, messages.Clone())
            : throw row.Failure("'messages' is not a list of objects with 'role' and 'content'");
    }

    private static bool IsMessage(JsonElement message) => message.ValueKind == JsonValueKind.Object
        && message.TryGetProperty("role", out var role) && role.ValueKind == JsonValueKind.String
        && message.TryGetProperty("content", out _);
}
