namespace Egtlm.Eval.Models;

/// <summary>The name of a graphics card, which TorchSharp cannot tell.</summary>
public static class GpuName
{
    // Source: NVIDIA's driver README, "the /proc file system": one folder per card, "Model: NVIDIA H100 80GB HBM3".
    private const string Folder = "/proc/driver/nvidia/gpus";

    /// <summary>Such as <c>NVIDIA H200</c>; null for the CPU, or where the driver does not say.</summary>
    /// <param name="device">Such as <c>cuda:0</c>. Cards of one machine are taken to be alike.</param>
    public static string? Of(string device)
    {
        ArgumentNullException.ThrowIfNull(device);
        try
        {
            return device.StartsWith("cuda", StringComparison.Ordinal) && Directory.Exists(Folder)
                ? Directory.EnumerateFiles(Folder, "information", SearchOption.AllDirectories)
                    .SelectMany(File.ReadLines)
                    .Where(line => line.StartsWith("Model:", StringComparison.Ordinal))
                    .Select(line => line[6..].Trim())
                    .FirstOrDefault()
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
