using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>The gate as a JUnit report: one test case a check.</summary>
public static class GateJUnit
{
    /// <param name="inconclusive">What an inconclusive check that decides counts as: pass, breach or itself, a failure
    /// of its own type.</param>
    public static string Write(GateReport report, GateOutcome inconclusive)
    {
        XElement[] cases = [.. report.Checks.Select(check => Case(check, inconclusive))];
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", $"egtlm-eval gate {report.Policy.Name}"),
            new XAttribute("tests", cases.Length),
            new XAttribute("failures", Count(cases, "failure")),
            new XAttribute("errors", Count(cases, "error")),
            new XAttribute("skipped", Count(cases, "skipped")),
            cases);
        using var text = new Utf8Text();
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", CheckCharacters = false };
        using (var writer = XmlWriter.Create(text, settings))
        {
            new XDocument(new XElement("testsuites", suite)).Save(writer);
        }

        return text + "\n";
    }

    private static int Count(XElement[] cases, string kind) => cases.Count(one => one.Element(kind) is not null);

    private static XElement Case(CheckResult check, GateOutcome inconclusive)
    {
        var element = new XElement(
            "testcase",
            new XAttribute("classname", $"gate.{check.Check.Tier.ToString().ToLowerInvariant()}"),
            new XAttribute("name", check.Name),
            new XAttribute("time", "0"));
        var message = GateText.Line(check);
        var kind = (check.Outcome, check.Decides) switch
        {
            (GateOutcome.Pass, _) => null,
            (GateOutcome.Invalid, _) when check.MustBeValid => "error",
            (GateOutcome.Breach, true) => "failure",
            (GateOutcome.Inconclusive, true) when inconclusive != GateOutcome.Pass => "failure",
            _ => "skipped",
        };
        if (kind is null)
        {
            element.Add(new XElement("system-out", message));
        }
        else
        {
            var type = check.Outcome.ToString().ToLowerInvariant();
            element.Add(new XElement(kind, new XAttribute("message", message), new XAttribute("type", type)));
        }

        return element;
    }

    /// <summary>So that the declaration names the encoding of the file.</summary>
    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;
    }
}
