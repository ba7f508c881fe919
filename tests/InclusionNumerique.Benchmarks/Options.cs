using System.Globalization;

namespace InclusionNumerique.Benchmarks;

/// <summary><c>--name value</c> and <c>--flag</c>; a mistyped name is refused, since a default in its place would falsify a figure.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _given = [];

    public Options(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new BenchmarkException($"Expected an option, found '{args[i]}'.");
            }

            var hasValue = i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal);
            _given[args[i][2..]] = hasValue ? args[++i] : "";
        }
    }

    public bool Flag(string name) => _given.Remove(name);

    public string? Text(string name) => _given.Remove(name, out var value) ? value : null;

    public string Text(string name, string otherwise) => Text(name) ?? otherwise;

    public int Number(string name, int otherwise, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new BenchmarkException($"--{name} must be a whole number from {least} to {most}.");
    }

    public void RefuseUnread()
    {
        if (_given.Count > 0)
        {
            throw new BenchmarkException($"Unknown option: --{string.Join(", --", _given.Keys)}.");
        }
    }
}
