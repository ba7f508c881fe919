using InclusionNumerique.Access;
using InclusionNumerique.Appointments;
using InclusionNumerique.Data;
using InclusionNumerique.Openings;
using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Workshops;

public sealed class SaveWorkshopTests(TestServer server) : WorkshopTest(server)
{
    private SaveWorkshop SaveWorkshop => Get<SaveWorkshop>();

    private SaveWorkshopSession SaveSession => Get<SaveWorkshopSession>();

    [Fact]
    public async Task A_series_keeps_what_was_written_and_its_themes_change()
    {
        (await Queries.SeriesAsync(Blosne, Mediator, Cancellation)).Single().Should().BeEquivalentTo(new { Name = "Ma boîte mail", Capacity = 8, Level = WorkshopLevel.Beginner, IsActive = true });
        var form = SeriesForm();
        form.Version = (await Queries.SeriesAsync(null, Mediator, Cancellation)).Single().Version;
        form.ThemeIds.Clear();
        form.ThemeIds.UnionWith([2, 6]);

        await DoneAsync(SaveWorkshop.ExecuteAsync(form, Coordinator, Cancellation));

        (await Queries.SeriesAsync(Blosne, Mediator, Cancellation)).Single().Themes.Select(t => t.Id).Should().BeEquivalentTo([2, 6]);
    }

    [Fact]
    public async Task Sent_twice_a_series_is_there_once_and_its_name_too()
    {
        await DoneAsync(SaveWorkshop.ExecuteAsync(SeriesForm(), Mediator, Cancellation));
        var other = SeriesForm();
        other.Id = Guid.CreateVersion7();

        (await SaveWorkshop.ExecuteAsync(other, Mediator, Cancellation)).MessageFor("Name").Should().Contain("déjà ce nom");
        (await Queries.SeriesAsync(null, Mediator, Cancellation)).Should().HaveCount(1);
    }

    [Fact]
    public async Task The_second_of_two_who_edit_a_series_is_told()
    {
        var version = (await Queries.SeriesAsync(null, Mediator, Cancellation)).Single().Version;
        var (first, second) = (SeriesForm(), SeriesForm());
        (first.Version, first.Name, second.Version, second.Name) = (version, "Un", version, "Deux");

        await DoneAsync(SaveWorkshop.ExecuteAsync(first, Mediator, Cancellation));
        (await SaveWorkshop.ExecuteAsync(second, Mediator, Cancellation)).MessageFor("Version").Should().NotBeNull();
    }

    [Fact]
    public async Task Each_missing_or_hostile_fact_is_refused_beside_its_field()
    {
        (await SaveWorkshop.ExecuteAsync(new() { Capacity = 0 }, Coordinator, Cancellation)).Refusals.Select(r => r.Field).Should().BeEquivalentTo("Name", "Aims", "Level", "SiteId", "Capacity", "ThemeIds");
        (await SaveWorkshop.ExecuteAsync(new() { Name = "a\0", Aims = new string('x', 100_000), Material = "\ud800", Level = (WorkshopLevel)9, SiteId = Blosne, Capacity = 61, ThemeIds = { 1 } }, Coordinator, Cancellation))
            .Refusals.Select(r => r.Field).Should().BeEquivalentTo("Name", "Aims", "Material", "Level", "Capacity");
        (await SaveSession.ExecuteAsync(new() { Capacity = null }, Coordinator, Cancellation)).Refusals.Select(r => r.Field)
            .Should().BeEquivalentTo("WorkshopId", "SiteId", "Capacity", "MediatorIds", "Day", "StartsAt", "EndsAt");
        (await SaveSession.ExecuteAsync(new() { Kind = WorkshopKind.CollectiveAction, Title = "a\0", Room = new string('x', 100_000), Day = new(1900, 1, 1), StartsAt = new(9, 0), EndsAt = new(8, 0) }, Coordinator, Cancellation))
            .Refusals.Select(r => r.Field).Should().BeEquivalentTo("Title", "Room", "SiteId", "MediatorIds", "PartnerIds", "Day", "EndsAt");
        var gone = SessionForm();
        gone.Version = 1;
        (await SaveSession.ExecuteAsync(gone, Coordinator, Cancellation)).IsDone.Should().BeFalse();
    }

    [Fact]
    public async Task A_session_that_takes_its_mediator_from_an_appointment_says_which_one_once()
    {
        await using (var db = OpenDb())
        {
            db.Appointments.Add(new Appointment
            {
                Id = Guid.CreateVersion7(), SiteId = Blosne, MediatorId = Mediator.Id, ReasonId = 3, StartsAt = Now.AddDays(1).AddHours(4.5), EndsAt = Now.AddDays(1).AddHours(5), BlockedUntil = Now.AddDays(1).AddHours(5),
                State = AppointmentState.Planned, Label = "Usager Démo", BookedById = Mediator.Id, Origin = BookingOrigin.Reception, CreatedAt = Now,
            });
            await db.SaveChangesAsync(Cancellation);
        }

        var form = SessionForm();
        form.IsConfirmed = false;
        var outcome = await SaveSession.ExecuteAsync(form, Mediator, Cancellation);
        outcome.Refusals.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Field = WorkshopSessionForm.OverlapsField, IsWarning = true });
        outcome.Refusals[0].Message.Should().Contain("Médiatrice Démo Un a un rendez-vous mercredi 25 novembre").And.NotContain("Usager");

        form.IsConfirmed = true;
        await DoneAsync(SaveSession.ExecuteAsync(form, Mediator, Cancellation));
        var second = SessionForm();
        second.IsConfirmed = false;
        (await SaveSession.ExecuteAsync(second, Mediator, Cancellation)).Refusals.Should().HaveCount(2).And.Contain(r => r.Message.Contains("« Ma boîte mail »"));
    }

    [Fact]
    public async Task A_cancelled_session_keeps_its_people_and_comes_back_with_them()
    {
        var session = await PlanAsync();
        await RegisterAsync(session);
        (await Get<CancelWorkshopSession>().ExecuteAsync(new() { Id = session, Reason = " " }, Mediator, Cancellation)).MessageFor("Reason").Should().NotBeNull();

        await DoneAsync(Get<CancelWorkshopSession>().ExecuteAsync(new() { Id = session, Reason = "Salle prise" }, Mediator, Cancellation));
        (await SaveSession.ExecuteAsync(await FormAsync(session), Mediator, Cancellation)).Refusals.Single().Message.Should().Be(WorkshopTexts.IsCancelled);
        (await Queries.SessionAsync(session, Professional, Cancellation)).Should().BeEquivalentTo(new { CancelReason = "Salle prise", Row = new { State = WorkshopState.Cancelled, Seated = 1 } });

        await DoneAsync(Get<RestoreWorkshopSession>().ExecuteAsync(new(session), Mediator, Cancellation));
        (await SeatsAsync(session)).Should().Equal((1, 1));
    }

    [Fact]
    public async Task The_lists_are_narrowed_and_empty_where_nothing_is()
    {
        (await Queries.SessionsAsync(new(), 1, Mediator, Cancellation)).Rows.Should().BeEmpty();
        var session = await PlanAsync();
        await PlanAsync(change: f => (f.Kind, f.Title) = (WorkshopKind.Coordination, "Point Démo"));

        async Task<int> CountAsync(WorkshopFilter filter) => (await Queries.SessionsAsync(filter, 1, Volunteer, Cancellation)).Rows.Count;
        (await CountAsync(new())).Should().Be(2);
        (await CountAsync(new(SiteId: Villejean))).Should().Be(0);
        (await CountAsync(new(Kind: WorkshopKind.Coordination))).Should().Be(1);
        (await CountAsync(new(ThemeId: 5))).Should().Be(1);
        (await CountAsync(new(Level: WorkshopLevel.Autonomous))).Should().Be(0);
        (await CountAsync(new(WorkshopView.Past))).Should().Be(0);
        Clock.Advance(TimeSpan.FromDays(2));
        (await CountAsync(new(WorkshopView.Past))).Should().Be(2);
        (await Queries.SessionAsync(session, Observer, Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task A_mediator_s_diary_shows_the_session_until_it_is_cancelled()
    {
        var session = await PlanAsync(change: f => f.Room = "Salle bleue");
        var secret = new string('A', 43);
        await DoneAsync(Get<RenewCalendarFeed>().ExecuteAsync(new(secret), Mediator, Cancellation));
        await using (var db = OpenDb())
        {
            await DemoData.EnsureAccountsAsync(db, Cancellation);
        }

        (await Get<CalendarFeedReader>().ReadAsync(secret, Cancellation)).Should().Contain("Ma boîte mail").And.Contain("Salle bleue");
        await DoneAsync(Get<CancelWorkshopSession>().ExecuteAsync(new() { Id = session, Reason = "Salle prise" }, Mediator, Cancellation));
        (await Get<CalendarFeedReader>().ReadAsync(secret, Cancellation)).Should().NotContain("Ma boîte mail");
    }
}
