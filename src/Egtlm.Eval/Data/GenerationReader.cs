using System.Text.Json;
using Egtlm.Eval.Data.Tables;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Instructions;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>Reads the rows of generation checks, a conversation, text, question or prompt each.</summary>
internal static class GenerationReader
{
    private const string AssistantRole = "assistant";

    public static async Task<TaskData> ReadAsync(
        GenerationTask task, PartTables tables, CancellationToken cancellation)
    {
        var shots = task.Shots is { } few
            ? await SolvedQuestions.ReadAsync(task, few, tables.Train!, cancellation).ConfigureAwait(false) // not null: it has shots
            : null;
        return task.Check switch
        {
            GenerationCheck.Response => new ConversationData(await SomeAsync(Conversation).ConfigureAwait(false)),
            GenerationCheck.Isolation or GenerationCheck.Text =>
                new DocumentData(await DocumentsAsync().ConfigureAwait(false)),
            GenerationCheck.Choice => new ChoiceData(await SomeAsync(Choice).ConfigureAwait(false)),
            GenerationCheck.Degeneration => new OpenPromptData(await SomeAsync(Open).ConfigureAwait(false)),
            GenerationCheck.Instructions => new InstructedData(await SomeAsync(Instructed).ConfigureAwait(false)),
            GenerationCheck.Answers => new AnswerData(await SomeAsync(Answered).ConfigureAwait(false)),
            GenerationCheck.Drift => throw new EvaluationException(
                $"'{task.Name}' has no data of its own: it reads what a baseline's run kept",
                "egtlm-eval run genreg --model DIR --drift-from BASELINE_RESULTS"),
        };

        async Task<IReadOnlyList<T>> SomeAsync<T>(Func<QuestionRow, T> read) =>
            Spread(await RowsAsync(read).ConfigureAwait(false), task.MaxItems);

        async Task<IReadOnlyList<T>> RowsAsync<T>(Func<QuestionRow, T> read)
        {
            var items = new List<T>();
            await TableReader.ReadAsync(tables.Rows!, QuestionRow.ColumnsOf(task), Read, cancellation)
                .ConfigureAwait(false); // not null: every check reads rows
            return items;

            void Read(Row row) => items.Add(read(new QuestionRow(task, row, items.Count + 1)));
        }

        async Task<IReadOnlyList<TextDocument>> DocumentsAsync()
        {
            var all = await RowsAsync(row => new TextDocument(row.Id, row.Cluster, row.Text(task.Columns.Text)))
                .ConfigureAwait(false);
            var documents = task.DocumentStart is { } start ? JoinedLines.Documents(all, start) : all;
            return [.. Spread(documents, task.MaxItems).DistinctBy(document => document.Text)];
        }

        ChoiceQuestion Choice(QuestionRow row) => new(
            row.Id, row.Cluster, shots?.Before(row.Cluster) + row.Question(), row.Options(), row.GoldOption());

        AnsweredQuestion Answered(QuestionRow row) => new(
            row.Id, row.Cluster, shots?.Before(row.Cluster) + row.Question(), row.Answers(), row.IsNumber());
    }

    /// <summary>So many items, evenly over all.</summary>
    internal static IReadOnlyList<T> Spread<T>(IReadOnlyList<T> items, int? most) => most is { } count && count < items.Count
        ? [.. Enumerable.Range(0, count).Select(i => items[(int)((long)i * items.Count / count)])]
        : items;

    private static Conversation Conversation(QuestionRow row)
    {
        var messages = row.Json(row.Columns.Messages);
        ChatMessage[] turns = messages.ValueKind == JsonValueKind.Array
            ? [.. messages.EnumerateArray().Select(message => Turn(row, message))]
            : throw row.Failure($"found {JsonRow.NameOf(messages)} in '{row.Columns.Messages}', expected a list");
        return turns.Any(turn => turn.Role == AssistantRole)
            ? new Conversation(row.Id, row.Cluster, turns)
            : throw row.Failure("the conversation has no turn of the assistant, which is what is scored");
    }

    private static ChatMessage Turn(QuestionRow row, JsonElement message)
    {
        return new ChatMessage(Text("role"), Text("content"));

        string Text(string name) => message.ValueKind == JsonValueKind.Object
            && message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! // not null: the value is a JSON string
            : throw row.Failure($"a message has no text '{name}'", "{\"role\": \"user\", \"content\": \"...\"}");
    }

    private static OpenPrompt Open(QuestionRow row) => new(row.Id, row.Cluster, row.Question(), row.Script());

    /// <summary>Our own rows have <c>instructions</c>; others are read as those of google/IFEval.</summary>
    private static InstructedPrompt Instructed(QuestionRow row)
    {
        var source = row.JsonRow;
        if (!source.Element.TryGetProperty("instructions", out var list))
        {
            return InstructedPrompt.Read(source);
        }

        InstructionCheck[] checks = list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(one => Check(row, one))]
            : [];
        if (checks.Length == 0)
        {
            throw row.Failure("found no list 'instructions' of one or more", "[{\"kind\": \"zh:title\", \"arguments\": {}}]");
        }

        return new InstructedPrompt(row.Id, source.Text("prompt"), checks);
    }

    private static InstructionCheck Check(QuestionRow row, JsonElement one)
    {
        var isWhole = one.ValueKind == JsonValueKind.Object
            && one.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String;
        if (!isWhole)
        {
            throw row.Failure($"found {JsonRow.NameOf(one)} in 'instructions', expected an object with 'kind'");
        }

        var arguments = one.TryGetProperty("arguments", out var values) && values.ValueKind == JsonValueKind.Object
            ? values.EnumerateObject().ToDictionary(value => value.Name, value => value.Value.Clone())
            : [];
        var check = new InstructionCheck(one.GetProperty("kind").GetString()!, arguments); // not null: checked above
        try
        {
            InstructionKinds.Validate(check, row.JsonRow.Text("prompt"));
        }
        catch (EvaluationException error)
        {
            throw row.Failure(error.Message, error.Hint, error);
        }

        return check;
    }
}
