using System.Globalization;
using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Metrics;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

using Grades = IReadOnlyDictionary<string, int>;

/// <summary>
/// Whole evaluations of the data sets in the shared folder against mteb's result documents of baseline/hash.
/// </summary>
public sealed class HashGoldenTests
{
    [Theory]
    [InlineData("STS")]
    [InlineData("PairClassification")]
    [InlineData("Retrieval")]
    [InlineData("Reranking")]
    public void Results_of_the_hash_encoder_equal_those_of_mteb(string type)
    {
        var wrong = new List<string>();
        var found = 0;
        foreach (var golden in Directory.EnumerateFiles(SharedFolder.Path("goldens", "mteb", "hash"), "*.json"))
        {
            var folder = Path.GetFileNameWithoutExtension(golden);
            if (SharedFolder.Json("data", folder, "README.json").RootElement.GetProperty("type").GetString() != type)
            {
                continue;
            }

            found++;
            var text = File.ReadAllText(golden).Replace(": NaN", ": \"NaN\"", StringComparison.Ordinal);
            var document = JsonDocument.Parse(text);
            foreach (var split in document.RootElement.GetProperty("scores").EnumerateObject())
            {
                var scores = Evaluate(type, folder, split.Name);
                wrong.AddRange(ScoreAssert.Differences(
                    $"{folder} {split.Name}", split.Value[0], scores, key => Tolerance(type, key)));
            }
        }

        Assert.True(found > 0);
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    // Goldens have six decimals. Far down a ranking float32 rounding swaps mathematically equal similarities, which
    // moves ndcg@1000 in its sixth decimal and with it the nAUC.
    private static double Tolerance(string type, string key) =>
        type == "Retrieval" && key.StartsWith("nauc_ndcg_at_1000", StringComparison.Ordinal) ? 5e-6 : 5.001e-7;

    private static Scores Evaluate(string type, string folder, string split)
    {
        var encoder = new HashedTexts();
        switch (type)
        {
            case "STS":
                var sts = Rows(folder, split);
                double[] gold = [.. sts.Select(row => row.GetProperty("score").GetDouble())];
                return StsEvaluator.Evaluate(
                    new(Texts(sts, "sentence1"), Texts(sts, "sentence2"), gold),
                    TestScope.Sts(),
                    TestScope.Of(TestScope.Sts(), encoder));
            case "PairClassification":
                var pairs = Rows(folder, split);
                long[] labels = [.. pairs.Select(row => row.GetProperty("labels").GetInt64())];
                return PairClassificationEvaluator.Evaluate(
                    new(Texts(pairs, "sentence1"), Texts(pairs, "sentence2"), labels),
                    TestScope.Pairs(),
                    TestScope.Of(TestScope.Pairs(), encoder));
            case "Retrieval":
                return RetrievalEvaluator.Evaluate(
                    Retrieval(folder, split), TestScope.Retrieval(), TestScope.Of(TestScope.Retrieval(), encoder));
            default:
                return RerankingEvaluator.Evaluate(
                    Reranking(folder, split), TestScope.Reranking(), TestScope.Of(TestScope.Reranking(), encoder));
        }
    }

    private static RetrievalData Retrieval(string folder, string split)
    {
        var qrels = File.ReadLines(SharedFolder.Path("data", folder, "qrels", split + ".tsv")).Skip(1)
            .Select(line => line.Split('\t'))
            .GroupBy(row => row[0])
            .ToDictionary(
                query => query.Key,
                query => (Grades)query.ToDictionary(
                    row => row[1], row => int.Parse(row[2], CultureInfo.InvariantCulture)));
        return new RetrievalData(
            [.. Rows(folder, "corpus").Select(row => new CorpusDocument(
                Id(row), Text(row, "title"), Text(row, "text")))],
            [.. Rows(folder, "queries").Select(row => new RetrievalQuery(Id(row), Text(row, "text")))],
            qrels,
            null);
    }

    /// <summary>Ids as mteb converts the old format (abstasks/text/reranking.py).</summary>
    private static RetrievalData Reranking(string folder, string split)
    {
        var corpus = new List<CorpusDocument>();
        var queries = new List<RetrievalQuery>();
        var qrels = new Dictionary<string, Grades>();
        var candidates = new Dictionary<string, IReadOnlyList<string>>();
        // These sets were scored as tasks whose split is called otherwise (goldens/README.md).
        var file = File.Exists(SharedFolder.Path("data", folder, split + ".jsonl")) ? split : "test";
        foreach (var row in Rows(folder, file))
        {
            var query = $"{split}_query{queries.Count}";
            CorpusDocument[] documents =
            [
                .. Documents(row, "positive", $"apositive_{query}"),
                .. Documents(row, "negative", $"negative_{query}"),
            ];
            corpus.AddRange(documents);
            queries.Add(new RetrievalQuery(query, Text(row, "query")));
            qrels[query] = documents.ToDictionary(d => d.Id, d => d.Id[0] == 'a' ? 1 : 0);
            candidates[query] = [.. documents.Select(d => d.Id)];
        }

        return new RetrievalData(corpus, queries, qrels, candidates);
    }

    private static IEnumerable<CorpusDocument> Documents(JsonElement row, string column, string prefix) => row
        .GetProperty(column)
        .EnumerateArray()
        .Select((text, i) => new CorpusDocument($"{prefix}_{i:00000}", "", text.GetString()!));

    private static JsonElement[] Rows(string folder, string name) =>
    [
        .. File.ReadLines(SharedFolder.Path("data", folder, name + ".jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement),
    ];

    private static string Id(JsonElement row) => Text(row, "_id");

    private static string[] Texts(JsonElement[] rows, string column) => [.. rows.Select(row => Text(row, column))];

    private static string Text(JsonElement row, string column) =>
        row.TryGetProperty(column, out var text) ? text.GetString()! : "";
}
