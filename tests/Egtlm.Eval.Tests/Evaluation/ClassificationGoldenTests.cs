using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Egtlm.Eval.Data;
using Egtlm.Eval.Evaluation;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Evaluation;

public sealed class ClassificationGoldenTests
{
    [Fact]
    public void Debug()
    {
        foreach (var item in ClassificationGolden.Cases())
        {
            if (ClassificationGolden.IsFloat32(item)) { Dump<float>(item); } else { Dump<double>(item); }
        }
    }

    private static void Dump<T>(JsonElement item)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var name = ClassificationGolden.Name(item);
        var train = ClassificationGolden.Matrix<T>(item.GetProperty("train_embeddings"));
        var test = ClassificationGolden.Matrix<T>(item.GetProperty("test_embeddings"));
        var labels = ClassificationGolden.Labels(item.GetProperty("train_labels"));
        var testLabels = ClassificationGolden.Labels(item.GetProperty("test_labels"));
        var k = item.GetProperty("experiments").GetArrayLength();
        foreach (var e in item.GetProperty("experiments").EnumerateArray())
        {
            if (!e.TryGetProperty("n_iter", out var ni)) { continue; }
            var sel = ClassificationGolden.Integers(e.GetProperty("selected"));
            var trainLabels = sel.Select(i => labels[i]).ToArray();
            var sub = train.SelectRows(sel);
            var x = ClassificationExperiment.Run(sub, trainLabels, test, testLabels, item.GetProperty("max_iter").GetInt32());
            var coef = ClassificationGolden.Matrix<T>(e.GetProperty("coef"));
            var worst = coef.Values.Zip(x.Model.Weights.Values).Max(p => Math.Abs(double.CreateChecked(p.First - p.Second)));
            var pred = ClassificationGolden.Labels(e.GetProperty("predictions"));
            var diff = pred.Zip(x.Predictions).Count(p => p.First != p.Second);
            var bits = "";
            if (e.TryGetProperty("lbfgs_evaluations", out var ev))
            {
                var classes = trainLabels.Distinct().Order().ToArray();
                var obj = new Egtlm.Eval.Learning.LogisticRegressionObjective<T>(sub, trainLabels.Select(l => Array.BinarySearch(classes, l)).ToArray(), classes.Length);
                var list = new List<(double, double)>();
                Egtlm.Eval.Learning.Lbfgs.Minimize((p, g) => { var f = obj.Evaluate(p, g); list.Add((f, g.ToArray().Max(Math.Abs))); return f; }, new double[obj.Dimension], new(1e-4, 64 * 2.22e-16, item.GetProperty("max_iter").GetInt32()));
                var want = ev.EnumerateArray().Select(p => (p[0].Number(), p[1].Number())).ToArray();
                int firstF = -1, firstG = -1;
                for (var i = 0; i < Math.Min(want.Length, list.Count); i++)
                {
                    if (firstF < 0 && want[i].Item1 != list[i].Item1) { firstF = i; }
                    if (firstG < 0 && want[i].Item2 != list[i].Item2) { firstG = i; }
                }
                bits = $"evals {list.Count}/{want.Length} first loss diff {firstF} grad diff {firstG} max loss rel {want.Zip(list).Max(p => Math.Abs(p.First.Item1 - p.Second.Item1) / p.First.Item1):e2}";
            }
            Console.WriteLine($"{name} n_iter {x.Model.Iterations}/{ni[0].GetInt32()} ev {x.Model.Evaluations}/{e.GetProperty("n_evaluations").GetInt32()} coef {worst:e2} max {coef.Values.Max(v=>Math.Abs(double.CreateChecked(v))):e2} pred diff {diff} {bits}");
        }
    }
}
