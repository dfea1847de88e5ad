using System.Diagnostics;
using System.Text.RegularExpressions;
using Egtlm.Eval.Reports.Pages;
using Egtlm.Eval.Reports.Tests.Comparisons;
using Egtlm.Eval.Reports.Tests.Gates;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Reports.Tests.Pages;

/// <summary>Opens pages in a headless Chromium that reaches no host.</summary>
public sealed class BrowserTests
{
    private static readonly string? s_browser = new[]
    {
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    }.FirstOrDefault(File.Exists);

    // Acts as a reader and leaves what was seen in the page. Appended to a copy of it.
    private const string Reader = """
        <script>
        const seen = [];
        addEventListener("error", event => seen.push("error: " + event.message));
        const box = document.querySelector(".table");
        const shown = () => [...box.querySelectorAll("tbody tr")].filter(row => !row.hidden)
          .map(row => row.cells[0].textContent).join(" ");
        const heads = box.querySelectorAll("thead button");
        heads[1].click(); seen.push("down: " + shown());
        heads[1].click(); seen.push("up: " + shown());
        heads[0].click(); seen.push("name: " + shown() + " " + heads[0].parentElement.ariaSort);
        const find = box.querySelector("[data-find]");
        find.value = "LEARN"; find.dispatchEvent(new Event("input", { bubbles: true }));
        seen.push("find: " + shown() + ", " + box.querySelector("[data-count]").value);
        find.value = ""; box.querySelector("select").value = "STS";
        find.dispatchEvent(new Event("input", { bubbles: true }));
        seen.push("choose: " + shown());
        location.hash = "more"; dispatchEvent(new HashChangeEvent("hashchange"));
        seen.push("open: " + document.querySelector("details").open);
        document.body.insertAdjacentHTML("beforeend", `<output id="seen">${seen.join("|")}</output>`);
        </script>
        """;

    [Fact]
    public async Task Sorting_and_filters_work_without_a_network()
    {
        Assert.SkipWhen(s_browser is null, "no Chromium on this machine (apt-get install chromium)");
        var page = HtmlWriter.Write("Report", "m",
        [
            new Section("one", "One",
            [
                new Block.Table(
                    "Scores",
                    [new Column("task"), new Column("score", IsNumber: true), new Column("type", IsChoice: true)],
                    [
                        ["task10", new Cell("0.2", 0.2), "STS"], ["task9", new Cell("–"), "Learning"],
                        ["task2", new Cell("0.30", 0.3), "STS"], ["task1", new Cell("-1", -1), "Learning"],
                    ],
                    CanBeFiltered: true),
            ]),
            new Section("more", "More", [new Block.Paragraph("x")], IsAppendix: true),
        ]);

        var seen = await SeenAsync(page);

        Assert.Equal(
            [
                "down: task2 task10 task1 task9", "up: task1 task10 task2 task9",
                "name: task1 task2 task9 task10 ascending", "find: task1 task9, 2 of 4 rows", "choose: task2 task10",
                "open: true",
            ],
            seen);
    }

    [Fact]
    public async Task A_report_draws_its_charts_and_reaches_for_nothing()
    {
        Assert.SkipWhen(s_browser is null, "no Chromium on this machine (apt-get install chromium)");
        string[] tasks = ["SampleSTS en=0.5 zh=0.7", "SampleRetrieval en=0.4 zh=0.4", "GenregText zh=2 en=2"];
        var report = await ReportRun.OfAsync(
            [ComparisonScene.Model("组织/模型 \"<a>\"", tasks), ComparisonScene.Model("组织/b", tasks)],
            GateScene.Catalog, new ReportOptions([], null, IsTrend: true, 1, []), TimeProvider.System,
            TestContext.Current.CancellationToken);

        var seen = await SeenAsync(HtmlWriter.Write("t", "m", ReportSections.Of(report)), """
            <script>
            const drawn = [...document.querySelectorAll("svg")];
            const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
            const seen = [
              drawn.length >= 3, drawn.every(one => one.getBoundingClientRect().height > 50),
              new Set(ids).size === ids.length, performance.getEntriesByType("resource").length,
              [...document.querySelectorAll("svg text")].some(one => one.textContent.includes('模型 "<a>"')),
            ];
            document.body.insertAdjacentHTML("beforeend", `<output id="seen">${seen.join("|")}</output>`);
            </script>
            """);

        Assert.Equal(["true", "true", "true", "0", "true"], seen);
    }

    private static async Task<string[]> SeenAsync(string page, string reader = Reader)
    {
        using var folder = new TemporaryFolder();
        var file = folder.WriteText("page.html", page.Replace("</body>", reader + "</body>", StringComparison.Ordinal));
        var start = new ProcessStartInfo(s_browser!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                $"--user-data-dir={folder.At("profile")}", "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom",
                new Uri(file).AbsoluteUri,
            },
        };
        using var browser = Process.Start(start)!;
        var errors = browser.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var dom = await browser.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await browser.WaitForExitAsync(TestContext.Current.CancellationToken);
        // The first is the script's own text.
        var found = Regex.Matches(dom, "<output id=\"seen\">(.*?)</output>", RegexOptions.Singleline);
        Assert.True(found.Count > 1, $"the page did not run: {await errors}");
        return found[^1].Groups[1].Value.Split('|');
    }
}
