namespace Egtlm.Eval.Models.Tokenization;

/// <summary>A token matched in the text before the model sees it.</summary>
/// <param name="IsSingleWord">Matches only where no word character touches it.</param>
/// <param name="StripsLeft">Swallows white space before it.</param>
/// <param name="StripsRight">Swallows white space after it.</param>
/// <param name="IsNormalized">Its normal form is matched in normalised text; otherwise itself in the raw text.</param>
/// <param name="IsSpecial">Left out when decoding without special tokens.</param>
internal sealed record AddedToken(
    int Id,
    string Content,
    bool IsSingleWord,
    bool StripsLeft,
    bool StripsRight,
    bool IsNormalized,
    bool IsSpecial)
{
    public static AddedToken Read(JsonPart part) => new(
        part["id"].Integer,
        part["content"].Text,
        part.FlagOr("single_word", false),
        part.FlagOr("lstrip", false),
        part.FlagOr("rstrip", false),
        part.FlagOr("normalized", true),
        part.FlagOr("special", false));

    public static AddedToken Special(int id, string content) => new(id, content, false, false, false, false, true);
}
