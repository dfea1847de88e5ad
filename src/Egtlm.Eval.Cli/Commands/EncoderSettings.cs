using System.CommandLine;
using System.Globalization;
using Egtlm.Eval.Models;

namespace Egtlm.Eval.Cli.Commands;

/// <summary>Options of every command that embeds: how texts become vectors.</summary>
internal sealed class EncoderSettings
{
    private readonly LoadOptions _load = new();

    private readonly Option<string> _profile = CommonOptions.Text(
        "--profile",
        "name",
        $"How the model is driven: auto, {string.Join(", ", EncodingProfiles.Names)}, or a profile file [auto]");

    private readonly Option<string> _pooling = CommonOptions.Text(
        "--pooling", "mode", $"{string.Join(", ", PoolingOptions.ModeNames)} [from profile or folder]")
        .AcceptOnlyFromAmong([.. PoolingOptions.ModeNames]);

    private readonly Option<string> _attention = CommonOptions.Text(
        "--attention", "mode", $"{string.Join(", ", AttentionModes.Names)} [from profile]");

    private readonly Option<int?> _batchTokens = new("--batch-tokens")
    {
        Description = "Most tokens of a batch, padding included [by device]",
        HelpName = "n",
    };

    private readonly Option<int?> _maxLength = new("--max-length")
    {
        Description = "Longest input in tokens; longer texts are cut [from model]",
        HelpName = "n",
    };

    public EncoderSettings() => _attention.Validators.Add(result =>
    {
        try
        {
            _ = AttentionModes.Parse(result.GetValueOrDefault<string>(), "--attention");
        }
        catch (EvaluationException failure)
        {
            result.AddError($"{failure.Message}; {failure.Hint}");
        }
    });

    public void AddTo(Command command)
    {
        command.Add(_profile);
        command.Add(_pooling);
        command.Add(_attention);
        command.Add(_maxLength);
        _load.AddTo(command);
        command.Add(_batchTokens);
    }

    public EncoderOptions Read(ParseResult parsed) => new()
    {
        Profile = parsed.GetValue(_profile) ?? EncodingProfiles.Auto,
        Pooling = parsed.GetValue(_pooling) is { } pooling ? PoolingOptions.Mode(pooling, "--pooling") : null,
        Attention = parsed.GetValue(_attention) is { } attention ? AttentionModes.Parse(attention, "--attention") : null,
        ComputeType = _load.ComputeType(parsed),
        Device = _load.Device(parsed),
        BatchTokens = parsed.GetValue(_batchTokens),
        MaxLength = parsed.GetValue(_maxLength),
    };

    /// <summary><c>--dimensions 64,128</c>; read it with <see cref="DimensionsOf"/>.</summary>
    public static Option<string[]> Dimensions()
    {
        var option = CommonOptions.Many(
            "--dimensions", "n", "Vectors cut to their first n values (MRL); several, separated by commas, from one pass");
        option.Validators.Add(result =>
        {
            foreach (var part in result.Tokens.SelectMany(token => token.Value.Split(',')))
            {
                if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size < 1)
                {
                    result.AddError($"'{part}' in '--dimensions' is not a number of values, from 1");
                }
            }
        });
        return option;
    }

    /// <summary>The numbers of <see cref="Dimensions"/> as they were given, each once; empty for whole vectors.</summary>
    public static IReadOnlyList<int> DimensionsOf(string[]? values) =>
    [
        .. (values ?? []).SelectMany(value => value.Split(','))
            .Select(part => int.Parse(part, CultureInfo.InvariantCulture)).Distinct(),
    ];
}
