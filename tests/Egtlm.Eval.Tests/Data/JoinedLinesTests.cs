using Egtlm.Eval.Data;
using Xunit;

namespace Egtlm.Eval.Tests.Data;

public sealed class JoinedLinesTests
{
    private const string Title = "^ = [^=].*[^=] = $";

    [Fact]
    public void A_title_behind_an_empty_line_begins_an_article()
    {
        var documents = Of("", " = One = \n", "", " Text . \n", " = = Part = = \n", "", " = Two = \n", " More . \n");

        Assert.Equal(
            [" = One = \n\n Text . \n = = Part = = \n\n", " = Two = \n More . \n"],
            documents.Select(document => document.Text));
        Assert.Equal(["1", "2"], documents.Select(document => document.Id));
    }

    [Fact]
    public void A_formula_behind_a_line_of_text_begins_none()
    {
        var documents = Of(" = Filters = ", " The plots show ", " = 1 rad / s and a nominal k = ", " 1 . ");

        Assert.Equal(
            " = Filters = \n The plots show \n = 1 rad / s and a nominal k = \n 1 . \n", Assert.Single(documents).Text);
    }

    private static IReadOnlyList<TextDocument> Of(params string[] lines) =>
        JoinedLines.Documents([.. lines.Select(line => new TextDocument("", "", line))], Title);
}
