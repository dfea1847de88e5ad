using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Egtlm.Eval.Models.Tests.Weights;

/// <summary>A model directory made by the test itself; deleted with it.</summary>
internal sealed class TinyCheckpoint : IDisposable
{
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("egtlm-tiny-").FullName;

    public string PathOf(string file) => Path.Combine(Directory, file);

    public TinyCheckpoint Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text);
        return this;
    }

    /// <summary>A file with a header of the test's choice and that many zero bytes behind it.</summary>
    public TinyCheckpoint WriteRaw(string file, string header, int dataBytes)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, 8);
        File.WriteAllBytes(PathOf(file), bytes);
        return this;
    }

    /// <summary>
    /// A well-formed float32 file; each tensor counts up from 0 in steps of 1 + 2^-10, exact in float32.
    /// </summary>
    public TinyCheckpoint WriteTensors(string file, params (string Name, long[] Shape)[] tensors)
    {
        var header = new Dictionary<string, object>();
        var data = new List<byte>();
        foreach (var (name, shape) in tensors)
        {
            var count = (int)shape.Aggregate(1L, (product, size) => product * size);
            float[] values = [.. Enumerable.Range(0, count).Select(i => i * 1.0009765625f)];
            var start = data.Count;
            data.AddRange(MemoryMarshal.AsBytes<float>(values));
            header[name] = new { dtype = "F32", shape, data_offsets = new[] { start, data.Count } };
        }

        WriteRaw(file, JsonSerializer.Serialize(header), 0);
        using var stream = File.Open(PathOf(file), FileMode.Append);
        stream.Write(CollectionsMarshal.AsSpan(data));
        return this;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
