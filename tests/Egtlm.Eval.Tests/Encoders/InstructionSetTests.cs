using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;
using Egtlm.Eval.Testing;
using Egtlm.Eval.Tests.Tasks;
using Xunit;

namespace Egtlm.Eval.Tests.Encoders;

public sealed class InstructionSetTests : IDisposable
{
    private const string TwoSubsets =
        """[{ "name": "en", "languages": ["eng-Latn"] }, { "name": "zh", "languages": ["cmn-Hans"] }]""";

    private readonly TemporaryFolder _folder = new();

    public InstructionSetTests()
    {
        _folder.WriteText("tasks/sts/Two.json", TaskText.Sts("Two", TwoSubsets));
        _folder.WriteText("tasks/own/Three.json", TaskText.Of("retrieval", "Three", "ndcg_at_10"));
        _folder.WriteText("tasks/own/Four.json", TaskText.Of("retrieval", "Four", "ndcg_at_10"));
        WriteSet("""
            "Two": "Same?",
            "Two/zh": "一样吗",
            "Three": { "query": "Find.", "document": "" }
            """);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Three", PromptType.Query, "Find.")]
    [InlineData("Three", PromptType.Document, "")]
    public void A_role_has_its_own_text(string task, PromptType role, string expected) =>
        Assert.Equal(new TaskPrompt(expected), Set().Resolve(new EncodeRequest(Load().Find(task), role)));

    [Theory]
    [InlineData("zh", "一样吗")]
    [InlineData("en", "Same?")]
    public void A_subset_may_have_an_instruction_of_its_own(string subset, string expected)
    {
        var task = Load().Find("Two");

        Assert.Equal(expected, Set().For(Only(task, subset)).Text);
    }

    [Fact]
    public void Subsets_with_different_instructions_are_not_scored_together() =>
        Assert.Contains(
            "different instructions for the subsets of 'Two'",
            Assert.Throws<EvaluationException>(() => Set().For(Load().Find("Two"))).Message);

    [Fact]
    public void A_task_that_a_set_does_not_name_has_no_default() =>
        Assert.Equal(
            "instruction set 'mine' has no instruction for 'Four'",
            Assert.Throws<EvaluationException>(() => Set().For(Load().Find("Four"))).Message);

    [Fact]
    public void A_set_is_no_task() =>
        Assert.Equal(["Four", "Three", "Two"], Load().Tasks.Select(task => task.Name).Order());

    [Theory]
    [InlineData("\"Twoo\": \"x\"", "unknown task 'Twoo'", "did you mean 'Two'?")]
    [InlineData("\"Two/zhh\": \"x\"", "'Two' has no subset 'zhh'", "did you mean 'zh'?")]
    [InlineData("\"Two\": 5", "'Two' is a number, expected a string or an object", null)]
    [InlineData("\"Two\": { \"passage\": \"x\" }", "unknown property 'passage'", "known: 'query', 'document'")]
    [InlineData("\"Two\": \"x\", \"Two\": \"y\"", "'Two' is there twice", null)]
    public void A_wrong_entry_is_found_with_its_line(string entry, string expected, string? hint)
    {
        WriteSet(entry);

        var finding = Assert.Single(TaskCatalog.Validate([_folder.At("tasks")]));

        Assert.EndsWith($"tasks/instructions/mine.json(6): {expected}", finding.ToString());
        Assert.Equal(hint, finding.Hint);
        Assert.NotNull(Load().Find("Two")); // a broken set keeps no other run from going on
    }

    [Theory]
    [InlineData("task")]
    [InlineData("none")]
    public void Words_of_the_option_are_no_names(string name)
    {
        WriteSet("\"Two\": \"x\"", name);

        Assert.Contains(TaskCatalog.Validate([_folder.At("tasks")]), finding =>
            finding.Message == $"an instruction set cannot be called '{name}'");
    }

    [Fact]
    public void Two_sets_of_one_name_are_found()
    {
        _folder.WriteText("more/instructions/mine.json", File.ReadAllText(_folder.At("tasks/instructions/mine.json")));

        Assert.Equal(
            "there are two instruction sets 'mine'",
            Assert.Single(TaskCatalog.Validate([_folder.At("tasks"), _folder.At("more")])).Message);
    }

    [Fact]
    public void A_set_is_found_by_name_or_path_and_a_misspelt_one_is_an_error()
    {
        var file = _folder.WriteText("own.json", File.ReadAllText(_folder.At("tasks/instructions/mine.json"))
            .Replace("\"mine\"", "\"own\"", StringComparison.Ordinal));

        Assert.Equal("own", Load().FindInstructionSet(file).Name);
        var error = Assert.Throws<EvaluationException>(() => Load().FindInstructionSet("mien"));
        Assert.Equal(("there is no instruction set 'mien'", "did you mean 'mine'?"), (error.Message, error.Hint));
    }

    [Fact]
    public void A_file_of_the_users_with_an_unknown_task_is_refused()
    {
        WriteSet("\"Tree\": \"x\"");
        var error = Assert.Throws<EvaluationException>(
            () => Load().FindInstructionSet(_folder.At("tasks/instructions/mine.json")));

        Assert.EndsWith("unknown task 'Tree'", error.Message);
    }

    [Theory]
    [InlineData("LCQMC", PromptType.None, "Represent this text")]
    [InlineData("T2Retrieval", PromptType.Query, "Represent this text")]
    [InlineData("T2Retrieval", PromptType.Document, "")]
    [InlineData("CMedQAv1-reranking", PromptType.Query, "Represent this text")]
    [InlineData("SciFact", PromptType.Query,
        "Given a scientific claim, retrieve documents that support or refute the claim")]
    [InlineData("SciFact", PromptType.Document, "")]
    [InlineData("Banking77Classification", PromptType.None,
        "Given a online banking query, find the corresponding intents")]
    public void The_set_of_EGTLMs_scripts_is_e5(string task, PromptType role, string expected)
    {
        var catalog = TaskCatalog.Load([BuiltInTasks.Directory]);

        Assert.Equal(
            expected, catalog.FindInstructionSet("e5").Resolve(new EncodeRequest(catalog.Find(task), role)).Text);
    }

    [Theory]
    [InlineData("zh-CN", "分类该文本至具体的意图类别")]
    public void The_chinese_set_names_the_chinese_subset(string subset, string expected)
    {
        var catalog = TaskCatalog.Load([BuiltInTasks.Directory]);
        var set = catalog.FindInstructionSet("e5zh");

        Assert.Equal(expected, set.For(Only(catalog.Find("MassiveIntentClassification"), subset)).Text);
        Assert.Equal("请检索语义相似的文本", set.For(catalog.Find("BQ")).Text);
    }

    private static TaskDefinition Only(TaskDefinition task, string subset) =>
        task with { Subsets = [.. task.Subsets.Where(one => one.Name == subset)] };

    private TaskCatalog Load() => TaskCatalog.Load([_folder.At("tasks")]);

    private InstructionSet Set() => Load().FindInstructionSet("mine");

    private void WriteSet(string entries, string name = "mine")
    {
        _folder.WriteText($"tasks/instructions/{name}.json", $$"""
            {
              "name": "{{name}}",
              "description": "for a test",
              "source": "here",
              "instructions": {
                {{entries}}
              }
            }
            """);
    }
}
