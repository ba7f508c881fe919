using InclusionNumerique.Queue;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Queue;

public sealed class TriageTests(TestServer server) : QueueTest(server)
{
    private async Task<Outcome> RecordAsync(TriageForm triage) =>
        await Get<RecordArrival>().ExecuteAsync(new() { SiteId = Blosne, Triage = triage }, Receptionist, Cancellation);

    private async Task<Triage> StoredAsync()
    {
        await using var db = OpenDb();
        return await db.Triages.SingleAsync(Cancellation);
    }

    [Theory]
    [InlineData(NeedKind.Social, null, null, Direction.SocialService)]
    [InlineData(NeedKind.Administrative, null, Autonomy.Autonomous, Direction.Kiosk)]
    [InlineData(NeedKind.Administrative, null, Autonomy.WithGuidance, Direction.DigitalSpace)]
    [InlineData(NeedKind.Digital, Urgency.Deadline, Autonomy.Autonomous, Direction.DigitalSpace)]
    [InlineData(null, null, null, Direction.DigitalSpace)]
    public async Task The_first_rule_that_matches_gives_the_advice(NeedKind? need, Urgency? urgency, Autonomy? autonomy, Direction expected)
    {
        var rules = await Get<TriageQueries>().RulesAsync(Receptionist, Cancellation);

        new TriageForm { Need = need, Urgency = urgency, Autonomy = autonomy }.Advise(rules).Advice.Should().Be(expected);
    }

    [Fact]
    public async Task An_autonomous_person_is_sent_to_the_kiosk_and_does_not_wait()
    {
        await RecordAsync(new() { Need = NeedKind.Administrative, Autonomy = Autonomy.Autonomous });

        var board = await BoardAsync();
        board.Waiting.Should().BeEmpty();
        board.Gone.Single().Should().BeEquivalentTo(new { State = VisitState.SentElsewhere, Number = (short?)1 });
        (await StoredAsync()).RuleId.Should().NotBeNull();
    }

    [Fact]
    public async Task Nobody_who_is_not_autonomous_is_sent_to_the_kiosk()
    {
        var outcome = await RecordAsync(new() { Need = NeedKind.Digital, Autonomy = Autonomy.WithGuidance, Decision = Direction.Kiosk, Reason = "Elle y tient" });

        outcome.MessageFor(nameof(TriageForm.Decision)).Should().Contain("borne");
        (await BoardAsync()).Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task An_advice_not_followed_needs_its_reason()
    {
        var triage = new TriageForm { Need = NeedKind.Social, Decision = Direction.DigitalSpace };
        (await RecordAsync(triage)).MessageFor(nameof(TriageForm.Reason)).Should().Contain("pourquoi");

        triage.Reason = "Vient pour imprimer";
        await RecordAsync(triage);

        (await StoredAsync()).Should().BeEquivalentTo(new { Advice = Direction.SocialService, Decision = Direction.DigitalSpace, Reason = "Vient pour imprimer" });
    }

    [Fact]
    public async Task Who_is_to_come_back_is_told_with_what()
    {
        var triage = new TriageForm { Need = NeedKind.Administrative, Decision = Direction.ComeBack, Reason = "Il manque un papier" };
        (await RecordAsync(triage)).MessageFor(nameof(TriageForm.Papers)).Should().Contain("rapporter");

        triage.Papers = "Avis d’impôt 2026";
        (await RecordAsync(triage)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task The_answer_on_autonomy_is_known_to_the_mediator()
    {
        await RecordAsync(new() { Need = NeedKind.Administrative, Autonomy = Autonomy.GuidanceWhenNeeded, ThemeId = PrintTheme });

        var row = (await BoardAsync()).Waiting.Single();
        row.Facts.Autonomy.Should().Be(Autonomy.GuidanceWhenNeeded);
        row.Triage!.ThemeId.Should().Be(PrintTheme);
    }

    [Fact]
    public async Task The_questions_may_be_asked_of_somebody_who_waits_already()
    {
        var visit = await ArriveAsync();
        await Get<TriageVisit>().ExecuteAsync(new() { VisitId = visit, Triage = new() { Need = NeedKind.Digital, Urgency = Urgency.Deadline } }, Receptionist, Cancellation);
        (await RowAsync(visit)).Priority.Should().Be(Priority.Urgent);

        await Get<TriageVisit>().ExecuteAsync(new() { VisitId = visit, Triage = new() { Need = NeedKind.Social } }, Receptionist, Cancellation);

        (await RowAsync(visit)).State.Should().Be(VisitState.SentElsewhere);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData(null)]
    public async Task Papers_that_cannot_be_stored_are_refused(string? text)
    {
        var outcome = await RecordAsync(new() { Need = NeedKind.Social, Papers = text ?? new string('x', 100_000) });

        outcome.MessageFor(nameof(TriageForm.Papers)).Should().NotBeNull();
    }
}
