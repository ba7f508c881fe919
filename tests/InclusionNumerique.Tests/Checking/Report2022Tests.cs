using System.Text.Json;
using InclusionNumerique.Checking;

namespace InclusionNumerique.Tests.Checking;

/// <summary>The evaluation report of 2022 against the list of its discrepancies, made by hand and by independent scripts before the checker was written.</summary>
public sealed class Report2022Tests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly PublishedReport Report = ReportJson.Report2022();
    private static readonly IReadOnlyList<Finding> Findings = ReportChecker.Check(Report);
    private static readonly Known List = JsonSerializer.Deserialize<Known>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Checking", "report-2022-discrepancies.json")), Web)!;

    [Fact]
    public void Every_discrepancy_on_the_list_is_found() => List.Discrepancies.SelectMany(d => d.Findings ?? []).Should().BeSubsetOf(Findings.Select(Key));

    [Fact]
    public void Every_sentence_that_the_tables_contradict_is_found() =>
        List.Claims.Where(c => c.Verdict.StartsWith("contradicted", StringComparison.Ordinal) || c.Verdict is "rounding" or "typo").Select(c => $"Sentence {c.Id}").Should().BeSubsetOf(Findings.Select(Key));

    [Fact]
    public void Nothing_else_is_found()
    {
        var listed = List.Discrepancies.SelectMany(d => d.Findings ?? []).Concat(List.Claims.Where(c => !c.Verdict.StartsWith("ok", StringComparison.Ordinal)).Select(c => $"Sentence {c.Id}"));

        Findings.Select(Key).Except(listed).Should().BeEmpty();
    }

    // One stands in the layout, the others ask for somebody who reads French.
    [Fact]
    public void Of_44_discrepancies_36_are_found_and_the_others_are_no_matter_of_numbers()
    {
        List.Discrepancies.Should().HaveCount(44).And.OnlyContain(d => (d.Findings == null) != (d.Beyond == null));
        List.Discrepancies.Where(d => d.Beyond is not null).Select(d => d.Kind).Order().Should().Equal("rule", "typo", "typo", "typo", "typo", "typo", "wording", "wording");
    }

    [Fact]
    public void The_means_betray_how_many_people_are_behind_them()
    {
        var runs = GroupSizes.Of(Report).Runs;

        Sizes("structure", "CCAS").Should().Equal(50, 52);
        Sizes("structure", "CDAS").Should().Equal(25, 23);
        Sizes("structure", "Centre social").Should().Equal(10);
        runs.Where(r => r.Grouping == "mission").Select(r => r.Size).Should().Equal(16, 34, 8, 13, 5, 4);
        Sizes("formation", "Oui").Distinct().Should().Equal(38, 39);
        Sizes("formation", "Non").Should().Equal(64, 65);

        IEnumerable<int> Sizes(string grouping, string name) => runs.Where(r => r.Grouping == grouping && r.Name == name).Select(r => r.Size);
    }

    [Fact]
    public void All_the_report_prints_is_there()
    {
        var cells = Report.Tables.SelectMany(t => t.Rows).SelectMany(r => r.Cells).ToList();

        cells.Count(c => c.Mean is not null).Should().Be(735);
        cells.Count(c => c.Letters.Length > 0).Should().Be(183);
        Report.Sentences.Select(s => s.Id).Where(id => id[0] == 'C').Distinct().Should().HaveCount(41);
    }

    private static string Key(Finding finding) => $"{finding.Kind} {finding.Place}{(finding.Group is { } group ? $" ({group})" : "")}";

    private sealed record Known(List<Discrepancy> Discrepancies, List<Claim> Claims);

    private sealed record Discrepancy(string Kind, string Where, string Note, List<string>? Findings, string? Beyond);

    private sealed record Claim(string Id, string Verdict, string Note);
}
