using InclusionNumerique.Queue;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Queue;

public sealed class TriageRuleTests(TestServer server) : DatabaseTest(server)
{
    private async Task<IReadOnlyList<TriageRule>> RulesAsync() => await Get<TriageQueries>().RulesAsync(Coordinator, Cancellation);

    private Task<Outcome> SaveAsync(SaveTriageRule.Form form) => Get<SaveTriageRule>().ExecuteAsync(form, Coordinator, Cancellation);

    private static SaveTriageRule.Form Of(TriageRule rule) => new()
    {
        Id = rule.Id, Version = rule.Version, Need = rule.Need, Urgency = rule.Urgency, Autonomy = rule.Autonomy, Advice = rule.Advice, Because = rule.Because, IsActive = rule.IsActive,
    };

    [Fact]
    public async Task A_new_rule_comes_before_the_one_for_all_other_cases()
    {
        await SaveAsync(new() { Need = NeedKind.Digital, Urgency = Urgency.Deadline, Advice = Direction.Partner, Because = "La médiathèque est ouverte" });

        var rules = await RulesAsync();
        rules[^2].Because.Should().Be("La médiathèque est ouverte");
        new TriageForm { Need = NeedKind.Digital, Urgency = Urgency.Deadline }.Advise(rules).Advice.Should().Be(Direction.Partner);
    }

    [Fact]
    public async Task No_rule_sends_somebody_who_is_not_autonomous_to_the_kiosk()
    {
        var outcome = await SaveAsync(new() { Need = NeedKind.Digital, Advice = Direction.Kiosk, Because = "Essai" });

        outcome.MessageFor(nameof(SaveTriageRule.Form.Autonomy)).Should().Contain("borne");
    }

    [Fact]
    public async Task There_is_always_a_rule_for_all_other_cases()
    {
        var form = Of((await RulesAsync())[^1]);
        form.IsActive = false;

        (await SaveAsync(form)).Refusals.Single().Message.Should().Contain("tous les autres cas");
    }

    [Fact]
    public async Task A_hidden_rule_advises_no_more_and_only_the_coordinator_sees_it()
    {
        var form = Of((await RulesAsync())[0]);
        form.IsActive = false;
        await SaveAsync(form);

        (await Get<TriageQueries>().RulesAsync(Receptionist, Cancellation)).Should().NotContain(r => r.Id == form.Id);
        (await RulesAsync()).Should().Contain(r => r.Id == form.Id);
    }

    [Fact]
    public async Task A_rule_moved_up_is_tried_before()
    {
        var second = (await RulesAsync())[1];

        await Get<MoveTriageRule>().ExecuteAsync(new(second.Id, IsUp: true), Coordinator, Cancellation);

        (await RulesAsync())[0].Id.Should().Be(second.Id);
    }

    [Fact]
    public async Task Two_coordinators_do_not_overwrite_each_other()
    {
        var rule = (await RulesAsync())[0];
        var (first, second) = (Of(rule), Of(rule));
        (first.Because, second.Because) = ("Première", "Seconde");
        await SaveAsync(first);

        (await SaveAsync(second)).Refusals.Single().Message.Should().Contain("vient de modifier");
    }

    [Theory]
    [InlineData("\0")]
    [InlineData(null)]
    public async Task A_reason_that_cannot_be_stored_is_refused(string? text)
    {
        var outcome = await SaveAsync(new() { Need = NeedKind.Digital, Advice = Direction.Partner, Because = text ?? new string('x', 100_000) });

        outcome.MessageFor(nameof(SaveTriageRule.Form.Because)).Should().NotBeNull();
    }
}
