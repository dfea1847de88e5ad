using Egtlm.Eval.Results;

namespace Egtlm.Eval.Running;

/// <summary>The item file of one task, completed part by part like its document.</summary>
/// <param name="parts">All parts of the task in its order, which is the order of the file.</param>
/// <param name="keepsEarlier">Whether a document goes on: then the items of its parts stay.</param>
internal sealed class TaskItems(
    PlannedTask planned, ResultStore store, IReadOnlyList<TaskPart> parts, bool keepsEarlier)
{
    private ItemFile? _file;

    /// <summary>Writes the items of a part; call it before the document says that the part is finished.</summary>
    /// <remarks>A task without items has no file. What was scored on other data does not stay beside new values.</remarks>
    /// <exception cref="EvaluationException">The file cannot be written.</exception>
    public async Task WriteAsync(TaskPart part, IEnumerable<ItemRow> rows, CancellationToken cancellation)
    {
        ItemRow[] added = [.. rows];
        if (added.Length == 0)
        {
            return;
        }

        var path = store.ItemPath(planned.Definition.Name);
        var header = new ItemHeader(planned.Definition.Name, planned.DataRead()?.Digest);
        _file ??= await EarlierAsync(path, header, cancellation).ConfigureAwait(false);
        _file = _file.With(part.Split, part.Subset, added);
        _file = _file with { Rows = [.. _file.Rows.OrderBy(PlaceOf)] };
        await _file.WriteAsync(path).ConfigureAwait(false);
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
