using System.Globalization;

namespace Egtlm.Eval.Data;

/// <summary>A class label of a data set: an integer or a string, as the data set stores it.</summary>
/// <remarks>Order is numpy's: integers by value, strings by Unicode code point (not by UTF-16 unit).</remarks>
public readonly record struct Label : IComparable<Label>
{
    public Label(long number) => Number = number;

    public Label(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
    }

    /// <summary>The value of an integer label; 0 for a string label.</summary>
    public long Number { get; }

    /// <summary>The value of a string label; null for an integer label.</summary>
    public string? Text { get; }

    public int CompareTo(Label other) => (Text, other.Text) switch
    {
        (null, null) => Number.CompareTo(other.Number),
        (null, _) => -1,
        (_, null) => 1,
        var (a, b) => CodePointOrder.Compare(a, b),
    };

    public override string ToString() => Text ?? Number.ToString(CultureInfo.InvariantCulture);

    public static bool operator <(Label left, Label right) => left.CompareTo(right) < 0;

    public static bool operator >(Label left, Label right) => left.CompareTo(right) > 0;

    public static bool operator <=(Label left, Label right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Label left, Label right) => left.CompareTo(right) >= 0;
}
