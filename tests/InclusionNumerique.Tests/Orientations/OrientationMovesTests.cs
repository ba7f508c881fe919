using InclusionNumerique.Access;
using InclusionNumerique.Orientations;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Orientations;

public sealed class OrientationMovesTests(TestServer server) : OrientationTest(server)
{
    private static readonly DateOnly NextWeek = new(2026, 12, 1);

    /// <summary>The states of the design and who may say them: S sender, R receiver, P the partner's link, C the coordinator. Whatever is not here is forbidden.</summary>
    public static TheoryData<OrientationState, OrientationState, string> Allowed { get; } = new()
    {
        { OrientationState.Sent, OrientationState.Acknowledged, "R" },
        { OrientationState.Sent, OrientationState.Refused, "RP" },
        { OrientationState.Sent, OrientationState.Cancelled, "SC" },
        { OrientationState.Sent, OrientationState.Arrived, "SRP" },
        { OrientationState.Sent, OrientationState.NoShow, "P" },
        { OrientationState.Acknowledged, OrientationState.AppointmentSet, "R" },
        { OrientationState.Acknowledged, OrientationState.Expected, "R" },
        { OrientationState.Acknowledged, OrientationState.Refused, "RP" },
        { OrientationState.Acknowledged, OrientationState.Cancelled, "SC" },
        { OrientationState.Acknowledged, OrientationState.Arrived, "SRP" },
        { OrientationState.Acknowledged, OrientationState.NoShow, "P" },
        { OrientationState.AppointmentSet, OrientationState.Arrived, "SRP" },
        { OrientationState.AppointmentSet, OrientationState.NoShow, "RP" },
        { OrientationState.AppointmentSet, OrientationState.Cancelled, "SRC" },
        { OrientationState.Expected, OrientationState.Arrived, "SRP" },
        { OrientationState.Expected, OrientationState.NoShow, "SRP" },
        { OrientationState.Expected, OrientationState.Cancelled, "SRC" },
        { OrientationState.Expected, OrientationState.Refused, "P" },
        { OrientationState.Arrived, OrientationState.Supported, "R" },
        { OrientationState.Arrived, OrientationState.Closed, "R" },
        { OrientationState.Arrived, OrientationState.Redirected, "R" },
        { OrientationState.Supported, OrientationState.Supported, "R" },
        { OrientationState.Supported, OrientationState.Closed, "R" },
        { OrientationState.Supported, OrientationState.Redirected, "R" },
        { OrientationState.NoShow, OrientationState.AppointmentSet, "S" },
        { OrientationState.NoShow, OrientationState.Expected, "S" },
        { OrientationState.NoShow, OrientationState.Abandoned, "SC" },
        { OrientationState.NoShow, OrientationState.Cancelled, "SC" },
        { OrientationState.NoShow, OrientationState.Arrived, "SRP" },
        { OrientationState.Refused, OrientationState.Redirected, "S" },
        { OrientationState.Refused, OrientationState.Abandoned, "SC" },
    };

    [Fact]
    public void No_other_state_may_follow_and_no_other_side_may_say_it()
    {
        var allowed = Allowed.Select(row => row.Data).ToDictionary(row => (row.Item1, row.Item2), row => row.Item3);
        foreach (var from in Enum.GetValues<OrientationState>())
        {
            foreach (var to in Enum.GetValues<OrientationState>())
            {
                foreach (var (side, letter) in new[] { (OrientationSide.Sender, 'S'), (OrientationSide.Receiver, 'R'), (OrientationSide.Partner, 'P'), (OrientationSide.Coordinator, 'C'), (OrientationSide.Person, '-') })
                {
                    OrientationRules.MayFollow(from, to, side).Should().Be(allowed.GetValueOrDefault((from, to), "").Contains(letter), $"{from} to {to} by {side}");
                }
            }
        }
    }

    [Fact]
    public async Task A_service_takes_note_fixes_a_day_receives_and_closes_and_the_sender_reads_it()
    {
        var id = await SentAsync(ToService());

        (await MoveAsync(id, OrientationState.Acknowledged, CdasWorker)).IsDone.Should().BeTrue();
        (await MoveAsync(id, OrientationState.AppointmentSet, CdasWorker, until: NextWeek)).IsDone.Should().BeTrue();
        (await ReadAsync(id)).DueOn.Should().Be(new DateOnly(2026, 12, 2));
        (await MoveAsync(id, OrientationState.Arrived, CdasWorker, proof: ArrivalProof.SeenByReceiver)).IsDone.Should().BeTrue();
        (await MoveAsync(id, OrientationState.Supported, CdasWorker)).IsDone.Should().BeTrue();
        (await MoveAsync(id, OrientationState.Closed, CdasWorker, outcome: OrientationOutcome.RightOpened, message: "Dossier déposé")).IsDone.Should().BeTrue();

        var seen = await Get<OrientationQueries>().OneAsync(id, Professional, Cancellation);
        (seen!.Row.State, seen.Row.Outcome, seen.MessageToSender, seen.Row.IsNews, seen.Row.DueOn).Should().Be((OrientationState.Closed, OrientationOutcome.RightOpened, "Dossier déposé", true, null));
        seen.Steps.Select(s => s.State).Should().Equal(
            OrientationState.Sent, OrientationState.Acknowledged, OrientationState.AppointmentSet, OrientationState.Arrived, OrientationState.Supported, OrientationState.Closed);
        (await Get<MarkOrientationSeen>().ExecuteAsync(new(id), Professional, Cancellation)).IsDone.Should().BeTrue();
        (await Get<OrientationQueries>().CountsAsync(Professional, Cancellation)).News.Should().Be(0);
    }

    [Fact]
    public async Task A_move_that_may_not_follow_is_refused_in_words()
    {
        var id = await SentAsync(ToService());

        var outcome = await MoveAsync(id, OrientationState.Closed, CdasWorker, outcome: OrientationOutcome.Helped);

        outcome.Refusals[0].Message.Should().Be("Cette orientation est « Envoyée » : vous ne pouvez pas la noter « Clôturée ».");
    }

    [Theory]
    [InlineData(OrientationState.Refused, nameof(MoveOrientation.Form.Reason))]
    [InlineData(OrientationState.Arrived, nameof(MoveOrientation.Form.Proof))]
    public async Task A_state_says_what_it_takes(OrientationState to, string field)
    {
        var id = await SentAsync(ToService());

        (await MoveAsync(id, to, CdasWorker)).Refusals.Select(r => r.Field).Should().Equal(field);
    }

    [Fact]
    public async Task A_reason_of_another_state_is_no_reason()
    {
        var id = await SentAsync(ToService());

        (await MoveAsync(id, OrientationState.Refused, CdasWorker, reason: OrientationReason.Mistake)).MessageFor(nameof(MoveOrientation.Form.Reason)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_colleague_of_another_institution_or_site_answers_nothing()
    {
        var id = await SentAsync(WithName(ToService()));
        var elsewhere = CdasWorker with { Id = Guid.CreateVersion7(), SiteIds = [Villejean], CurrentSiteId = Villejean };
        var other = CdasWorker with { Id = Guid.CreateVersion7(), InstitutionId = 3 };

        foreach (var actor in new[] { elsewhere, other, Receptionist, Volunteer, Observer, Administrator })
        {
            (await MoveAsync(id, OrientationState.Acknowledged, actor)).IsForbidden.Should().BeTrue(actor.Name);
            (await Get<OrientationQueries>().OneAsync(id, actor, Cancellation)).Should().BeNull();
        }
    }

    [Fact]
    public async Task The_sender_tries_again_twice_and_not_a_third_time()
    {
        var id = await SentAsync();
        for (var times = 0; times < 2; times++)
        {
            (await MoveAsync(id, OrientationState.NoShow, Receptionist, reason: OrientationReason.DidNotCome)).IsDone.Should().BeTrue();
            (await MoveAsync(id, OrientationState.Expected, Professional, until: NextWeek)).IsDone.Should().BeTrue();
        }

        await MoveAsync(id, OrientationState.NoShow, Receptionist, reason: OrientationReason.DidNotCome);

        (await MoveAsync(id, OrientationState.Expected, Professional, until: NextWeek)).Refusals[0].Message.Should().Contain("déjà été relancée deux fois");
        (await MoveAsync(id, OrientationState.Abandoned, Professional, reason: OrientationReason.NoNews)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task A_clock_escalates_and_ends_nothing()
    {
        var id = await SentAsync(ToService());
        (await Late()).Should().BeEmpty();

        Clock.SetUtcNow(Now.AddDays(60));

        (await Late()).Should().Equal(id);
        (await ReadAsync(id)).State.Should().Be(OrientationState.Sent);
        (await Get<OrientationQueries>().CountsAsync(Coordinator, Cancellation)).Late.Should().Be(1);
        (await MoveAsync(id, OrientationState.Cancelled, Coordinator, reason: OrientationReason.OtherCancelled)).IsDone.Should().BeTrue();
        (await Late()).Should().BeEmpty();

        async Task<IEnumerable<Guid>> Late() => (await Get<OrientationQueries>().ListAsync(new(OrientationList.Late), Coordinator, Cancellation)).Rows.Select(r => r.Id);
    }

    [Fact]
    public async Task The_coordinator_sets_the_clocks()
    {
        var row = (await Get<OrientationQueries>().ClocksAsync(Coordinator, Cancellation)).Single(c => c.State == OrientationState.Sent);
        var form = new SaveOrientationClock.Form { State = row.State, Version = row.Version, RemindAfter = 1, EscalateAfter = 3 };

        (await Get<SaveOrientationClock>().ExecuteAsync(form, Coordinator, Cancellation)).IsDone.Should().BeTrue();

        var sent = await ReadAsync(await SentAsync(ToService()));
        (sent.DueOn, sent.EscalatesOn).Should().Be((new DateOnly(2026, 11, 25), new DateOnly(2026, 11, 27)));
        form.EscalateAfter = 4;
        (await Get<SaveOrientationClock>().ExecuteAsync(form, Coordinator, Cancellation)).Refusals[0].Message.Should().Contain("Quelqu’un d’autre");
        (form.EscalateAfter, form.RemindAfter) = (0, 121);
        (await Get<SaveOrientationClock>().ExecuteAsync(form, Coordinator, Cancellation)).Refusals.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_wrong_orientation_is_sent_on_as_a_child_with_its_reason()
    {
        var id = await SentAsync();
        var code = (await ReadAsync(id)).Code;
        await ArriveAsync(code);
        var form = ToService();
        (form.ParentId, form.WrongReason) = (id, OrientationReason.SocialNotDigital);

        var child = await SentAsync(form, Mediator);

        var parent = await ReadAsync(id);
        (parent.State, parent.Reason, parent.DueOn).Should().Be((OrientationState.Redirected, OrientationReason.SocialNotDigital, null));
        var seen = await Get<OrientationQueries>().OneAsync(id, Professional, Cancellation);
        (seen!.ChildId, seen.ChildState, seen.ChildTarget).Should().Be((child, OrientationState.Sent, "CDAS, Blosne"));
    }

    [Fact]
    public async Task Two_people_send_a_wrong_one_on_at_once_and_one_child_is_born()
    {
        var id = await SentAsync();
        await ArriveAsync((await ReadAsync(id)).Code);

        var outcomes = await Task.WhenAll(new[] { Mediator, OtherMediator, Receptionist }.Select(actor => Task.Run(() =>
        {
            var form = ToService();
            (form.ParentId, form.WrongReason) = (id, OrientationReason.SocialNotDigital);
            return Get<SendOrientation>().ExecuteAsync(form, actor, Cancellation);
        })));

        outcomes.Count(o => o.IsDone).Should().Be(1);
        await using var db = OpenDb();
        (await db.Orientations.CountAsync(o => o.ParentId == id, Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task Its_author_corrects_within_a_day_and_the_coordinator_later()
    {
        var id = await SentAsync(ToService());
        await MoveAsync(id, OrientationState.Refused, CdasWorker, reason: OrientationReason.NoRoom);

        (await CorrectAsync(Professional)).Refusals[0].Message.Should().Contain("Seul l’auteur");
        (await CorrectAsync(CdasWorker, why: "")).MessageFor("Why").Should().NotBeNull();
        (await CorrectAsync(CdasWorker)).IsDone.Should().BeTrue();
        var corrected = await ReadAsync(id);
        (corrected.State, corrected.Reason, corrected.Steps[^1].Note).Should().Be((OrientationState.Sent, null, "Erreur de ligne"));

        await MoveAsync(id, OrientationState.Refused, CdasWorker, reason: OrientationReason.NoRoom);
        Clock.Advance(TimeSpan.FromHours(25));
        (await CorrectAsync(CdasWorker)).IsDone.Should().BeFalse();
        (await CorrectAsync(Coordinator)).IsDone.Should().BeTrue();

        Task<Outcome> CorrectAsync(Actor actor, string why = "Erreur de ligne") => Get<CorrectOrientation>().ExecuteAsync(new(id, why), actor, Cancellation);
    }

    [Fact]
    public async Task What_was_closed_opens_again_for_a_month_with_its_proof()
    {
        var id = await SentAsync(ToService());
        await MoveAsync(id, OrientationState.Arrived, CdasWorker, proof: ArrivalProof.SeenByReceiver);
        await MoveAsync(id, OrientationState.Closed, CdasWorker, outcome: OrientationOutcome.Helped);
        Clock.Advance(TimeSpan.FromDays(29));

        (await Get<CorrectOrientation>().ExecuteAsync(new(id, "La personne est revenue"), Professional, Cancellation)).IsDone.Should().BeTrue();

        var open = await ReadAsync(id);
        (open.State, open.Proof, open.Outcome).Should().Be((OrientationState.Arrived, ArrivalProof.SeenByReceiver, null));
    }
}
