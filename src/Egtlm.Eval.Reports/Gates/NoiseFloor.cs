using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Reports.Gates;

/// <summary>What dtype and batch size alone change: the damage between two runs of one model.</summary>
/// <param name="Floors">Name of a check → |damage|, in the unit of the check's margin.</param>
public sealed record NoiseFloor(string First, string Second, IReadOnlyDictionary<string, double> Floors)
{
    // generation-regression.md §2.5.
    private const double Times = 3;

    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public int Version { get; init; } = 1;

    /// <summary>Measures the floor of every check of a policy that both runs have.</summary>
    public static async Task<NoiseFloor> MeasureAsync(
        GatePolicy policy, Tasks.TaskCatalog catalog, GateSide first, GateSide second, CancellationToken cancellation)
    {
        var run = new GateRun(policy, catalog, first, second, seed: 0);
        var checks = await run.EstimateAsync(cancellation).ConfigureAwait(false);
        var floors = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var check in checks)
        {
            if (check.Values is { } values)
            {
                floors[KeyOf(check)] = Math.Abs(values.Damage.Mean);
            }
        }

        return new NoiseFloor(first.Model, second.Model, floors);
    }

    /// <summary>The floor that was kept beside some results; null for none.</summary>
    /// <exception cref="EvaluationException">The file is damaged.</exception>
    public static async Task<NoiseFloor?> ReadAsync(string resultFolder, CancellationToken cancellation)
    {
        var path = Path.Combine(resultFolder, ResultFolder.NoiseFloor);
        if (await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false) is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<NoiseFloor>(bytes, s_options) is { Version: 1, Floors: not null } floor
                ? floor
                : throw new JsonException("expected version 1 and 'floors'");
        }
        catch (JsonException error)
        {
            throw new EvaluationException(
                $"'{path}' is no noise floor: {error.Message}",
                "delete it, or measure it again with --noise-floor", error);
        }
    }

    /// <exception cref="EvaluationException">The file cannot be written.</exception>
    public Task WriteAsync(string resultFolder)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(this, s_options), (byte)'\n'];
        return AtomicFile.WriteAsync(Path.Combine(resultFolder, ResultFolder.NoiseFloor), bytes);
    }

    /// <summary>The check as invalid where its margin is finer than three times the floor; else null.</summary>
    public CheckResult? Refuse(CheckResult check)
    {
        if (check.Values is null || check.Check.Margin is not { } margin
            || !Floors.TryGetValue(KeyOf(check), out var floor) || margin >= Times * floor)
        {
            return null;
        }

        return check with
        {
            Outcome = GateOutcome.Invalid,
            Values = null,
            Reason = FormattableString.Invariant($"the margin {margin} is finer than {Times} times the ")
                + FormattableString.Invariant($"noise floor {floor:g3}: ")
                + "dtype or batch size alone change as much",
        };
    }

    private static string KeyOf(CheckResult check) => check.Check.MarginKind == MarginKind.Relative
        ? check.Name + " relative"
        : check.Name;
}
