using System.Globalization;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Testing.Synthetic;

using Splits = Dictionary<string, SyntheticTable>;

/// <summary>Makes up corpus, queries, judgements and candidates.</summary>
internal static class SyntheticRetrieval
{
    private const int Topics = 400;

    public static void AddTo(Dictionary<string, Splits> tables, TaskDefinition task, SyntheticTask.Part part)
    {
        var prefix = part.Subset == "default" ? "" : part.Subset + "-";

        // Some data sets name the split of corpus and queries after the configuration, others after the task's.
        var namesItself = task.Dataset.Path.Length % 2 == 0;
        var qrels = prefix.Length > 0 ? prefix + "qrels" : "default";
        var documents = Ids("d", part.Size.Documents);
        SyntheticTask.Put(tables, prefix + "corpus", namesItself ? "corpus" : part.Split, Corpus(part, documents));
        var (queries, judgements, candidates) = Queries(task, part, documents);
        SyntheticTask.Put(tables, prefix + "queries", namesItself ? "queries" : part.Split, queries);
        SyntheticTask.Put(tables, qrels, part.Split, judgements);
        if (task is RerankingTask)
        {
            SyntheticTask.Put(tables, prefix + "top_ranked", part.Split, candidates);
        }
    }

    private static SyntheticTable Corpus(SyntheticTask.Part part, string[] ids)
    {
        string[] texts = [.. ids.Select((_, place) => part.Text.Of(place % Topics, part.Size.Words))];
        return new SyntheticTable(
            new(part.Split == "dev" ? "id" : "_id", ids),
            new("title", ids.Select((_, place) => place % 3 == 0 ? part.Text.Of(place % Topics, 2) : "").ToArray()),
            new("text", texts));
    }

    private static (SyntheticTable Queries, SyntheticTable Judgements, SyntheticTable Candidates) Queries(
        TaskDefinition task, SyntheticTask.Part part, string[] documents)
    {
        // MindSmallReranking: a query is several sub-queries whose ids share what stands before the last underscore.
        var hasParts = task.MainScore.StartsWith("max_over_subqueries_", StringComparison.Ordinal);
        var count = part.Size.Queries;
        string[] ids = hasParts
            ? [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"q{i / 3}_{i % 3}"))]
            : Ids("q", count);
        var texts = new string[count];
        var lists = new string[count][];
        var (queryIds, documentIds, grades) = (new List<string>(), new List<string>(), new List<long>());
        for (var i = 0; i < count; i++)
        {
            var group = hasParts ? i / 3 : i;
            var relevant = group * 7919 % documents.Length;
            texts[i] = part.Text.Of(relevant % Topics, part.Short);
            int[] judged = [relevant, (relevant + Topics) % documents.Length];
            foreach (var document in judged.Distinct())
            {
                queryIds.Add(ids[i]);
                documentIds.Add(documents[document]);
                grades.Add(1);
            }

            lists[i] = [.. judged.Concat(Enumerable.Range(0, part.Size.Candidates)
                .Select(step => (relevant + 1 + (step * 13)) % documents.Length)).Distinct().Select(d => documents[d])];
        }

        return (
            new SyntheticTable(new(part.Split == "dev" ? "id" : "_id", ids), new("text", texts)),
            new SyntheticTable(
                new("query-id", queryIds.ToArray()),
                new("corpus-id", documentIds.ToArray()),
                new("score", grades.ToArray())),
            new SyntheticTable(new("query-id", ids), new("corpus-ids", lists)));
    }

    private static string[] Ids(string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}{i:D6}"))];
}
