using Egtlm.Eval.Generation;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Running;

/// <summary>The item file of one task, completed part by part like its document.</summary>
/// <param name="parts">All parts of the task in its order, which is the order of the file.</param>
/// <param name="keepsEarlier">Whether a document goes on: then the items of its parts stay.</param>
internal sealed class TaskItems(
    PlannedTask planned, ResultStore store, IReadOnlyList<TaskPart> parts, bool keepsEarlier)
{
    private ItemFile? _file;
    private DistributionFile? _kept;

    /// <summary>What a generation task's ids are made with; null where the values do not depend on it.</summary>
    public TextDigests? Digests { get; init; }

    /// <summary>Whether a part that the document holds has no items of this data and model: it is to be scored
    /// again.</summary>
    public async Task<bool> LackPartsOfAsync(TaskResult? document, CancellationToken cancellation)
    {
        var file = await FileAsync(cancellation).ConfigureAwait(false);
        var there = file.Rows.Select(row => new TaskPart(row.Split, row.Subset)).ToHashSet();
        return parts.Any(part => document?.Find(part.Split, part.Subset) is not null && !there.Contains(part));
    }

    /// <summary>Writes the items of a part; call it before the document says that the part is finished.</summary>
    /// <remarks>A task without items has no file. What was scored on other data does not stay beside new values.</remarks>
    /// <exception cref="EvaluationException">The file cannot be written, or two items have the same id.</exception>
    public async Task WriteAsync(TaskPart part, IEnumerable<ItemRow> rows, CancellationToken cancellation)
    {
        ItemRow[] added = [.. rows];
        if (added.Length == 0)
        {
            return;
        }

        if (added.GroupBy(row => row.Item).FirstOrDefault(group => group.Count() > 1)?.Key is { } twice)
        {
            throw new EvaluationException(
                $"the data of '{planned.Definition.Name}' ({part.Subset}, {part.Split}) has the id '{twice}' twice",
                "give every row an id of its own, or leave ids out");
        }

        var file = await FileAsync(cancellation).ConfigureAwait(false);
        _file = file.With(part.Split, part.Subset, added);
        _file = _file with { Rows = [.. _file.Rows.OrderBy(PlaceOf)] };
        await _file.WriteAsync(store.ItemPath(planned.Definition.Name)).ConfigureAwait(false);
    }

    /// <summary>The file to go on with; the data must have been read, whose digest it carries.</summary>
    private async Task<ItemFile> FileAsync(CancellationToken cancellation)
    {
        if (_file is not null)
        {
            return _file;
        }

        var name = planned.Definition.Name;
        var header = new ItemHeader(name, planned.DataRead()?.Digest, Digests?.Template, Digests?.Tokenizer);
        return _file = await EarlierAsync(store.ItemPath(name), header, cancellation).ConfigureAwait(false);
    }

    private async Task<ItemFile> EarlierAsync(string path, ItemHeader header, CancellationToken cancellation)
    {
        ItemFile? earlier = null;
        try
        {
            earlier = keepsEarlier ? await ItemFile.ReadAsync(path, cancellation).ConfigureAwait(false) : null;
        }
        catch (EvaluationException)
        {
            // A damaged file holds nothing that can be compared; the gate asks for the parts that are then missing.
        }

        return earlier?.Header == header ? earlier : new ItemFile(header, []);
    }

    /// <summary>Writes the distributions that a part keeps; call it before its items.</summary>
    /// <remarks>As with items: a task that keeps none has no file, and those of other data or of another model do not
    /// stay.</remarks>
    /// <exception cref="EvaluationException">The file cannot be written.</exception>
    public async Task WriteAsync(TaskPart part, IEnumerable<KeptWindow> windows, CancellationToken cancellation)
    {
        KeptWindow[] added = [.. windows];
        if (added.Length == 0)
        {
            return;
        }

        var name = planned.Definition.Name;
        var header = new DistributionHeader(
            name, $"{store.Model.Name}@{store.Model.Revision}", planned.DataRead()?.Digest, Digests?.Tokenizer);
        _kept ??= await EarlierAsync(store.DistributionPath(name), header, cancellation).ConfigureAwait(false);
        _kept = _kept.With(part.Split, part.Subset, added);
        await AtomicFile.WriteAsync(store.DistributionPath(name), _kept.ToBytes()).ConfigureAwait(false);
    }

    private async Task<DistributionFile> EarlierAsync(
        string path, DistributionHeader header, CancellationToken cancellation)
    {
        DistributionFile? earlier = null;
        try
        {
            var bytes = keepsEarlier ? await AtomicFile.ReadAsync(path, cancellation).ConfigureAwait(false) : null;
            earlier = bytes is null ? null : DistributionFile.Read(bytes);
        }
        catch (FormatException)
        {
            // A damaged file: whoever measures from it is told which parts are missing.
        }

        return earlier?.Header == header ? earlier : new DistributionFile(header, []);
    }

    private int PlaceOf(ItemRow row)
    {
        for (var place = 0; place < parts.Count; place++)
        {
            if (parts[place].Split == row.Split && parts[place].Subset == row.Subset)
            {
                return place;
            }
        }

        return parts.Count;
    }
}
