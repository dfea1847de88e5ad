using Egtlm.Eval.Reports.Charts;

namespace Egtlm.Eval.Reports.Pages;

/// <summary>The style sheet and the script that go into every page.</summary>
internal static class PageAssets
{
    public static string Style { get; } = Read("report.css")
        .Replace("/* light */", ChartColors.Declarations(ofDark: false), StringComparison.Ordinal)
        .Replace("/* dark */", ChartColors.Declarations(ofDark: true), StringComparison.Ordinal);

    public static string Script { get; } = Read("report.js");

    private static string Read(string name)
    {
        // Not null: the project file embeds both.
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }
}
