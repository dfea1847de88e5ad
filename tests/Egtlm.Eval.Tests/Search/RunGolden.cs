using System.Text.Json;
using Egtlm.Eval.Search;
using Egtlm.Eval.Testing;

namespace Egtlm.Eval.Tests.Search;

using Grades = IReadOnlyDictionary<string, int>;
using Qrels = Dictionary<string, IReadOnlyDictionary<string, int>>;

/// <summary>Reads the runs of retrieval.json and reranking.json: lists of [query, [[document, value], …]].</summary>
internal static class RunGolden
{
    public static QueryRun[] Run(JsonElement run) =>
        [.. Entries(run).Select(query => new QueryRun(
            query.Key, [.. Entries(query.Value).Select(d => new RetrievedDocument(d.Key, d.Value.Number()))]))];

    /// <summary>Queries without any judgement are left out, as mteb does before it searches.</summary>
    public static Qrels Qrels(JsonElement qrels) => Entries(qrels)
        .Where(query => query.Value.GetArrayLength() > 0)
        .ToDictionary(
            query => query.Key,
            query => (Grades)Entries(query.Value).ToDictionary(d => d.Key, d => d.Value.GetInt32()));

    public static Dictionary<string, IReadOnlyList<string>> Candidates(JsonElement lists) => Entries(lists)
        .ToDictionary(query => query.Key, query => (IReadOnlyList<string>)Strings(query.Value));

    public static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(text => text.GetString()!)];

    private static IEnumerable<KeyValuePair<string, JsonElement>> Entries(JsonElement pairs) =>
        pairs.EnumerateArray().Select(pair => KeyValuePair.Create(pair[0].GetString()!, pair[1]));
}
