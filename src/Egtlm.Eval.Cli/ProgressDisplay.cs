using System.Diagnostics;
using System.Globalization;
using Egtlm.Eval.Running;

namespace Egtlm.Eval.Cli;

/// <summary>Shows a run on stderr: a status line with rate and ETA on a terminal, plain lines in a log.</summary>
internal sealed class ProgressDisplay(Shell shell, int taskNameWidth) : IProgress<RunEvent>
{
    // A log grows by a line per this time at most; a terminal is redrawn four times a second.
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _phase = new();
    private readonly Stopwatch _sinceShown = new();
    private string _place = "";

    public void Report(RunEvent value)
    {
        switch (value)
        {
            case TaskStarted started:
                _place = Text($"[{started.Number}/{started.Count}]");
                shell.Status(Text($"  {started.Task}  {_place}  reading data"));
                break;
            case PhaseStarted phase:
                _phase.Restart();
                _sinceShown.Restart();
                shell.Status(Text($"  {phase.Task}  {_place}  {PhaseName(phase)}"));
                break;
            case PhaseProgressed progress:
                ShowProgress(progress);
                break;
            case TaskFinished done:
                shell.Info(Text($"  {Padded(done.Task)}  {done.MainMetric}  {done.MainScore:F4}  {Duration(done.Seconds)}"));
                break;
            case TaskSkipped skipped:
                shell.Info(Text($"  {Padded(skipped.Task)}  {skipped.MainMetric}  {skipped.MainScore:F4}  finished earlier"));
                break;
            case TaskFailed failed:
                shell.Info(Text($"  {Padded(failed.Task)}  failed; the reason stands at the end"));
                break;
        }
    }

    /// <summary>Seconds as <c>4.2 s</c>, <c>3 min 05 s</c> or <c>2 h 07 min</c>.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 60 => Text($"{seconds:F1} s"),
        < 3600 => Text($"{(int)seconds / 60} min {(int)seconds % 60:D2} s"),
        _ => Text($"{(int)seconds / 3600} h {(int)seconds / 60 % 60:D2} min"),
    };

    private void ShowProgress(PhaseProgressed progress)
    {
        if (_sinceShown.Elapsed < (shell.IsTerminal ? RedrawInterval : LogInterval))
        {
            return;
        }

        _sinceShown.Restart();
        var rate = progress.Done / Math.Max(_phase.Elapsed.TotalSeconds, 1e-3);
        var left = rate > 0 ? (progress.Total - progress.Done) / rate : 0;
        var line = Text($"  {progress.Task}  {_place}  {progress.Phase.ToLowerInvariant()}  ")
            + Text($"{progress.Done:N0}/{progress.Total:N0} texts  {rate:N0}/s  {Duration(left)} left");
        if (shell.IsTerminal)
        {
            shell.Status(line);
        }
        else
        {
            shell.Info(line);
        }
    }

    private static string PhaseName(PhaseStarted phase) => phase.Subset is "" or "default"
        ? phase.Phase.ToLowerInvariant()
        : Text($"{phase.Subset}, {phase.Split}: {phase.Phase.ToLowerInvariant()}");

    private string Padded(string task) => task.PadRight(taskNameWidth);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
