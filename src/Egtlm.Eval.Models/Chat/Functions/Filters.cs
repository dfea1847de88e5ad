using System.Collections.Frozen;
using Egtlm.Eval.Models.Chat.Values;

namespace Egtlm.Eval.Models.Chat.Functions;

/// <summary>The filters: <c>value | name(arguments)</c>. Source: Jinja's list of built-in filters.</summary>
internal static class Filters
{
    private static readonly FrozenDictionary<string, Func<FilterContext, object?>> All =
        new Dictionary<string, Func<FilterContext, object?>>
        {
            ["abs"] = NumberFilters.Absolute,
            ["attr"] = SequenceFilters.Attribute,
            ["batch"] = GroupFilters.Batch,
            ["capitalize"] = use => LetterCase.Capitalize(use.OnlyText()),
            ["center"] = TextFilters.Center,
            ["count"] = use => Types.Length(use.Only()),
            ["d"] = Default,
            ["default"] = Default,
            ["dictsort"] = SortFilters.DictSort,
            ["first"] = SequenceFilters.First,
            ["float"] = NumberFilters.Float,
            ["indent"] = TextFilters.Indent,
            ["int"] = NumberFilters.Integer,
            ["items"] = SequenceFilters.Items,
            ["join"] = TextFilters.Join,
            ["last"] = SequenceFilters.Last,
            ["length"] = use => Types.Length(use.Only()),
            ["list"] = use => PythonSequence.List(Types.Items(use.Only())),
            ["lower"] = use => LetterCase.Lower(use.OnlyText()),
            ["map"] = SelectionFilters.Map,
            ["max"] = SortFilters.Largest,
            ["min"] = SortFilters.Smallest,
            ["reject"] = use => SelectionFilters.Select(use, false, false),
            ["rejectattr"] = use => SelectionFilters.Select(use, true, false),
            ["replace"] = TextFilters.Replace,
            ["reverse"] = SequenceFilters.Reverse,
            ["round"] = NumberFilters.Round,
            ["safe"] = use => new SafeText(use.OnlyText()),
            ["select"] = use => SelectionFilters.Select(use, false, true),
            ["selectattr"] = use => SelectionFilters.Select(use, true, true),
            ["slice"] = GroupFilters.Slice,
            ["sort"] = SortFilters.Sort,
            ["string"] = use => use.Only() is SafeText safe ? safe : use.OnlyText(),
            ["sum"] = NumberFilters.Sum,
            ["title"] = TextFilters.Title,
            ["tojson"] = JsonFilter.ToJson,
            ["trim"] = TextFilters.Trim,
            ["truncate"] = TextFilters.Truncate,
            ["unique"] = SequenceFilters.Unique,
            ["upper"] = use => LetterCase.Upper(use.OnlyText()),
            ["wordcount"] = TextFilters.WordCount,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> Names { get; } = All.Keys.ToFrozenSet(StringComparer.Ordinal);

    public static object? Apply(string name, object? input, CallArguments arguments)
    {
        if (input is SafeText && name is not ("safe" or "string" or "default" or "d" or "length" or "count"))
        {
            throw SafeText.Refusal($"filter '{name}' on");
        }

        return All.TryGetValue(name, out var filter)
            ? filter(new FilterContext(name, input, arguments))
            : throw PythonError.Unsupported($"filter '{name}'"); // a name that the template computed
    }

    private static object? Default(FilterContext use)
    {
        var bound = use.Bind(0, "default_value", "boolean");
        var isMissing = use.Input is Undefined || (bound.Flag(1) && !Types.IsTrue(use.Input));
        return isMissing ? bound.Value(0, "") : use.Input;
    }
}
