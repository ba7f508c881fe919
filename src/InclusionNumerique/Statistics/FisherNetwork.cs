using MathNet.Numerics;

namespace InclusionNumerique.Statistics;

/// <summary>
/// All tables with given margins, column by column (Mehta and Patel 1983): tables that have the same rest of the row sums to fill are followed together,
/// and are counted or dropped at once where the least and most probable ways to go on leave no doubt.
/// </summary>
internal sealed class FisherNetwork(int[] rows, int[] columns, int stepsMost)
{
    private readonly int[] columns = [.. columns.OrderDescending()];
    private readonly double[] logarithms = [.. Enumerable.Range(0, rows.Sum() + 1).Select(SpecialFunctions.FactorialLn)];
    private readonly Dictionary<Rest, Node> nodes = [];
    private int steps;

    /// <param name="observed">Logarithm of Π column! / Π cell! of the table observed.</param>
    /// <returns>Probability of the tables no more probable; null when it takes more than the steps allowed.</returns>
    public double? P(double observed)
    {
        if (Explore(new Rest(0, rows)) is not { } start)
        {
            return null;
        }

        var limit = observed + FisherExact.Tolerance;
        var p = 0.0;
        start.Pasts[0] = (0, 1);
        for (List<Node> stage = [start]; stage.Count > 0;)
        {
            var next = new List<Node>();
            foreach (var node in stage)
            {
                foreach (var past in node.Pasts.Values)
                {
                    p += Counted(past, node, limit, start.Total, next);
                }

                node.Pasts.Clear();
            }

            if (steps > stepsMost)
            {
                return null;
            }

            stage = next;
        }

        return Math.Min(1, p);
    }

    // What the tables with this past that are decided one column later add; the undecided ones become pasts of the nodes they lead to.
    private double Counted((double Logarithm, double Ways) past, Node node, double limit, double all, List<Node> next)
    {
        var p = 0.0;
        steps += node.Edges.Count;
        foreach (var (to, logarithm) in node.Edges)
        {
            var sum = past.Logarithm + logarithm;
            if (sum + to.Most <= limit)
            {
                p += past.Ways * Math.Exp(sum + to.Total - all);
            }
            else if (sum + to.Least <= limit)
            {
                if (to.Pasts.Count == 0)
                {
                    next.Add(to);
                }

                // Equal products come in different orders of addition: rounded far below the tolerance they are one.
                var key = (long)Math.Round(sum * 1e10);
                to.Pasts[key] = (sum, past.Ways + to.Pasts.GetValueOrDefault(key).Ways);
            }
        }

        return p;
    }

    // The bounds of a node, from those of the nodes it leads to; null when there are too many steps.
    private Node? Explore(Rest rest)
    {
        if (nodes.TryGetValue(rest, out var known))
        {
            return known;
        }

        // The sum over all ways to go on follows from the multinomial theorem.
        var total = logarithms[rest.Rows.Sum()] - rest.Rows.Sum(r => logarithms[r]);
        if (rest.Stage == columns.Length)
        {
            return nodes[rest] = new(0, 0, total, []);
        }

        var edges = new List<(Node To, double Logarithm)>();
        foreach (var (left, logarithm) in Fill(rest.Rows, columns[rest.Stage]))
        {
            if (++steps > stepsMost || Explore(new Rest(rest.Stage + 1, left)) is not { } node)
            {
                return null;
            }

            edges.Add((node, logarithm));
        }

        return nodes[rest] = new(edges.Min(e => e.Logarithm + e.To.Least), edges.Max(e => e.Logarithm + e.To.Most), total, edges);
    }

    // Every way to give a column's sum to the rows: what is left of the rows, and the logarithm of the column's part.
    private IEnumerable<(int[] Left, double Logarithm)> Fill(int[] left, int sum)
    {
        var cells = new int[left.Length];
        Spread(cells, left, sum);
        do
        {
            yield return ([.. left.Zip(cells, (l, c) => l - c)], logarithms[sum] - cells.Sum(c => logarithms[c]));
        }
        while (Advance(cells, left));
    }

    // As an odometer counts: the first row that can take a unit of those before it does, and what these had left goes back to the first of them.
    private static bool Advance(int[] cells, int[] left)
    {
        var (row, freed) = (0, 0);
        for (; row < cells.Length && (freed == 0 || cells[row] == left[row]); row++)
        {
            freed += cells[row];
            cells[row] = 0;
        }

        if (row == cells.Length)
        {
            return false;
        }

        cells[row]++;
        Spread(cells, left, freed - 1);
        return true;
    }

    private static void Spread(int[] cells, int[] left, int sum)
    {
        for (var row = 0; sum > 0; row++)
        {
            cells[row] = Math.Min(sum, left[row]);
            sum -= cells[row];
        }
    }

    private sealed class Node(double least, double most, double total, List<(Node To, double Logarithm)> edges)
    {
        /// <summary>Logarithm of the least probable way to go on.</summary>
        public double Least { get; } = least;

        /// <summary>Logarithm of the most probable way to go on.</summary>
        public double Most { get; } = most;

        /// <summary>Logarithm of the sum over all ways to go on.</summary>
        public double Total { get; } = total;

        public List<(Node To, double Logarithm)> Edges { get; } = edges;

        /// <summary>The tables filled so far that are still undecided, by their rounded logarithm.</summary>
        public Dictionary<long, (double Logarithm, double Ways)> Pasts { get; } = [];
    }

    /// <summary>Row sums still to fill after some columns; their order does not matter.</summary>
    private sealed class Rest(int stage, IEnumerable<int> rows) : IEquatable<Rest>
    {
        public int Stage { get; } = stage;

        public int[] Rows { get; } = [.. rows.Order()];

        public bool Equals(Rest? other) => other is not null && Stage == other.Stage && Rows.AsSpan().SequenceEqual(other.Rows);

        public override bool Equals(object? obj) => Equals(obj as Rest);

        public override int GetHashCode() => Rows.Aggregate(Stage, HashCode.Combine);
    }
}
