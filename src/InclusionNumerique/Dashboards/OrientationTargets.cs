using System.Globalization;
using InclusionNumerique.Orientations;

namespace InclusionNumerique.Dashboards;

/// <summary>The places that people were sent to, as lines: those that are few among their kind are one line together, for a name with a few people is a story.</summary>
internal sealed class OrientationTargets
{
    private const int NamesMost = 12;

    private readonly Dictionary<string, string> _lineOf = [];
    private readonly IReadOnlyList<(string Key, string Group, string Label)> _lines;

    public OrientationTargets(IEnumerable<OrientationRow> now, IEnumerable<OrientationRow> before)
    {
        var sent = now.Where(IsTarget).Select(r => (Row: r, r.Count)).Concat(before.Where(IsTarget).Select(r => (Row: r, Count: 0L)))
            .GroupBy(t => (Key: KeyOf(t.Row), t.Row.Code, t.Row.Label), (target, rows) => (target.Key, target.Code, target.Label, Count: rows.Sum(r => r.Count))).ToArray();
        var named = sent.GroupBy(t => t.Code).SelectMany(kind => kind.Where(t => t.Count >= Disclosure.Threshold).OrderByDescending(t => t.Count).ThenBy(t => t.Key, StringComparer.Ordinal).Take(NamesMost))
            .Select(t => t.Key).ToHashSet();
        foreach (var (key, code, _, _) in sent)
        {
            _lineOf[key] = named.Contains(key) ? key : Others(code);
        }

        // By name: what is hidden must not be told by its rank.
        _lines = [.. Enum.GetValues<TargetKind>().Select(k => (int)k).SelectMany(kind =>
        {
            var names = sent.Where(t => t.Code == kind && named.Contains(t.Key)).OrderBy(t => t.Label, StringComparer.Create(new("fr-FR"), ignoreCase: true))
                .Select(t => (t.Key, Group(kind), kind == (int)TargetKind.DigitalSpace ? $"Espace numérique, {t.Label}" : t.Label));
            return sent.Any(t => t.Code == kind && !named.Contains(t.Key)) ? names.Append((Others(kind), Group(kind), $"Autres : {LabelOf(kind)}")) : names;
        })];
    }

    public ProportionLine[] Kinds(OrientationCounts now, OrientationCounts? before)
    {
        var (split, splitBefore) = (Split(now), before is null ? null : Split(before));
        return [.. Enum.GetValues<TargetKind>().Select(k => (int)k).Where(kind => _lines.Any(l => l.Group == Group(kind)))
            .Select(kind => new ProportionLine(char.ToUpperInvariant(LabelOf(kind)[0]) + LabelOf(kind)[1..], split.Group(Group(kind)), splitBefore?.Group(Group(kind)), kind))];
    }

    public ProportionLine[] Lines(OrientationCounts now, OrientationCounts? before)
    {
        var (split, splitBefore) = (Split(now), before is null ? null : Split(before));
        return [.. _lines.Select(l => new ProportionLine(l.Label, split.Line(l.Key), splitBefore?.Line(l.Key), NumberOf(l.Key)))];
    }

    private OrientationBreakdown Split(OrientationCounts counts) => new(counts, [.. _lines.Select(l => (l.Key, l.Group))], r => IsTarget(r) ? _lineOf[KeyOf(r)] : null);

    private static bool IsTarget(OrientationRow row) => row.Table == OrientationTable.Targets;

    private static string KeyOf(OrientationRow row) => $"{row.Code} {row.Key}";

    // Of a place; those that are told together have none.
    private static int? NumberOf(string key) => int.TryParse(key[(key.IndexOf(' ') + 1)..], CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Group(int kind) => $"{kind}";

    private static string Others(int kind) => $"{kind} others";

    private static string LabelOf(int kind) => (TargetKind)kind switch
    {
        TargetKind.DigitalSpace => "espaces numériques",
        TargetKind.HouseService => "services de la maison",
        _ => "partenaires",
    };
}
