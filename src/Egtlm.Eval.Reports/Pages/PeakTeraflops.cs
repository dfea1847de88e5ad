namespace Egtlm.Eval.Reports.Pages;

/// <summary>What a card can do at most.</summary>
internal static class PeakTeraflops
{
    // Dense bfloat16 and float16, without sparsity. Source: NVIDIA's data sheets of each card.
    private static readonly (string Name, double Peak)[] s_cards =
    [
        ("H200", 989), ("H100 PCIe", 756), ("H100 NVL", 835), ("H100", 989), ("H800", 989), ("A100", 312),
        ("A800", 312), ("L40S", 362), ("L4", 121), ("A10", 125),
    ];

    /// <summary>Null for an unknown card and for float32, whose rate depends on TF32.</summary>
    public static double? Of(string? gpu, string dtype) => gpu is null || dtype == "float32"
        ? null
        : s_cards.Where(card => gpu.Contains(card.Name, StringComparison.Ordinal))
            .Select(card => (double?)card.Peak).FirstOrDefault();
}
