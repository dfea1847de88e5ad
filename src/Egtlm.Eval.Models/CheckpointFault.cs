using Egtlm.Eval.Models.Weights;

namespace Egtlm.Eval.Models;

/// <summary>Whether a folder that a training writes to holds a whole model by now.</summary>
public static class CheckpointFault
{
    // Where sentence-transformers before 2.0 put the model.
    private const string OldTransformerFolder = "0_Transformer";

    /// <summary>
    /// Looks for config.json, a tokenizer and all safetensors files that an index names, with their full lengths.
    /// </summary>
    /// <remarks>Reads headers only; says nothing of whether the model is of a supported kind.</remarks>
    /// <returns>What is missing or cut off; null for a whole checkpoint.</returns>
    public static string? Of(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        try
        {
            var old = Path.Combine(directory, OldTransformerFolder);
            var model = !Has(directory, "config.json") && Directory.Exists(old) ? old : directory;
            if (JsonFile.TryRead(Path.Combine(model, "config.json")) is null)
            {
                return "it has no 'config.json'";
            }

            if (JsonFile.TryRead(Path.Combine(model, "tokenizer.json")) is null && !Has(model, "vocab.txt"))
            {
                return "it has no 'tokenizer.json'";
            }

            Checkpoint.Open(model).Dispose();
            foreach (var file in Directory.EnumerateFiles(directory, "*.safetensors", SearchOption.AllDirectories))
            {
                SafetensorsFile.Open(file).Dispose();
            }

            return null;
        }
        catch (Exception error) when (error is EvaluationException or IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private static bool Has(string directory, string name) => File.Exists(Path.Combine(directory, name));
}
