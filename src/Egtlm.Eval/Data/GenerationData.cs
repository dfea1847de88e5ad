using Egtlm.Eval.Generation;
using Egtlm.Eval.Generation.Instructions;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Data;

/// <summary>A conversation; every turn of the assistant is scored.</summary>
/// <param name="Cluster">What is drawn as one; the id where rows have no clusters.</param>
public sealed record Conversation(string Id, string Cluster, IReadOnlyList<ChatMessage> Messages);

public sealed record ConversationData(IReadOnlyList<Conversation> Conversations) : TaskData;

/// <summary>A text that is read as one, never joined with another.</summary>
public sealed record TextDocument(string Id, string Cluster, string Text);

/// <summary>Texts in file order, each once.</summary>
public sealed record DocumentData(IReadOnlyList<TextDocument> Documents) : TaskData;

/// <summary>A question with options, of which one is right.</summary>
/// <param name="Question">What is asked, solved questions before it included.</param>
/// <param name="Options">What is scored: two or more, none empty.</param>
/// <param name="Answer">Index of the right option.</param>
public sealed record ChoiceQuestion(
    string Id, string Cluster, string Question, IReadOnlyList<string> Options, int Answer);

public sealed record ChoiceData(IReadOnlyList<ChoiceQuestion> Questions) : TaskData;

/// <summary>In which letters an answer should be.</summary>
public enum ExpectedScript
{
    None,
    Han,
    Latin,
}

/// <summary>A prompt that has no right answer.</summary>
public sealed record OpenPrompt(string Id, string Cluster, string Prompt, ExpectedScript Script);

public sealed record OpenPromptData(IReadOnlyList<OpenPrompt> Prompts) : TaskData;

public sealed record InstructedData(IReadOnlyList<InstructedPrompt> Prompts) : TaskData;

/// <summary>A question with right answers, any of which will do.</summary>
/// <param name="IsNumber">The answer is a number; else a text.</param>
public sealed record AnsweredQuestion(
    string Id, string Cluster, string Question, IReadOnlyList<string> Answers, bool IsNumber);

public sealed record AnswerData(IReadOnlyList<AnsweredQuestion> Questions) : TaskData;

/// <summary>What the run of a baseline kept of a part.</summary>
/// <param name="Source">What the windows depend on.</param>
public sealed record DriftData(DistributionHeader Source, IReadOnlyList<KeptWindow> Windows) : TaskData;
