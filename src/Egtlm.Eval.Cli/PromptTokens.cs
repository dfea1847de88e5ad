using System.Text.Json;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Chat;
using Egtlm.Eval.Models.Generation;

namespace Egtlm.Eval.Cli;

/// <summary>Prompts to token ids: through the folder's chat template, or as they are.</summary>
internal sealed class PromptTokens
{
    private readonly TorchLanguageModel _model;
    private readonly ChatTemplate? _template;
    private readonly string? _system;

    private PromptTokens(TorchLanguageModel model, ChatTemplate? template, string? system) =>
        (_model, _template, _system) = (model, template, system);

    /// <summary>What happens to a prompt, for people.</summary>
    public string Summary => _template is null ? "as it is" : "through the folder's chat template";

    /// <exception cref="EvaluationException">A system message without a template to put it into.</exception>
    public static PromptTokens For(GenerateRequest request, TorchLanguageModel model)
    {
        var template = request.IsRaw ? null : ChatTemplate.TryLoad(request.Model);
        return request.System is null || template is not null
            ? new PromptTokens(model, template, request.System)
            : throw new EvaluationException(
                "there is no place for the system message",
                request.IsRaw ? "leave out --raw" : $"'{request.Model}' has no chat template; put the text into the prompt");
    }

    public int[] Of(Prompt prompt)
    {
        if (_template is not null)
        {
            return _model.Tokenise(_template.Render(Messages(prompt), new ChatRenderOptions { AddGenerationPrompt = true }), false);
        }

        if (prompt.Text is null)
        {
            throw new EvaluationException(
                "a prompt has 'messages', and no chat template is in use", "give 'prompt', or a model with a template");
        }

        var ids = _model.Tokenise(prompt.Text, addSpecialTokens: true);
        return ids.Length > 0 || _model.PrefixToken is not { } prefix ? ids : [prefix];
    }

    private JsonElement Messages(Prompt prompt)
    {
        object[] system = _system is null ? [] : [new { role = "system", content = _system }];
        var rest = prompt.Messages?.EnumerateArray().Select(message => (object)message)
            ?? [new { role = "user", content = prompt.Text }];
        return JsonSerializer.SerializeToElement(system.Concat(rest));
    }
}
