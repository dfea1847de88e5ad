using System.Reflection;
using Egtlm.Eval.Models;
using Xunit;

namespace Egtlm.Eval.Cli.Tests;

/// <summary>The house is a straight line: Cli → Models and Reports → core, and one project per heavy dependency.</summary>
public sealed class DependencyTests
{
    private static readonly Assembly s_core = typeof(EvaluationException).Assembly;
    private static readonly Assembly s_models = typeof(EncoderLoader).Assembly;
    private static readonly Assembly s_cli = typeof(Shell).Assembly;

    [Fact]
    public void Core_knows_no_sibling_and_no_torch()
    {
        Assert.DoesNotContain(References(s_core), name => name.StartsWith("Egtlm", StringComparison.Ordinal));
        Assert.DoesNotContain("TorchSharp", References(s_core));
    }

    [Fact]
    public void Models_know_the_core_only() =>
        Assert.Equal(["Egtlm.Eval"], References(s_models).Where(name => name.StartsWith("Egtlm", StringComparison.Ordinal)));

    [Fact]
    public void Only_models_name_torch_and_only_the_command_line_names_its_parser()
    {
        Assert.Contains("TorchSharp", References(s_models));
        Assert.DoesNotContain("TorchSharp", References(s_cli));
        Assert.Contains("System.CommandLine", References(s_cli));
        Assert.DoesNotContain("System.CommandLine", References(s_models));
    }

    [Fact]
    public void Only_the_core_names_parquet()
    {
        Assert.Contains("Parquet", References(s_core));
        Assert.DoesNotContain("Parquet", References(s_models));
        Assert.DoesNotContain("Parquet", References(s_cli));
    }

    private static string[] References(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(name => name.Name).OfType<string>()];
}
