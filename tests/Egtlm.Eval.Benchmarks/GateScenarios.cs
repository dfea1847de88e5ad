using Egtlm.Eval.Statistics;

namespace Egtlm.Eval.Benchmarks;

/// <summary>
/// Populations that look like the suite's: skewed changes of NLL, sparse changes of answers, STS pairs.
/// </summary>
internal static class GateScenarios
{
    private const int Stored = 10_000;

    public static IEnumerable<GatePopulation> All() =>
    [
        Answers("G1 NLL of answers, 60 turns", 60),
        Answers("G1 NLL of answers, 400 turns", 400),
        Documents("G2 relative BPB, 20 documents", 20, otherSizes: false),
        Documents("G2 relative BPB, 100 documents", 100, otherSizes: false),
        Documents("G2 relative BPB, own sizes, 20 documents", 20, otherSizes: true),
        Documents("G2 relative BPB, own sizes, 100 documents", 100, otherSizes: true),
        Subjects("G3 margin, 12 subjects", 12, isBinary: false),
        Subjects("G3 margin, 67 subjects", 67, isBinary: false),
        Subjects("G3 accuracy, 12 subjects", 12, isBinary: true),
        Subjects("G3 accuracy, 67 subjects", 67, isBinary: true),
        Flips("G4 degenerate, 400 outputs", 400, flips: 0.035, damage: 0.03),
        Flips("G6 instructions, 541 prompts", 541, flips: 0.12, damage: 0.05),
        Flips("G7 answers, 200 questions", 200, flips: 0.15, damage: 0.05),
        Queries("nDCG@10, 50 queries, 20 % changed", 50, share: 0.2, harm: 0.8),
        Queries("nDCG@10, 300 queries, 5 % changed", 300, share: 0.05, harm: 0.8),
        Queries("nDCG@10, 300 queries, 30 % changed", 300, share: 0.3, harm: 0.6),
        Pairs("STS Spearman, 100 pairs", 100, WholeSetDamage.Spearman),
        Pairs("STS Spearman, 1,000 pairs", 1000, WholeSetDamage.Spearman),
        Pairs("average precision, 200 pairs", 200, WholeSetDamage.AveragePrecision),
        Pairs("average precision, 1,000 pairs", 1000, WholeSetDamage.AveragePrecision),
    ];

    /// <summary>
    /// Means of 5 to 200 answer tokens: a change of the turn, skewed to harm, and noise of its tokens (sd 0.4 nats, as
    /// the field survey found).
    /// </summary>
    private static GatePopulation Answers(string name, int turns)
    {
        var draw = new Draws(1);
        return GatePopulation.Items(name, [.. Enumerable.Range(0, Stored).Select(turn =>
        {
            var tokens = Math.Round(Math.Clamp(Math.Exp(3.5 + (0.8 * draw.Normal())), 5, 200));
            return new GateItem(
                (0.03 * draw.Exponential()) - 0.02 + (0.4 * draw.Normal() / Math.Sqrt(tokens)), $"turn {turn}", tokens);
        })], turns);
    }

    /// <summary>One to four windows of about 800 bytes a document, each with noise of its tokens.</summary>
    private static GatePopulation Documents(string name, int documents, bool otherSizes)
    {
        var draw = new Draws(2);
        var (baseline, candidate) = (new double[Stored], new double[Stored]);
        var (sizes, ownSizes) = (new double[Stored], new double[Stored]);
        for (var i = 0; i < Stored; i++)
        {
            var windows = Math.Ceiling(4 * draw.Uniform());
            sizes[i] = 800 * windows * (0.8 + (0.4 * draw.Uniform()));
            ownSizes[i] = otherSizes ? sizes[i] * (1 + (0.01 * draw.Normal())) : sizes[i];
            var change = 0.002 + (0.008 * draw.Exponential()) + (0.008 * draw.Normal() / Math.Sqrt(windows));
            var rate = 0.9 * Math.Exp(0.3 * draw.Normal());
            baseline[i] = rate * sizes[i];
            candidate[i] = rate * ownSizes[i] * (1 + change);
        }

        return GatePopulation.Ratio(name, new RatioItems(baseline, candidate, sizes, ownSizes), documents);
    }

    /// <summary>Subjects of 5 to 40 questions that a checkpoint hurts by different amounts.</summary>
    private static GatePopulation Subjects(string name, int subjects, bool isBinary)
    {
        var draw = new Draws(3);
        List<GateItem> items = [];
        for (var subject = 0; subject < 500; subject++)
        {
            var harm = 0.1 * draw.Exponential();
            for (var question = 5 + (int)(35 * draw.Uniform()); question > 0; question--)
            {
                var margin = harm + (0.5 * draw.Normal());
                var flip = draw.Uniform() < 0.1 ? (draw.Uniform() < 0.5 + (2 * harm) ? 1 : -1) : 0;
                items.Add(new GateItem(isBinary ? flip : margin, $"subject {subject}"));
            }
        }

        return GatePopulation.Items(name, items, subjects);
    }

    /// <summary>Independent answers: a share of <paramref name="flips"/> changed, more for the worse.</summary>
    private static GatePopulation Flips(string name, int items, double flips, double damage)
    {
        var (worse, better) = ((int)(Stored * (flips + damage) / 2), (int)(Stored * (flips - damage) / 2));
        return GatePopulation.Items(
            name,
            [.. Enumerable.Range(0, Stored).Select(i => new GateItem(i < worse ? 1 : i < worse + better ? -1 : 0))],
            items);
    }

    /// <summary>Per-query values of which a <paramref name="share"/> changed.</summary>
    private static GatePopulation Queries(string name, int queries, double share, double harm)
    {
        var draw = new Draws(4);
        return GatePopulation.Items(name, [.. Enumerable.Range(0, Stored).Select(_ =>
            new GateItem(draw.Uniform() >= share ? 0 : draw.Uniform() * (draw.Uniform() < harm ? 1 : -1)))], queries);
    }

    /// <summary>Gold 0 to 5 in fifths for a correlation, one in four positive for average precision.</summary>
    private static GatePopulation Pairs(
        string name, int pairs, Func<ScoredPairs, BootstrapOptions, DamageEstimate> statistic)
    {
        var draw = new Draws(5);
        var isRanked = statistic == WholeSetDamage.Spearman;
        var (gold, baseline, candidate) = (new double[Stored], new double[Stored], new double[Stored]);
        for (var i = 0; i < Stored; i++)
        {
            var meaning = draw.Uniform();
            var shared = 0.15 * draw.Normal();
            gold[i] = isRanked ? Math.Round(25 * meaning) / 5 : meaning > 0.75 ? 1 : 0;
            var own = draw.Normal();
            baseline[i] = meaning + shared + (0.08 * own);
            candidate[i] = meaning + shared + (0.07 * own) + (0.06 * draw.Normal());
        }

        return GatePopulation.Pairs(name, new ScoredPairs(gold, baseline, candidate), pairs, statistic);
    }

    /// <summary>Variates in sequence.</summary>
    private sealed class Draws(int stream)
    {
        private readonly ulong _key = CounterRandom.Key(20260101, stream);
        private int _next;

        public double Uniform() => ((CounterRandom.Value(_key, _next++) >> 11) + 0.5) * Math.Pow(2, -53);

        public double Exponential() => -Math.Log(Uniform());

        public double Normal() => Math.Sqrt(2 * Exponential()) * Math.Cos(2 * Math.PI * Uniform());
    }
}
