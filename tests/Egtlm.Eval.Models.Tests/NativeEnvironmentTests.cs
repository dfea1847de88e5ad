using System.Runtime.InteropServices;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed partial class NativeEnvironmentTests
{
    [Fact]
    public void Native_code_reads_that_attention_should_do_without_cudnn()
    {
        NativeBackend.EnsureLoaded();

        Assert.Equal("1", Marshal.PtrToStringUTF8(Get("TORCH_CUDNN_SDPA_DEPRIORITIZED")));
        Assert.Equal("0", Marshal.PtrToStringUTF8(Get("TORCH_CUDNN_SDPA_PREFERRED")));
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(string name);
}
