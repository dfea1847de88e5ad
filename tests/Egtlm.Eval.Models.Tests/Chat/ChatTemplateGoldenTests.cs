using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Egtlm.Eval.Models.Chat;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Chat;

/// <summary>Every chat_templates*.json of the goldens: what transformers' apply_chat_template gives.</summary>
public sealed class ChatTemplateGoldenTests
{
    /// <summary>Kinds of errors whose message must match; of the others any clear error will do.</summary>
    private const string RaisedByTemplate = "TemplateError";

    public static TheoryData<string> Goldens => new(SharedFolder.Root is { } root
        ? Directory.GetFiles(Path.Combine(root, "goldens"), "chat_templates*.json").Select(file => Path.GetFileName(file))
        : ["chat_templates.json"]);

    [Theory]
    [MemberData(nameof(Goldens))]
    public void Conversation_is_rendered_as_by_transformers(string file)
    {
        var golden = SharedFolder.Json("goldens", file).RootElement;
        var now = DateTime.Parse(golden.GetProperty("now").GetString()!, CultureInfo.InvariantCulture);
        var clock = new FixedClock(now);
        var templates = golden.GetProperty("templates").EnumerateArray()
            .ToDictionary(template => template.GetProperty("name").GetString()!);
        var chats = golden.GetProperty("chats").EnumerateArray()
            .ToDictionary(chat => chat.GetProperty("chat").GetInt32(), chat => chat.GetProperty("messages"));
        var cases = golden.GetProperty("cases").EnumerateArray().ToArray();

        var wrong = cases.Select(item => Difference(item, templates, chats, clock)).OfType<string>().ToArray();

        Assert.NotEmpty(cases);
        Assert.True(
            wrong.Length == 0,
            $"{file}: {wrong.Length} of {cases.Length} differ\n{string.Join('\n', wrong.Take(10))}");
    }

    private static string? Difference(
        JsonElement item,
        Dictionary<string, JsonElement> templates,
        Dictionary<int, JsonElement> chats,
        TimeProvider clock)
    {
        var name = item.GetProperty("template").GetString()!;
        var number = item.GetProperty("chat").GetInt32();
        var arguments = item.GetProperty("kwargs");
        var expected = item.TryGetProperty("text", out var text) ? text.GetString() : null;
        var found = Rendered(templates[name], chats[number], Options(arguments, clock), out var error);
        var isRight = expected is null ? IsExpected(item.GetProperty("error"), error) : found == expected;
        return isRight ? null
            : $"{name}, chat {number}, {arguments.GetRawText()}: expected "
                + (expected is null ? item.GetProperty("error").GetRawText() : JsonSerializer.Serialize(expected))
                + " found " + (error?.Message ?? JsonSerializer.Serialize(found));
    }

    private static string? Rendered(
        JsonElement template, JsonElement messages, ChatRenderOptions options, out EvaluationException? error)
    {
        error = null;
        var tokens = template.GetProperty("special_tokens").EnumerateObject()
            .ToDictionary(token => token.Name, token => token.Value.GetString()!);
        try
        {
            return ChatTemplate.Parse(template.GetProperty("template").GetString()!, tokens).Render(messages, options);
        }
        catch (EvaluationException exception)
        {
            error = exception;
            return null;
        }
    }

    private static bool IsExpected(JsonElement expected, EvaluationException? found) => found is not null
        && (expected.GetProperty("type").GetString() != RaisedByTemplate
            || found.Message.EndsWith(": " + expected.GetProperty("message").GetString(), StringComparison.Ordinal));

    private static ChatRenderOptions Options(JsonElement arguments, TimeProvider clock)
    {
        var variables = arguments.EnumerateObject().ToDictionary(
            argument => argument.Name, argument => JsonSerializer.SerializeToNode(argument.Value));
        bool Flag(string name) => variables.Remove(name, out var value) && value!.GetValue<bool>();
        JsonArray? List(string name) => variables.Remove(name, out var value) ? value as JsonArray : null;
        return new ChatRenderOptions
        {
            AddGenerationPrompt = Flag("add_generation_prompt"),
            ContinueFinalMessage = Flag("continue_final_message"),
            Tools = List("tools"),
            Documents = List("documents"),
            Variables = variables,
            Clock = clock,
        };
    }
}
