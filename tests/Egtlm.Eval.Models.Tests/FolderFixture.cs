using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Models.Tests;

/// <summary>A folder in the temporary directory that goes away with the test.</summary>
internal sealed class FolderFixture : IDisposable
{
    public FolderFixture(params (string Name, string Text)[] files)
    {
        Path = Directory.CreateTempSubdirectory("egtlm-eval-").FullName;
        foreach (var (name, text) in files)
        {
            Write(name, text);
        }
    }

    public string Path { get; }

    /// <summary>A folder that holds links to the files of another.</summary>
    public static FolderFixture LinkedTo(string directory)
    {
        var folder = new FolderFixture();
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories))
        {
            var link = System.IO.Path.Combine(folder.Path, System.IO.Path.GetRelativePath(directory, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(link)!);
            File.CreateSymbolicLink(link, file);
        }

        return folder;
    }

    public void Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.Delete(path);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>A request as a task makes it.</summary>
internal static class Requests
{
    /// <summary>A request of a retrieval task.</summary>
    public static EncodeRequest OfRetrieval(PromptType promptType, TaskPrompt? prompt) => new(
        new RetrievalTask
        {
            Name = "T2Retrieval",
            Dataset = new DatasetReference("mteb/T2Retrieval", "0"),
            Subsets = [new TaskSubset("default", ["cmn-Hans"])],
            Splits = ["dev"],
            MainScore = "ndcg_at_10",
            Prompt = prompt,
        },
        promptType);

    public static EncodeRequest Of(PromptType promptType = PromptType.None, TaskPrompt? prompt = null) => new(
        new StsTask
        {
            Name = "STSB",
            Dataset = new DatasetReference("C-MTEB/STSB", "0"),
            Subsets = [new TaskSubset("default", ["cmn-Hans"])],
            Splits = ["test"],
            MainScore = "cosine_spearman",
            MinScore = 0,
            MaxScore = 5,
            Prompt = prompt,
        },
        promptType);
}
