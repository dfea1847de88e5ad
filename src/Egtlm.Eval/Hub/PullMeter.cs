namespace Egtlm.Eval.Hub;

/// <summary>Adds up the bytes of a pull; safe for parallel downloads, and in order.</summary>
internal sealed class PullMeter(string dataset, IReadOnlyCollection<HubFile> files, IProgress<HubProgress>? progress)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<HubFile, long> _positions = [];
    private readonly long _total = files.Sum(file => Math.Max(0, file.Size));
    private long _done;
    private int _doneFiles;

    /// <summary>So many bytes of a file are there.</summary>
    public void At(HubFile file, long position) => Move(file, position, isDone: false);

    /// <summary>A file is there and verified.</summary>
    public void Done(HubFile file) => Move(file, Math.Max(0, file.Size), isDone: true);

    private void Move(HubFile file, long position, bool isDone)
    {
        lock (_gate)
        {
            var before = _positions.GetValueOrDefault(file);
            _positions[file] = position;
            _done += position - before;
            _doneFiles += isDone ? 1 : 0;
            if (position != before || isDone)
            {
                progress?.Report(new HubProgress(dataset, file.Path, _done, _total, _doneFiles, files.Count));
            }
        }
    }
}
