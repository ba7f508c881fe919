namespace InclusionNumerique.Tests.Dashboards;

/// <summary>Amounts of zero or more under linear equations, and how far a sum of some can go: a dense simplex in two phases, for attacks on small tables.</summary>
internal sealed class LinearProgramme
{
    private const double Tiny = 1e-7;

    private readonly List<(double[] Row, double Right)> _equations = [];
    private readonly int _variables;
    private double[][] _tableau = [];
    private int[] _basis = [];
    private int _columns;

    public LinearProgramme(int variables) => _variables = _columns = variables;

    /// <summary>The sum of the variables lies between the two; without a most, it is that or more.</summary>
    public void Add(IReadOnlyList<int> summed, double least, double? most)
    {
        var slacks = least == most ? [] : most is null ? new[] { (-1.0, least) } : [(-1.0, least), (1.0, most.Value)];
        foreach (var (slack, right) in slacks.DefaultIfEmpty((0, least)))
        {
            var row = new double[_columns + 1];
            foreach (var variable in summed)
            {
                row[variable]++;
            }

            if (slack != 0)
            {
                row[_columns++] = slack;
            }

            _equations.Add((row, right));
        }
    }

    /// <summary>Finds amounts that fit; false when none do.</summary>
    public bool Solve()
    {
        var rows = _equations.Count;
        _tableau = new double[rows][];
        _basis = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            var (said, right) = _equations[i];
            var sign = right < 0 ? -1 : 1;
            _tableau[i] = new double[_columns + rows + 1];
            for (var j = 0; j < said.Length; j++)
            {
                _tableau[i][j] = sign * said[j];
            }

            (_tableau[i][_columns + i], _tableau[i][^1], _basis[i]) = (1, sign * right, _columns + i);
        }

        var left = -Optimise(j => j >= _columns ? -1 : 0, _columns + rows);
        if (left > 1e-5)
        {
            return false;
        }

        // What only made a start leaves; an equation that the others say already goes.
        for (var i = 0; i < _tableau.Length; i++)
        {
            if (_basis[i] >= _columns && Enumerable.Range(0, _columns).FirstOrDefault(j => Math.Abs(_tableau[i][j]) > Tiny, -1) is >= 0 and var column)
            {
                Pivot(i, column);
            }
        }

        var kept = Enumerable.Range(0, _tableau.Length).Where(i => _basis[i] < _columns).ToArray();
        (_tableau, _basis) = ([.. kept.Select(i => (double[])[.. _tableau[i][.._columns], _tableau[i][^1]])], [.. kept.Select(i => _basis[i])]);
        return true;
    }

    /// <summary>The most that the sum can be; infinity where nothing stops it.</summary>
    public double Most(IReadOnlyList<int> summed) => Optimise(summed, 1);

    public double Least(IReadOnlyList<int> summed) => -Optimise(summed, -1);

    private double Optimise(IReadOnlyList<int> summed, int sign)
    {
        var wanted = new double[_columns];
        foreach (var variable in summed)
        {
            wanted[variable] += sign;
        }

        return Optimise(j => wanted[j], _columns);
    }

    private double Optimise(Func<int, double> price, int columns)
    {
        for (var step = 0; ; step++)
        {
            // Reduced prices; after many steps the first that helps (Bland), so that it cannot go round in circles.
            var prices = new double[columns];
            for (var j = 0; j < columns; j++)
            {
                prices[j] = price(j);
            }

            for (var i = 0; i < _tableau.Length; i++)
            {
                if (price(_basis[i]) is not 0 and var based)
                {
                    for (var j = 0; j < columns; j++)
                    {
                        prices[j] -= based * _tableau[i][j];
                    }
                }
            }

            var entering = -1;
            for (var j = 0; j < columns; j++)
            {
                if (prices[j] > Tiny && (entering < 0 || (step < 500 && prices[j] > prices[entering])))
                {
                    entering = j;
                }
            }

            if (entering < 0)
            {
                return Enumerable.Range(0, _tableau.Length).Sum(i => price(_basis[i]) * _tableau[i][^1]);
            }

            var leaving = -1;
            for (var i = 0; i < _tableau.Length; i++)
            {
                if (_tableau[i][entering] > Tiny && (leaving < 0 || Ratio(i, entering) < Ratio(leaving, entering) - 1e-12 || (Ratio(i, entering) <= Ratio(leaving, entering) && _basis[i] < _basis[leaving])))
                {
                    leaving = i;
                }
            }

            if (leaving < 0)
            {
                return double.PositiveInfinity;
            }

            Pivot(leaving, entering);
        }
    }

    private double Ratio(int row, int column) => _tableau[row][^1] / _tableau[row][column];

    private void Pivot(int row, int column)
    {
        var (pivot, scale) = (_tableau[row], _tableau[row][column]);
        for (var j = 0; j < pivot.Length; j++)
        {
            pivot[j] /= scale;
        }

        for (var i = 0; i < _tableau.Length; i++)
        {
            if (i != row && _tableau[i][column] is not 0 and var factor)
            {
                for (var j = 0; j < pivot.Length; j++)
                {
                    _tableau[i][j] -= factor * pivot[j];
                }
            }
        }

        _basis[row] = column;
    }
}
