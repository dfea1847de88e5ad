using System.Globalization;

namespace Egtlm.Eval.Cli;

/// <summary>The end of an <c>encode</c> that wrote files: a line per file, or JSON.</summary>
internal static class EncodeOutput
{
    public static void Write(EncodeJob job, EncodeSummary summary, Shell shell)
    {
        if (job.WritesJson)
        {
            var files = summary.Files.Zip(
                summary.Dimensions, (path, dimension) => new { Path = path, Dimension = dimension });
            shell.Result(JsonOutput.Write(new
            {
                Version = 1,
                Ok = true,
                summary.Model,
                Profile = ProfileFacts.Of(summary.Plan),
                summary.Prompt,
                summary.Texts,
                summary.Tokens,
                summary.Truncated,
                summary.Seconds,
                Files = files,
            }));
            return;
        }

        foreach (var (path, dimension) in summary.Files.Zip(summary.Dimensions))
        {
            shell.Result(string.Create(CultureInfo.InvariantCulture, $"{path}  {summary.Texts} × {dimension}"));
        }

        Advise(summary, shell);
    }

    /// <summary>How much was read and how fast.</summary>
    public static void Advise(EncodeSummary summary, Shell shell)
    {
        var rate = summary.Tokens / Math.Max(summary.Seconds, 1e-3);
        shell.Info(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Texts:N0} texts, {summary.Truncated:N0} of them cut at {summary.Plan.MaxLength} tokens; ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Tokens:N0} tokens in {ProgressDisplay.Duration(summary.Seconds)}, {rate:N0} tokens/s"));
    }
}
