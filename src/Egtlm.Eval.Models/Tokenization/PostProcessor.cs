namespace Egtlm.Eval.Models.Tokenization;

/// <summary>The special tokens around one text and around a pair.</summary>
internal sealed record PostProcessor(IReadOnlyList<TemplatePart> Single, IReadOnlyList<TemplatePart> Pair)
{
    private const string Supported = "TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel, Sequence";

    /// <summary>No special tokens; the second text has type 1.</summary>
    public static PostProcessor None { get; } =
        new([TemplatePart.Sequence(0, 0)], [TemplatePart.Sequence(0, 0), TemplatePart.Sequence(1, 1)]);

    public static PostProcessor Read(JsonPart part) => part.Type switch
    {
        "TemplateProcessing" => new PostProcessor(ReadTemplate(part, "single"), ReadTemplate(part, "pair")),
        "BertProcessing" => Bert(SpecialId(part["cls"]), SpecialId(part["sep"])),
        "RobertaProcessing" => Roberta(SpecialId(part["cls"]), SpecialId(part["sep"])),
        // It only moves offsets, which nobody asks for here.
        "ByteLevel" => None,
        "Sequence" => ReadSequence(part["processors"]),
        _ => throw part.Unsupported("post-processor", Supported),
    };

    public static PostProcessor Bert(int cls, int sep) => new(
        [TemplatePart.Special(cls, 0), TemplatePart.Sequence(0, 0), TemplatePart.Special(sep, 0)],
        [
            TemplatePart.Special(cls, 0), TemplatePart.Sequence(0, 0), TemplatePart.Special(sep, 0),
            TemplatePart.Sequence(1, 1), TemplatePart.Special(sep, 1),
        ]);

    private static PostProcessor Roberta(int cls, int sep) => new(
        [TemplatePart.Special(cls, 0), TemplatePart.Sequence(0, 0), TemplatePart.Special(sep, 0)],
        [
            TemplatePart.Special(cls, 0), TemplatePart.Sequence(0, 0), TemplatePart.Special(sep, 0),
            TemplatePart.Special(sep, 0), TemplatePart.Sequence(1, 0), TemplatePart.Special(sep, 0),
        ]);

    private static PostProcessor ReadSequence(JsonPart processors)
    {
        var effective = processors.Items().Where(p => p.Type != "ByteLevel").ToArray();
        return effective switch
        {
            [] => None,
            [var only] => Read(only),
            _ => throw processors.Wrong("at most one post-processor besides ByteLevel"),
        };
    }

    private static TemplatePart[] ReadTemplate(JsonPart processor, string name)
    {
        var parts = processor[name].Items();
        return [.. parts.Select(part => part.Find("Sequence") is { } sequence
            ? TemplatePart.Sequence(SequenceIndex(sequence["id"]), sequence["type_id"].Integer)
            : ReadSpecial(processor["special_tokens"], part["SpecialToken"]))];
    }

    private static TemplatePart ReadSpecial(JsonPart specialTokens, JsonPart part)
    {
        var ids = specialTokens[part["id"].Text]["ids"].Items().Select(id => id.Integer);
        return new TemplatePart(null, [.. ids], part["type_id"].Integer);
    }

    private static int SequenceIndex(JsonPart id) => id.Text switch
    {
        "A" => 0,
        "B" => 1,
        _ => throw id.Wrong("A or B"),
    };

    private static int SpecialId(JsonPart pair) =>
        pair.Items() is [_, var id] ? id.Integer : throw pair.Wrong("a token and its id");
}

/// <summary>One of the texts, or special tokens.</summary>
/// <param name="SequenceIndex">0 or 1 for a text; null for special tokens.</param>
/// <param name="Ids">The special tokens; empty for a text.</param>
internal sealed record TemplatePart(int? SequenceIndex, IReadOnlyList<int> Ids, int TypeId)
{
    public static TemplatePart Sequence(int index, int typeId) => new(index, [], typeId);

    public static TemplatePart Special(int id, int typeId) => new(null, [id], typeId);
}
