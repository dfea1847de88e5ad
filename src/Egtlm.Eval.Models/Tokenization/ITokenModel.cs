namespace Egtlm.Eval.Models.Tokenization;

/// <summary>The vocabulary and the rule that cuts one piece of text into tokens. Safe for parallel use.</summary>
internal interface ITokenModel
{
    /// <summary>Tokens in the vocabulary, added tokens aside.</summary>
    int Size { get; }

    int? TokenToId(string token);

    string? IdToToken(int id);

    /// <summary>Appends the ids of one non-empty piece.</summary>
    void Tokenize(ReadOnlySpan<char> piece, List<int> ids);
}
