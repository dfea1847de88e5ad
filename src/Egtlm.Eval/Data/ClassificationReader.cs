using Egtlm.Eval.Data.Tables;
using Egtlm.Eval.Tasks;

namespace Egtlm.Eval.Data;

/// <summary>Reads labelled training and test texts.</summary>
internal static class ClassificationReader
{
    public static async Task<ClassificationData> ReadAsync(
        ClassificationTask task, PartTables tables, CancellationToken cancellation)
    {
        var (trainRows, testRows) = (tables.Train!, tables.Rows!); // not null: a classification has both
        var train = await ReadAsync(trainRows, task.Columns, cancellation).ConfigureAwait(false);
        var test = testRows.Files.SequenceEqual(trainRows.Files)
            ? train
            : await ReadAsync(testRows, task.Columns, cancellation).ConfigureAwait(false);
        return IsText(train.Labels[0]) == IsText(test.Labels[0])
            ? new ClassificationData(train.Texts, train.Labels, test.Texts, test.Labels)
            : throw new EvaluationException(
                $"{trainRows.Place} has the label '{train.Labels[0]}' and {testRows.Place} has '{test.Labels[0]}', "
                + "expected either integers or strings in both");
    }

    private static async Task<(List<string> Texts, List<Label> Labels)> ReadAsync(
        DataTable table, LabelledColumns columns, CancellationToken cancellation)
    {
        var (texts, labels) = (new List<string>(), new List<Label>());
        await TableReader.ReadAsync(table, [columns.Text, columns.Label], Read, cancellation).ConfigureAwait(false);
        return (texts, labels);

        void Read(Row row)
        {
            texts.Add(row.Text(columns.Text));
            labels.Add(row.Label(columns.Label));
            if (IsText(labels[^1]) != IsText(labels[0]))
            {
                throw row.Failure(
                    $"found the label '{labels[^1]}' after '{labels[0]}', expected integers or strings throughout");
            }
        }
    }

    private static bool IsText(Label label) => label.Text is not null;
}
