using System.Text.Json;
using Egtlm.Eval.Models.Architectures;
using Egtlm.Eval.Models.Tests.Architectures;
using TorchSharp;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Generation;

/// <summary>A folder of goldens/models that generates, under its own or an equivalent config.json.</summary>
internal sealed record DecoderGolden(string Name, string Folder, JsonElement Expected, bool IsEquivalent)
{
    /// <summary>Every decoder, and again for every equivalent config.json; those folders are deleted afterwards.</summary>
    public static IEnumerable<DecoderGolden> All()
    {
        var decoders = ModelGolden.All().Select(golden => (golden, Expected: golden.Source()))
            .Where(one => one.Expected.TryGetProperty("greedy", out _)).ToArray();
        Assert.NotEmpty(decoders);
        foreach (var (golden, expected) in decoders)
        {
            yield return new DecoderGolden(golden.Name, golden.Directory, expected, false);
            foreach (var folder in golden.EquivalentFolders())
            {
                yield return new DecoderGolden($"{golden.Name}, other config.json", folder, expected, true);
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    public DecoderBackbone Load() => ModelLoader.LoadDecoder(Folder, torch.float32, torch.CPU);
}
