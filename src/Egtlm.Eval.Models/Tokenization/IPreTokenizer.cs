namespace Egtlm.Eval.Models.Tokenization;

/// <summary>Cuts normalised text into the pieces that the model tokenises one by one. Safe for parallel use.</summary>
internal interface IPreTokenizer
{
    Pieces Split(Pieces pieces);
}
