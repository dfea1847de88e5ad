using Egtlm.Eval.Caching;
using Xunit;

namespace Egtlm.Eval.Tests.Caching;

public sealed class VectorSpaceTests
{
    private static readonly VectorSpace Space = new(
        "org/model", "r1", "egtlm", 3, new Dictionary<string, string> { ["weights"] = "d1", ["pooling"] = "mean" });

    // The head of sha256('{"dimension":"3","fact pooling":"mean","fact weights":"d1","format":"1"}').
    [Fact]
    public void An_id_is_the_digest_of_format_dimension_and_facts() =>
        Assert.Equal("23239c212afa53141b27ea3e30abbb47", Space.Id);

    [Fact]
    public void Whatever_changes_a_vector_changes_the_id_and_nothing_else_does()
    {
        VectorSpace[] others =
        [
            Space with { Dimension = 4 },
            Space with { Facts = new Dictionary<string, string> { ["weights"] = "d2", ["pooling"] = "mean" } },
            Space with { Facts = new Dictionary<string, string> { ["weights"] = "d1", ["pooling"] = "cls" } },
            Space with { Facts = new Dictionary<string, string> { ["weights"] = "d1" } },
        ];

        Assert.Equal(5, others.Append(Space).Select(space => space.Id).Distinct().Count());
        Assert.Equal(Space.Id, (Space with { Model = "a", Revision = "b", Profile = "c" }).Id);
        Assert.Equal(
            Space.Id,
            (Space with { Facts = new Dictionary<string, string> { ["pooling"] = "mean", ["weights"] = "d1" } }).Id);
    }

    // The first 16 bytes of hashlib.sha256(struct.pack('<4i', 3, 5, 6, 7)).digest()
    [Fact]
    public void A_key_is_the_head_of_a_sha_256_over_prefix_length_and_tokens() =>
        Assert.Equal(new VectorKey(0xa1eb8050a9d5fdf3, 0x804e0394ea9fcb54), VectorKey.Of([5, 6, 7], 3));

    [Fact]
    public void Tokens_their_order_and_the_prefix_make_the_key()
    {
        VectorKey[] keys =
        [
            VectorKey.Of([], 0), VectorKey.Of([0], 0), VectorKey.Of([0, 0], 0), VectorKey.Of([1, 2], 0),
            VectorKey.Of([2, 1], 0), VectorKey.Of([1, 2], 1), VectorKey.Of([2], 1),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }
}
