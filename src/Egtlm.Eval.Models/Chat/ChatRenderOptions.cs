using System.Text.Json.Nodes;

namespace Egtlm.Eval.Models.Chat;

/// <summary>How messages become a prompt: the arguments of transformers' <c>apply_chat_template</c>.</summary>
public sealed record ChatRenderOptions
{
    /// <summary>Ends the text with the start of an answer. False by default, as in transformers.</summary>
    public bool AddGenerationPrompt { get; init; }

    /// <summary>Cuts the text where the last message ends, so that a model writes on. False by default.</summary>
    public bool ContinueFinalMessage { get; init; }

    /// <summary>JSON schemas of the functions that the model may call; null: none.</summary>
    public JsonArray? Tools { get; init; }

    /// <summary>Documents with <c>title</c> and <c>text</c>; null: none.</summary>
    public JsonArray? Documents { get; init; }

    /// <summary>Further variables of the template by name, such as <c>enable_thinking</c>.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Variables { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>The clock of <c>strftime_now</c>, which is in its local time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
