using System.Text.Json;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Chat.Rendering;
using Egtlm.Eval.Models.Chat.Syntax;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat;

/// <summary>
/// The chat template of a model: turns messages into the text that the model was trained on, exactly as transformers'
/// <c>apply_chat_template</c> does (Jinja 3.1, trim_blocks and lstrip_blocks on).
/// </summary>
/// <remarks>
/// The part of Jinja that published templates use. Anything else is refused by name and place when the template is
/// parsed; it is never rendered differently. Rendering is pure, and an instance can be shared between threads.
/// </remarks>
public sealed class ChatTemplate
{
    private readonly TemplateSource _source;
    private readonly IReadOnlyList<Statement> _statements;
    private readonly IReadOnlyDictionary<string, string> _specialTokens;

    private ChatTemplate(TemplateSource source, IReadOnlyDictionary<string, string> specialTokens)
    {
        _source = source;
        _statements = TemplateParser.Parse(source);
        _specialTokens = specialTokens;
    }

    /// <summary>Parses a template.</summary>
    /// <param name="source">The text of the template.</param>
    /// <param name="specialTokens">What the template sees as <c>bos_token</c>, <c>eos_token</c> and so on; a token that
    /// is not in it is undefined.</param>
    /// <exception cref="EvaluationException">The template has an error or uses what is not supported; line and column
    /// count from 1.</exception>
    public static ChatTemplate Parse(string source, IReadOnlyDictionary<string, string> specialTokens)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(specialTokens);
        return new ChatTemplate(new TemplateSource(source), specialTokens);
    }

    /// <summary>Reads the template of a model folder with its special tokens.</summary>
    /// <param name="forTools">Takes the template <c>tool_use</c> where the folder has several and one of that name.
    /// </param>
    /// <returns>Null where the folder has none.</returns>
    public static ChatTemplate? TryLoad(string modelDirectory, bool forTools = false) =>
        ChatTemplateFolder.TryRead(modelDirectory, forTools) is { } found
            ? Parse(found.Source, found.SpecialTokens)
            : null;

    /// <summary>The text of the messages. Without messages, what the template makes of an empty list.</summary>
    /// <exception cref="EvaluationException">The template refuses the messages, or fails on them.</exception>
    public string Render(IReadOnlyList<ChatMessage> messages, ChatRenderOptions? options = null) => Render(
        messages.Select(message => PythonMapping.Of([new("role", message.Role), new("content", message.Content)])),
        options ?? new ChatRenderOptions());

    /// <summary>The text of messages with any fields, such as <c>tool_calls</c>.</summary>
    /// <param name="messages">An array of objects. Fields that are null are dropped, as transformers does.</param>
    /// <exception cref="EvaluationException">The template refuses the messages, or fails on them.</exception>
    public string Render(JsonElement messages, ChatRenderOptions? options = null)
    {
        if (messages.ValueKind != JsonValueKind.Array)
        {
            throw new EvaluationException($"chat messages are an array of objects, found: {messages.ValueKind}");
        }

        return Render(messages.EnumerateArray().Select(RichMessage.Of), options ?? new ChatRenderOptions());
    }

    private string Render(IEnumerable<object?> messages, ChatRenderOptions options)
    {
        try
        {
            return Render(PythonSequence.List(messages), options);
        }
        catch (PythonError error)
        {
            throw new EvaluationException($"the chat messages cannot be rendered: {error.Message}", null, error);
        }
    }

    private string Render(PythonSequence messages, ChatRenderOptions options)
    {
        if (!options.ContinueFinalMessage)
        {
            return RenderAll(messages, options);
        }

        if (options.AddGenerationPrompt)
        {
            throw new EvaluationException(
                "a generation prompt cannot follow a final message that is to be continued", "choose one of them");
        }

        var final = FinalMessage.In(messages);
        return final.Cut(RenderAll(final.Messages, options));
    }

    private string RenderAll(PythonSequence messages, ChatRenderOptions options)
    {
        var tokens = _specialTokens.Select(token => KeyValuePair.Create(token.Key, (object?)token.Value));
        var further = options.Variables.Select(pair => KeyValuePair.Create(pair.Key, JsonValues.Of(pair.Value)));
        var variables = tokens.Concat(further).Concat(
            [
                new("messages", messages),
                new("tools", JsonValues.Of(options.Tools)),
                new("documents", JsonValues.Of(options.Documents)),
                new("add_generation_prompt", options.AddGenerationPrompt),
            ]);
        return Renderer.Render(_source, _statements, variables, options.Clock);
    }
}
