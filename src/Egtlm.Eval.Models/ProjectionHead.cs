using Egtlm.Eval.Models.Layers;
using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models;

/// <summary>
/// The linear projection of GritLM and EGTLM (<c>--projection</c> in training), saved beside the model:
/// <c>projection.weight</c> and <c>projection.bias</c>.
/// </summary>
/// <remarks>Source: egtlm.py and gritlm.py, <c>torch.nn.Linear(hidden, projection)</c>; eval_mteb.py reads
/// <c>embedding_head.bin</c>.</remarks>
internal static class ProjectionHead
{
    private const string FileName = "embedding_head.safetensors";
    private const string Pickle = "embedding_head.bin";
    private const string Weight = "projection.weight";

    /// <summary>The projection of a model folder as a module whose directory is the file; empty without one.</summary>
    /// <exception cref="EvaluationException">There is a pickle only, which is code rather than data.</exception>
    public static IEnumerable<SentenceModule> ModulesOf(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (File.Exists(path))
        {
            return [new SentenceModule(SentenceModuleKind.Projection, path)];
        }

        return File.Exists(Path.Combine(directory, Pickle))
            ? throw new EvaluationException(
                $"'{Path.Combine(directory, Pickle)}' is a Python pickle, which is not read",
                "convert it with Python: from safetensors.torch import save_file; "
                + $"save_file(torch.load('{Pickle}', weights_only=True), '{FileName}')")
            : [];
    }

    /// <param name="inputSize">Length of a pooled vector.</param>
    public static DenseLayer Read(string path, int inputSize, Device device)
    {
        var parameters = new Parameters();
        try
        {
            using var checkpoint = Checkpoint.OpenFile(path);
            var outputs = (int)checkpoint.Use(Weight).Entry.Shape[0];
            var scope = new WeightScope(checkpoint, parameters, "", ScalarType.Float32, device);
            var linear = new Linear(scope["projection"], inputSize, outputs, hasBias: true);
            checkpoint.RequireAllUsed(_ => false);
            return new DenseLayer(parameters, linear, x => x) { OutputSize = outputs };
        }
        catch
        {
            parameters.Dispose();
            throw;
        }
    }
}
