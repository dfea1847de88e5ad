using Egtlm.Eval.Data.Repositories;
using Xunit;

namespace Egtlm.Eval.Tests.Data.Repositories;

public sealed class DatasetLayoutTests
{
    [Theory]
    [InlineData("data/train-00000-of-00001.parquet data/test-00000-of-00001-3f2a.parquet README.md .gitattributes",
        "train: data/train-00000-of-00001.parquet; test: data/test-00000-of-00001-3f2a.parquet")]
    [InlineData("data/zz-00000-of-00001.parquet data/test-00001-of-00002.parquet data/test-00000-of-00002.parquet",
        "test: data/test-00000-of-00002.parquet data/test-00001-of-00002.parquet; zz: data/zz-00000-of-00001.parquet")]
    [InlineData("test.jsonl.gz train.jsonl.gz", "train: train.jsonl.gz; test: test.jsonl.gz")]
    [InlineData("dev.jsonl test.csv my_eval.csv README.md", "validation: dev.jsonl; test: test.csv my_eval.csv")]
    [InlineData("valid-1.tsv training.data.tsv", "train: training.data.tsv; validation: valid-1.tsv")]
    [InlineData("train/b.parquet train/a.parquet test/x/y.parquet",
        "train: train/a.parquet train/b.parquet; test: test/x/y.parquet")]
    [InlineData("en/train.jsonl.gz de/train.jsonl.gz", "train: de/train.jsonl.gz en/train.jsonl.gz")]
    [InlineData("rows.jsonl more.jsonl dataset_infos.json", "train: more.jsonl rows.jsonl")]
    [InlineData("test.parquet test.json", "test: test.parquet")]
    [InlineData("test-a.json test-b.json test.parquet", "test: test-a.json test-b.json")]
    [InlineData("contest.jsonl latest.jsonl", "train: contest.jsonl latest.jsonl")]
    [InlineData(".hidden/test.jsonl __x/test.jsonl a.jsonl", "train: a.jsonl")]
    [InlineData("README.md LICENSE", "")]
    public void Splits_are_found_by_file_names(string paths, string expected)
    {
        var layout = DatasetLayout.Of("me/set", card: null, paths.Split(' '));

        Assert.Equal(("default", expected), (layout.Default, Shown(layout.Configuration(null))));
    }

    [Fact]
    public void The_card_names_configurations_splits_and_files()
    {
        const string Card = """
            ---
            language: [en, "no"]
            license: cc-by-4.0
            dataset_info:
            - config_name: corpus
              features: [{name: _id, dtype: string}]
            configs:
            - config_name: corpus
              data_files:
              - split: corpus
                path: "corpus/corpus-*"
            - config_name: default
              data_files:
              - split: train
                path: [qrels/train.jsonl, 'qrels/more-*.jsonl']
              - {split: test, path: qrels/test.jsonl}
            - config_name: queries
              data_files: queries.jsonl
            - config_name: 'no'
              data_dir: langs/no
            ---
            # A set
            ---
            """;
        string[] paths =
        [
            "README.md", "corpus/corpus-00001-of-00002.parquet", "corpus/corpus-00000-of-00002.parquet",
            "qrels/test.jsonl", "qrels/train.jsonl", "qrels/more-b.jsonl", "qrels/more-a.jsonl", "queries.jsonl",
            "langs/no/test.jsonl.gz", "langs/no/train.jsonl.gz", "langs/nn/test.jsonl.gz",
        ];

        var layout = DatasetLayout.Of("me/set", Card, paths);

        Assert.Equal(["corpus", "default", "queries", "no"], layout.Configurations.Select(one => one.Name));
        Assert.Equal("default", layout.Default);
        Assert.Equal(
            "corpus: corpus/corpus-00000-of-00002.parquet corpus/corpus-00001-of-00002.parquet",
            Shown(layout.Configuration("corpus")));
        Assert.Equal(
            "train: qrels/train.jsonl qrels/more-a.jsonl qrels/more-b.jsonl; test: qrels/test.jsonl",
            Shown(layout.Configuration(null)));
        Assert.Equal("train: queries.jsonl", Shown(layout.Configuration("queries")));
        Assert.Equal(
            "train: langs/no/train.jsonl.gz; test: langs/no/test.jsonl.gz", Shown(layout.Configuration("no")));
    }

    [Theory]
    [InlineData("- config_name: en\n  data_files: en/*\n", "en")]
    [InlineData("- config_name: en\n  data_files: en/*\n- config_name: de\n  data_files: de/*\n", null)]
    [InlineData("- config_name: en\n  data_files: en/*\n- config_name: de\n  data_files: de/*\n  default: true\n",
        "de")]
    public void A_single_or_a_marked_configuration_is_the_default(string configs, string? expected)
    {
        var layout = DatasetLayout.Of("me/set", $"---\nconfigs:\n{configs}---\n", ["en/a.jsonl", "de/a.jsonl"]);

        Assert.Equal(expected, layout.Default);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("# No block\n---\nconfigs: x\n---\n")]
    [InlineData("---\nlicense: mit\n---\n")]
    [InlineData("---\nnever closed: 1\n")]
    [InlineData("---\n---\n")]
    public void A_card_without_configurations_leaves_it_to_file_names(string? card) =>
        Assert.Equal("test: test.jsonl", Shown(DatasetLayout.Of("me/set", card, ["test.jsonl"]).Configuration(null)));

    [Theory]
    [InlineData("configs: [\n", "README.md of 'me/set', line ")]
    [InlineData("configs: en\n", "line 2: found Scalar, expected a list of configurations")]
    [InlineData("configs:\n- data_files: x\n", "line 3: found Mapping, expected a configuration with 'config_name'")]
    [InlineData("configs:\n- config_name: a\n  data_files:\n  - path: x\n",
        "expected a split with 'split' and 'path'")]
    [InlineData("configs:\n- config_name: a\n  data_files:\n  - {split: s, path: {}}\n",
        "expected a path or a list of paths")]
    [InlineData("configs:\n- config_name: a\n- config_name: a\n", "has the configuration 'a' twice")]
    [InlineData("configs:\n- config_name: a\n  data_files:\n  - {split: s, path: x}\n  - {split: s, path: y}\n",
        "has the split 's' of configuration 'a' twice")]
    [InlineData("configs:\n- config_name: default\n- config_name: a\n  default: true\n",
        "several default configurations: 'default', 'a'")]
    [InlineData("configs:\n- config_name: a\n  data_files: data/**.parquet\n", "has '**' in a name")]
    public void A_card_that_is_wrong_is_refused(string yaml, string message)
    {
        var error = Assert.Throws<EvaluationException>(
            () => DatasetLayout.Of("me/set", $"---\n{yaml}---\n", ["x.jsonl"]));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_said_with_what_is()
    {
        var layout = DatasetLayout.Of(
            "me/set", "---\nconfigs:\n- config_name: en\n- config_name: zh\n---\n", ["test.jsonl"]);

        Assert.Equal(
            "dataset 'me/set' has no configuration 'fr'; it has 'en', 'zh'",
            Assert.Throws<EvaluationException>(() => layout.Configuration("fr")).Message);
        Assert.Equal(
            "dataset 'me/set' has no default configuration; it has 'en', 'zh'",
            Assert.Throws<EvaluationException>(() => layout.Configuration(null)).Message);
    }

    [Theory]
    [InlineData("data/*", "data/a.csv data/b.csv")]
    [InlineData("./data/a.csv", "data/a.csv")]
    [InlineData("**", "README.txt a-1.csv data/a.csv data/b.csv data/c/a.csv")]
    [InlineData("**/a.csv", "data/a.csv data/c/a.csv")]
    [InlineData("data/**", "data/a.csv data/b.csv data/c/a.csv")]
    [InlineData("data/**/a.csv", "data/a.csv data/c/a.csv")]
    [InlineData("*/c/*", "data/c/a.csv")]
    [InlineData("data/[!a].csv", "data/b.csv")]
    [InlineData("data/[a-b].csv", "data/a.csv data/b.csv")]
    [InlineData("a-?.c*", "a-1.csv")]
    [InlineData("data/A.csv", "")]
    [InlineData("data/[", "")]
    [InlineData(".x/*", ".x/a.csv")]
    [InlineData("__x/*", "__x/a.csv")]
    [InlineData("README.md", "README.md")]
    public void A_pattern_finds_what_glob_finds(string pattern, string expected)
    {
        string[] paths =
        [
            "data/b.csv", "data/a.csv", "data/c/a.csv", "a-1.csv", "README.md", "README.txt", ".x/a.csv", "__x/a.csv",
            "dataset_infos.json",
        ];

        Assert.Equal(expected, string.Join(' ', FilePattern.Match(pattern, paths)));
    }

    private static string Shown(DatasetConfiguration configuration) => string.Join(
        "; ", configuration.Splits.Select(split => $"{split.Name}: {string.Join(' ', split.Files)}"));
}
