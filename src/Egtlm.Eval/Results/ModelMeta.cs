using System.Text;
using Egtlm.Eval.Encoders;

namespace Egtlm.Eval.Results;

/// <summary>
/// mteb's <c>model_meta.json</c>, with its keys in its order. Source: mteb/models/model_meta.py (scoring-spec §4.4).
/// </summary>
public sealed record ModelMeta
{
    private const int Indent = 4;

    private static readonly string[] s_keys =
    [
        "loader_kwargs", "name", "revision", "release_date", "languages", "n_parameters",
        "n_active_parameters_override", "n_embedding_parameters", "memory_usage_mb", "max_tokens", "embed_dim",
        "license", "open_weights", "public_training_code", "public_training_data", "framework", "reference",
        "similarity_fn_name", "use_instructions", "training_datasets", "adapted_from", "superseded_by", "modalities",
        "model_type", "citation", "contacts", "experiment_kwargs", "output_dtypes", "extra_requirements_groups",
        "loader", "is_cross_encoder",
    ];

    private ModelMeta(Scores values) => Values = values;

    /// <summary>Every key of mteb; null where nothing is known.</summary>
    public Scores Values { get; }

    /// <summary>What an encoder says of itself; the rest is null or mteb's default.</summary>
    public static ModelMeta Of(IEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        return new ModelMeta(InOrder(
        [
            new("loader_kwargs", new ScoreValue.Map([])),
            new("name", new ScoreValue.Text(encoder.Identity.Name)),
            new("revision", new ScoreValue.Text(encoder.Identity.Revision)),
            new("embed_dim", new ScoreValue.Whole(encoder.Dimension)),
            new("framework", new ScoreValue.List([])),
            new("similarity_fn_name", new ScoreValue.Text(Spell(encoder.Similarity))),
            new("modalities", new ScoreValue.List([new ScoreValue.Text("text")])),
            new("model_type", new ScoreValue.List([new ScoreValue.Text("dense")])),
            new("is_cross_encoder", new ScoreValue.Truth(false)),
        ]));
    }

    /// <exception cref="FormatException">Not a JSON object.</exception>
    public static ModelMeta Read(ReadOnlySpan<byte> utf8) => MtebJsonReader.Read(utf8) is ScoreValue.Map map
        ? new ModelMeta(InOrder(map.Items))
        : throw new FormatException("expected an object with 'name' and 'revision'");

    /// <summary>The same with some values known: number of parameters, longest input, licence.</summary>
    public ModelMeta With(string key, ScoreValue value)
    {
        Scores values = [.. Values];
        values.Set(key, value);
        return new ModelMeta(values);
    }

    public byte[] ToBytes() => Encoding.ASCII.GetBytes(MtebJson.Write(new ScoreValue.Map(Values), Indent));

    private static Scores InOrder(Scores known)
    {
        var values = new Scores();
        foreach (var key in s_keys)
        {
            values.Add(key, known.Find(key) ?? new ScoreValue.Null());
        }

        values.AddRange(known.Where(item => !s_keys.Contains(item.Key)));
        return values;
    }

    private static string Spell(SimilarityFunction similarity) => similarity switch
    {
        SimilarityFunction.Cosine => "cosine",
        SimilarityFunction.Dot => "dot",
        SimilarityFunction.Euclidean => "euclidean",
        SimilarityFunction.Manhattan => "manhattan",
    };
}
