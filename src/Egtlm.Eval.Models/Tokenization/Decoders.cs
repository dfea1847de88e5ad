using System.Text;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Reads the decoder of a tokenizer file.</summary>
internal static class Decoders
{
    private const string Supported = "WordPiece, ByteLevel, Metaspace, Replace, ByteFallback, Fuse, Strip, Sequence";

    public static IDecoder Read(JsonPart part) => part.Type switch
    {
        "WordPiece" => new WordPieceDecoder(part.Find("prefix")?.Text ?? "##", part.FlagOr("cleanup", true)),
        "ByteLevel" => new ByteLevelDecoder(),
        "Metaspace" => new MetaspaceDecoder(
            MetaspacePreTokenizer.ReadSpace(part), MetaspacePrefixes.Read(part) != MetaspacePrefix.Never),
        "Replace" => new ReplaceDecoder(Replacement.Read(part)),
        "ByteFallback" => new ByteFallbackDecoder(),
        "Fuse" => new FuseDecoder(),
        "Strip" => StripDecoder.Read(part),
        "Sequence" => new DecoderSequence([.. part["decoders"].Items().Select(Read)]),
        _ => throw part.Unsupported("decoder", Supported),
    };
}

internal sealed record DecoderSequence(IReadOnlyList<IDecoder> Steps) : IDecoder
{
    public List<string> Decode(List<string> tokens) =>
        Steps.Aggregate(tokens, (current, step) => step.Decode(current));
}

/// <summary>Words apart, continuations joined; the tidying is that of the tokenizers library, token by token.</summary>
internal sealed record WordPieceDecoder(string Prefix, bool Tidies) : IDecoder
{
    private static readonly (string From, string To)[] Contractions =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
        (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    public List<string> Decode(List<string> tokens) => [.. tokens.Select((token, i) =>
    {
        var joined = i == 0 ? token
            : token.StartsWith(Prefix, StringComparison.Ordinal) ? token[Prefix.Length..]
            : " " + token;
        return !Tidies ? joined : Contractions.Aggregate(
            joined, (text, pair) => text.Replace(pair.From, pair.To, StringComparison.Ordinal));
    })];
}

/// <summary>Characters back to bytes; broken UTF-8 becomes U+FFFD.</summary>
internal sealed record ByteLevelDecoder : IDecoder
{
    public List<string> Decode(List<string> tokens)
    {
        List<byte> bytes = [];
        foreach (var token in tokens)
        {
            var before = bytes.Count;
            foreach (var character in token)
            {
                if (!ByteAlphabet.TryGetByte(character, out var value))
                {
                    // A token outside the alphabet, such as an added one in Chinese, is text already.
                    bytes.RemoveRange(before, bytes.Count - before);
                    bytes.AddRange(Encoding.UTF8.GetBytes(token));
                    break;
                }

                bytes.Add(value);
            }
        }

        return [Encoding.UTF8.GetString([.. bytes])];
    }
}

internal sealed record MetaspaceDecoder(char Space, bool IsPrefixed) : IDecoder
{
    public List<string> Decode(List<string> tokens) => [.. tokens.Select((token, i) =>
        token.Replace(Space.ToString(), i == 0 && IsPrefixed ? "" : " ", StringComparison.Ordinal))];
}

internal sealed record ReplaceDecoder(Replacement Replacement) : IDecoder
{
    public List<string> Decode(List<string> tokens) => [.. tokens.Select(Replacement.Apply)];
}

internal sealed record FuseDecoder : IDecoder
{
    public List<string> Decode(List<string> tokens) => [string.Concat(tokens)];
}

/// <summary>Runs of byte tokens to text; a run that is no UTF-8 gives one U+FFFD a byte.</summary>
internal sealed record ByteFallbackDecoder : IDecoder
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public List<string> Decode(List<string> tokens)
    {
        List<string> output = [];
        List<byte> run = [];
        foreach (var token in tokens)
        {
            if (ByteToken.TryRead(token, out var value))
            {
                run.Add(value);
                continue;
            }

            Flush(run, output);
            output.Add(token);
        }

        Flush(run, output);
        return output;
    }

    private static void Flush(List<byte> run, List<string> output)
    {
        try
        {
            output.Add(Strict.GetString([.. run]));
        }
        catch (DecoderFallbackException)
        {
            output.Add(new string('\uFFFD', run.Count));
        }

        run.Clear();
    }
}

/// <summary>Takes up to so many copies of a character off both ends of every token.</summary>
internal sealed record StripDecoder(char Content, int Start, int Stop) : IDecoder
{
    public static StripDecoder Read(JsonPart part) => new(
        part["content"].Text is [var content] ? content : throw part["content"].Wrong("one character"),
        part["start"].Integer,
        part["stop"].Integer);

    public List<string> Decode(List<string> tokens) => [.. tokens.Select(token =>
    {
        var start = token.TakeWhile((c, i) => i < Start && c == Content).Count();
        var stop = token.Reverse().TakeWhile((c, i) => i < Stop && c == Content).Count();
        return token[start..Math.Max(start, token.Length - stop)];
    })];
}
