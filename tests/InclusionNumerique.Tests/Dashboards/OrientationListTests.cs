using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;

namespace InclusionNumerique.Tests.Dashboards;

/// <summary>From a figure to the orientations behind it: as many as it says, and no person.</summary>
public sealed class OrientationListTests(TestServer server) : OrientationFigureTest(server)
{
    private static readonly Actor Boss = new(Guid.NewGuid(), "", [Role.Coordinator], []);

    private OrientationQueries Queries => Get<OrientationQueries>();

    [Theory]
    [InlineData(null)]
    [InlineData(Blosne)]
    public async Task Each_figure_leads_to_as_many_orientations(int? site)
    {
        await FillAsync();
        var filter = new FigureFilter(November, site);
        var report = await OrientationsAsync(filter);
        if (site is null)
        {
            await Get<FigureKeeping>().FoldAsync(cancellation: Cancellation);
        }

        var ways = Ways(report, filter).Where(w => w.Figure.Value > 0).ToList();

        ways.Select(w => w.Line.Tally).Distinct().Should().BeEquivalentTo(Enum.GetValues<OrientationTally>());
        ways.Should().HaveCountGreaterThan(40);
        foreach (var (figure, line) in ways)
        {
            (await Queries.CountedAsync(line, 1, Boss, Cancellation)).Counted.Should().Be((int)figure.Value!.Value, "of {0}", line);
        }
    }

    [Fact]
    public async Task The_list_says_what_it_holds_and_turns_its_pages()
    {
        await AddAsync(OrientationQueries.PageSize + 5, OrientationState.NoShow, OrientationReason.DidNotCome);
        var line = (await OrientationsAsync()).NotCome.Key!.Value;

        var first = await Queries.CountedAsync(new(November.From, November.To, null, OrientationTally.Fate, line), 1, Boss, Cancellation);
        var second = await Queries.CountedAsync(new(November.From, November.To, null, OrientationTally.Fate, line), 2, Boss, Cancellation);

        (first.Line, first.Counted, first.Rows.Count, first.HasMore).Should().Be(("Non venues", OrientationQueries.PageSize + 5, OrientationQueries.PageSize, true));
        (second.Rows.Count, second.HasMore).Should().Be((5, false));
        first.Rows.Concat(second.Rows).Should().OnlyHaveUniqueItems(r => r.Id).And.OnlyContain(r => r.Person == null);
    }

    [Fact]
    public async Task Whoever_may_not_see_them_all_is_shown_none()
    {
        await AddAsync(20, OrientationState.Sent);

        (await Queries.CountedAsync(new(November.From, November.To), 1, Mediator, Cancellation)).Should().BeEquivalentTo(OrientationsPage.Empty);
    }

    [Theory]
    [InlineData(1, 9999, 20)]
    [InlineData(2027, 2026, null)]
    [InlineData(2090, 2091, null)]
    public async Task Any_period_that_an_address_may_hold_is_read(int from, int to, int? counted)
    {
        await AddAsync(20, OrientationState.Sent);

        (await Queries.CountedAsync(new(new(from, 1, 1), new(to, 12, 31), null, OrientationTally.Sent), int.MaxValue, Boss, Cancellation)).Counted.Should().Be(counted);
    }

    [Fact]
    public async Task A_count_that_there_is_not_holds_nothing()
    {
        await AddAsync(20, OrientationState.Sent);

        foreach (var key in new[] { int.MinValue, -1, 0, 1, 999_999, int.MaxValue })
        {
            (await Queries.CountedAsync(new(November.From, November.To, null, OrientationTally.Fate, key), 1, Boss, Cancellation)).Counted.Should().Be(0);
        }
    }

    private static IEnumerable<(Figure Figure, OrientationLine Line)> Ways(OrientationReport report, FigureFilter filter)
    {
        OrientationLine Of(OrientationTally tally, int? key, bool isArrived = false, bool isAwaited = false) => new(filter.Period.From, filter.Period.To, filter.SiteId, tally, key!.Value, isArrived, isAwaited);
        yield return (report.Sent.Now, Of(OrientationTally.Sent, 0));
        foreach (var line in new[] { report.Arrived, report.NotCome, report.Refused, report.Wrong, report.Abandoned, report.Open, report.Overdue })
        {
            yield return (line.Now.Part, Of(OrientationTally.Fate, line.Key));
        }

        foreach (var stage in report.Funnel.Skip(1))
        {
            yield return (stage.Count.Now, Of(OrientationTally.Fate, stage.Key));
        }

        foreach (var line in report.Tables.SelectMany(t => t.Lines))
        {
            yield return (line.Count.Now, Of(OrientationTally.Fate, line.Key));
        }

        foreach (var (lines, tally) in new[] { (report.Senders, OrientationTally.Sender), (report.Kinds, OrientationTally.Kind), (report.Targets, OrientationTally.Target) })
        {
            foreach (var line in lines.Where(l => l.Key is not null))
            {
                yield return (line.Now.Part, Of(tally, line.Key, isArrived: true));
                yield return (line.Now.Whole, Of(tally, line.Key));
            }
        }

        foreach (var mode in report.Modes)
        {
            yield return (mode.Sent, Of(OrientationTally.Mode, (int)mode.Mode));
            yield return (mode.Awaited, Of(OrientationTally.Mode, (int)mode.Mode, isAwaited: true));
            yield return (mode.Arrived.Part, Of(OrientationTally.Mode, (int)mode.Mode, isArrived: true));
        }

        foreach (var wrong in report.WrongByNeed)
        {
            yield return (wrong.All, Of(OrientationTally.Fate, wrong.Key));
            foreach (var (count, need) in wrong.ByNeed.Zip(Enum.GetValues<NeedKind>()))
            {
                yield return (count, Of(OrientationTally.Need, ((int)need * 100) + (int)wrong.Reason));
            }
        }
    }

    // Enough of each kind that nothing is hidden.
    private async Task FillAsync()
    {
        var partner = await AddPartnerAsync("Association Démo");
        foreach (var site in new int?[] { Blosne, Villejean, null })
        {
            await AddClosedAsync(40, siteId: site);
            await AddClosedAsync(30, mode: OrientationMode.Accompanied, siteId: site);
            await AddClosedAsync(25, mode: OrientationMode.AppointmentMade, senderInstitution: null, siteId: site);
            await AddAsync(20, OrientationState.NoShow, OrientationReason.DidNotCome, siteId: site, dueOn: Today.AddDays(-2));
            await AddAsync(21, OrientationState.Sent, siteId: site, mode: OrientationMode.AppointmentMade);
            await AddAsync(22, OrientationState.Acknowledged, siteId: site, mode: OrientationMode.Accompanied, target: TargetKind.Partner, partner: partner, dueOn: Today);
            await AddAsync(23, OrientationState.Refused, OrientationReason.SocialNotDigital, siteId: site, target: TargetKind.HouseService, need: NeedKind.Social);
            await AddAsync(24, OrientationState.Refused, OrientationReason.NoRoom, siteId: site, senderInstitution: 2);
            await AddAsync(26, OrientationState.Redirected, OrientationReason.OutOfArea, arrivedAfter: 2, past: [OrientationState.Arrived], siteId: site, need: NeedKind.Several);
            await AddAsync(27, OrientationState.Abandoned, OrientationReason.NothingElseFits, past: [OrientationState.Refused], pastReason: OrientationReason.NoRoom, siteId: site, target: TargetKind.Partner, partner: partner);
            await AddAsync(28, OrientationState.Abandoned, OrientationReason.GaveUp, past: [OrientationState.NoShow], siteId: site);
            await AddAsync(29, OrientationState.Cancelled, OrientationReason.Mistake, past: [OrientationState.Sent], siteId: site);
            await AddAsync(31, OrientationState.Arrived, arrivedAfter: 4, siteId: site);
            await AddAsync(32, OrientationState.Supported, arrivedAfter: 5, siteId: site, mode: OrientationMode.Accompanied);
            await AddAsync(33, OrientationState.Closed, arrivedAfter: 1, past: [OrientationState.Supported], outcome: OrientationOutcome.RightOpened, siteId: site);
        }
    }
}
