using InclusionNumerique.Dashboards;
using InclusionNumerique.Reports;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Reports;

/// <summary>Drafts: begun from a kind, written, issued or thrown away.</summary>
public sealed class ReportDraftTests(TestServer server) : ReportTest(server)
{
    [Theory]
    [InlineData(ReportKind.Monthly, 10, "Rapport mensuel, octobre 2026")]
    [InlineData(ReportKind.Caf, 9, "Bilan pour la CAF, septembre 2026")] // Of a quarter that is over: it goes beyond the team.
    public async Task A_kind_begins_with_its_sections_and_offers_the_others(ReportKind kind, int month, string title)
    {
        var draft = await DraftedAsync(kind);

        draft.Title.Should().Be(title);
        draft.Filter.Should().Be(new FigureFilter(FigurePeriod.Of(FigureSpan.Month, new(2026, month, 30), Today)));
        draft.Sections.Shown().Select(s => s.Part).Should().Equal(kind.Parts());
        draft.Sections.Select(s => s.Part).Order().Should().Equal(Enum.GetValues<FigurePart>());
        await using var db = OpenDb();
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { Action = "DraftReport", RecordType = "Report", RecordId = $"{draft.Id}" });
    }

    [Theory]
    [InlineData(2026, 10, 1, 2026, 10, 31, "octobre 2026")]
    [InlineData(2026, 7, 1, 2026, 9, 30, "3e trimestre 2026")]
    [InlineData(2026, 1, 1, 2026, 3, 31, "1er trimestre 2026")]
    [InlineData(2026, 2, 1, 2026, 4, 30, "du 1er février 2026 au 30 avril 2026")]
    [InlineData(2025, 1, 1, 2025, 12, 31, "année 2025")]
    [InlineData(2024, 2, 1, 2024, 2, 29, "février 2024")]
    [InlineData(2026, 11, 1, 2026, 11, 24, "du 1er novembre 2026 au 24 novembre 2026")]
    public void A_period_is_told_as_people_say_it(int y1, int m1, int d1, int y2, int m2, int d2, string words) =>
        ReportTexts.Of(new(FigureSpan.Free, new(y1, m1, d1), new(y2, m2, d2))).Should().Be(words);

    [Fact]
    public async Task A_draft_from_before_the_product_had_a_part_is_written_on_with_it_left_out()
    {
        var draft = await DraftedAsync();
        await using (var db = OpenDb())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE reports SET sections = sections - (jsonb_array_length(sections) - 1)", Cancellation);
        }

        var read = await ReadAsync(draft.Id);
        (await SaveAsync(FormOf(read))).Refusals.Should().BeEmpty();

        read.Sections.Select(s => s.Part).Should().BeEquivalentTo(Enum.GetValues<FigurePart>());
        read.Sections[^1].IsLeftOut.Should().BeTrue();
    }

    [Fact]
    public async Task A_report_that_goes_beyond_the_team_refuses_a_period_that_is_not_answered_there()
    {
        var form = FormOf(await DraftedAsync(ReportKind.SteeringGroup));
        form.Filter = new(October);

        (await SaveAsync(form)).MessageFor("Period").Should().Contain("sort de l’équipe");
        form.Filter = new(new(FigureSpan.Free, new(2026, 7, 1), new(2026, 9, 30)));
        (await SaveAsync(form)).IsDone.Should().BeTrue();
        form.Filter = form.Filter with { SiteId = Blosne };
        (await SaveAsync(form)).MessageFor("Period").Should().NotBeNull("a site is told by whole years");
    }

    [Fact]
    public async Task Words_period_order_and_choice_are_kept_and_the_form_goes_on_from_there()
    {
        var form = FormOf(await DraftedAsync());
        form.Sections.Reverse();
        form.Sections[0] = form.Sections[0] with { Comment = "Nous avons <b>ouvert</b> le mardi 📈", IsLeftOut = false };
        (form.Title, form.Introduction, form.Filter) = (" Comité ", "- un\n- deux", new FigureFilter(FigurePeriod.Of(FigureSpan.Year, Today, Today), Blosne, Comparison.YearBefore));

        (await SaveAsync(form)).IsDone.Should().BeTrue();
        form.Introduction = "Encore";
        (await SaveAsync(form)).IsDone.Should().BeTrue();

        (await ReadAsync(form.Id)).Should().BeEquivalentTo(new { Title = "Comité", Introduction = "Encore", form.Filter, form.Sections });
    }

    [Fact]
    public async Task The_second_of_two_who_write_is_told_and_what_will_not_do_is_refused_beside_its_field()
    {
        var draft = await DraftedAsync();
        var (first, second) = (FormOf(draft), FormOf(draft));
        (first.Title, second.Title) = ("Un", "Deux");

        (await SaveAsync(first)).IsDone.Should().BeTrue();
        (await SaveAsync(second)).MessageFor("Version").Should().NotBeNull();
        (first.Title, first.Introduction, first.Filter) = (" ", new string('x', Report.TextMost + 1), new(new(FigureSpan.Free, Today, Today.AddDays(1))));
        first.Sections[0] = first.Sections[0] with { Comment = "a\0b" };
        (await SaveAsync(first)).Refusals.Select(r => r.Field).Should().Equal("Title", "Introduction", "Period", "Sections.Essentials");
        (await ReadAsync(draft.Id)).Title.Should().Be("Un");
        second = FormOf(await ReadAsync(draft.Id));
        second.Sections.RemoveAt(3);
        (await SaveAsync(second)).IsDone.Should().BeFalse("a section is missing");
    }

    [Fact]
    public async Task What_is_begun_twice_is_one_and_a_period_to_come_or_an_unknown_site_is_none()
    {
        var form = new DraftReport.Form { Filter = new(October) };
        var draft = Get<DraftReport>();

        (await draft.ExecuteAsync(form, Coordinator, Cancellation)).IsDone.Should().BeTrue();
        (await draft.ExecuteAsync(form, Coordinator, Cancellation)).IsDone.Should().BeTrue();
        (await draft.ExecuteAsync(new() { Filter = new(October, 999) }, Coordinator, Cancellation)).MessageFor("Site").Should().NotBeNull();
        (await draft.ExecuteAsync(new() { Filter = new(new(FigureSpan.Free, Today, Today.AddDays(1))) }, Coordinator, Cancellation)).MessageFor("Period").Should().NotBeNull();

        (await Queries.OpenAsync(Coordinator, Cancellation)).Should().ContainSingle(r => r.Id == form.Id && r.State == ReportState.Draft);
    }

    [Fact]
    public async Task What_was_not_seen_is_not_issued_nor_is_an_empty_report()
    {
        var draft = await DraftedAsync();
        var form = FormOf(draft);
        form.Sections = [.. form.Sections.Select(s => s with { IsLeftOut = true })];
        await SaveAsync(form);

        (await IssueAsync(draft)).MessageFor("Version").Should().NotBeNull();
        (await IssueAsync(await ReadAsync(draft.Id))).MessageFor("").Should().Contain("vide");
        (await Work.ClaimAsync(Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task Several_who_press_at_once_queue_it_once_and_then_nobody_writes_it()
    {
        var draft = await DraftedAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => IssueAsync(draft)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        (await SaveAsync(FormOf(draft))).MessageFor("").Should().Contain("plus un brouillon");
        (await Get<RemoveReport>().ExecuteAsync(new(draft.Id), Coordinator, Cancellation)).IsDone.Should().BeFalse();
        await using var db = OpenDb();
        (await db.AuditEntries.CountAsync(e => e.Action == "IssueReport", Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task A_draft_is_thrown_away_and_what_was_issued_is_not()
    {
        var (draft, issued) = (await DraftedAsync(), await IssuedAsync());
        var remove = Get<RemoveReport>();

        (await remove.ExecuteAsync(new(draft.Id), Coordinator, Cancellation)).IsDone.Should().BeTrue();
        (await remove.ExecuteAsync(new(issued), Coordinator, Cancellation)).MessageFor("").Should().Contain("ne peut plus être effacé");
        (await CancelAsync(issued)).MessageFor("").Should().Contain("Trop tard");

        (await RowsAsync()).Should().ContainSingle(r => r.Id == issued && r.State == ReportState.Issued);
    }
}
