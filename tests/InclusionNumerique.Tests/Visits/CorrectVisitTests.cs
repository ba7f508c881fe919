using InclusionNumerique.Access;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Visits;

public sealed class CorrectVisitTests(TestServer server) : DatabaseTest(server)
{
    private CorrectVisit CorrectVisit => Get<CorrectVisit>();

    private RemoveVisit RemoveVisit => Get<RemoveVisit>();

    [Fact]
    public async Task A_correction_replaces_what_the_visit_says_and_leaves_its_reason()
    {
        var form = await CorrectionAsync(Mediator);
        form.Visit.Minutes = 45;
        form.Visit.Place = Place.Remote;
        form.Visit.Origin = Origin.Phone;
        form.Visit.Note = "Rappelée";
        form.Visit.Facts = new VisitFacts { AgeBand = AgeBand.From70, Equipment = Equipment.Phone | Equipment.Tablet };
        form.Visit.Requests = [new() { OrganisationId = Caf, Level = HelpLevel.Emergency }, new() { ThemeId = PrintTheme, IsFoundOnTheWay = true }];

        (await CorrectVisit.ExecuteAsync(form, Mediator, Cancellation)).Refusals.Should().BeEmpty();

        var detail = await ReadAsync(form.Visit.VisitId);
        detail!.Origin.Should().Be(Origin.Phone);
        detail.Facts.Should().Be(form.Visit.Facts);
        detail.Corrections.Single().Reason.Should().Be("Erreur de saisie");
        detail.Sessions.Single().Should().BeEquivalentTo(new { Minutes = 45, Place = Place.Remote, Note = "Rappelée" });
        detail.Sessions.Single().Requests.Select(r => (r.OrganisationId, r.ThemeId)).Should().Equal((Caf, null), (null, PrintTheme));
        await using var db = OpenDb();
        (await db.AuditEntries.SingleAsync(e => e.Action == "CorrectVisit", Cancellation)).RecordId.Should().Be(form.Visit.VisitId.ToString());
    }

    [Fact]
    public async Task The_day_and_hour_can_be_corrected_and_the_arrival_follows()
    {
        var form = await CorrectionAsync(Mediator);
        (form.Visit.Day, form.Visit.Time) = (new DateOnly(2026, 11, 20), new TimeOnly(14, 15));

        await CorrectVisit.ExecuteAsync(form, Mediator, Cancellation);

        var detail = await ReadAsync(form.Visit.VisitId);
        detail!.ArrivedAt.Should().Be(new DateTimeOffset(2026, 11, 20, 13, 15, 0, TimeSpan.Zero));
        detail.Sessions.Single().StartedAt.Should().Be(detail.ArrivedAt);
    }

    [Fact]
    public async Task The_seconds_stay_when_the_minute_does()
    {
        Clock.Advance(TimeSpan.FromSeconds(42));
        var form = await CorrectionAsync(Mediator);

        await CorrectVisit.ExecuteAsync(form, Mediator, Cancellation);

        (await ReadAsync(form.Visit.VisitId))!.Sessions.Single().StartedAt.Second.Should().Be(42);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    [InlineData("long")]
    [InlineData("a\0b")]
    public async Task A_correction_without_a_fit_reason_is_refused_beside_it(string? reason)
    {
        var form = await CorrectionAsync(Mediator);
        form.Reason = reason == "long" ? new string('a', 201) : reason;

        (await CorrectVisit.ExecuteAsync(form, Mediator, Cancellation)).Refusals.Should().ContainSingle(r => r.Field == "Reason");
        (await RemoveVisit.ExecuteAsync(RemovalOf(form), Mediator, Cancellation)).Refusals.Should().ContainSingle(r => r.Field == "Reason");
    }

    [Fact]
    public async Task A_stale_correction_is_refused_even_when_only_the_session_had_changed()
    {
        var first = await CorrectionAsync(Mediator);
        var second = await OpenAsync(first.Visit.VisitId, Coordinator);
        first.Visit.Minutes = 20;
        second.Visit.Minutes = 30;

        (await CorrectVisit.ExecuteAsync(first, Mediator, Cancellation)).IsDone.Should().BeTrue();
        (await CorrectVisit.ExecuteAsync(second, Coordinator, Cancellation)).Should().Be(CorrectVisit.Stale);
        (await RemoveVisit.ExecuteAsync(RemovalOf(second), Coordinator, Cancellation)).Should().Be(CorrectVisit.Stale);

        (await ReadAsync(first.Visit.VisitId))!.Sessions.Single().Minutes.Should().Be(20);
    }

    [Fact]
    public async Task Of_two_corrections_at_the_same_instant_one_is_stored()
    {
        for (var round = 0; round < 20; round++)
        {
            var first = await CorrectionAsync(Mediator);
            var second = await OpenAsync(first.Visit.VisitId, Coordinator);

            var outcomes = await Task.WhenAll(CorrectVisit.ExecuteAsync(first, Mediator, Cancellation), CorrectVisit.ExecuteAsync(second, Coordinator, Cancellation));

            outcomes.Count(o => o.IsDone).Should().Be(1);
            (await ReadAsync(first.Visit.VisitId))!.Corrections.Should().ContainSingle();
        }
    }

    [Fact]
    public async Task A_correction_sent_many_times_is_stored_once()
    {
        var form = await CorrectionAsync(Mediator);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CorrectVisit.ExecuteAsync(form, Mediator, Cancellation)));

        (await CorrectVisit.ExecuteAsync(form, Mediator, Cancellation)).IsDone.Should().BeTrue();
        (await ReadAsync(form.Visit.VisitId))!.Corrections.Should().ContainSingle();
    }

    [Fact]
    public async Task Only_its_author_and_the_coordinator_may_correct_or_remove_a_visit()
    {
        var form = await CorrectionAsync(Mediator);

        foreach (var actor in new[] { OtherMediator, Receptionist, Professional, Observer, Administrator, Volunteer, Actor.Nobody })
        {
            (await CorrectVisit.ExecuteAsync(form, actor, Cancellation)).IsForbidden.Should().BeTrue();
            (await RemoveVisit.ExecuteAsync(RemovalOf(form), actor, Cancellation)).IsForbidden.Should().BeTrue();
        }

        (await CorrectVisit.ExecuteAsync(form, Coordinator, Cancellation)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task A_volunteer_may_correct_an_own_entry()
    {
        var form = await CorrectionAsync(Volunteer, AimeCesaire);

        (await CorrectVisit.ExecuteAsync(form, Volunteer, Cancellation)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Choices_that_do_not_exist_and_days_to_come_are_refused()
    {
        var form = await CorrectionAsync(Mediator);
        form.Visit.Day = new DateOnly(2026, 11, 25);
        (await CorrectVisit.ExecuteAsync(form, Mediator, Cancellation)).MessageFor("Day").Should().Contain("futur");

        form.Visit.Day = new DateOnly(2010, 1, 1);
        (await CorrectVisit.ExecuteAsync(form, Mediator, Cancellation)).MessageFor("Day").Should().Contain("ouvert");

        form.Visit.Day = new DateOnly(2026, 11, 24);
        form.Visit.Requests = [new() { ThemeId = 999 }];
        (await CorrectVisit.ExecuteAsync(form, Mediator, Cancellation)).MessageFor("").Should().Contain("n’existe plus");
    }

    [Fact]
    public async Task Removing_the_only_session_takes_the_visit_away_and_erases_the_note()
    {
        var form = await CorrectionAsync(Mediator, note: "Reviendra");
        var removal = RemovalOf(form);

        (await RemoveVisit.ExecuteAsync(removal, Mediator, Cancellation)).IsDone.Should().BeTrue();
        (await RemoveVisit.ExecuteAsync(removal, Mediator, Cancellation)).IsDone.Should().BeTrue("a click sent twice");

        (await ReadAsync(form.Visit.VisitId)).Should().BeNull();
        await using var db = OpenDb();
        var session = await db.Sessions.IgnoreQueryFilters().Include(s => s.Visit).SingleAsync(Cancellation);
        session.Should().BeEquivalentTo(new { RemovedAt = Now, Note = (string?)null });
        session.Visit!.RemovedAt.Should().Be(Now);
        (await db.Corrections.SingleAsync(Cancellation)).Reason.Should().Be("Erreur de saisie");
        (await db.AuditEntries.CountAsync(e => e.Action == "RemoveVisit", Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task What_somebody_else_has_removed_meanwhile_is_neither_corrected_nor_removed_again()
    {
        var form = await CorrectionAsync(Mediator);
        await RemoveVisit.ExecuteAsync(RemovalOf(form), Coordinator, Cancellation);

        (await CorrectVisit.ExecuteAsync(form, Mediator, Cancellation)).Should().Be(CorrectVisit.Stale);
        (await RemoveVisit.ExecuteAsync(RemovalOf(form), Mediator, Cancellation)).Should().Be(CorrectVisit.Stale);
    }

    [Fact]
    public async Task A_day_left_empty_is_refused_beside_it()
    {
        var form = await CorrectionAsync(Mediator);
        form.Visit.Day = null;

        (await CorrectVisit.ExecuteAsync(form, Mediator, Cancellation)).MessageFor("Day").Should().Be("Indiquez le jour.");
    }

    [Fact]
    public async Task An_arrival_that_was_seen_meanwhile_is_not_removed()
    {
        var arrival = new RecordArrival.Form { SiteId = Blosne };
        await Get<RecordArrival>().ExecuteAsync(arrival, Receptionist, Cancellation);
        var detail = await Get<VisitQueries>().VisitAsync(arrival.VisitId, Coordinator, Cancellation);
        await Get<LogVisit>().ExecuteAsync(new VisitForm { VisitId = arrival.VisitId, SiteId = Blosne, Minutes = 5, Requests = [new() { ThemeId = PrintTheme }] }, Mediator, Cancellation);

        var outcome = await RemoveVisit.ExecuteAsync(new() { VisitId = arrival.VisitId, Reason = "Doublon", Version = detail!.Version }, Coordinator, Cancellation);

        outcome.Should().Be(CorrectVisit.Stale);
        (await ReadAsync(arrival.VisitId)).Should().NotBeNull();
    }

    private async Task<CorrectVisit.Form> CorrectionAsync(Actor author, int siteId = Blosne, string? note = null)
    {
        var visit = QuickVisit(siteId);
        visit.Note = note;
        (await Get<LogVisit>().ExecuteAsync(visit, author, Cancellation)).Refusals.Should().BeEmpty();
        return await OpenAsync(visit.VisitId, author);
    }

    private async Task<CorrectVisit.Form> OpenAsync(Guid visitId, Actor actor)
    {
        var detail = await Get<VisitQueries>().VisitAsync(visitId, actor, Cancellation);
        return new CorrectVisit.Form { Visit = detail!.FormOf(detail.Sessions[0]), Reason = "Erreur de saisie", Version = detail.Version };
    }

    private static RemoveVisit.Form RemovalOf(CorrectVisit.Form form) =>
        new() { VisitId = form.Visit.VisitId, SessionId = form.Visit.SessionId, Reason = form.Reason, Version = form.Version };

    private Task<VisitDetail?> ReadAsync(Guid visitId) => Get<VisitQueries>().VisitAsync(visitId, Coordinator, Cancellation);
}
