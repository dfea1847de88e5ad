using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Reads merges without a string for each: files hold some 150,000 and are read at every start.</summary>
internal sealed class MergeText
{
    private char[] _characters = new char[256];
    private int _leftLength;
    private int _length;

    public ReadOnlySpan<char> Left => _characters.AsSpan(0, _leftLength);

    public ReadOnlySpan<char> Right => _characters.AsSpan(_leftLength, _length - _leftLength);

    public ReadOnlySpan<char> Joined => _characters.AsSpan(0, _length);

    /// <summary>Takes "a b" or ["a", "b"]; false for anything else.</summary>
    public bool TryRead(JsonElement item)
    {
        (_leftLength, _length) = (0, 0);
        if (item.ValueKind == JsonValueKind.String)
        {
            Append(item);
            return TryRemoveSpace();
        }

        if (item.ValueKind != JsonValueKind.Array || item.GetArrayLength() != 2
            || item[0].ValueKind != JsonValueKind.String || item[1].ValueKind != JsonValueKind.String)
        {
            return false;
        }

        Append(item[0]);
        _leftLength = _length;
        Append(item[1]);
        return true;
    }

    private bool TryRemoveSpace()
    {
        _leftLength = Joined.IndexOf(' ');
        if (_leftLength < 0 || _leftLength != Joined.LastIndexOf(' '))
        {
            return false;
        }

        _characters.AsSpan((_leftLength + 1)..(_length--)).CopyTo(_characters.AsSpan(_leftLength));
        return true;
    }

    private void Append(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        if (_characters.Length < _length + raw.Length)
        {
            Array.Resize(ref _characters, 2 * (_length + raw.Length));
        }

        if (!raw.Contains((byte)'\\'))
        {
            _length += Encoding.UTF8.GetChars(raw, _characters.AsSpan(_length));
            return;
        }

        var unescaped = text.GetString().AsSpan();
        unescaped.CopyTo(_characters.AsSpan(_length));
        _length += unescaped.Length;
    }
}
