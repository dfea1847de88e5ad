using System.CommandLine;
using Egtlm.Eval.Reports.Gates;

namespace Egtlm.Eval.Cli.Commands;

/// <summary><c>gate</c>: its options, and the hand-over to <see cref="GateSession"/>.</summary>
internal static class GateCommand
{
    public static Command Create(Shell shell)
    {
        var candidate = new Argument<string?>("candidate")
        {
            Description = "Results to judge: the folder of a revision, or one that holds a single one",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var baseline = CommonOptions.Text("--baseline", "dir", "Results to compare with; required with a candidate");
        var policy = CommonOptions.Text(
            "--policy", "name|file", "Policy: release, smoke, one of --tasks-dir or a file [smoke]");
        var seed = new Option<ulong>("--seed")
        {
            Description = "Seed of the bootstraps",
            DefaultValueFactory = _ => GateRequest.UsualSeed,
            HelpName = "n",
        };
        var noise = new Option<string[]>("--noise-floor")
        {
            Description = "Two runs of one model that differ in dtype or batch size: measures what that changes, keeps "
                + "it beside the first, and refuses margins below three times of it",
            HelpName = "a b",
            Arity = new ArgumentArity(2, 2),
            AllowMultipleArgumentsPerToken = true,
        };
        var inconclusive = Inconclusive();
        var junit = CommonOptions.Text("--junit", "file", "Write a JUnit report too");
        var folders = CommonOptions.TasksDirectories();
        var json = CommonOptions.Json();
        var command = new Command(
            "gate", "Judge results against a baseline's, item by item: PASS, BREACH or INCONCLUSIVE.")
        {
            candidate, baseline, policy, seed, noise, inconclusive, junit, folders, json,
        };
        command.Validators.Add(result =>
        {
            var hasCandidate = result.GetValue(candidate) is not null;
            if (hasCandidate != (result.GetValue(baseline) is not null))
            {
                result.AddError(hasCandidate
                    ? "Option '--baseline' is required."
                    : "Argument 'candidate' is required with '--baseline'.");
            }
            else if (!hasCandidate && result.GetResult(noise) is null)
            {
                result.AddError("Required argument missing: candidate.");
            }
        });
        HelpFooter.Add(command, """
            Try:
              egtlm-eval gate results/org__candidate --baseline results/org__base
              egtlm-eval gate out/step-900 --baseline out/step-600 --policy release --junit gate.xml
              egtlm-eval gate --noise-floor out/float32 out/bfloat16 --policy release

            Exit codes:
              0 pass   3 breach   4 inconclusive (--inconclusive maps it)   1 invalid: not the same work   2 usage
            """);
        command.SetAction((parsed, cancellation) => GateSession.RunAsync(
            new GateRequest
            {
                Candidate = parsed.GetValue(candidate),
                Baseline = parsed.GetValue(baseline),
                Policy = parsed.GetValue(policy) ?? "smoke",
                Seed = parsed.GetValue(seed),
                NoiseFloor = parsed.GetValue(noise) ?? [],
                Inconclusive = parsed.GetValue(inconclusive),
                JUnit = parsed.GetValue(junit),
                TasksFolders = CommonOptions.TaskFolders(parsed.GetValue(folders)),
                WritesJson = parsed.GetValue(json),
            },
            shell,
            cancellation));
        return command;
    }

    /// <summary>What a verdict of too few items counts as.</summary>
    public static Option<GateOutcome> Inconclusive() => new("--inconclusive")
    {
        Description = "What too few items count as [inconclusive]",
        HelpName = "pass|fail|inconclusive",
        DefaultValueFactory = _ => GateOutcome.Inconclusive,
        CustomParser = Parse,
    };

    private static GateOutcome Parse(System.CommandLine.Parsing.ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "pass":
                return GateOutcome.Pass;
            case "fail":
                return GateOutcome.Breach;
            case "inconclusive":
                return GateOutcome.Inconclusive;
            default:
                result.AddError(
                    $"'--inconclusive' does not take '{result.Tokens[0].Value}', expected pass, fail or inconclusive");
                return GateOutcome.Inconclusive;
        }
    }
}
