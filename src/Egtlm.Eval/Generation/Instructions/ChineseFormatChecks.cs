using System.Text.RegularExpressions;
using Egtlm.Eval.Data;
using Egtlm.Eval.Generation.Instructions.Language;

namespace Egtlm.Eval.Generation.Instructions;

/// <summary>Our Chinese kinds <c>zh:*</c> about format, punctuation, start and end.</summary>
internal static partial class ChineseFormatChecks
{
    /// <summary>列表: lines that start with -, *, • or ·, with a number and a mark, or with （一） or 一、.</summary>
    public static Func<string, bool> Items(InstructionArguments arguments)
    {
        var bound = arguments.AnyBound("num_items", "relation");
        return response => bound.Holds(Item().Count(response));
    }

    /// <summary>标题: a line that is 《…》 and nothing else.</summary>
    public static Func<string, bool> Title(InstructionArguments arguments) => response => response.Split('\n')
        .Any(line => PythonText.Strip(line) is ['《', .. var title, '》'] && !PythonCase.IsBlank(title));

    /// <summary>选项: the response is one of the options; a full stop or quotes around it do not count.</summary>
    public static Func<string, bool> OneOf(InstructionArguments arguments)
    {
        string[] options = [.. arguments.Texts("options").Select(Bare)];
        return response => options.Contains(Bare(response));
    }

    /// <summary>No comma and no enumeration comma: ，、, or ﹐.</summary>
    public static Func<string, bool> NoComma(InstructionArguments arguments) =>
        response => response.IndexOfAny(['，', '、', ',', '﹐']) < 0;

    /// <summary>句号: the last character is 。; closing quotes and brackets may follow.</summary>
    public static Func<string, bool> EndsWithFullStop(InstructionArguments arguments) =>
        response => PythonText.Strip(response).TrimEnd('”', '’', '」', '』', '）', '"', ')').EndsWith('。');

    /// <summary>首: the response starts with the phrase; an opening quote does not count.</summary>
    public static Func<string, bool> Start(InstructionArguments arguments)
    {
        var phrase = PythonText.Strip(arguments.Text("start_phrase"));
        return response => PythonText.Strip(response).TrimStart('“', '‘', '「', '『', '"')
            .StartsWith(phrase, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>尾: the response ends with the phrase; a closing quote does not count.</summary>
    public static Func<string, bool> End(InstructionArguments arguments)
    {
        var phrase = PythonText.Strip(arguments.Text("end_phrase"));
        return response => PythonText.Strip(response).TrimEnd('”', '’', '」', '』', '"')
            .EndsWith(phrase, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>引号: the whole response stands between “ ”, 「 」, 『 』 or straight double quotes.</summary>
    public static Func<string, bool> Quotation(InstructionArguments arguments) => response =>
        PythonText.Strip(response) is ['“', .., '”'] or ['「', .., '」'] or ['『', .., '』'] or ['"', .., '"'];

    /// <summary>复述: the response starts with <c>prompt_to_repeat</c>, or with the prompt when that is absent.</summary>
    public static Func<string, bool> RepeatPrompt(InstructionArguments arguments)
    {
        var request = PythonText.Strip(arguments.OptionalText("prompt_to_repeat") ?? arguments.Prompt);
        return response => PythonText.Strip(response).StartsWith(request, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>中文: Chinese, and no letter of another script.</summary>
    public static Func<string, bool> ChineseOnly(InstructionArguments arguments) => response =>
        response.EnumerateRunes().Select(WritingSystems.Of)
            .Where(system => system != WritingSystem.None).Distinct().ToArray() is [WritingSystem.Han];

    private static string Bare(string text) =>
        PythonText.Strip(text).Trim('。', '.', '“', '”', '‘', '’', '「', '」', '"', '\'');

    // '1.5 倍' is no item, '1.苹果' is one.
    [GeneratedRegex(
        @"^[^\S\n]*(?:[-*•·](?=\s)|\d+(?:\.(?!\d)|[、)）．])|[（(][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、).*\S",
        RegexOptions.Multiline)]
    private static partial Regex Item();
}
