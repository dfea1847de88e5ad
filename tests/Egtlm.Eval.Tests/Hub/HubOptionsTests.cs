using Egtlm.Eval.Hub;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Tests.Hub;

public sealed class HubOptionsTests
{
    [Theory]
    [InlineData("/home/u/.cache/huggingface/hub")]
    [InlineData("/x/huggingface/hub", "XDG_CACHE_HOME=/x")]
    [InlineData("/hf/hub", "HF_HOME=/hf", "XDG_CACHE_HOME=/x")]
    [InlineData("/home/u/hf/hub", "HF_HOME=~/hf")]
    [InlineData("/data/big/hub", "HF_HOME=$DISK/${SIZE}", "DISK=/data", "SIZE=big")]
    [InlineData("/old", "HUGGINGFACE_HUB_CACHE=/old", "HF_HOME=/hf")]
    [InlineData("/new", "HF_HUB_CACHE=/new", "HUGGINGFACE_HUB_CACHE=/old", "HF_HOME=/hf")]
    [InlineData("/hf/hub", "HF_HUB_CACHE=", "HF_HOME=/hf")]
    public void The_cache_lies_where_huggingface_hub_has_it(string expected, params string[] variables) =>
        Assert.Equal(expected, Read(variables).CacheFolder);

    [Theory]
    [InlineData(false)]
    [InlineData(true, "HF_HUB_OFFLINE=1")]
    [InlineData(true, "HF_HUB_OFFLINE=true")]
    [InlineData(true, "HF_HUB_OFFLINE=Yes", "HF_DATASETS_OFFLINE=0")]
    [InlineData(true, "HF_DATASETS_OFFLINE=ON")]
    [InlineData(true, "TRANSFORMERS_OFFLINE=1")]
    [InlineData(false, "HF_HUB_OFFLINE=0", "HF_DATASETS_OFFLINE=")]
    public void The_environment_can_forbid_the_network(bool expected, params string[] variables) =>
        Assert.Equal(expected, Read(variables).IsOffline);

    [Fact]
    public void The_command_line_can_forbid_the_network_too() =>
        Assert.True(HubOptions.FromEnvironment(_ => null, isOffline: true).IsOffline);

    [Theory]
    [InlineData("https://huggingface.co/", false)]
    [InlineData("https://hf-mirror.com/", false, "HF_ENDPOINT=https://hf-mirror.com/")]
    [InlineData("file:///mnt/mirror", true, "HF_ENDPOINT=file:///mnt/mirror/")]
    public void The_endpoint_can_be_another(string expected, bool isMirror, params string[] variables)
    {
        Assert.Equal(expected, Read(variables).Endpoint.AbsoluteUri);
        Assert.Equal(isMirror, Read(variables).IsMirror);
    }

    [Theory]
    [InlineData("hf-mirror.com")]
    [InlineData("/mnt/mirror")]
    [InlineData("ftp://mirror")]
    [InlineData("file://server/share")]
    public void An_endpoint_that_is_no_address_is_refused(string endpoint)
    {
        var error = Assert.Throws<EvaluationException>(() => Read("HF_ENDPOINT=" + endpoint));

        Assert.Equal($"HF_ENDPOINT is '{endpoint}', which is not the address of a hub", error.Message);
    }

    [Fact]
    public void The_token_is_the_variables_or_the_files()
    {
        using var folder = new TemporaryFolder();
        folder.WriteText("token", "hf_file\n");
        var other = folder.WriteText("elsewhere", " hf_other ");
        var home = "HF_HOME=" + folder.Path;

        Assert.Equal("hf_file", Read(home).Token);
        Assert.Equal("hf_variable", Read(home, "HF_TOKEN=hf_variable").Token);
        Assert.Equal("hf_old", Read(home, "HUGGING_FACE_HUB_TOKEN=hf_old").Token);
        Assert.Equal("hf_other", Read(home, "HF_TOKEN_PATH=" + other).Token);
        Assert.Null(Read(home, "HF_TOKEN=hf_variable", "HF_HUB_DISABLE_IMPLICIT_TOKEN=1").Token);
        Assert.Null(Read("HF_HOME=" + folder.At("none")).Token);
    }

    [Fact]
    public void The_token_is_never_printed()
    {
        var options = Read("HF_TOKEN=hf_secret", "HF_ENDPOINT=https://user:password@hub.example/hf");

        Assert.Equal(
            "https://hub.example/hf, cache '/home/u/.cache/huggingface/hub', with a token", options.ToString());
        var error = Assert.Throws<EvaluationException>(() => Read("HF_TOKEN=hf secret"));
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Timeouts_and_links_are_huggingface_hubs()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), Read().StallTimeout);
        Assert.Equal(TimeSpan.FromSeconds(60), Read("HF_HUB_DOWNLOAD_TIMEOUT=60").StallTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), Read("HF_HUB_ETAG_TIMEOUT=30").AnswerTimeout);
        Assert.Throws<EvaluationException>(() => Read("HF_HUB_DOWNLOAD_TIMEOUT=soon"));
        Assert.True(Read().UseSymlinks);
        Assert.False(Read("HF_HUB_DISABLE_SYMLINKS=1").UseSymlinks);
    }

    private static HubOptions Read(params string[] variables)
    {
        var values = variables.Append("HOME=/home/u").Select(variable => variable.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return HubOptions.FromEnvironment(values.GetValueOrDefault, isOffline: false);
    }
}
