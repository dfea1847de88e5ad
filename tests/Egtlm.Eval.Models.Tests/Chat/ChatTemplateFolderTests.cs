using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Chat;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Chat;

public sealed class ChatTemplateFolderTests
{
    private static readonly ChatMessage[] Messages = [new("user", "hi")];

    [Fact]
    public void Template_of_every_shared_folder_is_parsed_and_rendered()
    {
        var templates = new[] { "tokenizers", "models" }
            .SelectMany(part => Directory.GetDirectories(SharedFolder.Path(part), "*", SearchOption.AllDirectories))
            .Select(folder => ChatTemplate.TryLoad(folder)).OfType<ChatTemplate>().ToArray();

        Assert.NotEmpty(templates);
        Assert.All(templates, template => Assert.Contains("hi", template.Render(Messages), StringComparison.Ordinal));
    }

    [Fact]
    public void Folder_without_template_gives_null()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(ChatTemplate.TryLoad(folder.Path));

        folder.Write("tokenizer_config.json", """{"bos_token": "<s>"}""");
        Assert.Null(ChatTemplate.TryLoad(folder.Path));
    }

    [Fact]
    public void Template_in_the_settings_sees_the_special_tokens()
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "tokenizer_config.json",
            """{"add_bos_token": true, "bos_token": {"content": "<b>"}, "eos_token": "<e>", "unk_token": null,""",
            """ "chat_template": "{{ bos_token }}{{ eos_token }}{{ unk_token is defined }}{{ pad_token }}"}""");
        folder.Write("special_tokens_map.json", """{"eos_token": "<old>", "unk_token": "<unk>", "pad_token": "<p>"}""");

        Assert.Equal("<b><e>False<p>", ChatTemplate.TryLoad(folder.Path)!.Render(Messages)); // not null: it is there
    }

    [Fact]
    public void File_counts_more_than_settings()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer_config.json", """{"chat_template": "settings"}""");
        folder.Write("chat_template.json", """{"chat_template": "json"}""");
        Assert.Equal("json", ChatTemplate.TryLoad(folder.Path)!.Render(Messages)); // not null: it is there

        folder.Write("chat_template.jinja", "jinja");
        Assert.Equal("jinja", ChatTemplate.TryLoad(folder.Path)!.Render(Messages)); // not null: it is there
    }

    [Theory]
    [InlineData(false, "plain")]
    [InlineData(true, "tools")]
    public void Named_template_is_chosen_by_use(bool forTools, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write(
            "tokenizer_config.json",
            """{"chat_template": [{"name": "default", "template": "plain"},""",
            """ {"name": "tool_use", "template": "tools"}]}""");

        Assert.Equal(expected, ChatTemplate.TryLoad(folder.Path, forTools)!.Render(Messages)); // not null: it is there
    }

    [Fact]
    public void Named_templates_without_default_are_refused()
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer_config.json", """{"chat_template": [{"name": "rag", "template": "x"}]}""");

        var error = Assert.Throws<EvaluationException>(() => ChatTemplate.TryLoad(folder.Path));

        Assert.Contains("no chat template named 'default'", error.Message, StringComparison.Ordinal);
    }
}
