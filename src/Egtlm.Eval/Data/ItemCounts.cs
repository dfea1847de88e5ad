using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>Counts the items of data and compares them with what is known.</summary>
public static class ItemCounts
{
    /// <summary>Numbers as mteb's descriptive statistics have them, of the data as it is evaluated.</summary>
    /// <remarks>
    /// Samples are pairs, test texts or clustered texts (sets are not counted, their texts are); a retrieval set counts
    /// documents, and queries with judgements.
    /// </remarks>
    public static ItemCount Of(TaskData data, string split, string subset)
    {
        var count = new ItemCount(split, subset);
        return data switch
        {
            StsData sts => count with { Samples = sts.Scores.Count },
            PairClassificationData pairs => count with { Samples = pairs.Labels.Count },
            ClassificationData texts => count with { Samples = texts.TestTexts.Count, Train = texts.TrainTexts.Count },
            LegacyClusteringData sets => count with { Samples = sets.Sets.Sum(set => set.Texts.Count) },
            FastClusteringData texts => count with { Samples = texts.Texts.Count },
            SummarizationData texts => count with { Samples = texts.Texts.Count },
            ConversationData set => count with { Samples = set.Conversations.Count },
            DocumentData set => count with { Samples = set.Documents.Count },
            ChoiceData set => count with { Samples = set.Questions.Count },
            OpenPromptData set => count with { Samples = set.Prompts.Count },
            InstructedData set => count with { Samples = set.Prompts.Count },
            AnswerData set => count with { Samples = set.Questions.Count },
            RetrievalData set => count with { Documents = set.Corpus.Count, Queries = set.Queries.Count },
            _ => count,
        };
    }

    /// <summary>One line for every number that is known and another one; none when all are equal.</summary>
    public static IReadOnlyList<string> Compare(ItemCount expected, ItemCount found)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(found);
        (string Name, int? Expected, int? Found)[] numbers =
        [
            ("samples", expected.Samples, found.Samples),
            ("training rows", expected.Train, found.Train),
            ("documents", expected.Documents, found.Documents),
            ("queries", expected.Queries, found.Queries),
        ];
        return
        [
            .. numbers.Where(number => number.Expected is not null && number.Expected != number.Found)
                .Select(number => FormattableString.Invariant(
                    $"found {number.Found ?? 0} {number.Name} in split '{found.Split}' of subset '{found.Subset}', ")
                    + FormattableString.Invariant($"expected {number.Expected}")),
        ];
    }
}
