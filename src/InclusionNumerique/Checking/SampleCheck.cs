using InclusionNumerique.Surveys;

namespace InclusionNumerique.Checking;

/// <summary>Means without their number of people: who is missing, and which groups are too few to be shown (the threshold is that of the product's own tables).</summary>
internal sealed class SampleCheck : IReportCheck
{
    private const int Rare = 4;

    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        var places = report.Tables.Where(t => t.HasMeans).SelectMany(t => t.Rows.Select(r => (Table: t, Row: r)));
        foreach (var (table, row) in places.Where(p => p.Row.Count < SurveyAnalysis.Least))
        {
            yield return new(FindingKind.SmallGroup, FindingWeight.Remark, row.Id, null, $"Cette moyenne porte sur {row.Count} personnes seulement.", $"{SurveyAnalysis.Least} au moins") { Table = table.Id };
        }

        foreach (var group in report.Tables.Where(t => t.HasMeans).SelectMany(t => t.Groups.Where(g => g.Count < SurveyAnalysis.Least).Select(g => (Table: t, Group: g))))
        {
            yield return Small(group.Table.Id, group.Group.Name, group.Group.Count!.Value, report, group.Table.Grouping);
        }

        var runs = sizes.Runs.Where(r => r.Name.Length > 0).ToList();
        foreach (var run in runs.Where(r => r.Size < SurveyAnalysis.Least))
        {
            yield return Small(run.Tables[0].Id, run.Name, run.Size, report, run.Grouping);
        }

        foreach (var run in runs.Where(r => r.Declared is { } declared && r.Size * Rare < declared))
        {
            yield return new(
                FindingKind.Sample, FindingWeight.Remark, run.Grouping, run.Name,
                $"Les moyennes de « {run.Name} » ne portent que sur {run.Size} personnes, alors que {run.Declared} sont déclarées.{Told(report, run)}") { Table = run.Tables[0].Id };
        }

        foreach (var grouping in runs.Where(r => r.Declared is not null && r.Size < r.Declared).GroupBy(r => r.Grouping))
        {
            var parts = grouping.GroupBy(r => (r.Name, r.Size, r.Declared)).Select(r => $"« {r.Key.Name} » {r.Key.Size} sur {r.Key.Declared}");
            yield return new(
                FindingKind.Sample, FindingWeight.Remark, grouping.Key, null,
                $"L’effectif des moyennes n’est pas imprimé. Celui qu’elles trahissent est inférieur aux personnes déclarées : {string.Join(", ", parts)}.") { Table = grouping.First().Tables[0].Id };
        }
    }

    private static Finding Small(string table, string name, int size, PublishedReport report, string grouping)
    {
        var excluded = report.Groupings.SelectMany(g => g.Excluded).ToList();
        var unfair = excluded.Count > 0 ? $" alors que {string.Join(" et ", excluded.Select(e => $"{e.Name} ({e.Count})"))} sont écartés pour cette raison" : "";
        return new(FindingKind.SmallGroup, FindingWeight.Remark, grouping.Length > 0 ? grouping : table, name, $"« {name} » ne compte que {size} personnes et ses moyennes sont publiées{unfair}.", $"{SurveyAnalysis.Least} au moins") { Table = table };
    }

    private static string Told(PublishedReport report, SizeRun run)
    {
        var sentences = report.Sentences.Where(s => s.About.Any(a => a.EndsWith($"/{run.Grouping}", StringComparison.Ordinal)) && GroupNames.In(s.Text, [run.Name]).Count > 0).Select(s => s.Id).Distinct().ToList();
        return sentences.Count > 0 ? $" Des phrases en tirent pourtant une conclusion : {string.Join(", ", sentences)}." : "";
    }
}
