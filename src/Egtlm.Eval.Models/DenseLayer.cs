using Egtlm.Eval.Models.Layers;
using Egtlm.Eval.Models.Weights;
using static TorchSharp.torch;

namespace Egtlm.Eval.Models;

/// <summary>A Dense module of sentence-transformers or a projection: activation(x Wᵀ + b), in float32.</summary>
internal sealed class DenseLayer : IDisposable
{
    private const string SentenceVector = "sentence_embedding";

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Activations = new()
    {
        ["Identity"] = x => x,
        ["Tanh"] = x => x.tanh(),
        ["ReLU"] = x => x.relu(),
        ["GELU"] = x => x.gelu(),
        ["SiLU"] = x => x.silu(),
        ["Sigmoid"] = x => x.sigmoid(),
    };

    private readonly Parameters _parameters;
    private readonly Linear _linear;
    private readonly Func<Tensor, Tensor> _activation;

    internal DenseLayer(Parameters parameters, Linear linear, Func<Tensor, Tensor> activation)
    {
        _parameters = parameters;
        _linear = linear;
        _activation = activation;
    }

    /// <summary>Length of a result.</summary>
    public required int OutputSize { get; init; }

    /// <summary>Reads <c>config.json</c> and <c>model.safetensors</c> of the module.</summary>
    /// <param name="inputSize">Length of the vectors that the module before gives.</param>
    public static DenseLayer Read(string directory, int inputSize, Device device)
    {
        var path = Path.Combine(directory, "config.json");
        var config = JsonFile.TryRead(path)
            ?? throw new EvaluationException($"'{path}' of a Dense module does not exist", "download the model again");
        var (inputs, outputs) = ((int?)config.Number("in_features"), (int?)config.Number("out_features"));
        if (inputs != inputSize || outputs is not > 0)
        {
            throw new EvaluationException(
                $"'{path}' maps {inputs} values to {outputs}, the module before it gives {inputSize}");
        }

        if ((config.Text("module_input_name") ?? SentenceVector) != SentenceVector)
        {
            throw new EvaluationException($"'{path}' is for token vectors, which is not supported");
        }

        var activation = ActivationOf(config.Text("activation_function"), path);
        var parameters = new Parameters();
        try
        {
            using var checkpoint = Checkpoint.Open(directory);
            var scope = new WeightScope(checkpoint, parameters, "", ScalarType.Float32, device);
            var linear = new Linear(scope["linear"], inputSize, outputs.Value, config.Flag("bias") ?? true);
            checkpoint.RequireAllUsed(_ => false);
            return new DenseLayer(parameters, linear, activation) { OutputSize = outputs.Value };
        }
        catch
        {
            parameters.Dispose();
            throw;
        }
    }

    /// <param name="x"><c>[batch, input]</c>, float32.</param>
    /// <returns><c>[batch, output]</c>, float32.</returns>
    public Tensor Forward(Tensor x) => _activation(_linear.Forward(x));

    public void Dispose() => _parameters.Dispose();

    // A Python class name: torch.nn.modules.activation.Tanh. Tanh is the default of sentence-transformers' Dense.
    private static Func<Tensor, Tensor> ActivationOf(string? name, string path) =>
        Activations.TryGetValue((name ?? "Tanh").Split('.')[^1], out var activation)
            ? activation
            : throw new EvaluationException(
                $"'{path}': activation '{name}' is not supported", $"supported: {string.Join(", ", Activations.Keys)}");
}
