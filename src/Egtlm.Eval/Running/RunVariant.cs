using Egtlm.Eval.Encoders;
using Egtlm.Eval.Results;

namespace Egtlm.Eval.Running;

/// <summary>One way to encode the tasks of a run, with results of its own.</summary>
public sealed record RunVariant(IEncoder Encoder, ResultStore Store, RunOptions Options);
