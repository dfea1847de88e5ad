using System.Globalization;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>The gate for people: cells of tables, and the step summary of GitHub.</summary>
public static class GateText
{
    /// <summary>Headers of <see cref="Verdict"/>; <c>&gt;</c> marks numbers.</summary>
    public static IReadOnlyList<string> VerdictHeaders { get; } =
        ["verdict", "tier", "check", "baseline>", "candidate>", "damage>", "90 % interval>", "margin>"];

    /// <summary>Headers of <see cref="Power"/>.</summary>
    public static IReadOnlyList<string> PowerHeaders { get; } =
        ["power", "items>", "clusters>", "discordant>", "SE>", "MDE>", "p (Holm)>", "interval"];

    /// <summary>One row of the verdict table.</summary>
    public static string[] Verdict(CheckResult check)
    {
        var damage = check.Values?.Damage;
        return
        [
            Name(check.Outcome),
            check.Check.Tier.ToString().ToLowerInvariant(),
            check.Name,
            Number(check.Values?.Baseline),
            Number(check.Values?.Candidate),
            Change(damage?.Mean, check),
            damage?.Interval is { } interval
                ? $"{Change(interval.Lower, check)} .. {Change(interval.Upper, check)}"
                : "",
            check.Check.Margin is null ? "" : Change(check.Check.Margin, check),
        ];
    }

    /// <summary>One row of the power table; null for a check without an estimate.</summary>
    public static string[]? Power(CheckResult check) => check.Values?.Damage is not { } damage
        ? null
        :
        [
            check.Name,
            Whole(damage.Items),
            Whole(damage.Clusters),
            damage.Counts is null ? "" : Whole(damage.Counts.Discordant),
            Number(damage.StandardError),
            Number(damage.MinimumDetectableEffect),
            Number(check.AdjustedP),
            damage.Interval?.Method ?? "none",
        ];

    /// <summary>A check in one line, for messages.</summary>
    public static string Line(CheckResult check)
    {
        var text = check.Values is null
            ? check.Reason ?? "no item is worse"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"damage {Verdict(check)[5]} ({Verdict(check)[6]}), margin {Verdict(check)[7]}, ")
                + string.Create(CultureInfo.InvariantCulture, $"{check.Values.Damage.Clusters} clusters");
        return check.Warning is null
            ? $"{Name(check.Outcome)}: {text}"
            : $"{Name(check.Outcome)}: {text}; {check.Warning}";
    }

    /// <summary>Reasons and warnings, one a line.</summary>
    public static IEnumerable<string> Notes(GateReport report) => report.Checks
        .Where(check => check.Reason is not null || check.Warning is not null)
        .Select(check => $"{check.Name}: {check.Reason ?? check.Warning}");

    /// <summary>The last line.</summary>
    public static string Summary(GateReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name(report.Outcome)}: {report.Checks.Count} checks of policy {report.Policy.Name}, ")
        + string.Join(", ", Enum.GetValues<GateOutcome>().Where(one => report.Count(one) > 0)
            .Select(one => FormattableString.Invariant($"{report.Count(one)} {one.ToString().ToLowerInvariant()}")));

    /// <summary>Markdown for <c>GITHUB_STEP_SUMMARY</c>.</summary>
    public static string Markdown(GateReport report)
    {
        List<string> lines =
        [
            $"### Gate: {Name(report.Outcome)}",
            "",
            $"`{report.Candidate}` against `{report.Baseline}`, policy `{report.Policy.Name}`. {Summary(report)}",
            "",
            Row(VerdictHeaders.Select(header => header.TrimEnd('>'))),
            Row(VerdictHeaders.Select(header => header.EndsWith('>') ? "---:" : "---")),
            .. report.Checks.Select(check => Row(Verdict(check))),
            "",
            .. Notes(report).Select(note => $"- {Escaped(note)}"),
        ];
        return string.Join('\n', lines) + "\n\n";
    }

    public static string Name(GateOutcome outcome) => outcome.ToString().ToUpperInvariant();

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Escaped))} |";

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Change(double? value, CheckResult check) => value is not { } number ? ""
        : check.Check.MarginKind == MarginKind.Relative
            ? string.Create(CultureInfo.InvariantCulture, $"{100 * number:0.###} %")
            : Number(number);

    private static string Number(double? value) => value is { } number
        ? number.ToString(Math.Abs(number) is > 0 and < 0.0001 ? "0.#e0" : "0.####", CultureInfo.InvariantCulture)
        : "";

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
