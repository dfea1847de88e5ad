using System.Text.Json;
using System.Text.Json.Nodes;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Chat;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Chat;

public sealed class ChatTemplateTests
{
    private const string Turns =
        "{% for m in messages %}<{{ m.role }}>{{ m.content }}</>{% endfor %}"
        + "{% if add_generation_prompt %}<assistant>{% endif %}";

    private static readonly ChatMessage[] Messages = [new("user", "你好 "), new("assistant", "Hi 😀 ")];

    [Fact]
    public void Messages_are_rendered_with_the_start_of_an_answer() => Assert.Equal(
        "<user>你好 </><assistant>Hi 😀 </><assistant>",
        Rendered.Template(Turns).Render(Messages, new ChatRenderOptions { AddGenerationPrompt = true }));

    [Theory]
    [InlineData("{{ m.content }}", "<user>你好 </><assistant>Hi 😀 ")]
    [InlineData("{{ m.content | trim }}", "<user>你好</><assistant>Hi 😀")]
    public void Final_message_is_continued_where_it_ends(string content, string expected) => Assert.Equal(
        expected,
        Rendered.Template(Turns.Replace("{{ m.content }}", content, StringComparison.Ordinal))
            .Render(Messages, new ChatRenderOptions { ContinueFinalMessage = true }));

    [Fact]
    public void Final_message_that_the_template_drops_cannot_be_continued()
    {
        var template = Rendered.Template("{{ messages[0].content }}");

        Assert.Throws<EvaluationException>(
            () => template.Render(Messages, new ChatRenderOptions { ContinueFinalMessage = true }));
    }

    [Fact]
    public void Final_message_is_not_continued_by_a_generation_prompt() => Assert.Throws<EvaluationException>(
        () => Rendered.Template(Turns).Render(
            Messages, new ChatRenderOptions { ContinueFinalMessage = true, AddGenerationPrompt = true }));

    [Fact]
    public void No_messages_give_what_the_template_makes_of_none() =>
        Assert.Equal("", Rendered.Template(Turns).Render(Array.Empty<ChatMessage>()));

    [Fact]
    public void Rich_messages_keep_their_fields_but_not_nulls()
    {
        using var messages = JsonDocument.Parse(
            """[{"role": "assistant", "content": null, "thinking": "hm", "n": 1.0}]""");

        var text = Rendered.Template("{{ messages }}").Render(messages.RootElement);

        Assert.Equal("[{'role': 'assistant', 'thinking': 'hm', 'n': 1.0, 'reasoning_content': 'hm'}]", text);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""[{"role": "user", "content": "\ud800"}]""")]
    public void Messages_that_are_none_are_refused(string json)
    {
        using var messages = JsonDocument.Parse(json);

        Assert.Throws<EvaluationException>(() => Rendered.Template(Turns).Render(messages.RootElement));
    }

    [Fact]
    public void Variables_tools_and_clock_reach_the_template()
    {
        var options = new ChatRenderOptions
        {
            Tools = [new JsonObject { ["name"] = "f" }],
            Variables = new Dictionary<string, JsonNode?> { ["enable_thinking"] = false, ["eos_token"] = "<end>" },
            Clock = new FixedClock(new DateTime(2024, 7, 5, 9, 4, 3)),
        };

        var template = Rendered.Template(
            "{{ tools|tojson }} {{ enable_thinking }} {{ bos_token }}{{ eos_token }} {{ strftime_now('%d %b %-H') }}");

        var text = template.Render(Messages, options);

        Assert.Equal("[{\"name\": \"f\"}] False <s><end> 05 Jul 9", text);
    }
}
