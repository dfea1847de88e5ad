namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Turns token strings into text, which is the result's items one after the other.</summary>
internal interface IDecoder
{
    List<string> Decode(List<string> tokens);
}
