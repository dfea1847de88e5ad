using System.CommandLine;
using Egtlm.Eval.Models;

namespace Egtlm.Eval.Cli.Commands;

/// <summary>Options of every command that loads weights: where and in which number format they are computed.</summary>
internal sealed class LoadOptions
{
    private static readonly string[] s_dtypes = [.. Enum.GetValues<ComputeType>().Select(ComputeTypeName.Of)];

    private readonly Option<string> _dtype = CommonOptions.Text(
        "--dtype", "type", "float32, float16 or bfloat16 [float32 on cpu; on cuda float16 for BERT families, else bfloat16]")
        .AcceptOnlyFromAmong(s_dtypes);

    private readonly Option<string> _device = CommonOptions.Text(
        "--device", "name", "auto, cpu, cuda or cuda:N [auto]");

    public void AddTo(Command command)
    {
        command.Add(_dtype);
        command.Add(_device);
    }

    /// <summary>Null: decided from the device.</summary>
    public ComputeType? ComputeType(ParseResult parsed) =>
        parsed.GetValue(_dtype) is { } type ? (ComputeType)Array.IndexOf(s_dtypes, type) : null;

    public string Device(ParseResult parsed) => parsed.GetValue(_device) ?? TorchDevice.Auto;
}
