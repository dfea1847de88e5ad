using System.Diagnostics;
using System.Globalization;
using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Models;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Cli;

/// <summary>One <c>encode</c>: open the model, embed piece by piece, write or print.</summary>
internal static class EncodeSession
{
    /// <summary>Texts in memory at once: enough to sort them by length, with vectors of 4,096 values 128 MiB.</summary>
    private const int PieceSize = 8192;

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(EncodeJob job, Shell shell, CancellationToken cancellation)
    {
        var texts = TextItems.ReadAsync(job.Input, shell.OpenInput, cancellation);
        await using var pieces = texts.Chunk(PieceSize).GetAsyncEnumerator(cancellation);
        await pieces.MoveNextAsync(); // a file without texts fails, so there is a first piece
        var task = job.Task is null
            ? null
            : TaskCatalog.Load([TaskFiles.BuiltInDirectory(), .. job.TasksDirectories]).Find(job.Task);
        if (job.Output is null)
        {
            SimilarityOutput.RequireFew(pieces.Current.Length);
        }

        using var encoder = EncoderLoader.Load(job.Model, job.Encoder);
        int[] dimensions = job.Dimensions.Count == 0 ? [encoder.Dimension] : [.. job.Dimensions];
        Array.ForEach(dimensions, dimension => TruncatedEncoder.RequireWithin(encoder, dimension));
        var prompt = PromptOf(job, task, encoder.Plan);
        Introduce(job, encoder, prompt, shell);
        var summary = new EncodeSummary(encoder, prompt, dimensions);
        if (job.Output is null)
        {
            var vectors = Encode(pieces.Current, encoder, summary, shell, cancellation);
            SimilarityOutput.Write(job, summary, pieces.Current, vectors, shell);
            return ExitCode.Ok;
        }

        await WriteAsync(job.Output, pieces, encoder, summary, shell, cancellation);
        EncodeOutput.Write(job, summary, shell);
        return ExitCode.Ok;
    }

    private static async Task WriteAsync(
        string output,
        IAsyncEnumerator<TextItem[]> pieces,
        TorchEncoder encoder,
        EncodeSummary summary,
        Shell shell,
        CancellationToken cancellation)
    {
        List<IVectorFile> files = [];
        try
        {
            foreach (var dimension in summary.Dimensions)
            {
                var path = summary.Dimensions.Count == 1 ? output : PathOf(output, dimension);
                files.Add(VectorFiles.Create(path, dimension));
                summary.Files.Add(path);
            }

            do
            {
                var vectors = Encode(pieces.Current, encoder, summary, shell, cancellation);
                for (var i = 0; i < files.Count; i++)
                {
                    await files[i].AddAsync(pieces.Current, summary.Cut(vectors, i), cancellation);
                }
            }
            while (await pieces.MoveNextAsync());
            foreach (var file in files)
            {
                await file.CompleteAsync();
            }
        }
        finally
        {
            foreach (var file in files)
            {
                await file.DisposeAsync();
            }
        }
    }

    private static Matrix<float> Encode(
        TextItem[] items, TorchEncoder encoder, EncodeSummary summary, Shell shell, CancellationToken cancellation)
    {
        var progress = new EncodeRate(shell, summary.Texts);
        var encoded = encoder.Encode([.. items.Select(item => item.Text)], summary.Prompt, progress, cancellation);
        summary.Add(encoded);
        return encoded.Embeddings;
    }

    /// <summary><c>vectors.npy</c> with 64 values is <c>vectors.64.npy</c>.</summary>
    private static string PathOf(string output, int dimension) => Path.ChangeExtension(
        output, string.Create(CultureInfo.InvariantCulture, $".{dimension}{Path.GetExtension(output)}"));

    private static string PromptOf(EncodeJob job, TaskDefinition? task, EncodingPlan plan)
    {
        if (task is null)
        {
            return plan.PromptFor(job.PromptType, job.Instruction);
        }

        // Who names a task wants its instruction, also where the profile goes without.
        var wanted = plan.Format is null ? plan : plan with { Instructions = InstructionSource.Task };
        return wanted.PromptFor(new EncodeRequest(task, job.PromptType));
    }

    private static void Introduce(EncodeJob job, TorchEncoder encoder, string prompt, Shell shell)
    {
        var facts = ProfileFacts.Of(encoder.Plan).Select(fact => $"{fact.Key} {fact.Value}");
        var identity = encoder.Identity;
        shell.Info($"model    {identity.Name}@{identity.Revision}  architecture {encoder.Architecture}, "
            + $"folder {Path.GetFullPath(job.Model)}, {ComputeTypeName.Of(encoder.ComputeType)} on {encoder.Device}");
        shell.Info($"profile  {string.Join(", ", facts)}");
        shell.Info($"prompt   {ProfileFacts.Quoted(prompt)}");
    }

    /// <summary>Redraws a terminal's status line; a log gets the summary only.</summary>
    private sealed class EncodeRate(Shell shell, long before) : IProgress<EncodeProgress>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();

        public void Report(EncodeProgress value)
        {
            var rate = value.Done / Math.Max(_clock.Elapsed.TotalSeconds, 1e-3);
            shell.Status(string.Create(
                CultureInfo.InvariantCulture, $"  encoding  {before + value.Done:N0} texts  {rate:N0}/s"));
        }
    }
}
