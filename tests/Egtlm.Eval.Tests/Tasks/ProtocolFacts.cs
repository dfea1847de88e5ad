using System.Globalization;
using System.Runtime.CompilerServices;

namespace Egtlm.Eval.Tests.Tasks;

/// <summary>A row of Fixtures/protocol-facts.tsv: what the specification's tables say of a task; empty where they say
/// nothing.</summary>
internal sealed record ProtocolFact(IReadOnlyList<string> Protocols, IReadOnlyDictionary<string, string> Cells)
{
    public string Name => this["task"];

    public string this[string column] => Cells[column];

    public int? Number(string column) =>
        this[column] is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    public static IReadOnlyList<ProtocolFact> Read([CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(here)!, "Fixtures", "protocol-facts.tsv");
        string[][] rows = [.. File.ReadLines(file).Where(line => line[0] != '#').Select(line => line.Split('\t'))];
        var names = rows[0];
        return
        [
            .. rows.Skip(1).Select(row => new ProtocolFact(
                row[0].Split(','),
                names.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))),
        ];
    }
}
