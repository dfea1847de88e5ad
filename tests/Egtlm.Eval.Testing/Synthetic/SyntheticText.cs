using System.Text;

namespace Egtlm.Eval.Testing.Synthetic;

/// <summary>Made-up texts with topics: words of a topic's own between words that all topics share.</summary>
/// <remarks>The same arguments give the same text on every machine: <see cref="Random"/> with a seed is
/// stable.</remarks>
public sealed class SyntheticText(bool isChinese, int seed)
{
    private const int SharedWords = 2000;
    private const int WordsOfTopic = 40;

    private readonly Random _random = new(seed);

    /// <summary>A text of some words; every other one is the topic's.</summary>
    public string Of(int topic, int words)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words; i++)
        {
            var word = i % 2 == 0
                ? SharedWords + (topic * WordsOfTopic) + _random.Next(WordsOfTopic)
                : (int)(SharedWords * Math.Pow(_random.NextDouble(), 3));
            text.Append(i == 0 || isChinese ? "" : " ").Append(Word(word));
        }

        return text.Append(isChinese ? "。" : ".").ToString();
    }

    /// <summary>A number below <paramref name="limit"/>.</summary>
    public int Next(int limit) => _random.Next(limit);

    /// <summary>The same number gives the same word: two common ideographs, or syllables.</summary>
    private string Word(int number)
    {
        if (isChinese)
        {
            return $"{(char)(0x4E00 + (number % 97 * 31))}{(char)(0x4E00 + (number / 97 * 7 % 6000))}";
        }

        const string Consonants = "bdfgklmnprstvz";
        const string Vowels = "aeiou";
        var word = new StringBuilder();
        for (var rest = number + 70; rest > 0; rest /= Consonants.Length * Vowels.Length)
        {
            word.Append(Consonants[rest % Consonants.Length])
                .Append(Vowels[rest / Consonants.Length % Vowels.Length]);
        }

        return word.ToString();
    }
}
