using System.Diagnostics;
using Egtlm.Eval.Caching;
using Egtlm.Eval.Hub;

namespace Egtlm.Eval.Cli;

/// <summary>Shows downloads on stderr: a status line on a terminal, a line per data set and per 15 s in a
/// log.</summary>
internal sealed class DownloadDisplay(Shell shell) : IProgress<HubProgress>
{
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    private readonly Dictionary<string, (long Bytes, long Start)> _begun = [];

    public void Report(HubProgress value)
    {
        lock (_lock)
        {
            _begun.TryAdd(value.Dataset, (value.DoneBytes, Stopwatch.GetTimestamp()));
            if (_sinceShown.Elapsed < (shell.IsTerminal ? RedrawInterval : LogInterval))
            {
                return;
            }

            _sinceShown.Restart();
            var line = Line(value);
            if (shell.IsTerminal)
            {
                shell.Status(line);
            }
            else
            {
                shell.Info(line);
            }
        }
    }

    private string Line(HubProgress value)
    {
        var (bytes, start) = _begun[value.Dataset];
        var rate = (value.DoneBytes - bytes) / Math.Max(Stopwatch.GetElapsedTime(start).TotalSeconds, 1e-3);
        var left = rate > 0 ? (value.TotalBytes - value.DoneBytes) / rate : 0;
        return $"  {value.Dataset}  {ByteSize.Format(value.DoneBytes)} of {ByteSize.Format(value.TotalBytes)}  "
            + $"{ByteSize.Format((long)rate)}/s  {ProgressDisplay.Duration(left)} left";
    }
}
