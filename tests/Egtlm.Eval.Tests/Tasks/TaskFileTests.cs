using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Tasks;

public sealed class TaskFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_task_file_becomes_the_record_of_its_type()
    {
        var task = Assert.IsType<StsTask>(TaskFile.Read(_folder.WriteText("Mine.json", TaskText.Sts("Mine"))));

        Assert.Equal("Mine", task.Name);
        Assert.Equal(TaskType.Sts, task.Type);
        Assert.Equal(new DatasetReference("some/where", "1"), task.Dataset);
        Assert.Equal(["validation", "test"], task.Splits);
        Assert.Equal("default", Assert.Single(task.Subsets).Name);
        Assert.Equal((0, 5), (task.MinScore, task.MaxScore));
        Assert.Equal("sentence1", task.Columns.Sentence1);
        Assert.Equal(_folder.At("Mine.json"), task.SourceFile);
        Assert.Null(task.Prompt);
    }

    [Theory]
    [InlineData("\"Classify.\"", "Classify.", null, null)]
    [InlineData("""{ "query": "找", "document": "📄" }""", null, "找", "📄")]
    [InlineData("""{ "query": "Q" }""", null, "Q", null)]
    public void A_prompt_is_a_text_or_one_text_per_prompt_type(
        string json, string? text, string? query, string? document)
    {
        var file = _folder.WriteText("R.json", TaskText.Of("retrieval", "R", "ndcg_at_10", $",\n\"prompt\": {json}"));

        Assert.Equal(new TaskPrompt(text, query, document), TaskFile.Read(file).Prompt);
    }

    [Fact]
    public void Comments_trailing_commas_and_a_schema_are_allowed()
    {
        var text = "\uFEFF// mine\n" + TaskText.Of(
            "clustering", "C.v2", "ami",
            ",\n/* so */ \"protocol\": \"fast\", \"max_fraction\": 0.04, \"$schema\": \"x\",");

        var task = Assert.IsType<ClusteringTask>(TaskFile.Read(_folder.WriteText("C.v2.json", text)));

        Assert.Equal((ClusteringProtocol.Fast, 0.04, null), (task.Protocol, task.MaxFraction, task.MaxDocuments));
    }

    [Theory]
    [InlineData("\"min_score\"", "\"min_scor\"", 8, "unknown property 'min_scor'", "did you mean 'min_score'?")]
    [InlineData("\"test\"]", "\"test\"], \"qqq\": {\"a\": [1]}", 6, "unknown property 'qqq'", null)]
    [InlineData("\"min_score\": 0,", "", 1, "property 'min_score' is missing", null)]
    [InlineData(", \"revision\": \"1\"", "", 4, "property 'revision' is missing", null)]
    [InlineData("\"min_score\": 0", "\"min_score\": \"0\"", 8, "'min_score' is a string, expected a number", null)]
    [InlineData("\"min_score\": 0", "\"min_score\": null", 8, "'min_score' is null, expected a number", null)]
    [InlineData("[\"validation\", \"test\"]", "\"test\"", 6, "'splits' is a string, expected a list", null)]
    [InlineData("[\"validation\", \"test\"]", "[1]", 6, "an element of 'splits' is a number, expected a string", null)]
    [InlineData("[\"validation\", \"test\"]", "[]", 6, "'splits' is empty", null)]
    [InlineData("[\"validation\", \"test\"]", "[\"a\", \"a\"]", 6, "'splits' names 'a' twice", null)]
    [InlineData("\"min_score\": 0", "\"max_score\": 0", 9, "property 'max_score' is there twice", null)]
    [InlineData("\"max_score\": 5", "\"max_score\": 0", 9, "'max_score' is 0, expected more than 'min_score', 0", null)]
    [InlineData("cosine_spearman", "cosine_sperman", 7, "tasks of type 'sts' have no metric 'cosine_sperman'",
        "did you mean 'cosine_spearman'?")]
    [InlineData("eng-Latn", "en", 5, "subset 'default' has the language 'en', expected ISO 639-3", null)]
    [InlineData("\"name\": \"Mine\"", "\"name\": \"Yours\"", 3, "'name' is 'Yours', but the file is called 'Mine'",
        "equal")]
    [InlineData("\"sts\"", "\"stss\"", null, "'type' is 'stss', which is no task type", "did you mean 'sts'?")]
    [InlineData("\"type\": \"sts\",", "", null, "a task file is an object with a string 'type'",
        "known types: retrieval")]
    [InlineData("\"splits\":", "\"splits\"", 6, "invalid JSON", null)]
    [InlineData("\"some/where\"", "\"\"", 4, "a data set needs a path and a revision", null)]
    public void What_is_wrong_is_said_with_file_and_line(
        string from, string to, int? line, string message, string? hint)
    {
        var file = _folder.WriteText("Mine.json", TaskText.Sts("Mine").Replace(from, to, StringComparison.Ordinal));

        var error = Assert.Throws<EvaluationException>(() => TaskFile.Read(file));

        Assert.StartsWith(line is null ? $"{file}: " : $"{file}({line}): ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(hint ?? "", error.Hint ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"protocol\": \"fst\"", "'protocol' is 'fst', expected 'legacy', 'fast'")]
    [InlineData("\"protocol\": \"legacy\", \"max_documents\": 5", "the legacy protocol clusters whole sets")]
    [InlineData("\"protocol\": \"fast\", \"max_documents\": 5, \"max_fraction\": 0.5", "exclude each other")]
    [InlineData("\"protocol\": \"fast\", \"max_fraction\": 1.5", "must be in (0, 1]")]
    [InlineData("\"protocol\": \"fast\", \"max_documents\": 2.5", "invalid JSON")]
    [InlineData("\"protocol\": \"fast\", \"prompt\": {}", "the prompt is empty")]
    [InlineData("\"protocol\": \"fast\", \"prompt\": { \"passage\": \"x\" }", "unknown property 'passage'")]
    [InlineData("\"protocol\": \"fast\", \"columns\": { \"text\": \"t\" }", "property 'label' is missing")]
    public void A_protocol_that_cannot_be_is_refused(string more, string message)
    {
        var file = _folder.WriteText("C.json", TaskText.Of("clustering", "C", "v_measure", ",\n" + more));

        Assert.Contains(message, Assert.Throws<EvaluationException>(() => TaskFile.Read(file)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Transforms_and_counts_are_read_in_order()
    {
        var text = TaskText.Of("clustering", "C", "v_measure", """
            , "protocol": "fast",
            "transforms": [{ "kind": "split_labels", "separator": "." }, { "kind": "subsample", "size": 9 }],
            "counts": [{ "split": "test", "samples": 9 }]
            """);

        var task = TaskFile.Read(_folder.WriteText("C.json", text));

        Assert.Equal(
            [new DatasetTransform(TransformKind.SplitLabels, Separator: "."), new(TransformKind.Subsample, 9)],
            task.Transforms);
        Assert.Equal([new ItemCount("test", Samples: 9)], task.Counts);
    }

    [Theory]
    [InlineData("clustering", """{ "kind": "flatten" }""", "'kind' is 'flatten', expected 'flatten_sets'")]
    [InlineData("clustering", """{ "kind": "subsample" }""", "the transform 'subsample' needs a 'size'")]
    [InlineData("clustering", """{ "kind": "subsample", "size": 0 }""", "the 'size' of the transform 'subsample' must")]
    [InlineData("clustering", """{ "kind": "flatten_sets", "size": 9 }""", "'flatten_sets' has no 'size'")]
    [InlineData("clustering", """{ "kind": "split_labels" }""", "the transform 'split_labels' needs a 'separator'")]
    [InlineData("clustering", """{ "kind": "flatten_sets", "separator": "." }""", "has no 'separator'")]
    [InlineData("classification", """{ "kind": "flatten_sets" }""", "is not for classification tasks")]
    [InlineData("retrieval", """{ "kind": "subsample", "size": 9 }""", "is not for retrieval tasks")]
    public void A_transform_that_cannot_be_is_refused(string type, string transform, string message)
    {
        var metric = type switch { "clustering" => "v_measure", "retrieval" => "ndcg_at_10", _ => "accuracy" };
        var protocol = type == "clustering" ? ", \"protocol\": \"fast\"" : "";
        var text = TaskText.Of(type, "T", metric, $"{protocol}, \"transforms\": [{transform}]");

        var error = Assert.Throws<EvaluationException>(() => TaskFile.Read(_folder.WriteText("T.json", text)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "split": "dev" }]""", "names the subset 'default' of the split 'dev', which there is not")]
    [InlineData("""[{ "split": "test", "subset": "en" }]""", "names the subset 'en' of the split 'test'")]
    [InlineData("""[{ "split": "test" }, { "split": "test" }]""", "has the subset 'default' of the split 'test' twice")]
    public void Counts_of_what_is_not_there_are_refused(string counts, string message)
    {
        var text = TaskText.Of("retrieval", "T", "ndcg_at_10", $", \"counts\": {counts}");

        var error = Assert.Throws<EvaluationException>(() => TaskFile.Read(_folder.WriteText("T.json", text)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_named_after_a_type_holds_that_type_only()
    {
        var file = _folder.WriteText("retrieval/Mine.json", TaskText.Sts("Mine"));

        var error = Assert.Throws<EvaluationException>(() => TaskFile.Read(file));

        Assert.Contains("'type' is 'sts', but the file lies in 'retrieval'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("{\"type\": 3}")]
    public void Files_that_are_no_task_at_all_are_refused(string text) =>
        Assert.Throws<EvaluationException>(() => TaskFile.Read(_folder.WriteText("Mine.json", text)));
}
