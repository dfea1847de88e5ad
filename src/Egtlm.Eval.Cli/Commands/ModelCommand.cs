using System.CommandLine;
using System.Globalization;
using Egtlm.Eval.Models;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>model</c>: explains how a folder will be loaded, without loading its weights.</summary>
internal static class ModelCommand
{
    public static Command Create(Shell shell)
    {
        var folder = new Argument<string>("dir") { Description = "A Hugging Face or sentence-transformers model folder" };
        var settings = new EncoderSettings();
        var json = CommonOptions.Json();
        var command = new Command("model", "Explain how a model folder will be loaded.") { folder };
        settings.AddTo(command);
        command.Add(json);
        HelpFooter.Add(command, """
            Try:
              egtlm-eval model models/all-MiniLM-L6-v2
              egtlm-eval model models/egtlm --profile egtlm --json
            """);
        command.SetAction(parsed =>
        {
            var description = ModelDescription.Describe(parsed.GetRequiredValue(folder), settings.Read(parsed));
            var facts = Facts(description);
            if (parsed.GetValue(json))
            {
                shell.Result(JsonOutput.Write(new { Version = 1, Ok = true, Model = facts, description.Warnings }));
                return;
            }

            foreach (var line in TextTable.Lines(["fact", "value"], [.. facts.Select(fact => new[] { fact.Key, fact.Value })]))
            {
                shell.Result(line);
            }

            foreach (var warning in description.Warnings)
            {
                shell.Warn(warning);
            }
        });
        return command;
    }

    private static Dictionary<string, string> Facts(ModelDescription model)
    {
        var facts = new Dictionary<string, string>
        {
            ["name"] = model.Identity.Name,
            ["revision"] = model.Identity.Revision,
            ["architecture"] = model.Architecture,
            ["stored_parameters"] = model.StoredParameters.ToString("N0", CultureInfo.InvariantCulture),
            ["stored_as"] = string.Join(", ", model.StoredTypes),
            ["computed_in"] = $"{model.ComputeType} on {model.Device}",
            ["tokenizer"] = string.Create(CultureInfo.InvariantCulture, $"{model.TokenizerKind}, {model.VocabularySize:N0} tokens"),
            ["modules"] = string.Join(" > ", model.Modules),
            ["similarity"] = model.Similarity.ToString().ToLowerInvariant(),
        };
        foreach (var fact in ProfileFacts.Of(model.Plan))
        {
            facts[fact.Key] = fact.Value;
        }

        facts["profile"] += model.IsProfileDetected ? " (chosen from the folder)" : "";
        return facts;
    }
}
