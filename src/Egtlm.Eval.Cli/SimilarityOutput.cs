using System.Globalization;
using System.Numerics.Tensors;
using Egtlm.Eval.Data;

namespace Egtlm.Eval.Cli;

/// <summary>The cosine of each pair of a few texts, for a person to look at.</summary>
internal static class SimilarityOutput
{
    private const int MostTexts = 20;
    private const int MostCharacters = 24;

    /// <exception cref="EvaluationException">There are more texts than a table holds.</exception>
    public static void RequireFew(int texts)
    {
        if (texts > MostTexts)
        {
            throw new EvaluationException(
                string.Create(CultureInfo.InvariantCulture, $"no --output was given for more than {MostTexts} texts"),
                "give a file to write, such as --output vectors.npy or --output vectors.parquet");
        }
    }

    /// <param name="vectors">Whole ones, a row per text.</param>
    public static void Write(
        EncodeJob job, EncodeSummary summary, TextItem[] items, Matrix<float> vectors, Shell shell)
    {
        var tables = summary.Dimensions.Select((n, i) => new { Dimension = n, Cosine = Cosines(summary.Cut(vectors, i)) })
            .ToArray();
        if (job.WritesJson)
        {
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
                Similarities = tables,
            }));
            return;
        }

        foreach (var table in tables)
        {
            shell.Result(string.Create(CultureInfo.InvariantCulture, $"cosine of {table.Dimension} values"));
            string[] headers = ["id", "text", .. items.Select(item => item.Id + ">")];
            string[][] rows = [.. items.Select((item, i) => Row(item, table.Cosine[i]))];
            foreach (var line in TextTable.Lines(headers, rows))
            {
                shell.Result(line);
            }
        }

        EncodeOutput.Advise(summary, shell);
    }

    private static string[] Row(TextItem item, double[] cosines) =>
    [
        item.Id,
        Shortened(item.Text),
        .. cosines.Select(cosine => cosine.ToString("F4", CultureInfo.InvariantCulture)),
    ];

    /// <summary>One line of at most <see cref="MostCharacters"/> runes.</summary>
    private static string Shortened(string text)
    {
        var runes = text.EnumerateRunes().Select(rune => rune.Value < ' ' ? " " : rune.ToString()).ToArray();
        return runes.Length <= MostCharacters
            ? string.Concat(runes)
            : string.Concat(runes.Take(MostCharacters - 1)) + "…";
    }

    /// <summary>A vector of zeros has the cosine 0 with everything.</summary>
    private static double[][] Cosines(Matrix<float> vectors) =>
    [
        .. Enumerable.Range(0, vectors.Rows).Select(i => Enumerable.Range(0, vectors.Rows)
            .Select(j => Cosine(vectors.Row(i), vectors.Row(j))).ToArray()),
    ];

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (dot, aa, bb) = (TensorPrimitives.Dot(a, b), TensorPrimitives.Dot(a, a), TensorPrimitives.Dot(b, b));
        return aa > 0 && bb > 0 ? dot / Math.Sqrt((double)aa * bb) : 0;
    }
}
