namespace Egtlm.Eval.Tests.Tasks;

/// <summary>Small valid task files.</summary>
internal static class TaskText
{
    public static string Sts(string name, string subsets = """[{ "name": "default", "languages": ["eng-Latn"] }]""") =>
        $$"""
        {
          "type": "sts",
          "name": "{{name}}",
          "dataset": { "path": "some/where", "revision": "1" },
          "subsets": {{subsets}},
          "splits": ["validation", "test"],
          "main_score": "cosine_spearman",
          "min_score": 0,
          "max_score": 5
        }
        """;

    public static string Of(string type, string name, string mainScore, string more = "") => $$"""
        {
          "type": "{{type}}",
          "name": "{{name}}",
          "dataset": { "path": "some/where", "revision": "1" },
          "subsets": [{ "name": "default", "languages": ["eng-Latn"] }],
          "splits": ["test"],
          "main_score": "{{mainScore}}"{{more}}
        }
        """;
}
