using System.Text.Json;

namespace Egtlm.Eval.Models.Weights;

/// <summary>
/// The safetensors weights of a model directory, in one file or in shards, and which of them were used.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private const string SingleFile = "model.safetensors";
    private const string IndexFile = "model.safetensors.index.json";
    private readonly Dictionary<string, (SafetensorsFile File, SafetensorsEntry Entry)> _tensors = [];
    private readonly HashSet<string> _used = [];
    private readonly List<SafetensorsFile> _files = [];

    private Checkpoint(string directory) => Directory = directory;

    public string Directory { get; }

    /// <summary>Where tensors are read to that are not kept.</summary>
    public Workspace Workspace { get; } = new();

    /// <summary>Names, with the old spelling of layer norms made new.</summary>
    public IReadOnlyCollection<string> Names => _tensors.Keys;

    public static Checkpoint Open(string directory)
    {
        var checkpoint = new Checkpoint(directory);
        try
        {
            if (File.Exists(Path.Combine(directory, SingleFile)))
            {
                checkpoint.Add(SingleFile);
            }
            else if (File.Exists(Path.Combine(directory, IndexFile)))
            {
                checkpoint.AddShards(ShardMap(Path.Combine(directory, IndexFile)));
            }
            else
            {
                throw NoWeights(directory);
            }

            return checkpoint;
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    /// <summary>One safetensors file, whatever its name.</summary>
    public static Checkpoint OpenFile(string path)
    {
        var checkpoint = new Checkpoint(Path.GetDirectoryName(path) ?? "");
        checkpoint.Add(Path.GetFileName(path));
        return checkpoint;
    }

    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <summary>The file and place of a tensor, which then counts as used.</summary>
    public (SafetensorsFile File, SafetensorsEntry Entry) Use(string name)
    {
        if (!_tensors.TryGetValue(name, out var found))
        {
            throw new EvaluationException(
                $"'{Directory}' has no tensor '{name}'; it holds {_tensors.Count}, such as '{Names.FirstOrDefault()}'",
                "config.json and the weights must be of one model");
        }

        _used.Add(name);
        return found;
    }

    /// <summary>Refuses weights that no layer asked for: the numbers would be those of another model.</summary>
    /// <param name="mayBeLeft">Tensors that a backbone does without: heads, buffers.</param>
    public void RequireAllUsed(Func<string, bool> mayBeLeft)
    {
        var unused = Names.Where(name => !_used.Contains(name) && !mayBeLeft(name));
        string[] left = [.. unused.Order(StringComparer.Ordinal)];
        if (left.Length > 0)
        {
            var more = left.Length == 1 ? " is" : $" and {left.Length - 1} more are";
            throw new EvaluationException(
                $"'{left[0]}'{more} in '{Directory}' but no layer uses them",
                "config.json and the weights must be of one model; is num_hidden_layers right?");
        }
    }

    public void Dispose()
    {
        _files.ForEach(file => file.Dispose());
        Workspace.Dispose();
    }

    private SafetensorsFile Add(string fileName)
    {
        var file = SafetensorsFile.Open(Path.Combine(Directory, fileName));
        _files.Add(file);
        foreach (var entry in file.Entries.Values)
        {
            if (!_tensors.TryAdd(NewSpelling(entry.Name), (file, entry)))
            {
                throw new EvaluationException($"'{file.Path}' holds tensor '{entry.Name}' a second time");
            }
        }

        return file;
    }

    private void AddShards(Dictionary<string, string> shardOfTensor)
    {
        string[] shards = [.. shardOfTensor.Values.Distinct()];
        string[] missing = [.. shards.Where(shard => !File.Exists(Path.Combine(Directory, shard)))];
        if (missing.Length > 0)
        {
            throw new EvaluationException(
                $"'{Path.Combine(Directory, missing[0])}' is missing; '{IndexFile}' names it"
                    + (missing.Length == 1 ? "" : $" and {missing.Length - 1} more that are missing"),
                "download all shards of the model");
        }

        var files = shards.ToDictionary(shard => shard, Add);
        var lost = shardOfTensor.FirstOrDefault(pair => !files[pair.Value].Entries.ContainsKey(pair.Key));
        if (lost.Key is not null)
        {
            throw new EvaluationException(
                $"'{Path.Combine(Directory, lost.Value)}' has no tensor '{lost.Key}', '{IndexFile}' says it has",
                "index and shards must be of one download");
        }
    }

    private static Dictionary<string, string> ShardMap(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            // A shard lies beside its index, whatever path is written there; a null fails like a wrong kind.
            return document.RootElement.GetProperty("weight_map").EnumerateObject()
                .ToDictionary(pair => pair.Name, pair => Path.GetFileName(pair.Value.GetString()!));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException
            or ArgumentException)
        {
            throw new EvaluationException($"'{path}' is not an index of safetensors shards: {e.Message}", inner: e);
        }
    }

    // Checkpoints converted from TensorFlow call weight and bias of a layer norm gamma and beta.
    private static string NewSpelling(string name) => name switch
    {
        _ when name.EndsWith("LayerNorm.gamma", StringComparison.Ordinal) => name[..^"gamma".Length] + "weight",
        _ when name.EndsWith("LayerNorm.beta", StringComparison.Ordinal) => name[..^"beta".Length] + "bias",
        _ => name,
    };

    private static EvaluationException NoWeights(string directory)
    {
        var pickled = File.Exists(Path.Combine(directory, "pytorch_model.bin"));
        var instead = pickled ? ", only 'pytorch_model.bin'" : "";
        return new EvaluationException(
            $"'{directory}' has neither '{SingleFile}' nor '{IndexFile}'{instead}",
            pickled
                ? "save the model with safetensors: save_pretrained(..., safe_serialization=True)"
                : "pass a model directory");
    }
}
