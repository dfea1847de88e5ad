using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Egtlm.Eval.Caching;

/// <summary>Vectors that may stand for each other: everything but the tokens that a vector depends on.</summary>
/// <param name="Model">Name, for people; not part of <see cref="Id"/>.</param>
/// <param name="Revision">Revision, for people; not part of <see cref="Id"/>.</param>
/// <param name="Profile">Name of the encoding profile, for people; not part of <see cref="Id"/>.</param>
/// <param name="Dimension">Values of a vector.</param>
/// <param name="Facts">Digest of the weights, number format, pooling and so on; in no order.</param>
public sealed record VectorSpace(
    string Model, string Revision, string Profile, int Dimension, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>Version of the files; another one is another <see cref="Id"/>.</summary>
    public const int FormatVersion = 1;

    /// <summary>Hex digits of <see cref="Id"/>.</summary>
    internal const int IdLength = 32;

    /// <summary>Name of the folder: 32 hex digits of a SHA-256 over format, dimension and facts.</summary>
    public string Id
    {
        get
        {
            var hashed = new SortedDictionary<string, string>(
                Facts.ToDictionary(fact => $"fact {fact.Key}", fact => fact.Value), StringComparer.Ordinal)
            {
                ["format"] = FormatVersion.ToString(CultureInfo.InvariantCulture),
                ["dimension"] = Dimension.ToString(CultureInfo.InvariantCulture),
            };
            var digest = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(hashed));
            return Convert.ToHexStringLower(digest)[..IdLength];
        }
    }
}
