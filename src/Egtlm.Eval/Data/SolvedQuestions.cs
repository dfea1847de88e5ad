using Egtlm.Eval.Data.Tables;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>Solved questions, put in front of others.</summary>
internal sealed class SolvedQuestions(FewShot shots, IReadOnlyList<(string Cluster, string Text)> solved)
{
    public static async Task<SolvedQuestions> ReadAsync(
        GenerationTask task, FewShot shots, DataTable rows, CancellationToken cancellation)
    {
        var hasClusters = false;
        var solved = new List<(string Cluster, string Text)>();
        await TableReader.ReadAsync(rows, QuestionRow.ColumnsOf(task), Read, cancellation).ConfigureAwait(false);
        return new SolvedQuestions(shots, solved);

        void Read(Row row)
        {
            var question = new QuestionRow(task, row, solved.Count + 1);
            hasClusters = row.Has(task.Columns.Cluster);
            var answer = task.Check == GenerationCheck.Choice
                ? question.Options()[question.GoldOption()]
                : question.Answers()[0];
            solved.Add((hasClusters ? question.Cluster : "", question.Question() + answer));
        }
    }

    /// <summary>What comes before a question of a cluster: the first solved ones of it, or of all without clusters.</summary>
    public string Before(string cluster) => string.Concat(
        solved.Where(one => one.Cluster.Length == 0 || one.Cluster == cluster)
            .Take(shots.Count)
            .Select(one => one.Text + shots.Separator));
}
