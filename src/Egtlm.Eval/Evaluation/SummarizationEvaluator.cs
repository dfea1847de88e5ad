using Egtlm.Eval.Data;
using Egtlm.Eval.Encoders;
using Egtlm.Eval.Metrics;
using Egtlm.Eval.Results;
using Egtlm.Eval.Search;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Evaluation;

/// <summary>Rates machine summaries by their similarity to the nearest human summary (scoring-spec §2.10).</summary>
public static class SummarizationEvaluator
{
    /// <summary>mteb's scores of one split and subset, in mteb's order.</summary>
    /// <exception cref="EvaluationException">A text has a single machine summary, or none.</exception>
    public static Scores Evaluate(SummarizationData data, SummarizationTask task, EvaluationScope scope)
    {
        string[] humanTexts = [.. data.Texts.SelectMany(text => text.HumanSummaries)];
        string[] machineTexts = [.. data.Texts.SelectMany(text => text.MachineSummaries)];
        var human = scope.Phase("Encoding human summaries", () => scope.Encode(humanTexts));
        var machine = scope.Phase("Encoding machine summaries", () => scope.Encode(machineTexts));
        return scope.Phase("Scoring", () =>
        {
            var texts = new List<RatedSummaries>();
            var (firstHuman, firstMachine) = (0, 0);
            foreach (var text in data.Texts)
            {
                var gold = StsEvaluator.Normalised(text.Relevance, task.MinScore, task.MaxScore);
                texts.Add(Rate(
                    gold,
                    Rows(machine, firstMachine, text.MachineSummaries.Count),
                    Rows(human, firstHuman, text.HumanSummaries.Count),
                    scope.Encoder.Similarity));
                firstHuman += text.HumanSummaries.Count;
                firstMachine += text.MachineSummaries.Count;
            }

            return SummaryScores.Of(texts, task.IncludesPValues);
        });
    }

    private static RatedSummaries Rate(
        double[] gold, Matrix<float> machine, Matrix<float> human, SimilarityFunction similarity)
    {
        var (units, humanUnits) = (Vectors.Normalised(machine), Vectors.Normalised(human));
        var cosine = Largest(machine.Rows, human.Rows, (i, j) => CorpusSearch.Product(units.Row(i), humanUnits.Row(j)));
        var dot = Largest(machine.Rows, human.Rows, (i, j) => CorpusSearch.Product(machine.Row(i), human.Row(j)));
        var model = similarity switch
        {
            SimilarityFunction.Cosine => cosine,
            SimilarityFunction.Dot => dot,
            SimilarityFunction.Euclidean or SimilarityFunction.Manhattan => Largest(
                machine.Rows, human.Rows, (i, j) => PairScores.Similarity(
                    Rows(machine, i, 1), Rows(human, j, 1), similarity)[0]),
        };
        return new RatedSummaries(gold, model, cosine, dot);
    }

    private static double[] Largest(int machine, int human, Func<int, int, double> similarity) =>
    [
        .. Enumerable.Range(0, machine)
            .Select(i => Enumerable.Range(0, human).Max(j => similarity(i, j))),
    ];

    private static Matrix<float> Rows(Matrix<float> matrix, int first, int count) =>
        matrix.SelectRows([.. Enumerable.Range(first, count)]);
}
