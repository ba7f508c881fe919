using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Sessions;
using InclusionNumerique.Tests.Dashboards;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Visitors;

/// <summary>People by the level of their last answers to the grid, and how far they have come since their first ones.</summary>
public sealed class AutonomyFiguresTests(TestServer server) : FigureTest(server)
{
    private static readonly DateOnly Day = new(2026, 11, 10);

    [Fact]
    public async Task A_person_counts_once_at_their_last_answers_and_against_their_first_ones_ever()
    {
        await AddAsync(12, (Day.AddDays(-60), 20), (Day, 30), (Day.AddDays(5), 55));
        await AddAsync(13, (Day, 80));
        await AddAsync(14, (Day.AddDays(-90), 45), (Day, 45));
        await AddAsync(15, (Day.AddDays(-90), 90), (Day, 10));
        await AddAsync(16, (Day.AddDays(-40), 50));

        var report = await ReadAsync(new(November));

        (report.People.Value, report.Passings.Value, report.Again.Value).Should().Be((54, 24 + 13 + 14 + 15, 41));
        report.Last.Select(l => l.Count.Value).Should().Equal(15, 26, 13);
        report.Moves.Select(m => m.Value).Should().Equal(12, 14, 15);
        report.Levels!.Select(line => line.Select(c => c.Value)).Should().BeEquivalentTo(new long?[][] { [0, 12, 0], [0, 14, 0], [15, 0, 0] }, o => o.WithStrictOrdering());
        report.Step.Should().Be(0);
        report.Kiosk.Value.Should().Be(13);
    }

    [Fact]
    public async Task Answers_to_two_versions_of_the_grid_are_not_compared()
    {
        await using (var db = OpenDb())
        {
            db.AssessmentGrids.Add(new AssessmentGrid { Id = 2, InclusionFrom = 40, SkillsFrom = 70, CreatedAt = Now });
            await db.SaveChangesAsync(Cancellation);
        }

        await AddAsync(20, (Day.AddDays(-60), 20), (Day, 90));
        await using (var db = OpenDb())
        {
            await db.Assessments.Where(a => a.Score == 90).ExecuteUpdateAsync(a => a.SetProperty(x => x.GridId, 2), Cancellation);
        }

        var report = await ReadAsync(new(November));

        (report.People.Value, report.Again.Value, report.Step).Should().Be((20, 0, null));
        report.Moves.Should().OnlyContain(m => m == Figure.Of(0));
    }

    [Fact]
    public async Task A_few_people_are_hidden_and_whatever_would_tell_them()
    {
        await AddAsync(4, (Day.AddDays(-60), 20), (Day, 55));
        await AddAsync(40, (Day.AddDays(-60), 20), (Day, 20));
        await AddAsync(30, (Day, 55));

        var report = await ReadAsync(new(November));

        (report.People, report.Again).Should().Be((Figure.Of(74), Figure.Of(44)));
        report.Moves[0].Should().Be(Figure.Small);
        report.Moves[1].Should().Be(Figure.Withheld);
        report.Levels.Should().BeNull();
        report.Sites.Should().BeEmpty();
        (await ReadAsync(new(FigurePeriod.Of(FigureSpan.Month, Day.AddDays(-60), Today)))).People.Should().Be(Figure.Of(44));
    }

    [Fact]
    public async Task Who_came_for_the_first_time_is_not_told_by_what_the_tables_leave()
    {
        await AddAsync(26, (Day.AddDays(-60), 20), (Day, 55));
        await AddAsync(15, (Day.AddDays(-60), 20), (Day, 20));
        await AddAsync(3, (Day, 55));
        await AddAsync(12, (Day, 80));

        var report = await ReadAsync(new(November));

        report.Moves.Select(m => m.Value).Should().Equal(26, 15, 0);
        report.Levels.Should().BeNull("29 last at that level, less 26 who had come before, are 3");
    }

    [Fact]
    public async Task A_few_second_passings_are_not_told_by_how_many_there_were()
    {
        await AddAsync(20, (Day, 55));
        await AddAsync(1, (Day, 20), (Day.AddDays(2), 55));

        var report = await ReadAsync(new(November));

        (report.People, report.Passings).Should().Be((Figure.Of(21), Figure.Withheld));
    }

    [Fact]
    public async Task Sites_are_those_of_the_files_and_add_up_to_the_whole()
    {
        await AddAsync(20, (Day.AddDays(-60), 20), (Day, 55));
        await AddAsync(15, (Day.AddDays(-60), 20), (Day, 20));
        await AddAsync(25, Villejean, (Day.AddDays(-60), 20), (Day, 55));
        await AddAsync(5, Villejean, (Day.AddDays(-60), 20), (Day, 20));

        var report = await ReadAsync(new(November));
        var one = await ReadAsync(new(November, Blosne));

        report.Rose.Should().Be(new Proportion(Figure.Of(45), Figure.Of(65)));
        report.Sites.Single(s => s.Label == "Villejean").Now.Part.Mask.Should().NotBe(Mask.None, "25 of 30 would tell that 5 did not rise");
        report.Sites.Single(s => s.Label == "Blosne").Now.Part.Mask.Should().NotBe(Mask.None, "it and the sum of all sites would tell Villejean’s");
        (one.Rose, one.Sites.Count).Should().Be((new Proportion(Figure.Of(20), Figure.Of(35)), 0));
    }

    [Fact]
    public async Task Whoever_asked_that_their_file_be_erased_counts_no_more()
    {
        await AddAsync(30, (Day, 55));
        await using (var db = OpenDb())
        {
            await db.Visitors.OrderBy(v => v.Id).Take(12).ExecuteUpdateAsync(v => v.SetProperty(x => x.RemovedAt, Now), Cancellation);
        }

        (await ReadAsync(new(November))).People.Should().Be(Figure.Of(18));
    }

    [Fact]
    public async Task Beyond_the_team_a_whole_year_that_is_over_is_told_of_all_sites_alone()
    {
        await AddAsync(30, (new DateOnly(2025, 5, 5), 55));
        await AddAsync(40, (Day, 55));

        var report = await ReadAsync(new(November, Blosne), Observer);

        (report.Filter.Period.From, report.Filter.Period.To, report.Filter.SiteId, report.People).Should().Be((new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31), null, Figure.Of(30)));
        (await Get<AutonomyFigureQueries>().FiguresAsync(new(November, Villejean), Mediator, Cancellation)).Should().BeNull("it is another’s site");
    }

    private async Task<AutonomyReport> ReadAsync(FigureFilter filter, Actor? actor = null) => (await Get<AutonomyFigureQueries>().FiguresAsync(filter, actor ?? Coordinator, Cancellation))!;

    private Task AddAsync(int people, params (DateOnly Day, int Score)[] passings) => AddAsync(people, Blosne, passings);

    private async Task AddAsync(int people, int site, params (DateOnly Day, int Score)[] passings)
    {
        await using var db = OpenDb();
        await Assessed.AddAsync(db, site, people, passings);
    }
}
