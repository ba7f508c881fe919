using InclusionNumerique.Dashboards;
using InclusionNumerique.Reports;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Tests.Reports;

/// <summary>The queue: who makes a report, who takes it up, and that it is issued once and kept for ever.</summary>
public sealed class ReportWorkTests(TestServer server) : ReportTest(server)
{
    [Fact]
    public async Task Several_processes_make_each_report_once()
    {
        await AddVisitsAsync(30, new(2026, 10, 6));
        var reports = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            reports.Add((await QueuedAsync()).Id);
        }

        var made = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            var mine = new List<Guid>();
            while (await Work.ClaimAsync(Cancellation) is { } claimed)
            {
                (await MakeAsync(claimed)).Should().BeTrue();
                mine.Add(claimed.Report.Id);
            }

            return mine;
        }));

        made.SelectMany(m => m).Should().BeEquivalentTo(reports);
        (await Queries.ListAsync(new(), 1, Administrator, Cancellation)).Rows.Select(r => r.Id).Should().BeEquivalentTo(reports);
    }

    [Fact]
    public async Task A_report_whose_process_died_is_taken_up_when_its_lease_is_over_and_the_dead_one_issues_nothing()
    {
        await AddVisitsAsync(30, new(2026, 10, 6));
        await QueuedAsync();
        var dead = (await Work.ClaimAsync(Cancellation))!;
        (await Work.StepAsync(dead, ReportStep.Pdf, Cancellation)).Should().BeTrue();

        Clock.Advance(ReportWork.Lease - TimeSpan.FromSeconds(1));
        (await Work.ClaimAsync(Cancellation)).Should().BeNull("it may still be at work");
        Clock.Advance(TimeSpan.FromSeconds(1));
        var next = (await Work.ClaimAsync(Cancellation))!;

        (await Work.StepAsync(dead, ReportStep.Workbook, Cancellation)).Should().BeFalse();
        (await MakeAsync(dead, "<p>Du mort</p>")).Should().BeFalse();
        (await MakeAsync(next)).Should().BeTrue();
        (await MakeAsync(next, "<p>Deux fois</p>")).Should().BeFalse();
        (await Queries.OneAsync(next.Report.Id, Administrator, Cancellation))!.Html.Should().Be("<p>Octobre</p>");
    }

    [Fact]
    public async Task A_process_that_ends_during_a_deploy_leaves_its_report_to_the_next_at_once()
    {
        await QueuedAsync();
        var old = (await Work.ClaimAsync(Cancellation))!;
        await Work.StepAsync(old, ReportStep.Pages, Cancellation);

        await Work.ReleaseAsync(old);
        var taken = await Task.WhenAll(Work.ClaimAsync(Cancellation), Work.ClaimAsync(Cancellation));

        taken.OfType<ClaimedReport>().Should().ContainSingle().Which.Report.Should().Match<Report>(r => r.Id == old.Report.Id && r.Attempts == 1);
        (await MakeAsync(old)).Should().BeFalse();
    }

    [Fact]
    public async Task What_is_cancelled_is_a_draft_again_and_is_not_issued_by_who_was_making_it()
    {
        var draft = await QueuedAsync();
        var claimed = (await Work.ClaimAsync(Cancellation))!;
        await Work.StepAsync(claimed, ReportStep.Figures, Cancellation);

        (await CancelAsync(draft.Id)).IsDone.Should().BeTrue();
        (await CancelAsync(draft.Id)).IsDone.Should().BeTrue();

        (await Work.StepAsync(claimed, ReportStep.Pages, Cancellation)).Should().BeFalse();
        (await MakeAsync(claimed)).Should().BeFalse();
        (await ReadAsync(draft.Id)).Should().Match<ReportDraft>(r => r.State == ReportState.Draft && r.Step == ReportStep.None && r.Error == null);
        (await IssueAsync(await ReadAsync(draft.Id))).IsDone.Should().BeTrue();
        (await MakeAsync(claimed)).Should().BeFalse("the new order is another's");
        (await MakeAsync((await Work.ClaimAsync(Cancellation))!)).Should().BeTrue();
    }

    [Fact]
    public async Task What_fails_again_and_again_goes_back_to_its_author_who_is_told_why()
    {
        var draft = await QueuedAsync();
        for (var i = 0; i < ReportWork.AttemptsMost; i++)
        {
            await Work.FailAsync((await Work.ClaimAsync(Cancellation))!, "Le PDF n’a pas pu être imprimé.");
        }

        (await Work.ClaimAsync(Cancellation)).Should().BeNull();
        (await Queries.OpenAsync(Coordinator, Cancellation)).Should().ContainSingle(r => r.State == ReportState.Draft && r.Error == "Le PDF n’a pas pu être imprimé.");
        (await IssueAsync(await ReadAsync(draft.Id))).IsDone.Should().BeTrue();
        for (var i = 0; i < ReportWork.AttemptsMost; i++)
        {
            (await Work.ClaimAsync(Cancellation)).Should().NotBeNull();
            Clock.Advance(ReportWork.Lease);
        }

        (await Work.ClaimAsync(Cancellation)).Should().BeNull("what ends the product each time is not tried for ever");
        (await ReadAsync(draft.Id)).Error.Should().Contain("s’est arrêté");
    }

    [Theory]
    [InlineData("UPDATE reports SET title = 'x'")]
    [InlineData("UPDATE reports SET issued_at = now()")]
    [InlineData("UPDATE reports SET state = 1, queued_at = NULL, queued_by_id = NULL, issued_at = NULL")]
    [InlineData("UPDATE issued_reports SET html = 'x'")]
    [InlineData("UPDATE issued_reports SET pdf = NULL")]
    [InlineData("DELETE FROM issued_reports")]
    [InlineData("DELETE FROM reports")]
    [InlineData("TRUNCATE reports, issued_reports")]
    [InlineData("TRUNCATE issued_reports")]
    public async Task The_database_refuses_any_change_of_an_issued_report(string sql)
    {
        await IssuedAsync();
        await using var db = OpenDb();

        var change = () => db.Database.ExecuteSqlRawAsync(sql, Cancellation);

        await change.Should().ThrowAsync<PostgresException>();
    }

    [Fact]
    public async Task An_issued_report_is_the_same_after_the_visits_have_changed_and_says_that_they_did()
    {
        await AddVisitsAsync(30, new(2026, 10, 6));
        var id = await IssuedAsync();
        (await Queries.DifferencesAsync(id, Coordinator, Cancellation)).Should().BeEmpty();
        var before = await Queries.OneAsync(id, Administrator, Cancellation);

        await AddVisitsAsync(12, new(2026, 10, 7));

        (await Queries.DifferencesAsync(id, Coordinator, Cancellation)).Should().Equal(new ReportDifference("visites", 30, 42), new ReportDifference("accompagnements", 30, 42), new ReportDifference("demandes", 30, 42));
        (await Queries.OneAsync(id, Administrator, Cancellation)).Should().BeEquivalentTo(before);
        before.Should().BeEquivalentTo(new { Author = "Coordinatrice Démo", IssuedAt = Now, Site = (string?)null, IsScheduled = false, Filter = new FigureFilter(October) });
        Convert.ToHexStringLower(before!.PdfHash!).Should().Be("a12871fee210fb8619291eaea194581cbd2531e4b23759d225f6806923f63222", "the SHA-256 of the bytes 1 and 2");
    }

    [Fact]
    public async Task The_figures_are_read_as_those_beyond_the_team_read_them_whoever_writes()
    {
        await AddVisitsAsync(30, new(2025, 10, 6));
        await AddVisitsAsync(3, new(2025, 10, 7), Villejean);
        var draft = await DraftedAsync(ReportKind.Annual, new(FigurePeriod.Of(FigureSpan.Year, new(2025, 12, 31), Today)));

        var facts = (await Queries.FactsAsync(draft, Coordinator, Cancellation))!;

        facts.Figures.Should().BeEquivalentTo(await FiguresAsync(draft.Filter, Observer));
        facts.Figures!.Sites.Single(s => s.Label == "Villejean").Visits.Now.Mask.Should().Be(Mask.Withheld);
        new object?[] { facts.Workshops, facts.HiddenWork, facts.Incidents, facts.Trainings, facts.TrainingModules }.Should().NotContainNulls();
        (await Queries.FactsAsync(await DraftedAsync(ReportKind.Caf), Coordinator, Cancellation))!.Should().Match<ReportFacts>(f => f.Workshops == null && f.Trainings == null && f.Figures != null);
    }

    [Theory]
    [InlineData(FigureSpan.Year, null, true)]
    [InlineData(FigureSpan.Year, Blosne, false)]
    [InlineData(FigureSpan.Quarter, null, false)]
    public async Task What_is_told_by_whole_years_of_all_sites_stands_in_no_report_of_anything_else(FigureSpan span, int? site, bool expected)
    {
        var draft = await DraftedAsync(ReportKind.SteeringGroup, new(FigurePeriod.Of(span, new(2025, 12, 31), Today), site));
        var form = FormOf(draft);
        form.Sections = [.. form.Sections.Select(s => s with { IsLeftOut = s.Part is not (FigurePart.Workshops or FigurePart.Autonomy) })];
        (await SaveAsync(form)).Refusals.Should().BeEmpty();

        var facts = (await Queries.FactsAsync(await ReadAsync(draft.Id), Coordinator, Cancellation))!;

        (facts.Workshops is not null, facts.Autonomy is not null).Should().Be((expected, expected));
    }

    [Fact]
    public async Task Whoever_asked_for_a_report_is_told_once_how_it_ended_and_nobody_else()
    {
        var issued = await IssuedAsync();
        var failed = (await QueuedAsync(ReportKind.SteeringGroup, new(FigurePeriod.Of(FigureSpan.Quarter, new(2026, 9, 30), Today)))).Id;
        for (var attempt = 0; attempt < ReportWork.AttemptsMost; attempt++)
        {
            (await Queries.NoticesAsync(Coordinator, Cancellation)).Should().ContainSingle();
            await Work.FailAsync((await Work.ClaimAsync(Cancellation))!, "Essai");
        }

        (await Queries.NoticesAsync(Coordinator, Cancellation)).Select(n => (n.Id, n.IsIssued)).Should().Equal((failed, false), (issued, true));
        (await Queries.NoticesAsync(Coordinator with { Id = Guid.NewGuid() }, Cancellation)).Should().BeEmpty();
        (await Get<DismissReportNotice>().ExecuteAsync(new(issued), Coordinator with { Id = Guid.NewGuid() }, Cancellation)).IsDone.Should().BeTrue();
        (await Get<DismissReportNotice>().ExecuteAsync(new(failed), Coordinator, Cancellation)).IsDone.Should().BeTrue();
        (await Get<DismissReportNotice>().ExecuteAsync(new(failed), Coordinator, Cancellation)).IsDone.Should().BeTrue();

        (await Queries.NoticesAsync(Coordinator, Cancellation)).Should().ContainSingle(n => n.Id == issued);
    }

    [Fact]
    public async Task A_year_without_visits_is_issued_too()
    {
        var id = await IssuedAsync(ReportKind.Annual, new(FigurePeriod.Of(FigureSpan.Year, new(2024, 12, 31), Today)));

        (await Queries.ListAsync(new(On: new(2024, 5, 5)), 1, Administrator, Cancellation)).Rows.Should().ContainSingle(r => r.Id == id && r.Title == "Rapport annuel, année 2024");
        (await Queries.DifferencesAsync(id, Coordinator, Cancellation)).Should().BeEmpty();
    }
}
