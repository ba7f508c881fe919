using InclusionNumerique.Access;
using InclusionNumerique.Lists;
using InclusionNumerique.Surveys;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Tests.Access;

public sealed class AuditTests(TestServer server) : DatabaseTest(server)
{
    // A trace would tell who answered when (decision 23).
    private static readonly string[] Untraced = [nameof(BeginSurvey), nameof(AnswerSurvey)];

    private AuditQueries Queries => Get<AuditQueries>();

    [Theory]
    [InlineData("UPDATE audit_entries SET action = 'x'")]
    [InlineData("DELETE FROM audit_entries")]
    [InlineData("TRUNCATE audit_entries")]
    public async Task The_database_refuses_to_change_or_delete_the_trail(string sql)
    {
        await Get<LogVisit>().ExecuteAsync(QuickVisit(), Mediator, Cancellation);
        await using var db = OpenDb();

        var change = () => db.Database.ExecuteSqlRawAsync(sql, Cancellation);

        (await change.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege);
        (await db.AuditEntries.SingleAsync(Cancellation)).Action.Should().Be("LogVisit");
    }

    [Fact]
    public async Task Entries_say_who_what_and_where_latest_first()
    {
        await Get<LogVisit>().ExecuteAsync(QuickVisit(), Mediator, Cancellation);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Get<SaveListItem>().ExecuteAsync(new SaveListItem.Form { List = ListKind.Languages, Label = "Breton", Rank = 1 }, Coordinator, Cancellation);

        var page = await Queries.EntriesAsync(new AuditFilter(), Administrator, Cancellation);

        page.HasMore.Should().BeFalse();
        page.Rows.Select(r => new { r.Actor, r.ActionLabel, r.RecordLabel, r.Site }).Should().Equal(
            new { Actor = (string?)"Coordinatrice Démo", ActionLabel = "Liste de référence modifiée", RecordLabel = "Langue", Site = (string?)null },
            new { Actor = (string?)"Médiatrice Démo Un", ActionLabel = "Passage enregistré", RecordLabel = "Passage", Site = (string?)"Blosne" });
    }

    [Fact]
    public async Task Filters_narrow_by_action_actor_site_and_day_of_rennes()
    {
        // 23:30 of the 24th in universal time is the 25th in Rennes.
        await AddAsync(new DateTimeOffset(2026, 11, 24, 22, 59, 59, TimeSpan.Zero), Mediator, "LogVisit", Blosne);
        await AddAsync(new DateTimeOffset(2026, 11, 24, 23, 30, 0, TimeSpan.Zero), OtherMediator, "UndoVisit", Villejean);
        var day = new DateOnly(2026, 11, 25);

        (await ActionsAsync(new AuditFilter(To: day.AddDays(-1)))).Should().Equal("LogVisit");
        (await ActionsAsync(new AuditFilter(From: day, To: day))).Should().Equal("UndoVisit");
        (await ActionsAsync(new AuditFilter(Action: "LogVisit"))).Should().Equal("LogVisit");
        (await ActionsAsync(new AuditFilter(ActorId: OtherMediator.Id))).Should().Equal("UndoVisit");
        (await ActionsAsync(new AuditFilter(SiteId: Blosne))).Should().Equal("LogVisit");
    }

    [Fact]
    public async Task Whatever_an_address_asks_is_no_error()
    {
        (await ActionsAsync(new AuditFilter(Action: "nul\0"))).Should().BeEmpty();
        (await ActionsAsync(new AuditFilter(From: DateOnly.MinValue, To: DateOnly.MaxValue, Page: int.MaxValue))).Should().BeEmpty();
        (await ActionsAsync(new AuditFilter(From: DateOnly.MaxValue, To: DateOnly.MinValue, Page: int.MinValue))).Should().BeEmpty();
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap()
    {
        await using (var db = OpenDb())
        {
            db.AuditEntries.AddRange(Enumerable.Range(0, 60).Select(i => new AuditEntry { At = Now.AddSeconds(i), ActorId = Guid.Empty, Action = "LogVisit", RecordType = "Visit", RecordId = $"{i}" }));
            await db.SaveChangesAsync(Cancellation);
        }

        var first = await Queries.EntriesAsync(new AuditFilter(), Administrator, Cancellation);
        var second = await Queries.EntriesAsync(new AuditFilter(Page: 2), Administrator, Cancellation);

        (first.HasMore, second.HasMore).Should().Be((true, false));
        first.Rows.Concat(second.Rows).Select(r => r.RecordId).Should().Equal(Enumerable.Range(0, 60).Reverse().Select(i => $"{i}"));
    }

    [Fact]
    public async Task Nobody_but_an_administrator_reads_the_trail()
    {
        await Get<LogVisit>().ExecuteAsync(QuickVisit(), Mediator, Cancellation);

        foreach (var actor in new[] { Mediator, Receptionist, Professional, Coordinator, Observer, Volunteer, Actor.Nobody })
        {
            (await Queries.EntriesAsync(new AuditFilter(), actor, Cancellation)).Should().Be(AuditPage.Empty);
            (await Queries.ActorsAsync(actor, Cancellation)).Should().BeEmpty();
        }
    }

    [Fact]
    public void Every_verb_of_the_rights_table_has_a_label() =>
        Rights.All.Where(r => r.Kind == RightKind.Verb || (r.Kind == RightKind.Public && Inclusion.VerbsAndQueries.Any(t => t.Name == r.Name)))
            .Select(r => r.Name).Except(Untraced).Should().BeSubsetOf(AuditLabels.Actions.Keys);

    private async Task AddAsync(DateTimeOffset at, Actor actor, string action, int siteId)
    {
        await using var db = OpenDb();
        db.Audit(actor, at, action, "Visit", Guid.NewGuid(), siteId);
        await db.SaveChangesAsync(Cancellation);
    }

    private async Task<IEnumerable<string>> ActionsAsync(AuditFilter filter) => (await Queries.EntriesAsync(filter, Administrator, Cancellation)).Rows.Select(r => r.Action);
}
