namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Rewrites text before it is cut. Gets and gives well-formed UTF-16. Safe for parallel use.</summary>
internal interface INormalizer
{
    string Normalize(string text);
}
