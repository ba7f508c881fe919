using InclusionNumerique.Access;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using InclusionNumerique.Workshops;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Workshops;

public sealed class RegisterPlaceTests(TestServer server) : WorkshopTest(server)
{
    [Fact]
    public async Task Sent_twice_a_person_is_registered_once()
    {
        var session = await PlanAsync();
        var form = new RegisterPlace.Form { SessionId = session, Label = " foulard rouge " };

        await Task.WhenAll(DoneAsync(Get<RegisterPlace>().ExecuteAsync(form, Mediator, Cancellation)), DoneAsync(Get<RegisterPlace>().ExecuteAsync(form, Mediator, Cancellation)));

        (await Queries.PlacesAsync(session, Mediator, Cancellation)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Number = 1, Seat = 1, Label = "foulard rouge", HasFile = false });
        (await Queries.SlipAsync(form.Id, Mediator, Cancellation)).Should().BeEquivalentTo(new { Number = 1, Rank = (int?)null });
    }

    [Fact]
    public async Task A_person_with_a_file_is_registered_once_per_session_even_twice_at_once_and_again_after_giving_up()
    {
        var (session, file) = (await PlanAsync(), await FileAsync());
        RegisterPlace.Form Form() => new() { SessionId = session, VisitorId = file };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Get<RegisterPlace>().ExecuteAsync(Form(), Mediator, Cancellation)));
        outcomes.Count(o => o.IsDone).Should().Be(1);
        outcomes.Where(o => !o.IsDone).Should().OnlyContain(o => o.MessageFor("VisitorId") == WorkshopTexts.IsRegistered);

        var place = (await Queries.PlacesAsync(session, Mediator, Cancellation)).Single();
        place.Name.Should().Be("Usager Démo");
        await DoneAsync(Get<CancelPlace>().ExecuteAsync(new(place.Id), Mediator, Cancellation));
        await DoneAsync(Get<RegisterPlace>().ExecuteAsync(Form(), Mediator, Cancellation));
        (await SeatsAsync(session)).Should().Equal((2, 1));
    }

    [Fact]
    public async Task From_a_visit_its_file_is_registered_and_without_a_file_a_number_is()
    {
        var session = await PlanAsync();
        var (visit, file) = (QuickVisit(), await FileAsync());
        await DoneAsync(Get<LogVisit>().ExecuteAsync(visit, Mediator, Cancellation));
        await DoneAsync(Get<RegisterPlace>().ExecuteAsync(new() { SessionId = session, VisitId = visit.VisitId }, Mediator, Cancellation));
        await DoneAsync(Get<LinkVisitor>().ExecuteAsync(new(visit.VisitId, file), Mediator, Cancellation));
        await DoneAsync(Get<RegisterPlace>().ExecuteAsync(new() { SessionId = session, VisitId = visit.VisitId }, Mediator, Cancellation));

        (await Queries.PlacesAsync(session, Mediator, Cancellation)).Select(p => p.VisitorId).Should().Equal(null, file);
        (await Get<RegisterPlace>().ExecuteAsync(new() { SessionId = session, VisitId = visit.VisitId }, Professional, Cancellation)).IsForbidden.Should().BeTrue();
        (await Get<RegisterPlace>().ExecuteAsync(new() { SessionId = session, VisitId = Guid.CreateVersion7() }, Mediator, Cancellation)).IsForbidden.Should().BeTrue();
    }

    [Fact]
    public async Task A_social_worker_registers_by_number_sees_own_people_alone_and_no_name()
    {
        var (session, file) = (await PlanAsync(), await FileAsync());
        await RegisterAsync(session, visitorId: file);
        var own = await RegisterAsync(session, Professional, label: "carnet bleu");

        (await Queries.PlacesAsync(session, Professional, Cancellation)).Should().ContainSingle().Which.Label.Should().Be("carnet bleu");
        (await Get<RegisterPlace>().ExecuteAsync(new() { SessionId = session, VisitorId = file }, Professional, Cancellation)).IsForbidden.Should().BeTrue();
        await DoneAsync(Get<CancelPlace>().ExecuteAsync(new(own), Professional, Cancellation));
        (await Queries.PlacesAsync(session, Coordinator, Cancellation)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = (string?)null, VisitorId = (Guid?)null, HasFile = true });
    }

    [Fact]
    public async Task A_file_of_another_institution_that_is_not_shared_is_a_number_there()
    {
        var (session, file) = (await PlanAsync(), await FileAsync());
        await RegisterAsync(session, visitorId: file);
        var other = Receptionist with { InstitutionId = 2 };

        (await Queries.PlacesAsync(session, other, Cancellation)).Single().Name.Should().BeNull();
        (await Get<RegisterPlace>().ExecuteAsync(new() { SessionId = session, VisitorId = file }, other, Cancellation)).IsForbidden.Should().BeTrue();
    }

    [Fact]
    public async Task A_label_that_cannot_be_stored_is_refused()
    {
        var session = await PlanAsync();

        foreach (var label in new[] { "a\0b", new string('x', 100_000), "\ud800" })
        {
            (await Get<RegisterPlace>().ExecuteAsync(new() { SessionId = session, Label = label }, Mediator, Cancellation)).MessageFor("Label").Should().NotBeNull();
        }
    }

    [Fact]
    public async Task Nobody_registers_for_what_is_cancelled_over_held_or_no_workshop()
    {
        var session = await PlanAsync();
        Task<Outcome> TryAsync(Guid id) => Get<RegisterPlace>().ExecuteAsync(new() { SessionId = id }, Mediator, Cancellation);

        await DoneAsync(Get<CancelWorkshopSession>().ExecuteAsync(new() { Id = session, Reason = "Salle prise" }, Mediator, Cancellation));
        (await TryAsync(session)).Refusals.Single().Message.Should().Be(WorkshopTexts.IsCancelled);
        await DoneAsync(Get<RestoreWorkshopSession>().ExecuteAsync(new(session), Mediator, Cancellation));
        Clock.Advance(TimeSpan.FromDays(2));
        (await TryAsync(session)).Refusals.Single().Message.Should().Be(WorkshopTexts.IsOver);
        await DoneAsync(Get<CloseWorkshopSession>().ExecuteAsync(new() { Id = session }, Mediator, Cancellation));
        (await TryAsync(session)).Refusals.Single().Message.Should().Be(WorkshopTexts.IsHeld);
        var meeting = await PlanAsync(change: f => (f.Kind, f.Title) = (WorkshopKind.Coordination, "Point Démo"));
        (await TryAsync(meeting)).Refusals.Single().Message.Should().Be(WorkshopTexts.HasNoPlaces);
        (await TryAsync(Guid.CreateVersion7())).Refusals.Single().Message.Should().Be(WorkshopTexts.IsGone);
    }

    [Fact]
    public async Task When_two_files_are_one_person_one_place_is_left_and_the_other_seat_goes_on()
    {
        var session = await PlanAsync(2);
        var (kept, dropped) = (await FileAsync("Usager Démo un"), await FileAsync("Usager Démo deux"));
        await RegisterAsync(session, visitorId: dropped);
        await RegisterAsync(session, visitorId: kept);
        await RegisterAsync(session);

        await DoneAsync(Get<MergeVisitors>().ExecuteAsync(new(kept, dropped), Mediator, Cancellation));

        var places = await Queries.PlacesAsync(session, Mediator, Cancellation);
        places.Select(p => ((int)p.Number, (int?)p.Seat, p.VisitorId)).Should().Equal((1, 1, kept), (3, 2, null));
    }

    [Fact]
    public async Task Without_consent_the_place_stays_of_nobody()
    {
        var (session, file) = (await PlanAsync(), await FileAsync());
        await RegisterAsync(session, visitorId: file);

        await DoneAsync(Get<WithdrawConsent>().ExecuteAsync(new(file), Mediator, Cancellation));

        (await Queries.PlacesAsync(session, Mediator, Cancellation)).Single().Should().BeEquivalentTo(new { HasFile = false, Seat = 1 });
        await using var db = OpenDb();
        (await db.WorkshopPlaces.CountAsync(p => p.VisitorId != null, Cancellation)).Should().Be(0);
    }
}
