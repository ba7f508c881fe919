using InclusionNumerique.Dashboards;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>What few orientations must not tell.</summary>
public sealed class OrientationDisclosureTests(TestServer server) : OrientationFigureTest(server)
{
    [Fact]
    public async Task Ten_orientations_show_nothing()
    {
        await AddClosedAsync(6);
        await AddAsync(4, OrientationState.Refused, OrientationReason.SocialNotDigital);

        var report = await OrientationsAsync();

        report.Sent.Now.Should().Be(Figure.Small);
        report.Funnel.Skip(1).Should().OnlyContain(f => f.Count.Now == Figure.Withheld);
        report.Tables.SelectMany(t => t.Lines).Should().OnlyContain(l => l.Count.Now.Value == null);
        report.Senders.Concat(report.Kinds).Concat(report.Targets).Should().OnlyContain(l => l.Now.Part.Value == null && l.Now.Whole.Value == null);
        report.Modes.Should().OnlyContain(m => m.Sent.Value == null && m.Arrived.Share == null && m.Interval == null && m.Delay == new Wait(false, null, null));
        report.WrongByNeed.SelectMany(w => w.ByNeed).Should().OnlyContain(f => f.Value == null);
        report.Delay.Now.Should().Be(new Wait(false, null, null));
    }

    [Fact]
    public async Task Few_visits_hide_the_orientations_too()
    {
        var day = new DateOnly(2026, 10, 6);
        await AddVisitsAsync(4, day);
        await AddClosedAsync(40, sentAt: ParisTime.At(day, new TimeOnly(9, 0)));

        (await OrientationsAsync(new FigureFilter(new FigurePeriod(FigureSpan.Day, day, day)))).Sent.Now.Should().Be(Figure.Withheld);
    }

    [Fact]
    public async Task Few_refusals_cannot_be_worked_out_from_the_funnel()
    {
        // 100 sent, 97 expected at least: three were refused.
        await AddClosedAsync(60);
        await AddNotComeAsync(37);
        await AddAsync(3, OrientationState.Refused, OrientationReason.NoRoom);

        var report = await OrientationsAsync();

        report.Sent.Now.Value.Should().Be(100);
        report.Refused.Now.Part.Should().Be(Figure.Small);
        report.Funnel[1].Count.Now.Mask.Should().NotBe(Mask.None);
        Count(report, "ori-refus", "Pas de place").Should().BeNull();
        Count(report, "ori-apres-refus", "Suite à décider par l’émetteur").Should().BeNull();
        (report.NotCome.Now.Part.Value is null || report.Arrived.Now.Part.Value is null).Should().BeTrue("37 and 60 of 100 would tell the three");
    }

    [Fact]
    public async Task Few_who_have_just_arrived_do_not_hide_how_many_have()
    {
        await AddClosedAsync(80);
        await AddAsync(14, OrientationState.Supported, arrivedAfter: 2);
        await AddAsync(5, OrientationState.Arrived, arrivedAfter: 2);
        await AddAsync(16, OrientationState.Expected);
        await AddNotComeAsync(40);

        var report = await OrientationsAsync();

        report.Arrived.Now.Should().Be(new Proportion(Figure.Of(99), Figure.Of(155)));
        report.Funnel[3].Count.Now.Mask.Should().Be(Mask.Withheld);
        report.Modes[0].Arrived.Should().Be(new Proportion(Figure.Of(99), Figure.Of(139)));
    }

    [Fact]
    public async Task Few_overdue_hide_how_many_are_in_time()
    {
        await AddAsync(40, OrientationState.Expected);
        await AddAsync(5, OrientationState.Expected, dueOn: Today.AddDays(-2));
        await AddClosedAsync(60);

        var report = await OrientationsAsync();

        report.Overdue.Now.Part.Should().Be(Figure.Small);
        report.Overdue.Now.Share.Should().BeNull();
        report.Open.Now.Part.Value.Should().Be(45);
    }

    [Fact]
    public async Task A_small_sender_takes_another_one_along()
    {
        await AddClosedAsync(60, senderInstitution: 1);
        await AddClosedAsync(40, senderInstitution: 2);
        await AddNotComeAsync(30, senderInstitution: 2);
        await AddNotComeAsync(4, senderInstitution: 3);

        var report = await OrientationsAsync();

        report.Arrived.Now.Part.Value.Should().Be(100);
        report.Senders.Select(s => (s.Label, s.Now.Whole.Mask)).Should().Equal(("CCAS", Mask.None), ("CDAS", Mask.Withheld), ("Centre social", Mask.Small));
        report.Senders[1].Now.Share.Should().BeNull();
        report.Senders[2].Now.Part.Value.Should().Be(0, "zero is shown");
    }

    [Fact]
    public async Task Where_the_arrivals_are_hidden_only_the_sent_ones_are_told_apart()
    {
        await AddClosedAsync(3);
        await AddNotComeAsync(60);
        await AddNotComeAsync(40, senderInstitution: 2);

        var report = await OrientationsAsync();

        report.Arrived.Now.Part.Should().Be(Figure.Small);
        report.Senders.Select(s => s.Now.Whole.Value).Should().Equal(63, 40);
        report.Senders.Concat(report.Kinds).Concat(report.Targets).Should().OnlyContain(s => s.Now.Part.Value == null);
        report.Modes.Should().OnlyContain(m => m.Arrived.Part.Value == null && m.Awaited.Value == null);
    }

    [Fact]
    public async Task Few_of_one_need_hide_another_need_of_the_same_reason()
    {
        await AddClosedAsync(60);
        await AddAsync(40, OrientationState.Refused, OrientationReason.SocialNotDigital, need: NeedKind.Social);
        await AddAsync(4, OrientationState.Refused, OrientationReason.SocialNotDigital);

        var line = (await OrientationsAsync()).WrongByNeed[0];

        line.All.Value.Should().Be(44);
        line.ByNeed.Select(f => f.Mask).Should().Equal(Mask.Small, Mask.None, Mask.Withheld, Mask.None);
    }

    [Fact]
    public async Task A_partner_s_name_with_few_people_is_not_written()
    {
        var few = await AddPartnerAsync("Permanence Démo");
        var many = await AddPartnerAsync("Partenaire Démo");
        await AddAsync(4, OrientationState.Sent, target: TargetKind.Partner, partner: few);
        await AddAsync(40, OrientationState.Sent, target: TargetKind.Partner, partner: many);

        var report = await OrientationsAsync();

        report.Targets.Select(t => (t.Label, t.Now.Whole.Mask)).Should().Equal(("Partenaire Démo", Mask.Withheld), ("Autres : partenaires", Mask.Small));
        report.Kinds.Single().Now.Whole.Value.Should().Be(44);
    }

    /// <summary>Whatever became of them, what is published of the funnel and of a breakdown adds up to nothing that is hidden.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_hidden_count_can_be_worked_out_beside_sums_that_another_table_shows(int seed)
    {
        var random = new Random(seed);
        for (var run = 0; run < 150; run++)
        {
            // Arrived and not arrived are known; each line leads from both to its sum.
            var table = new GuessedTable(threshold: 3);
            const int arrived = 2, not = 3;
            var lines = Enumerable.Range(4, random.Next(2, 4)).Select(node => (Node: node, Arrived: Small(random), Not: Small(random))).ToArray();
            var sums = (Arrived: lines.Sum(l => l.Arrived), Not: lines.Sum(l => l.Not));
            // Smaller sums are not shown; beside a zero that is shown, this is a plain table.
            if (sums.Arrived < 3 || sums.Not < 3)
            {
                continue;
            }

            table.Add(sums.Arrived, Disclosure.Start, arrived, isKnown: true);
            table.Add(sums.Not, Disclosure.Start, not, isKnown: true);
            foreach (var line in lines)
            {
                table.Add(line.Arrived, arrived, line.Node);
                table.Add(line.Not, not, line.Node);
                table.Add(line.Arrived + line.Not, line.Node, Disclosure.End);
            }

            table.Violations().Should().BeEmpty(table.ToString());
        }
    }

    private static long Small(Random random) => random.Next(3) == 0 ? 0 : random.Next(0, 7);
}
