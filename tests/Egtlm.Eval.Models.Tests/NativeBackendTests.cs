using TorchSharp;
using Xunit;

namespace Egtlm.Eval.Models.Tests;

public sealed class NativeBackendTests
{
    [Fact]
    public void Torch_backend_loads_and_computes()
    {
        var folder = NativeBackend.EnsureLoaded();

        using var two = torch.ones(1) + torch.ones(1);
        Assert.Equal(2f, two.item<float>());
        Assert.True(File.Exists(Path.Combine(folder, "libtorch_cpu.so")));
        Assert.InRange(torch.get_num_threads(), 1, Environment.ProcessorCount);
    }

    [Fact]
    public void A_folder_that_the_user_names_is_the_only_place()
    {
        Assert.Equal(["/opt/torch", "/opt/torch/lib"], NativeFolders.LibtorchPlaces("/opt/torch", "/app"));
    }

    [Fact]
    public void Without_a_named_folder_the_application_comes_before_the_package_cache()
    {
        string[] places = [.. NativeFolders.LibtorchPlaces(null, "/app")];

        Assert.Equal(["/app", "/app/runtimes/linux-x64/native"], places[..2]);
        Assert.All(places[2..], place => Assert.Matches("/runtimes/linux-x64/native$", place));
        Assert.NotEmpty(places[2..]);
    }

    [Fact]
    public void An_old_libstdcxx_is_named_with_what_to_do()
    {
        var cause = new DllNotFoundException("libstdc++.so.6: version `GLIBCXX_3.4.30' not found");

        var error = NativeFolders.NotLoadable("/opt/torch", cause);

        Assert.Equal($"libtorch in '/opt/torch' cannot be loaded: {cause.Message}", error.Message);
        Assert.Contains("libstdc++ of GCC 12", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_named_version_need_is_weakened()
    {
        var image = File.ReadAllBytes(NativeFolders.Shim("/nowhere"));
        var before = image.ToArray();

        Assert.False(ElfVersionNeeds.Weaken(image, "GLIBCXX_9.9.9"));
        Assert.Equal(before, image);
        Assert.True(ElfVersionNeeds.Weaken(image, "GLIBCXX_3.4.32"));
        Assert.Equal(1, image.Zip(before).Count(pair => pair.First != pair.Second));
    }
}
