using System.IO.Compression;
using System.Text;

namespace Egtlm.Eval.Models.Layers;

/// <summary>Builds a TorchScript archive in memory from the source of its methods.</summary>
/// <remarks>
/// TorchSharp's own compile reaches the <c>aten</c> operators only; source inside an archive reaches all. Layout as
/// torch.jit.save writes it. A script that does not compile aborts the process, so scripts are constants with a test.
/// </remarks>
internal static class ScriptArchive
{
    // data.pkl in pickle protocol 2: an object of class __torch__.M whose state is {"training": False}.
    private static readonly byte[] EmptyModule =
    [
        0x80, 2, .. "c__torch__\nM\nq\0)"u8, 0x81, .. "}(X"u8, 8, 0, 0, 0,
        .. "training"u8, .. "q"u8, 1, 0x89, .. "ub."u8,
    ];

    private static readonly byte[] EmptyTuple = [0x80, 2, .. ")."u8];

    /// <param name="methods">Methods of the module, each with <c>self</c> first, indented by two spaces.</param>
    public static byte[] Build(string methods)
    {
        const string Head = "class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "data.pkl", EmptyModule);
            Add(archive, "code/__torch__.py", Encoding.ASCII.GetBytes($"{Head}{methods}\n"));
            Add(archive, "constants.pkl", EmptyTuple);
            Add(archive, "version", "3\n"u8);
            Add(archive, "byteorder", "little"u8);
        }

        return buffer.ToArray();
    }

    // Stored, not deflated: torch maps the entries.
    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        using var stream = archive.CreateEntry($"m/{name}", CompressionLevel.NoCompression).Open();
        stream.Write(content);
    }
}
