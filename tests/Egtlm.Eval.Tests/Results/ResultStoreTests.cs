using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Results;

public sealed class ResultStoreTests : IDisposable
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("org/my model", "abc", "org__my_model/abc")]
    [InlineData("local", "", "local/no_revision_available")]
    [InlineData("中文/模型", "refs/pr/1", "中文__模型/refs__pr__1")]
    [InlineData("../up", "v1", "..__up/v1")]
    public void Folder_is_named_as_mteb_names_it(string name, string revision, string expected) =>
        Assert.Equal(_folder.At(expected), Store(name, revision).Folder);

    [Theory]
    [InlineData("", "r")]
    [InlineData("..", "r")]
    [InlineData("model", "..")]
    public void A_name_that_would_leave_the_output_folder_is_refused(string name, string revision) =>
        Assert.Throws<EvaluationException>(() => Store(name, revision));

    [Fact]
    public async Task A_written_result_is_read_back_with_its_settings_beside_it()
    {
        var store = Store();

        await store.WriteAsync(Result(0.5));
        var read = await store.ReadAsync("Toy", Cancellation);

        Assert.Equal(0.5, read!.Find("test", "default")!.MainScore);
        Assert.Equal(
            ["Toy.json", "run_settings.jsonl"],
            Directory.GetFiles(store.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var settings = await File.ReadAllTextAsync(Path.Combine(store.Folder, "run_settings.jsonl"), Cancellation);
        Assert.StartsWith(
            """{"task": "Toy", "splits": ["test"], "version": {"mteb": "2.20.0", "torch": null, """, settings);
        Assert.Contains("\"egtlm-eval\": \"", settings);
        Assert.EndsWith("""}, "encode_kwargs": {}, "subsets": ["default"]}""" + "\n", settings);
    }

    [Fact]
    public async Task A_missing_result_is_null() => Assert.Null(await Store().ReadAsync("Toy", Cancellation));

    [Fact]
    public async Task Every_truncation_of_a_result_is_refused_by_name()
    {
        var store = Store();
        await store.WriteAsync(Result(0.5));
        var whole = await File.ReadAllBytesAsync(store.TaskPath("Toy"), Cancellation);

        for (var length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(store.TaskPath("Toy"), whole[..length], Cancellation);
            var error = await Assert.ThrowsAsync<EvaluationException>(() => store.ReadAsync("Toy", Cancellation));
            Assert.StartsWith($"'{store.TaskPath("Toy")}' is not a result of 'Toy': ", error.Message);
            Assert.Contains("--overwrite", error.Hint);
        }
    }

    [Theory]
    [InlineData("[]", "expected an object")]
    [InlineData("""{"task_name": "Other", "scores": {}}""", "its 'task_name' is 'Other', not 'Toy'")]
    [InlineData("""{"mteb_dataset_name": "Toy", "test": {}}""", "mteb 1.10 or older")]
    [InlineData("""{"task_name": "Toy"}""", "no object 'scores'")]
    [InlineData("""{"task_name": "Toy", "scores": {"test": {}}}""", "'scores.test' is not a list")]
    [InlineData("""{"task_name": "Toy", "scores": {"test": [1]}}""", "'scores.test[0]' is not an object")]
    [InlineData("""{"task_name": "Toy", "scores": {"test": [{"main_score": 1.0}]}}""", "has no 'hf_subset'")]
    public async Task A_file_that_is_no_result_of_the_task_is_refused(string content, string reason)
    {
        var store = Store();
        Directory.CreateDirectory(store.Folder);
        await File.WriteAllTextAsync(store.TaskPath("Toy"), content, Cancellation);

        var error = await Assert.ThrowsAsync<EvaluationException>(() => store.ReadAsync("Toy", Cancellation));

        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public async Task A_file_where_the_folder_should_be_is_a_clear_error()
    {
        await File.WriteAllTextAsync(_folder.At("test__model"), "in the way", Cancellation);
        var store = Store();

        var prepare = await Assert.ThrowsAsync<EvaluationException>(
            () => store.PrepareAsync(ModelMeta.Of(new FakeEncoder())));
        var write = await Assert.ThrowsAsync<EvaluationException>(() => store.WriteAsync(Result(0.5)));

        Assert.Contains("model_meta.json", prepare.Message);
        Assert.Contains("run_settings.jsonl", write.Message);
        Assert.Equal("in the way", await File.ReadAllTextAsync(_folder.At("test__model"), Cancellation));
    }

    [Fact]
    public async Task A_failed_write_leaves_the_target_and_no_temporary_file()
    {
        var store = Store();
        Directory.CreateDirectory(Path.Combine(store.TaskPath("Toy"), "not empty"));

        await Assert.ThrowsAsync<EvaluationException>(() => store.WriteAsync(Result(0.5)));

        Assert.Equal(
            ["Toy.json", "run_settings.jsonl"],
            Directory.GetFileSystemEntries(store.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Model_meta_says_what_the_encoder_says_and_null_for_the_rest()
    {
        var store = Store();

        await store.PrepareAsync(ModelMeta.Of(new FakeEncoder()).With("max_tokens", 512.0));

        var text = await File.ReadAllTextAsync(Path.Combine(store.Folder, "model_meta.json"), Cancellation);
        Assert.StartsWith("{\n    \"loader_kwargs\": {},\n    \"name\": \"test/fake encoder\",\n", text);
        Assert.Contains("\n    \"max_tokens\": 512.0,\n    \"embed_dim\": 8,\n    \"license\": null,\n", text);
        Assert.EndsWith("\n    \"is_cross_encoder\": false\n}", text);
    }

    private ResultStore Store(string name = "test/model", string revision = "r1") =>
        new(_folder.Path, new ModelIdentity(name, revision));

    private static TaskResult Result(double score) => new()
    {
        DatasetRevision = "d1",
        TaskName = "Toy",
        Splits =
        [
            new SplitResult("test",
            [
                new SubsetResult(
                [
                    new("main_score", score),
                    new("hf_subset", new ScoreValue.Text("default")),
                    new("languages", new ScoreValue.List([])),
                ]),
            ]),
        ],
    };
}
