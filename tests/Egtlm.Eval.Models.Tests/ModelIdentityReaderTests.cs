using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class ModelIdentityReaderTests
{
    [Fact]
    public void Cache_folder_of_the_hub_gives_repository_and_commit()
    {
        using var folder = new FolderFixture(("models--BAAI--bge-small-zh/snapshots/7999e1d3/config.json", "{}"));

        var identity = ModelIdentityReader.Read(
            Path.Combine(folder.Path, "models--BAAI--bge-small-zh", "snapshots", "7999e1d3") + "/");

        Assert.Equal("BAAI/bge-small-zh", identity.Name);
        Assert.Equal("7999e1d3", identity.Revision);
    }

    [Fact]
    public void Plain_folder_is_named_after_itself_with_a_digest_of_its_weights()
    {
        using var folder = new FolderFixture(("joint/model.safetensors", "weights"), ("joint/notes.txt", "a"));
        var directory = Path.Combine(folder.Path, "joint");

        var identity = ModelIdentityReader.Read(directory);
        folder.Write("joint/notes.txt", "b");
        var again = ModelIdentityReader.Read(directory);
        folder.Write("joint/model.safetensors", "Weights");
        var tuned = ModelIdentityReader.Read(directory);

        Assert.Equal("joint", identity.Name);
        Assert.Matches("^[0-9a-f]{12}$", identity.Revision);
        Assert.Equal(identity, again);
        Assert.NotEqual(identity, tuned);
    }

    [Fact]
    public void Given_name_and_revision_win()
    {
        using var folder = new FolderFixture(("model.safetensors", ""));

        var identity = ModelIdentityReader.Read(folder.Path, "org/model", "v2");

        Assert.Equal("org/model", identity.Name);
        Assert.Equal("v2", identity.Revision);
    }
}
