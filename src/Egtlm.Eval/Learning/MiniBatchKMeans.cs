using System.Numerics;

namespace Egtlm.Eval.Learning;

/// <summary>How to cluster.</summary>
/// <param name="Clusters">Number of clusters, 1 to the number of rows.</param>
/// <param name="BatchSize">Rows per step; at most the number of rows is used.</param>
/// <param name="Seed">Seed of the numpy <c>RandomState</c>.</param>
public sealed record MiniBatchKMeansOptions(int Clusters, int BatchSize, uint Seed);

/// <summary>sklearn's <c>MiniBatchKMeans(n_init=1, init="k-means++")</c>, draw for draw.</summary>
/// <remarks>
/// Sculley 2010, doi:10.1145/1772690.1772862; sklearn/cluster/_kmeans.py 1.9 with its defaults otherwise.
/// </remarks>
public static class MiniBatchKMeans
{
    /// <summary>Clusters rows and labels each with its nearest final centre.</summary>
    /// <typeparam name="T">float or double: the type in which sklearn would compute.</typeparam>
    /// <param name="points">Points, <c>[points, columns]</c>; finite.</param>
    /// <param name="rows">The rows to cluster, as places in <paramref name="points"/>; a point may repeat.</param>
    /// <returns>A cluster per row, numbered from 0; a cluster may be empty.</returns>
    public static int[] FitPredict<T>(Matrix<T> points, int[] rows, MiniBatchKMeansOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var fit = new MiniBatchKMeansFit<T>(points, rows, options);
        while (!fit.IsDone)
        {
            fit.Step();
        }

        return fit.Labels();
    }
}
