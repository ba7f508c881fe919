namespace InclusionNumerique.Checking;

/// <summary>With several answers per person, a percentage is of persons or of answers: which of them must be told, and be the same everywhere.</summary>
internal sealed class BaseCheck : IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes)
    {
        foreach (var table in report.Tables.Where(t => t.AllowsSeveral && t.HasCounts && !t.HasMeans))
        {
            var answers = PublishedCount.Whole(table.Rows.Select(r => r.Cells.ElementAtOrDefault(0)?.Count)) ?? 0;
            int? persons = FilterCheck.Asked(report, table) ?? (report.Respondents.TryGetValue(table.Questionnaire, out var known) ? known : null);
            var total = table.Rows.Count > 0 ? PublishedCount.Base(table, table.Rows[0], 0) : null;
            if (table.Rows.All(r => r.Cells.ElementAtOrDefault(0)?.Percent is null))
            {
                yield return Of(table, $"{answers} réponses{(persons is null ? "" : $" de {persons} personnes")}, sans pourcentage : rien ne dit combien de personnes ont choisi chaque réponse sur combien.");
            }
            else if (total == answers && persons == answers)
            {
                yield return Of(table, $"Plusieurs réponses étaient possibles, mais les {answers} réponses sont autant que les personnes : une seule par personne a été comptée.");
            }
            else if (total == answers)
            {
                yield return Of(table, $"Les pourcentages portent sur {answers} réponses{(persons is null ? ", pas sur les personnes" : $", pas sur les {persons} personnes")} : ils ne disent pas quelle part des personnes a choisi chaque réponse.");
            }
        }
    }

    private static Finding Of(PublishedTable table, string message) => new(FindingKind.Base, FindingWeight.Remark, table.Id, null, message) { Table = table.Id };
}
