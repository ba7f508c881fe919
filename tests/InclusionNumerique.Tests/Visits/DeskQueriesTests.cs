using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Visits;

public sealed class DeskQueriesTests(TestServer server) : DatabaseTest(server)
{
    private DeskQueries Queries => Get<DeskQueries>();

    [Fact]
    public async Task The_themes_most_asked_before_this_week_come_first_and_hold_still_during_it()
    {
        const int LastTheme = 12;
        var lastWeek = QuickVisit();
        (lastWeek.Day, lastWeek.Time) = (new DateOnly(2026, 11, 20), new TimeOnly(9, 0));
        lastWeek.Requests[0].ThemeId = LastTheme;
        await Get<LogVisit>().ExecuteAsync(lastWeek, Mediator, Cancellation);
        for (var i = 0; i < 3; i++)
        {
            await Get<LogVisit>().ExecuteAsync(QuickVisit(), Mediator, Cancellation);
        }

        (await Queries.PanelAsync(Blosne, Mediator, Cancellation)).Themes[0].Id.Should().Be(LastTheme);
    }

    [Fact]
    public async Task A_duration_used_more_than_five_times_gets_its_own_tile()
    {
        for (var i = 0; i < 6; i++)
        {
            var form = QuickVisit();
            (form.Minutes, form.Day, form.Time) = (25, new DateOnly(2026, 11, 19), new TimeOnly(9, i));
            await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);
        }

        (await Queries.PanelAsync(Blosne, Mediator, Cancellation)).Durations.Should().Equal(5, 10, 15, 25, 30, 45, 60, 90, 120);
    }

    [Fact]
    public async Task The_same_again_takes_everything_but_the_ids_and_the_note()
    {
        var form = QuickVisit();
        (form.Facts.AgeBand, form.Note) = (AgeBand.From70, "lettre au bailleur");
        await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);

        var again = (await Queries.LastEntryAsync(Mediator, Cancellation))!;

        again.Should().BeEquivalentTo(form, like => like.Excluding(f => f.VisitId).Excluding(f => f.SessionId).Excluding(f => f.Note));
        (again.VisitId, again.Note).Should().NotBe((form.VisitId, form.Note));
        again.Note.Should().BeNull();
    }

    [Fact]
    public async Task A_draft_is_offered_again_to_its_author_alone_to_the_letter()
    {
        var content = $"{{\"Note\":\"{new string('é', 100_000)} \\u0000 👩‍👧\"}}";
        var entry = Guid.CreateVersion7();
        await Get<SaveDraft>().ExecuteAsync(new SaveDraft.Form("LogVisit", entry, content), Mediator, Cancellation);

        (await Queries.DraftAsync("LogVisit", Mediator, Cancellation)).Should().Be(new DraftContent(entry, content, Now));
        (await Queries.DraftAsync("LogVisit", OtherMediator, Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task A_draft_whose_visit_is_stored_is_not_offered_any_more()
    {
        var form = QuickVisit();
        await Get<SaveDraft>().ExecuteAsync(new SaveDraft.Form("LogVisit", form.SessionId, "{}"), Mediator, Cancellation);
        await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);

        (await Queries.DraftAsync("LogVisit", Mediator, Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task A_newer_draft_replaces_the_older_and_a_discarded_one_is_gone()
    {
        await Get<SaveDraft>().ExecuteAsync(new SaveDraft.Form("LogVisit", Guid.CreateVersion7(), "{\"a\":1}"), Mediator, Cancellation);
        await Get<SaveDraft>().ExecuteAsync(new SaveDraft.Form("LogVisit", Guid.CreateVersion7(), "{\"a\":2}"), Mediator, Cancellation);
        var newer = await Queries.DraftAsync("LogVisit", Mediator, Cancellation);

        await Get<DiscardDraft>().ExecuteAsync(new DiscardDraft.Form("LogVisit"), Mediator, Cancellation);

        newer!.Content.Should().Be("{\"a\":2}");
        (await Queries.DraftAsync("LogVisit", Mediator, Cancellation)).Should().BeNull();
    }
}
