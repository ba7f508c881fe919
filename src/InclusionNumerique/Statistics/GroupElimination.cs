using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace InclusionNumerique.Statistics;

/// <summary>
/// Gauss's elimination in whole numbers (Bareiss 1968) of the products E within the groups, with the groups' distances to the overall mean at its right:
/// correlated items lose no digit, and a singular E shows as a zero. What is left is one rectangular matrix whose squared singular values are the eigenvalues of E⁻¹H.
/// E is taken as what is left of the products of the answers once the groups' counts are eliminated: so their product, which makes it whole, stands once in every number instead of once
/// for each item, and the numbers stay a third as long.
/// </summary>
internal sealed class GroupElimination
{
    private readonly int items;
    private readonly int[] counts;
    private readonly BigInteger common;
    private readonly BigInteger[,] rows;

    private GroupElimination(CrossProducts[] groups, int items)
    {
        this.items = items;
        counts = [.. groups.Select(g => g.Count)];
        common = counts.Aggregate(BigInteger.One, (a, b) => a * b);
        rows = new BigInteger[items, items + counts.Length];
        var total = counts.Sum();
        for (var a = 0; a < items; a++)
        {
            for (var b = a; b < items; b++)
            {
                rows[a, b] = groups.Aggregate(BigInteger.Zero, (sum, g) => sum + (g.Deviations(a, b) * (common / g.Count)));
            }

            var sum = groups.Aggregate(BigInteger.Zero, (s, g) => s + g.Total(a));
            for (var g = 0; g < counts.Length; g++)
            {
                rows[a, items + g] = common * ((total * groups[g].Total(a)) - (counts[g] * sum));
            }
        }
    }

    public static GroupElimination Of(CrossProducts[] groups, int items)
    {
        var elimination = new GroupElimination(groups, items);
        elimination.Eliminate();
        return elimination;
    }

    /// <summary>Null when E has an inverse.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Falling, as many as can differ from zero.</summary>
    public double[] Eigenvalues()
    {
        var total = new BigInteger(counts.Sum());
        var matrix = Matrix<double>.Build.Dense(items, counts.Length, (r, g) =>
        {
            var value = rows[r, items + g];
            return value.Sign * Math.Sqrt(Fraction.Quotient(value * value, Before(r) * rows[r, r] * counts[g] * total * total));
        });
        return [.. matrix.Svd(false).S.Select(s => s * s).OrderDescending().Take(Math.Min(items, counts.Length - 1))];
    }

    private BigInteger Before(int row) => row == 0 ? common : rows[row - 1, row - 1];

    private void Eliminate()
    {
        BigInteger[] diagonal = [.. Enumerable.Range(0, items).Select(i => rows[i, i])];
        if (Array.FindIndex(diagonal, d => d.IsZero) is >= 0 and var constant)
        {
            Refusal = Reasons.ItemWithoutVariation(constant);
            return;
        }

        for (var pivot = 0; pivot < items; pivot++)
        {
            // The pivot over the one before is what is left of the item's variation once the items before it are taken out.
            if (Fraction.Quotient(common * rows[pivot, pivot], Before(pivot) * diagonal[pivot]) < Manova.LeastOwnShare)
            {
                Refusal = Reasons.DependentItems;
                return;
            }

            for (var row = pivot + 1; row < items; row++)
            {
                // The lower half is the mirror of the upper one, at every step: it is never written.
                var factor = rows[pivot, row];
                for (var column = row; column < items + counts.Length; column++)
                {
                    rows[row, column] = ((rows[pivot, pivot] * rows[row, column]) - (factor * rows[pivot, column])) / Before(pivot);
                }
            }
        }
    }
}
