using System.Runtime.InteropServices;

namespace Egtlm.Eval.Models;

/// <summary>
/// Environment variables as native code sees them; those of .NET are a copy that C libraries do not read.
/// </summary>
internal static partial class NativeEnvironment
{
    // cuDNN's attention builds a plan for every new size of batch. On an H200 that took 0.18 s, so BERT-large read 24
    // sizes at 75,000 tokens/s instead of 411,000; sizes seen before gain 16 % at most. The name changed with versions.
    // Source: check_prefer_cudnn_attention in PyTorch's sdp_utils.cpp.
    private static readonly (string Name, string Value)[] WithoutCudnnAttention =
        [("TORCH_CUDNN_SDPA_DEPRIORITIZED", "1"), ("TORCH_CUDNN_SDPA_PREFERRED", "0")];

    /// <summary>Lets torch choose other attention kernels before cuDNN's, unless the user said otherwise.</summary>
    /// <remarks>Before libtorch first attends: it asks once.</remarks>
    public static void PreferAttentionWithoutPlans()
    {
        foreach (var (name, value) in WithoutCudnnAttention)
        {
            _ = Set(name, value, overwrite: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(string name, string value, int overwrite);
}
