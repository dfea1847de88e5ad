using Egtlm.Eval.Encoders;
using Egtlm.Eval.Tasks;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

/// <summary>Instruction sets and prompts of the user's own in an encoding plan.</summary>
public sealed class PromptOptionsTests
{
    private static readonly PromptOverrides s_prompts = new("mine.json (0)", new Dictionary<string, TaskPrompt>
    {
        ["STS"] = new("Same?"),
        ["query"] = new("Look for it."),
    });

    [Fact]
    public void A_set_fills_the_template_and_replaces_the_tasks_instruction()
    {
        var request = Requests.OfRetrieval(PromptType.Query, new TaskPrompt("the task's own"));
        var plan = Plan("egtlm", new EncoderOptions { InstructionSet = SetFor(request.Task.Name) });

        Assert.Equal("<|user|>\nRepresent this text\n<|embed|>\n", plan.PromptFor(request));
        Assert.Equal("<|embed|>\n", plan.PromptFor(Requests.OfRetrieval(PromptType.Document, new TaskPrompt("own"))));
    }

    [Fact]
    public void A_set_without_the_task_is_an_error()
    {
        var plan = Plan("egtlm", new EncoderOptions { InstructionSet = SetFor("Another") });

        Assert.Contains(
            "has no instruction for", Assert.Throws<EvaluationException>(() => plan.PromptFor(Requests.Of())).Message);
    }

    [Fact]
    public void Own_prompts_come_before_the_tasks_instruction()
    {
        var plan = Plan("gritlm", new EncoderOptions { Prompts = s_prompts });

        Assert.Equal("<|user|>\nSame?\n<|embed|>\n", plan.PromptFor(Requests.Of()));
        Assert.Equal(
            "<|user|>\nLook for it.\n<|embed|>\n",
            plan.PromptFor(Requests.OfRetrieval(PromptType.Query, new TaskPrompt("own"))));
        Assert.Equal(
            "<|user|>\nown\n<|embed|>\n",
            plan.PromptFor(Requests.OfRetrieval(PromptType.Document, new TaskPrompt("own"))));
    }

    [Fact]
    public void Own_prompts_are_instructions_also_where_the_profile_has_none() =>
        Assert.Equal(
            "<|user|>\nSame?\n<|embed|>\n",
            Plan("egtlm", new EncoderOptions { Prompts = s_prompts }).PromptFor(Requests.Of()));

    [Fact]
    public void Own_prompts_replace_all_fixed_prompts_of_a_profile()
    {
        var plan = Plan("e5", new EncoderOptions { Prompts = s_prompts });

        Assert.Equal("Same?", plan.PromptFor(Requests.Of()));
        Assert.Equal("Look for it.", plan.PromptFor(Requests.OfRetrieval(PromptType.Query, new TaskPrompt("own"))));
        Assert.Equal("", plan.PromptFor(Requests.OfRetrieval(PromptType.Document, new TaskPrompt("own"))));
    }

    [Fact]
    public void Two_sources_of_instructions_exclude_each_other()
    {
        var set = new EncoderOptions { Prompts = s_prompts, InstructionSet = SetFor("x") };
        var none = new EncoderOptions { Prompts = s_prompts, Instructions = InstructionSource.None };

        Assert.All([set, none], options => Assert.Equal(
            "give one of --prompts and --instructions",
            Assert.Throws<EvaluationException>(() => Plan("egtlm", options)).Hint));
    }

    [Fact]
    public void A_set_needs_a_place_for_instructions() =>
        Assert.Equal(
            "profile 'e5' has no place for instructions",
            Assert.Throws<EvaluationException>(
                () => Plan("e5", new EncoderOptions { InstructionSet = SetFor("x") })).Message);

    private static InstructionSet SetFor(string task) => new()
    {
        Name = "mine",
        Description = "",
        Source = "",
        Instructions = new Dictionary<string, TaskPrompt> { [task] = new(null, "Represent this text", "") },
    };

    private static EncodingPlan Plan(string profile, EncoderOptions options)
    {
        using var folder = new FolderFixture(("config.json", """{ "model_type": "qwen2" }"""));
        return EncodingPlans.Make(ModelFolder.Read(folder.Path), EncodingProfiles.Load(profile), options, 512);
    }
}
