using Xunit;

namespace Egtlm.Eval.Models.Tests.Caching;

public sealed class ModelDigestTests
{
    [Fact]
    public void A_copy_has_the_digest_of_the_original()
    {
        using var copy = FolderFixture.LinkedTo(SampleTexts.Model);

        Assert.Equal(Digest(SampleTexts.Model), Digest(copy.Path));
        Assert.Matches("^[0-9a-f]{64}$", Digest(copy.Path));
    }

    [Fact]
    public void One_changed_byte_of_the_weights_is_another_model()
    {
        using var copy = FolderFixture.LinkedTo(SampleTexts.Model);
        var file = Path.Combine(copy.Path, "model.safetensors");
        var bytes = File.ReadAllBytes(file);
        bytes[^4097] ^= 1;
        File.Delete(file);
        File.WriteAllBytes(file, bytes);

        Assert.NotEqual(Digest(SampleTexts.Model), Digest(copy.Path));
    }

    [Fact]
    public void The_configuration_counts_and_the_tokenizer_does_not()
    {
        using var copy = FolderFixture.LinkedTo(SampleTexts.Model);
        copy.Write("tokenizer_config.json", "{}");
        Assert.Equal(Digest(SampleTexts.Model), Digest(copy.Path));

        var config = File.ReadAllText(Path.Combine(SampleTexts.Model, "config.json"));
        copy.Write("config.json", config.Replace("eps\": 1e-06", "eps\": 2e-06", StringComparison.Ordinal));
        Assert.NotEqual(Digest(SampleTexts.Model), Digest(copy.Path));
    }

    [Fact]
    public void The_digest_of_code_leaves_out_what_folder_and_commit_change()
    {
        var assembly = typeof(TorchEncoder).Assembly;
        var bytes = File.ReadAllBytes(assembly.Location);
        var original = CodeDigest.Of(assembly);
        using var folder = new FolderFixture();

        Assert.Equal(original, DigestWithout(assembly.ManifestModule.ModuleVersionId.ToByteArray()));
        Assert.Equal(original, DigestWithout("RSDS"u8));
        Assert.NotEqual(original, DigestWithout("cc"u8));

        string DigestWithout(ReadOnlySpan<byte> pattern)
        {
            byte[] changed = [.. bytes];
            changed[changed.AsSpan().IndexOf(pattern)] ^= 1;
            var path = Path.Combine(folder.Path, "changed.dll");
            File.WriteAllBytes(path, changed);
            return CodeDigest.Of(path);
        }
    }

    private static string Digest(string folder) => ModelDigest.Of(ModelFolder.Read(folder));
}
