using System.Text.Json;
using Egtlm.Eval.Generation;
using Egtlm.Eval.Models.Generation;
using Egtlm.Eval.Testing;
using Xunit;

namespace Egtlm.Eval.Models.Tests.Generation;

/// <summary>The generating half of the tiny-egtlm checkpoints, in goldens/*_egtlm.json.</summary>
public sealed class UnifiedModelGoldenTests
{
    private const double Tolerance = 1e-4;

    [Fact]
    public void Likelihoods_of_answers_documents_and_options_equal_those_of_transformers()
    {
        foreach (var (name, model, golden) in Models())
        {
            foreach (var chat in golden.GetProperty("chat_nll").EnumerateArray())
            {
                var prompt = model.Tokenise(chat.GetProperty("prompt").GetString()!, addSpecialTokens: false);
                Assert.Equal(Ids(chat, "prompt_ids"), prompt);
                AssertNll(name, chat, model, prompt, Ids(chat, "answer_ids"));
            }

            foreach (var document in golden.GetProperty("document_nll").EnumerateArray())
            {
                var ids = Ids(document, "ids");
                AssertNll(name, document, model, ids[..1], ids[1..]);
            }

            foreach (var question in golden.GetProperty("options").EnumerateArray())
            {
                AssertOptions(name, question, model);
            }
        }
    }

    [Fact]
    public void Greedy_answers_equal_those_of_transformers_alone_and_batched()
    {
        foreach (var (name, model, golden) in Models())
        {
            JsonElement[] chats = [.. golden.GetProperty("chat_nll").EnumerateArray()];
            var prompts = Array.ConvertAll(chats, chat => Ids(chat, "prompt_ids"));
            var most = chats.Max(chat => Ids(chat, "greedy").Length);
            var together = Generate(model, prompts, most);
            for (var i = 0; i < chats.Length; i++)
            {
                int[] expected = [.. Ids(chats[i], "greedy").TakeWhile(id => !model.EndTokens.Contains(id))];
                Assert.True(expected.SequenceEqual(together[i]), $"{name}, batched: {chats[i]}");
                Assert.True(expected.SequenceEqual(Generate(model, [prompts[i]], most)[0]), $"{name}: {chats[i]}");
            }
        }
    }

    private static int[][] Generate(TorchLanguageModel model, int[][] prompts, int most)
    {
        var options = new GenerationOptions { MaxNewTokens = most };
        return [.. model.Generate(prompts, options, null, CancellationToken.None).Select(text => text.Ids.ToArray())];
    }

    private static void AssertNll(string name, JsonElement expected, TorchLanguageModel model, int[] context, int[] ids)
    {
        var score = model.Score([new ScoreRequest(context, [ids])], null, CancellationToken.None)[0][0];
        var nll = expected.GetProperty("nll").Deserialize<double[]>()!;
        Assert.Equal(nll.Length, score.LogProbabilities.Count);
        var largest = nll.Zip(score.LogProbabilities, (golden, ours) => Math.Abs(golden + ours)).Max();
        Assert.True(largest <= Tolerance, $"{name}: off by {largest}");
    }

    // Asked as a chat turn; the token that ends an answer is not scored.
    private static void AssertOptions(string name, JsonElement question, TorchLanguageModel model)
    {
        var prompt = model.Tokenise($"<|user|>\n{question.GetProperty("question").GetString()}\n<|assistant|>\n", false);
        var options = question.GetProperty("options").EnumerateArray()
            .Select(option => (IReadOnlyList<int>)model.Tokenise(option.GetString()!, false));
        var scores = model.Score([new ScoreRequest(prompt, [.. options])], null, CancellationToken.None)[0];
        var expected = question.GetProperty("ll").Deserialize<double[]>()!;
        var ours = scores.Select(score => score.Sum).ToArray();
        var largest = expected.Zip(ours, (golden, sum) => Math.Abs(golden - sum)).Max();
        Assert.True(largest <= Tolerance, $"{name}: {string.Join(", ", ours)}, golden {string.Join(", ", expected)}");
    }

    private static int[] Ids(JsonElement element, string name) => element.GetProperty(name).Deserialize<int[]>()!;

    private static IEnumerable<(string Name, TorchLanguageModel Model, JsonElement Golden)> Models()
    {
        var files = Directory.GetFiles(SharedFolder.Path("goldens"), "*_egtlm.json");
        Assert.NotEmpty(files);
        foreach (var path in files)
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var family = Path.GetFileNameWithoutExtension(path).Replace('_', '-');
            var checkpoints = document.RootElement.GetProperty("checkpoints").EnumerateObject().ToArray();
            Assert.NotEmpty(checkpoints);
            foreach (var checkpoint in checkpoints)
            {
                var folder = SharedFolder.Path("models", family, checkpoint.Name);
                using var model = TorchLanguageModel.Load(folder, new LanguageModelOptions { Device = "cpu" });
                yield return (checkpoint.Name, model, checkpoint.Value);
            }
        }
    }
}
