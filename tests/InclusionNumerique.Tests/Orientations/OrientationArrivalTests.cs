using InclusionNumerique.Access;
using InclusionNumerique.Orientations;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Orientations;

/// <summary>The loop closes by itself at the desk.</summary>
public sealed class OrientationArrivalTests(TestServer server) : OrientationTest(server)
{
    [Fact]
    public async Task The_slip_of_a_person_without_a_name_tells_the_sender_that_they_came()
    {
        var id = await SentAsync();
        var visit = Guid.CreateVersion7();
        Clock.Advance(TimeSpan.FromDays(1));

        (await ArriveAsync((await ReadAsync(id)).Code.ToLowerInvariant().Replace("-", " "), visitId: visit)).Refusals.Should().BeEmpty();

        var seen = (await Get<OrientationQueries>().OneAsync(id, Professional, Cancellation))!;
        (seen.Row.State, seen.Proof, seen.Row.ArrivedAt, seen.Row.IsNews).Should().Be((OrientationState.Arrived, ArrivalProof.Code, Now.AddDays(1), true));
        (await ReadAsync(id)).ArrivalVisitId.Should().Be(visit);
        (await Get<OrientationQueries>().OfVisitAsync(visit, Mediator, Cancellation)).Select(o => o.Id).Should().Equal(id);
    }

    [Fact]
    public async Task The_same_slip_does_not_arrive_twice()
    {
        var code = (await ReadAsync(await SentAsync())).Code;
        await ArriveAsync(code);

        var outcome = await ArriveAsync(code);

        outcome.MessageFor(nameof(RecordArrival.Form.OrientationCode)).Should().StartWith("Ce billet a déjà servi : arrivée notée mar. 24 nov. à 10");
        await using var db = OpenDb();
        (await db.Visits.CountAsync(Cancellation)).Should().Be(1, "a refused arrival takes no number and no place in the queue");
    }

    [Fact]
    public async Task Two_desks_note_the_same_slip_at_once_and_one_arrival_is_stored()
    {
        var id = await SentAsync();
        var code = (await ReadAsync(id)).Code;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => ArriveAsync(code))));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        (await ReadAsync(id)).Steps.Count(s => s.State == OrientationState.Arrived).Should().Be(1);
    }

    [Fact]
    public async Task A_slip_of_another_site_says_where_it_leads()
    {
        var code = (await ReadAsync(await SentAsync(ToDesk(Villejean)))).Code;

        (await ArriveAsync(code)).MessageFor(nameof(RecordArrival.Form.OrientationCode)).Should().StartWith("Ce billet est pour ESC Villejean");
        (await Get<OrientationQueries>().SlipAsync(code, Blosne, Receptionist, Cancellation)).Trouble.Should().StartWith("Ce billet est pour ESC Villejean");
    }

    [Fact]
    public async Task A_slip_that_was_cancelled_or_leads_to_a_service_is_told_so()
    {
        var cancelled = await SentAsync();
        await MoveAsync(cancelled, OrientationState.Cancelled, Professional, reason: OrientationReason.PersonDeclines);
        var service = await SentAsync(ToService());

        (await ArriveAsync((await ReadAsync(cancelled)).Code)).Refusals[0].Message.Should().Contain("« Annulée »");
        (await ArriveAsync((await ReadAsync(service)).Code)).Refusals[0].Message.Should().Contain("dans un autre service");
    }

    [Fact]
    public async Task Whoever_guesses_codes_is_stopped_and_the_right_code_is_no_longer_read_either()
    {
        var code = (await ReadAsync(await SentAsync())).Code;
        for (var i = 0; i < 20; i++)
        {
            (await ArriveAsync($"BBB-{i:000}" == code ? "CCC-000" : $"BBB-{i:000}")).Refusals[0].Message.Should().StartWith("Ce code ne correspond");
        }

        (await ArriveAsync(code)).Refusals[0].Message.Should().StartWith("Trop de codes inconnus");
        (await Get<OrientationQueries>().SlipAsync(code, Blosne, Receptionist, Cancellation)).Trouble.Should().StartWith("Trop de codes inconnus");
        (await ArriveAsync(null)).IsDone.Should().BeTrue("an arrival without a code is still noted");

        Clock.Advance(TimeSpan.FromMinutes(11));
        (await ArriveAsync(code)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task A_person_known_by_a_file_is_recognised_without_a_slip()
    {
        var file = await FileAsync();
        var form = ToDesk();
        form.VisitorId = file;
        var id = await SentAsync(form, Mediator);

        (await ArriveAsync(null, visitorId: file)).IsDone.Should().BeTrue();

        (await ReadAsync(id)).Proof.Should().Be(ArrivalProof.File);
    }

    [Fact]
    public async Task Naming_the_person_of_a_visit_afterwards_closes_the_loop_too()
    {
        var file = await FileAsync();
        var form = ToDesk();
        form.VisitorId = file;
        var id = await SentAsync(form, Mediator);
        var visit = Guid.CreateVersion7();
        await ArriveAsync(null, visitId: visit);

        (await Get<LinkVisitor>().ExecuteAsync(new(visit, file), Mediator, Cancellation)).IsDone.Should().BeTrue();

        (await ReadAsync(id)).ArrivalVisitId.Should().Be(visit);
    }

    [Fact]
    public async Task A_slip_found_in_a_pocket_during_the_session_is_read_then()
    {
        var id = await SentAsync();
        var visit = Guid.CreateVersion7();
        await ArriveAsync(null, visitId: visit);

        (await Get<LinkOrientation>().ExecuteAsync(new() { VisitId = visit, Code = "" }, Mediator, Cancellation)).MessageFor("Code").Should().NotBeNull();
        (await Get<LinkOrientation>().ExecuteAsync(new() { VisitId = visit, Code = (await ReadAsync(id)).Code }, Mediator, Cancellation)).IsDone.Should().BeTrue();

        (await ReadAsync(id)).State.Should().Be(OrientationState.Arrived);
    }

    [Fact]
    public async Task An_arrival_that_was_taken_back_leaves_the_person_expected()
    {
        var id = await SentAsync();
        var (visit, code) = (Guid.CreateVersion7(), (await ReadAsync(id)).Code);
        await ArriveAsync(code, visitId: visit);

        (await Get<UndoVisit>().ExecuteAsync(new(visit), Receptionist, Cancellation)).IsDone.Should().BeTrue();

        var back = await ReadAsync(id);
        (back.State, back.Proof, back.ArrivedAt).Should().Be((OrientationState.Expected, null, null));
        (await ArriveAsync(code)).IsDone.Should().BeTrue("the slip is still good");
    }

    [Fact]
    public async Task Who_was_noted_as_not_come_may_still_come()
    {
        var id = await SentAsync();
        await MoveAsync(id, OrientationState.NoShow, Receptionist, reason: OrientationReason.DidNotCome);

        (await ArriveAsync((await ReadAsync(id)).Code)).IsDone.Should().BeTrue();

        (await ReadAsync(id)).Reason.Should().BeNull();
    }

    private async Task<Guid> FileAsync()
    {
        var form = new SaveVisitor.Form { SiteId = Blosne, Name = "Usager Démo", HasConsent = true };
        (await Get<SaveVisitor>().ExecuteAsync(form, Mediator, Cancellation)).Refusals.Should().BeEmpty();
        return form.Id;
    }
}
