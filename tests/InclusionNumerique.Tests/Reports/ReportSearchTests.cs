using InclusionNumerique.Dashboards;
using InclusionNumerique.Reports;

namespace InclusionNumerique.Tests.Reports;

/// <summary>A figure that was published is found again, with its date and what was asked.</summary>
public sealed class ReportSearchTests(TestServer server) : ReportTest(server)
{
    private static readonly string[] FoundLines = ["Total : Visites · 401"];

    [Fact]
    public async Task A_report_is_found_by_its_words_its_kind_a_day_of_its_period_and_a_number_of_its_tables()
    {
        await AddVisitsAsync(4812 / 12, new(2026, 10, 6));
        var monthly = await IssuedAsync();
        Clock.Advance(TimeSpan.FromDays(60));
        var caf = await IssuedAsync(ReportKind.Caf, new(FigurePeriod.Of(FigureSpan.Year, new(2026, 12, 31), Today.AddDays(60)), Blosne));

        (await FoundAsync(new())).Should().Equal(caf, monthly);
        (await FoundAsync(new(Kind: ReportKind.Caf))).Should().Equal(caf);
        (await FoundAsync(new(On: new(2026, 10, 31)))).Should().Equal(caf, monthly);
        (await FoundAsync(new(On: new(2026, 9, 30)))).Should().Equal(caf);
        (await FoundAsync(new("MENSUEL octobre"))).Should().Equal(monthly);
        (await FoundAsync(new("visites 401"))).Should().Equal(caf, monthly);
        (await FoundAsync(new("visites 402"))).Should().BeEmpty();
        (await FoundAsync(new("zq\0%_'"))).Should().BeEmpty();
        (await Queries.ListAsync(new("visites 401"), 1, Observer, Cancellation)).Rows[0].Should().BeEquivalentTo(
            new { Kind = ReportKind.Caf, Site = "Blosne", Author = "Coordinatrice Démo", IssuedAt = Now.AddDays(60), IsScheduled = false, Lines = FoundLines });
    }

    [Fact]
    public async Task A_comment_is_found_and_one_that_was_left_out_is_not()
    {
        var draft = await DraftedAsync();
        var form = FormOf(draft);
        form.Introduction = "Un été caniculaire";
        form.Sections[0] = form.Sections[0] with { Comment = "L’imprimante a lâché" };
        form.Sections[^1] = form.Sections[^1] with { Comment = "Jamais dit", IsLeftOut = true };
        await SaveAsync(form);
        await IssueAsync(await ReadAsync(draft.Id));
        await MakeAsync((await Work.ClaimAsync(Cancellation))!);

        (await FoundAsync(new("caniculaire"))).Should().Equal(draft.Id);
        (await FoundAsync(new("imprimante LACHE"))).Should().Equal(draft.Id);
        (await FoundAsync(new("jamais"))).Should().BeEmpty();
        (await FoundAsync(new("comment"))).Should().BeEmpty("that is how it is stored, not what it says");
    }

    [Fact]
    public async Task Drafts_are_for_who_writes_them_and_issued_reports_for_who_reads_figures_of_all_sites()
    {
        var (draft, issued) = (await DraftedAsync(), await IssuedAsync(ReportKind.Annual));

        foreach (var reader in new[] { Observer, Administrator })
        {
            (await Queries.OpenAsync(reader, Cancellation)).Should().BeEmpty();
            (await Queries.DraftAsync(draft.Id, reader, Cancellation)).Should().BeNull();
            (await Queries.OneAsync(draft.Id, reader, Cancellation)).Should().BeNull();
            (await Queries.OneAsync(issued, reader, Cancellation)).Should().NotBeNull();
            (await Queries.FileAsync(issued, isPdf: true, reader, Cancellation))!.Content.Should().Equal(1, 2);
        }

        (await Queries.ListAsync(new(), 1, Mediator, Cancellation)).Rows.Should().BeEmpty();
        (await Queries.OneAsync(issued, Mediator, Cancellation)).Should().BeNull();
        (await Queries.FileAsync(issued, isPdf: false, Professional, Cancellation)).Should().BeNull();
        (await Queries.DraftAsync(issued, Coordinator, Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task A_monthly_report_stays_with_the_team()
    {
        var issued = await IssuedAsync();

        (await Queries.ListAsync(new(), 1, Observer, Cancellation)).Should().BeEquivalentTo(new { Total = 0 });
        (await Queries.OneAsync(issued, Observer, Cancellation)).Should().BeNull();
        (await Queries.FileAsync(issued, isPdf: true, Observer, Cancellation)).Should().BeNull();
        (await Queries.DifferencesAsync(issued, Observer, Cancellation)).Should().BeEmpty();
        (await Queries.OneAsync(issued, Administrator, Cancellation)).Should().NotBeNull();
    }

    private async Task<IEnumerable<Guid>> FoundAsync(ReportFilter filter) => (await Queries.ListAsync(filter, 1, Administrator, Cancellation)).Rows.Select(r => r.Id);
}
