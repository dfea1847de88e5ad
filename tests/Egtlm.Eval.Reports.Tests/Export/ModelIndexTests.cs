using Egtlm.Eval.Reports.Export;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Export;

public sealed class ModelIndexTests : IDisposable
{
    // Made by create_meta.py of mteb 1.38.9 (generate_readme, with PyYAML 6.0.3) from the files of the test.
    private const string Golden = """
        ---
        model-index:
        - name: "\u7EC4\u7EC7/m: \"x\" 'y'"
          results:
          - dataset:
              config: 'no'
              name: MTEB MassiveIntentClassification (no)
              revision: '1'
              split: test
              type: mteb/amazon_massive_intent
            metrics:
            - type: accuracy
              value: 28.999999999999996
            - type: main_score
              value: 28.999999999999996
            task:
              type: Classification
          - dataset:
              config: '2024-01-01'
              name: MTEB MassiveIntentClassification (2024-01-01)
              revision: '1'
              split: test
              type: mteb/amazon_massive_intent
            metrics:
            - type: accuracy
              value: 28.999999999999996
            - type: main_score
              value: 28.999999999999996
            task:
              type: Classification
          - dataset:
              config: 'a #b'
              name: 'MTEB MassiveIntentClassification (a #b)'
              revision: '1'
              split: test
              type: mteb/amazon_massive_intent
            metrics:
            - type: accuracy
              value: 28.999999999999996
            - type: main_score
              value: 28.999999999999996
            task:
              type: Classification
          - dataset:
              config: "\xE9\U0001F600\tx"
              name: "MTEB MassiveIntentClassification (\xE9\U0001F600\tx)"
              revision: '1'
              split: test
              type: mteb/amazon_massive_intent
            metrics:
            - type: accuracy
              value: 28.999999999999996
            - type: main_score
              value: 28.999999999999996
            task:
              type: Classification
          - dataset:
              config: zh-CN
              name: MTEB MassiveIntentClassification (zh-CN)
              revision: '1'
              split: test
              type: mteb/amazon_massive_intent
            metrics:
            - type: accuracy
              value: 28.999999999999996
            - type: main_score
              value: 28.999999999999996
            task:
              type: Classification
          - dataset:
              config: default
              name: MTEB STSB (default)
              revision: 9144f4a
              split: validation
              type: mteb/STSB
            metrics:
            - type: pearson
              value: 56.99999999999999
            - type: cosine_spearman
              value: 82.1437
            - type: p
              value: 9.999999999999999e-06
            - type: big
              value: 5.0e+20
            - type: n
              value: 300
            - type: main_score
              value: 82.1437
            task:
              type: STS
          - dataset:
              config: default
              name: MTEB STSB (default)
              revision: 9144f4a
              split: test
              type: mteb/STSB
            metrics:
            - type: cosine_spearman
              value: -1.1199999999999999
            task:
              type: STS
          - dataset:
              config: default
              name: MTEB T2Reranking (default)
              revision: null
              split: dev
              type: mteb/T2Reranking
            metrics:
            - type: map_at_1000
              value: 66.7304
            - type: main_score
              value: 66.7304
            task:
              type: Reranking
        tags:
        - mteb
        ---

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_block_is_mtebs_byte_for_byte()
    {
        Write("model_meta", """
            {"name": "组织/m: \"x\" 'y'", "revision": "1"}
            """);
        Write("STSB", """
            {"dataset_revision": "9144f4a", "task_name": "STSB", "mteb_version": "2.20.0", "scores": {
             "validation": [{"pearson": 0.57, "cosine_spearman": 0.821437, "p": 1e-07, "big": 5e+18, "n": 3, "per_set": [0.5],
                             "main_score": 0.821437, "hf_subset": "default", "languages": ["cmn-Hans"]}],
             "test": [{"cosine_spearman": -0.0112, "hf_subset": "default", "main_score": null, "languages": []}]},
             "evaluation_time": 1}
            """);
        Write("MassiveIntentClassification", """
            {"dataset_revision": "1", "task_name": "MassiveIntentClassification", "mteb_version": "1.14.0", "scores": {"test": [
              {"accuracy": 0.29, "main_score": 0.29, "hf_subset": "no", "languages": []},
              {"accuracy": 0.29, "main_score": 0.29, "hf_subset": "2024-01-01", "languages": []},
              {"accuracy": 0.29, "main_score": 0.29, "hf_subset": "a #b", "languages": []},
              {"accuracy": 0.29, "main_score": 0.29, "hf_subset": "\u00e9\ud83d\ude00\tx", "languages": []},
              {"accuracy": 0.29, "main_score": 0.29, "hf_subset": "zh-CN", "languages": []}]},
             "evaluation_time": 1}
            """);
        Write("T2Reranking", """
            {"dataset_revision": null, "task_name": "T2Reranking", "mteb_version": "2.20.0", "scores": {
             "dev": [{"map_at_1000": 0.667304, "main_score": 0.667304, "hf_subset": "default", "languages": []}]},
             "evaluation_time": 1}
            """);

        var card = await CardAsync();

        Assert.Equal(Golden, card.Text);
        Assert.Empty(card.Notes);
    }

    [Fact]
    public async Task What_a_card_cannot_show_is_left_out_and_said()
    {
        Write("GenregText", """
            {"dataset_revision": "r", "task_name": "GenregText", "scores": {"test": []}}
            """);
        Write("Nobody's", """
            {"dataset_revision": "r", "task_name": "Nobody's", "scores": {"test": []}}
            """);
        Write("STSB", """
            {"dataset_revision": "r", "task_name": "STSB", "scores": {"test": [
              {"cosine_spearman": NaN, "main_score": NaN, "hf_subset": "default", "languages": []}]}}
            """);

        var card = await CardAsync();

        Assert.Contains("    metrics: []\n", card.Text);
        Assert.Equal(
            [
                "'GenregText' is left out: the leaderboard has no generation tasks",
                "'Nobody's' is left out: no task file says its type and data set",
                "'STSB', test, default has no number 'cosine_spearman', which the leaderboard reads",
            ],
            card.Notes);
    }

    [Fact]
    public async Task Nothing_to_show_is_an_error()
    {
        Write("GenregText", """{"dataset_revision": "r", "task_name": "GenregText", "scores": {"test": []}}""");

        Assert.Contains(
            "no results that a model card can show", (await Assert.ThrowsAsync<EvaluationException>(CardAsync)).Message);
    }

    private async Task<ExportedText> CardAsync() => ModelIndex.Write(
        await ResultFolder.LoadAsync(_folder.Path, BuiltInTasks.Catalog.Tasks, TestContext.Current.CancellationToken),
        BuiltInTasks.Catalog.Tasks);

    private void Write(string task, string text) => _folder.WriteText($"m/{task}.json", text);
}
