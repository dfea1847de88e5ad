using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Data.Tables;
using Parquet;
using Parquet.Schema;

namespace Egtlm.Eval.Benchmarks;

/// <summary>Reading a corpus of 100,000 documents in every format, and a million rows of Parquet.</summary>
internal static class TableBenchmark
{
    private const int Documents = 100_000;
    private const int Many = 1_000_000;
    private const int RowsPerGroup = 50_000;

    // 600 bytes, a part of them Chinese.
    private static readonly string Text = string.Concat(Enumerable.Repeat("The quick brown fox. 敏捷的狐狸。 ", 16));

    public static IEnumerable<Measurement> Run()
    {
        var folder = Directory.CreateTempSubdirectory("egtlm-eval-bench-").FullName;
        try
        {
            var json = WriteJson(Path.Combine(folder, "corpus.jsonl"));
            var parquet = WriteParquet(Path.Combine(folder, "corpus.parquet"), Documents);
            var many = WriteParquet(Path.Combine(folder, "many.parquet"), Many);
            yield return Measure(json, Documents, isKept: true);
            yield return Measure(parquet, Documents, isKept: true);

            GC.Collect();
            var before = ProcessMemory.Resident;
            yield return Measure(many, Many, isKept: false);
            Console.WriteLine(
                $"resident {before >> 20} MiB before a million rows, {ProcessMemory.Resident >> 20} MiB after");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Measurement Measure(string file, int rows, bool isKept)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        const int Repetitions = 3;
        var seconds = Best.Of(Repetitions, () => Read(file, isKept));
        process.Refresh();

        // Beside the time on the clock, which other work on the machine stretches; one more run is not counted by it.
        var processor = (process.TotalProcessorTime - before).TotalMilliseconds / (Repetitions + 1);
        return new Measurement(
            $"read {rows:N0} documents, {Path.GetExtension(file)}", seconds, $"{processor:N0} ms of processor", 0);
    }

    private static void Read(string file, bool isKept)
    {
        var kept = new List<CorpusDocument>();
        TableReader.ReadAsync(new DataTable([file]), ["_id", "title", "text"], Add, CancellationToken.None)
            .GetAwaiter().GetResult();

        void Add(Row row)
        {
            var document = new CorpusDocument(row.Id("_id"), row.OptionalText("title") ?? "", row.Text("text"));
            if (isKept)
            {
                kept.Add(document);
            }
        }
    }

    private static string WriteJson(string path)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false));
        for (var i = 0; i < Documents; i++)
        {
            var row = new { _id = $"d{i}", title = $"Title {i}", text = $"{i} {Text}" };
            file.Write(JsonSerializer.Serialize(row) + "\n");
        }

        return path;
    }

    private static string WriteParquet(string path, int rows)
    {
        WriteAsync().GetAwaiter().GetResult();
        return path;

        async Task WriteAsync()
        {
            var id = new DataField<string>("_id");
            var title = new DataField<string>("title");
            var text = new DataField<string>("text");
            await using var stream = File.Create(path);
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(id, title, text), stream);
            for (var start = 0; start < rows; start += RowsPerGroup)
            {
                var numbers = Enumerable.Range(start, RowsPerGroup);
                using var group = writer.CreateRowGroup();
                await group.WriteAsync(id, [.. numbers.Select(i => $"d{i}")]);
                await group.WriteAsync(title, [.. numbers.Select(i => $"Title {i}")]);
                await group.WriteAsync(text, [.. numbers.Select(i => $"{i} {Text}")]);
            }
        }
    }
}
