using InclusionNumerique.Access;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Visits;

public sealed class HistoryTests(TestServer server) : DatabaseTest(server)
{
    private const int LostCredentials = 1;

    private VisitQueries Queries => Get<VisitQueries>();

    [Fact]
    public async Task A_mediator_sees_all_of_own_sites_a_volunteer_own_entries_and_the_coordinator_everything()
    {
        var atBlosne = await LogAsync(Mediator);
        var byOther = await LogAsync(OtherMediator);
        var atCentre = await LogAsync(OtherMediator, f => f.SiteId = 1);
        var byVolunteer = await LogAsync(Volunteer, f => f.SiteId = AimeCesaire);
        var atCesaire = await LogAsync(Mediator, f => f.SiteId = AimeCesaire);

        (await SeenAsync(new(), Mediator)).Should().BeEquivalentTo([atBlosne, byOther, byVolunteer, atCesaire]);
        (await SeenAsync(new(), Volunteer)).Should().BeEquivalentTo([byVolunteer]);
        (await SeenAsync(new(), Coordinator)).Should().BeEquivalentTo([atBlosne, byOther, atCentre, byVolunteer, atCesaire]);
    }

    [Fact]
    public async Task Who_has_no_right_to_the_history_sees_nothing()
    {
        var visitId = await LogAsync(Mediator);

        foreach (var actor in new[] { Receptionist, Professional, Observer, Administrator, Actor.Nobody })
        {
            (await Queries.HistoryAsync(new(), 1, actor, Cancellation)).Should().Be(HistoryPage.Empty);
            (await Queries.VisitAsync(visitId, actor, Cancellation)).Should().BeNull();
            (await Queries.FilterChoicesAsync(actor, Cancellation)).Should().Be(HistoryChoices.None);
        }
    }

    [Fact]
    public async Task A_site_that_is_not_the_actors_shows_nothing_even_when_asked_for()
    {
        await LogAsync(OtherMediator, f => f.SiteId = 1);

        (await SeenAsync(new() { SiteId = 1 }, Mediator)).Should().BeEmpty();
    }

    [Fact]
    public async Task Each_filter_keeps_the_visits_that_it_names()
    {
        var old = await LogAsync(Mediator, f => (f.Day, f.Time) = (new DateOnly(2026, 10, 1), new TimeOnly(9, 0)));
        var failed = await LogAsync(Mediator, f => f.Requests = [new() { OrganisationId = Caf, Outcome = RequestOutcome.Impossible, CauseId = LostCredentials }]);
        var phoned = await LogAsync(OtherMediator, f => (f.Origin, f.Facts) = (Origin.Phone, new VisitFacts { DistrictId = 2 }));
        var arrival = new RecordArrival.Form { SiteId = Blosne };
        await Get<RecordArrival>().ExecuteAsync(arrival, Receptionist, Cancellation);

        (await SeenAsync(new() { To = new DateOnly(2026, 10, 31) })).Should().Equal(old);
        (await SeenAsync(new() { From = new DateOnly(2026, 10, 1), To = new DateOnly(2026, 10, 1) })).Should().Equal(old);
        (await SeenAsync(new() { From = new DateOnly(2026, 11, 1), ThemeId = PrintTheme })).Should().Equal(phoned);
        (await SeenAsync(new() { OrganisationId = Caf })).Should().Equal(failed);
        (await SeenAsync(new() { Outcome = RequestOutcome.Impossible })).Should().Equal(failed);
        (await SeenAsync(new() { CauseId = LostCredentials })).Should().Equal(failed);
        (await SeenAsync(new() { MediatorId = OtherMediator.Id })).Should().Equal(phoned);
        (await SeenAsync(new() { Origin = Origin.Phone })).Should().Equal(phoned);
        (await SeenAsync(new() { DistrictId = 2 })).Should().Equal(phoned);
        (await SeenAsync(new() { State = VisitState.Waiting })).Should().Equal(arrival.VisitId);
    }

    [Fact]
    public async Task Filters_about_requests_hold_for_one_and_the_same_request()
    {
        await LogAsync(Mediator, f => f.Requests = [new() { ThemeId = PrintTheme }, new() { OrganisationId = Caf, Outcome = RequestOutcome.Oriented }]);

        (await SeenAsync(new() { ThemeId = PrintTheme, Outcome = RequestOutcome.Oriented })).Should().BeEmpty();
        (await SeenAsync(new() { OrganisationId = Caf, Outcome = RequestOutcome.Oriented })).Should().ContainSingle();
    }

    [Theory]
    [InlineData("RÉSOLU")]
    [InlineData("resolu   l'acces")]
    [InlineData("(100 %)")]
    [InlineData("caf")]
    public async Task The_search_reads_notes_and_labels_without_minding_case_accents_and_apostrophes(string text)
    {
        var found = await LogAsync(Mediator, f => (f.Note, f.Requests) = ("Résolu l’accès (100 %)", [new() { OrganisationId = Caf }]));
        await LogAsync(Mediator, f => f.Note = "Autre chose");

        (await SeenAsync(new() { Text = text })).Should().Equal(found);
    }

    [Theory]
    [InlineData(".*")]
    [InlineData("[a")]
    [InlineData("\\")]
    [InlineData("a{2}|^")]
    [InlineData("%_'\"; DROP TABLE visits; --")]
    public async Task The_search_takes_any_sign_for_what_it_is(string text)
    {
        await LogAsync(Mediator, f => f.Note = "Rien de tel");

        (await SeenAsync(new() { Text = text })).Should().BeEmpty();
    }

    [Fact]
    public async Task A_volunteers_search_does_not_read_the_notes_of_others()
    {
        var visitId = await LogAsync(Volunteer, f => f.SiteId = AimeCesaire);
        await AddSessionAsync(visitId, Mediator, "secret");

        (await SeenAsync(new() { Text = "secret" }, Volunteer)).Should().BeEmpty();
        (await SeenAsync(new() { Text = "secret" }, Mediator)).Should().Equal(visitId);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repeat_when_hours_are_equal()
    {
        await FillAsync(120);

        var pages = new[] { await PageAsync(1), await PageAsync(2), await PageAsync(3) };

        pages.Select(p => p.Rows.Count).Should().Equal(50, 50, 20);
        pages.SelectMany(p => p.Rows).Select(r => r.VisitId).Should().OnlyHaveUniqueItems().And.HaveCount(120);
        pages.Should().OnlyContain(p => p.Total == 120 && p.Pages == 3);
    }

    [Theory]
    [InlineData(99, 3)]
    [InlineData(0, 1)]
    [InlineData(int.MinValue, 1)]
    [InlineData(int.MaxValue, 3)]
    public async Task A_page_that_does_not_exist_is_the_nearest_one(int asked, int shown)
    {
        await FillAsync(120);

        (await PageAsync(asked)).Number.Should().Be(shown);
    }

    [Fact]
    public async Task A_filter_that_cannot_be_is_refused_beside_its_field()
    {
        new HistoryFilter { From = new DateOnly(2026, 2, 1), To = new DateOnly(2026, 1, 1) }.Check().Single().Field.Should().Be("To");
        new HistoryFilter { Text = new string('a', 101) }.Check().Single().Field.Should().Be("Text");
        new HistoryFilter { Text = "a\0" }.Check().Single().Field.Should().Be("Text");
        (await SeenAsync(new() { From = DateOnly.MinValue, To = DateOnly.MaxValue })).Should().BeEmpty();
    }

    [Fact]
    public async Task Reading_one_visit_is_written_in_the_audit_trail()
    {
        var visitId = await LogAsync(Mediator, f => f.Note = "Reviendra");

        var detail = await Queries.VisitAsync(visitId, OtherMediator, Cancellation);

        detail!.Sessions.Single().Note.Should().Be("Reviendra");
        await using var db = OpenDb();
        (await db.AuditEntries.SingleAsync(e => e.Action == "VisitQueries.VisitAsync", Cancellation))
            .Should().BeEquivalentTo(new { ActorId = OtherMediator.Id, RecordType = "Visit", RecordId = visitId.ToString(), SiteId = Blosne });
    }

    [Fact]
    public async Task A_visit_of_another_site_or_of_somebody_else_is_not_shown_and_leaves_no_trace()
    {
        var atCentre = await LogAsync(OtherMediator, f => f.SiteId = 1);
        var byMediator = await LogAsync(Mediator, f => f.SiteId = AimeCesaire);

        (await Queries.VisitAsync(atCentre, Mediator, Cancellation)).Should().BeNull();
        (await Queries.VisitAsync(byMediator, Volunteer, Cancellation)).Should().BeNull();
        await using var db = OpenDb();
        (await db.AuditEntries.AnyAsync(e => e.Action == "VisitQueries.VisitAsync", Cancellation)).Should().BeFalse();
    }

    [Fact]
    public async Task A_volunteer_reads_only_own_sessions_of_a_shared_visit()
    {
        var visitId = await LogAsync(Volunteer, f => f.SiteId = AimeCesaire);
        await AddSessionAsync(visitId, Mediator, "secret");

        (await Queries.VisitAsync(visitId, Volunteer, Cancellation))!.Sessions.Should().OnlyContain(s => s.MediatorId == Volunteer.Id);
        (await Queries.VisitAsync(visitId, Mediator, Cancellation))!.Sessions.Should().HaveCount(2);
    }

    [Fact]
    public async Task Mediators_offered_as_a_filter_are_those_who_logged_at_the_actors_sites()
    {
        await LogAsync(Mediator);
        await LogAsync(OtherMediator, f => f.SiteId = 1);

        (await Queries.FilterChoicesAsync(Mediator, Cancellation)).Mediators.Select(m => m.Id).Should().Equal(Mediator.Id);
        (await Queries.FilterChoicesAsync(Coordinator, Cancellation)).Mediators.Should().HaveCount(2);
        (await Queries.FilterChoicesAsync(Volunteer, Cancellation)).Mediators.Should().BeEmpty();
    }

    private async Task<IReadOnlyList<Guid>> SeenAsync(HistoryFilter filter, Actor? actor = null) =>
        [.. (await Queries.HistoryAsync(filter, 1, actor ?? Coordinator, Cancellation)).Rows.Select(r => r.VisitId)];

    private Task<HistoryPage> PageAsync(int page) => Queries.HistoryAsync(new(), page, Coordinator, Cancellation);

    private async Task<Guid> LogAsync(Actor actor, Action<VisitForm>? change = null)
    {
        var form = QuickVisit();
        change?.Invoke(form);
        (await Get<LogVisit>().ExecuteAsync(form, actor, Cancellation)).Refusals.Should().BeEmpty();
        return form.VisitId;
    }

    private async Task AddSessionAsync(Guid visitId, Actor actor, string note)
    {
        await using var db = OpenDb();
        var session = new Session { Id = Guid.CreateVersion7(), VisitId = visitId, SiteId = AimeCesaire, MediatorId = actor.Id, StartedAt = Now, Minutes = 5, Note = note, RecordedAt = Now };
        session.Requests.Add(new Request { SessionId = session.Id, Position = 0, ThemeId = PrintTheme });
        db.Sessions.Add(session);
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task FillAsync(int visits)
    {
        await using var db = OpenDb();
        db.Visits.AddRange(Enumerable.Range(0, visits).Select(_ => new Visit
        {
            Id = Guid.NewGuid(), SiteId = Blosne, ArrivedAt = Now, Origin = Origin.WalkIn, State = VisitState.LeftUnseen, RecordedById = Receptionist.Id, RecordedAt = Now,
        }));
        await db.SaveChangesAsync(Cancellation);
    }
}
