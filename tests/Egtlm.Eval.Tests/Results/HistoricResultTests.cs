using System.Text;
using Egtlm.Eval.Results;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Results;

/// <summary>Shapes of mteb's tests/historic_results with numbers of our own.</summary>
public sealed class HistoricResultTests
{
    private static readonly TaskCatalog s_catalog = TaskCatalog.Load([BuiltInTasks.Directory]);

    [Fact]
    public void Splits_at_the_top_become_the_default_subset()
    {
        var result = Read("""
            {"dataset_revision": null, "mteb_dataset_name": "TNews", "mteb_version": "1.1.0",
             "validation": {
               "accuracy": 0.5, "accuracy_stderr": 0.01, "evaluation_time": 12.5, "f1": 0.25, "main_score": 0.5}}
            """);

        Assert.Equal(("TNews", "1.1.0", 12.5), (result.TaskName, result.MtebVersion, result.EvaluationTime));
        var subset = result.Find("validation", "default")!;
        Assert.Equal(0.5, subset.MainScore);
        Assert.Equal(0.25, subset.NumberOf("f1"));
        Assert.Null(subset.Values.Find("evaluation_time"));
        Assert.Equal("[\"cmn-Hans\"]", MtebJson.WriteLine(subset.Values.Find("languages")!));
    }

    [Theory]
    [InlineData("CMedQAv1", "CMedQAv1-reranking")]
    [InlineData("CMedQAv2", "CMedQAv2-reranking")]
    [InlineData("MmarcoReranking", "MMarcoReranking")]
    [InlineData("T2Reranking", "T2Reranking")]
    [InlineData("PPC", "PpcPC")]
    [InlineData("Nobody's task", "Nobody's task")]
    public void Old_task_names_become_todays(string then, string today) => Assert.Equal(
        today, Read($$$"""{"mteb_dataset_name": "{{{then}}}", "test": {"map": 0.5, "mrr": 0.625}}""").TaskName);

    [Fact]
    public void The_old_map_of_reranking_stands_for_the_main_score()
    {
        var result = Read("""
            {"mteb_dataset_name": "T2Reranking", "mteb_version": "1.1.0", "dev": {"map": 0.6512344, "mrr": 0.75}}
            """);

        var subset = result.Find("dev", "default")!;
        Assert.Equal(0.651234, subset.MainScore);
        Assert.Equal(
            (0.651234, 0.75), (subset.NumberInAnySpelling("map_at_1000"), subset.NumberInAnySpelling("mrr_at_10")));
        Assert.Null(subset.NumberOf("map_at_1000"));
        Assert.Equal(0.651234, result.MeanOf("map_at_1000", [new TaskPart("dev", "default")]));
    }

    [Fact]
    public void Nested_similarities_of_pairs_get_flat_names()
    {
        var result = Read("""
            {"mteb_dataset_name": "Ocnli", "mteb_version": "1.6.8", "validation": {
              "cos_sim": {"accuracy": 0.5, "ap": 0.25}, "dot": {"accuracy": 0.375, "ap": 0.125},
              "evaluation_time": 2, "max": {"accuracy": 0.5, "ap": 0.75}}}
            """);

        Assert.Equal(
            [
                "cosine_accuracy", "cosine_ap", "dot_accuracy", "dot_ap", "max_accuracy", "max_ap", "main_score",
                "hf_subset", "languages", "mteb_version",
            ],
            result.Find("validation", "default")!.Values.Select(item => item.Key));
        Assert.Equal(0.5, result.Find("validation", "default")!.MainScore);
        Assert.Equal(2, result.EvaluationTime);
    }

    [Fact]
    public void Sts_takes_the_cosine_of_old()
    {
        var result = Read("""
            {"mteb_dataset_name": "LCQMC", "mteb_version": "1.10.1", "test": {
              "cos_sim": {"pearson": 0.5, "spearman": 0.4375}, "euclidean": {"pearson": 0.25, "spearman": 0.125}}}
            """);

        Assert.Equal(0.4375, result.Find("test", "default")!.MainScore);
    }

    [Fact]
    public void Subsets_of_old_keep_their_names_and_get_languages()
    {
        var result = Read("""
            {"mteb_dataset_name": "MassiveIntentClassification", "mteb_version": "1.1.1.dev0", "test": {
              "en": {"accuracy": 0.5, "main_score": 0.5}, "evaluation_time": 3.5, "zh-CN": {"accuracy": 0.25}}}
            """);

        Assert.Equal(["en", "zh-CN"], result.Splits[0].Subsets.Select(subset => subset.Subset));
        Assert.Equal(0.25, result.Find("test", "zh-CN")!.MainScore);
        Assert.Equal("[\"cmo-Hans\"]", MtebJson.WriteLine(result.Find("test", "zh-CN")!.Values.Find("languages")!));
    }

    [Fact]
    public void A_main_score_that_is_nowhere_is_missing()
    {
        var result = Read("""{"mteb_dataset_name": "TNews", "test": {"f1": 0.5}}""");

        Assert.Equal(double.NaN, result.Find("test", "default")!.MainScore);
    }

    [Fact]
    public void Pairs_before_1_12_48_are_flattened_in_todays_layout()
    {
        const string text = """
            {"dataset_revision": "r", "task_name": "Cmnli", "mteb_version": "VERSION", "scores": {"validation": [
              {"max": {"ap": 0.5}, "cosine": {"ap": 0.25},
               "main_score": 0.5, "hf_subset": "default", "languages": []}]},
             "evaluation_time": "25.5", "kg_co2_emissions": null}
            """;

        var old = Read(text.Replace("VERSION", "1.12.47", StringComparison.Ordinal));

        Assert.Equal(25.5, old.EvaluationTime);
        Assert.Equal(0.5, old.Find("validation", "default")!.NumberOf("max_ap"));
        Assert.Equal(0.25, old.Find("validation", "default")!.NumberOf("cosine_ap"));
        Assert.Null(Read(text.Replace("VERSION", "1.12.48", StringComparison.Ordinal))
            .Find("validation", "default")!.NumberOf("max_ap"));
    }

    [Fact]
    public void The_old_recall_of_a_hit_is_found_under_its_new_name()
    {
        var result = Read("""
            {"dataset_revision": "r", "task_name": "DuRetrieval", "mteb_version": "2.3.3", "scores": {"dev": [
              {"cv_recall_at_10": 0.75, "main_score": 0.5, "hf_subset": "default", "languages": []}]},
             "evaluation_time": 1}
            """);

        Assert.Equal(0.75, result.Find("dev", "default")!.NumberInAnySpelling("hit_rate_at_10"));
        Assert.Equal("hit_rate_at_10", MetricSpelling.Newer("cv_recall_at_10"));
        Assert.Null(MetricSpelling.Newer("hit_rate_at_10"));
    }

    [Theory]
    [InlineData("""{"mteb_dataset_name": "TNews", "mteb_version": "1.11.0", "test": {}}""", "mteb 1.10 or older")]
    [InlineData("[]", "expected an object")]
    [InlineData("{", "line 1")]
    [InlineData("""{"task_name": 5}""", "task_name")]
    public void Other_files_are_refused(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => Read(text)).Message);

    [Theory]
    [InlineData("2.20.0", "2.20.0", false)]
    [InlineData("1.1.2.dev0", "1.1.2", true)]
    [InlineData("2.12.16-2.15.4", "2.12.16", false)]
    [InlineData("2", "2.0.0", false)]
    public void Versions_are_read(string text, string release, bool isBefore) =>
        Assert.Equal(new PackageVersion(Version.Parse(release), isBefore), PackageVersion.Lowest(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("mteb version not available")]
    public void What_is_no_version_is_none(string? text) => Assert.Null(PackageVersion.Lowest(text));

    [Fact]
    public void A_development_version_comes_before_its_release() =>
        Assert.True(PackageVersion.Lowest("1.11.0.dev1") < PackageVersion.Lowest("1.11.0"));

    private static TaskResult Read(string text) => HistoricResult.Read(Encoding.UTF8.GetBytes(text), s_catalog.Tasks);
}
