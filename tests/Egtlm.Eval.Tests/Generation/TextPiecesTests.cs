using Egtlm.Eval.Generation;
using Xunit;

namespace Egtlm.Eval.Tests.Generation;

public sealed class TextPiecesTests
{
    [Fact]
    public void Pieces_join_to_the_text()
    {
        List<string> pieces = [];
        var growing = new TextPieces([], pieces.Add);

        growing.Push("He");
        growing.Push("Hello");
        growing.Push("Hello");
        growing.Finish("Hello!");

        Assert.Equal(["He", "llo", "!"], pieces);
    }

    [Fact]
    public void Half_a_character_waits_for_its_other_bytes()
    {
        List<string> pieces = [];
        var growing = new TextPieces([], pieces.Add);

        growing.Push("好\uFFFD");
        growing.Push("好\uFFFD\uFFFD");
        growing.Push("好😀");

        Assert.Equal(["好", "😀"], pieces);
    }

    [Fact]
    public void What_may_become_a_stop_text_is_held_back()
    {
        List<string> pieces = [];
        var growing = new TextPieces(["\nUser:"], pieces.Add);

        growing.Push("Yes.\nUs");
        growing.Push("Yes.\nUseful");
        growing.Push("Yes.\nUseful\nUser");
        growing.Finish("Yes.\nUseful");

        Assert.Equal(["Yes.", "\nUseful"], pieces);
    }
}
