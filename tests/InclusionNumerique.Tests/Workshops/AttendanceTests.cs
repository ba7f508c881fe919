using InclusionNumerique.Access;
using InclusionNumerique.Visitors;
using InclusionNumerique.Workshops;

namespace InclusionNumerique.Tests.Workshops;

public sealed class AttendanceTests(TestServer server) : WorkshopTest(server)
{
    [Fact]
    public async Task The_first_mark_holds_the_session_and_may_be_taken_back()
    {
        var session = await PlanAsync();
        var place = await RegisterAsync(session);
        (await MarkAsync(place, Attendance.Present)).Refusals.Single().Message.Should().Be(WorkshopTexts.IsTooEarly);
        Clock.Advance(TimeSpan.FromDays(1));

        await DoneAsync(MarkAsync(place, Attendance.Present));
        (await RowAsync(session)).Should().BeEquivalentTo(new { State = WorkshopState.Held, Came = 1 });
        await DoneAsync(MarkAsync(place, null));
        (await RowAsync(session)).Came.Should().Be(0);
        (await MarkAsync(place, (Attendance)9)).IsDone.Should().BeFalse();
        (await Get<CancelPlace>().ExecuteAsync(new(place), Mediator, Cancellation)).Refusals.Single().Message.Should().Be(WorkshopTexts.IsHeld);
    }

    [Fact]
    public async Task Whoever_had_a_seat_and_is_not_marked_was_absent_and_whoever_waited_was_not_expected()
    {
        var session = await PlanAsync(2);
        var (present, silent, waiting) = (await RegisterAsync(session), await RegisterAsync(session), await RegisterAsync(session));
        Clock.Advance(TimeSpan.FromDays(1));
        await DoneAsync(MarkAsync(present, Attendance.Present));

        await DoneAsync(Get<CloseWorkshopSession>().ExecuteAsync(new() { Id = session }, Receptionist, Cancellation));

        var places = (await Queries.PlacesAsync(session, Mediator, Cancellation)).ToDictionary(p => p.Id, p => p.Attendance);
        places.Should().Equal(new Dictionary<Guid, Attendance?> { [present] = Attendance.Present, [silent] = Attendance.Absent, [waiting] = null });
    }

    [Fact]
    public async Task Somebody_who_comes_without_registration_counts_once_takes_no_seat_and_goes_again()
    {
        var session = await PlanAsync(1);
        await RegisterAsync(session);
        Clock.Advance(TimeSpan.FromDays(1));
        var form = new AddWalkIn.Form(Guid.CreateVersion7(), session);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => DoneAsync(Get<AddWalkIn>().ExecuteAsync(form, Mediator, Cancellation))));

        (await RowAsync(session)).Should().BeEquivalentTo(new { Came = 1, Seated = 1, Waiting = 0, State = WorkshopState.Held });
        await DoneAsync(Get<CancelPlace>().ExecuteAsync(new(form.Id), Mediator, Cancellation));
        (await RowAsync(session)).Came.Should().Be(0);
    }

    [Fact]
    public async Task Where_nobody_registers_heads_are_counted()
    {
        var session = await PlanAsync(change: f => (f.Kind, f.Title) = (WorkshopKind.Newcomers, "Accueil Démo"));
        Clock.Advance(TimeSpan.FromDays(1));

        foreach (var heads in new int?[] { null, -1, 501 })
        {
            (await Get<CloseWorkshopSession>().ExecuteAsync(new() { Id = session, Headcount = heads }, Mediator, Cancellation)).MessageFor("Headcount").Should().NotBeNull();
        }

        await DoneAsync(Get<CloseWorkshopSession>().ExecuteAsync(new() { Id = session, Headcount = 0 }, Mediator, Cancellation));
        await DoneAsync(Get<CloseWorkshopSession>().ExecuteAsync(new() { Id = session, Headcount = 12 }, Mediator, Cancellation));
        (await RowAsync(session)).Should().BeEquivalentTo(new { Headcount = 12, State = WorkshopState.Held });
        (await Get<AddWalkIn>().ExecuteAsync(new(Guid.CreateVersion7(), session), Mediator, Cancellation)).IsDone.Should().BeFalse();
    }

    [Fact]
    public async Task The_grid_of_people_with_a_file_stands_before_and_after_and_of_nobody_else()
    {
        var (session, file) = (await PlanAsync(), await FileAsync());
        await RegisterAsync(session, visitorId: file);
        await RegisterAsync(session);
        await PassAsync(file, 0);
        Clock.Advance(TimeSpan.FromDays(2));
        (await Queries.GridsAsync(session, Mediator, Cancellation)).Single().Should().BeEquivalentTo(new { Name = "Usager Démo", Before = new { Score = 0 }, After = (object?)null });
        await PassAsync(file, 2);
        await PassAsync(file, 1);

        (await Queries.GridsAsync(session, Mediator, Cancellation)).Single().Should().BeEquivalentTo(new { VisitorId = file, Before = new { Score = 0 }, After = new { Score = 100 } });
        (await Queries.GridsAsync(session, Coordinator, Cancellation)).Should().BeEmpty();
        (await Queries.GridsAsync(session, Mediator with { SiteIds = [Villejean] }, Cancellation)).Should().BeEmpty();
    }

    private async Task PassAsync(Guid file, short answer)
    {
        await DoneAsync(Get<SaveAssessment>().ExecuteAsync(new() { VisitorId = file, GridId = 1, Answers = [.. Enumerable.Repeat((short?)answer, 10)] }, Mediator, Cancellation));
        Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private Task<Outcome> MarkAsync(Guid place, Attendance? attendance, Actor? actor = null) => Get<MarkAttendance>().ExecuteAsync(new(place, attendance), actor ?? Mediator, Cancellation);

    private async Task<WorkshopSessionRow> RowAsync(Guid session) => (await Queries.SessionAsync(session, Mediator, Cancellation))!.Row;
}
