using InclusionNumerique.Access;
using InclusionNumerique.Messages;
using InclusionNumerique.Surveys;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Tests.Surveys;

/// <summary>Who has the whole database learns from it who was invited and who has begun, and not what anybody answered.</summary>
public sealed class SurveyAnonymityTests(TestServer server) : SurveyTest(server)
{
    private const int People = 10_000;

    /// <summary>Hits of a blind guess are about 1, whatever the number of people; more than 8 has a probability under one in a million.</summary>
    private const int Chance = 8;

    private static readonly string[] PeopleOrders = ["ctid", "xmin::text::bigint", "id", "token_print"];
    private static readonly string[] AnswerOrders = ["ctid", "xmin::text::bigint", "id", "week"];

    [Fact]
    public async Task An_insider_with_every_row_its_place_and_its_transaction_does_no_better_than_chance()
    {
        var (id, code) = await OpenSurveyAsync(isOpenToAll: false);
        var tokens = await InviteByHandAsync(id);
        var comers = tokens.Index().ToArray();
        new Random(20261127).Shuffle(comers);

        // One after the other, the order in which anything could have been kept; a gathering every now and then.
        foreach (var batch in comers.Chunk(2500))
        {
            await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation }, async (comer, _) =>
            {
                var beginning = await Get<BeginSurvey>().ExecuteAsync(new() { Code = code, Token = comer.Item }, Actor.Nobody, Cancellation);
                await SaveAsync(code, beginning.Resume!, 2, ("T", $"#{comer.Index}"));
            });
            await Get<SurveyGathering>().GatherDueAsync(Cancellation);
        }

        var people = PeopleOrders.Select(o => ReadAsync($"SELECT substring(email from '[0-9]+') FROM survey_invitations WHERE has_begun ORDER BY {o}, ctid"));
        var answers = AnswerOrders.Select(o => ReadAsync($"SELECT substring(answers ->> 'T' from 2) FROM survey_responses ORDER BY {o}, ctid")).ToList();
        var spent = await ReadAsync("SELECT encode(print, 'hex') FROM survey_spent_tokens ORDER BY ctid");
        spent.Should().HaveCount(People);
        foreach (var persons in await Task.WhenAll(people))
        {
            foreach (var answered in await Task.WhenAll(answers))
            {
                persons.Should().HaveCount(People);
                answered.Should().HaveCount(People);
                persons.Zip(answered).Count(pair => pair.First == pair.Second).Should().BeLessThanOrEqualTo(Chance);
                persons.Zip(answered.AsEnumerable().Reverse()).Count(pair => pair.First == pair.Second).Should().BeLessThanOrEqualTo(Chance);
            }
        }

        // The order of arrival itself, if the insider had noted it at the door.
        comers.Zip(await answers[0]).Count(pair => $"{pair.First.Index}" == pair.Second).Should().BeLessThanOrEqualTo(Chance);
        (await ReadAsync("SELECT DISTINCT xmin::text FROM survey_responses")).Should().ContainSingle();
        (await ReadAsync("SELECT DISTINCT xmin::text FROM survey_invitations")).Should().ContainSingle();
    }

    [Fact]
    public async Task No_column_holds_a_time_an_address_a_browser_or_a_running_number()
    {
        var columns = await ReadAsync("SELECT table_name || '.' || column_name || ' ' || data_type FROM information_schema.columns WHERE table_name IN ('survey_responses', 'survey_drafts', 'survey_spent_tokens') ORDER BY 1");

        columns.Should().Equal(
            "survey_drafts.answers text", "survey_drafts.audience smallint", "survey_drafts.helper_institution_id integer", "survey_drafts.is_sent boolean", "survey_drafts.key bytea",
            "survey_drafts.language character varying", "survey_drafts.mode smallint", "survey_drafts.number smallint", "survey_drafts.seed integer", "survey_drafts.survey_id uuid", "survey_drafts.week date",
            "survey_responses.answers jsonb", "survey_responses.audience smallint", "survey_responses.helper_institution_id integer", "survey_responses.id uuid", "survey_responses.is_complete boolean",
            "survey_responses.language character varying", "survey_responses.mode smallint", "survey_responses.number smallint", "survey_responses.order jsonb", "survey_responses.survey_id uuid", "survey_responses.week date",
            "survey_spent_tokens.print bytea", "survey_spent_tokens.survey_id uuid");
    }

    [Fact]
    public async Task Days_are_cut_to_their_week_and_ids_tell_no_time()
    {
        var (id, code) = await OpenSurveyAsync();
        await AnswerAllAsync(code, await BeginAsync(code), 1);
        await Get<SurveyGathering>().GatherAsync(id, Cancellation);

        var response = (await ResponsesAsync()).Should().ContainSingle().Subject;
        response.Week.Should().Be(new DateOnly(2026, 11, 23));
        response.Id.Version.Should().Be(4);
    }

    [Fact]
    public async Task Beginning_answering_and_sending_leave_no_trace_of_who_did_it_when()
    {
        var (id, code) = await OpenSurveyAsync(isOpenToAll: false);
        var token = (await InviteAsync(id, 1))[0];
        await using var db = OpenDb();
        var before = await db.AuditEntries.CountAsync(Cancellation);

        var beginning = await Get<BeginSurvey>().ExecuteAsync(new() { Code = code, Token = token }, Actor.Nobody, Cancellation);
        await AnswerAllAsync(code, beginning.Resume!, 1);

        (await db.AuditEntries.CountAsync(Cancellation)).Should().Be(before);
        (await db.SurveyInvitations.SingleAsync(Cancellation)).HasBegun.Should().BeFalse("the mark is made at a gathering, with all others");
    }

    [Fact]
    public async Task Neither_the_database_nor_its_outbox_holds_the_secret_of_a_link()
    {
        var (id, _) = await OpenSurveyAsync(isOpenToAll: false);
        var token = (await InviteAsync(id, 1))[0];

        var tables = await ReadAsync("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
        foreach (var table in tables)
        {
            (await ReadAsync($"SELECT 1::text FROM \"{table}\" t WHERE t::text LIKE '%{token}%'")).Should().BeEmpty(table);
        }
    }

    [Fact]
    public async Task Fewer_than_ten_wait_for_others_until_the_week_is_over()
    {
        var (_, code) = await OpenSurveyAsync();
        for (var i = 0; i < SurveyGathering.Least - 1; i++)
        {
            await AnswerAllAsync(code, await BeginAsync(code), i);
        }

        await Get<SurveyGathering>().GatherDueAsync(Cancellation);
        (await ResponsesAsync()).Should().BeEmpty();

        Clock.SetUtcNow(Now.AddDays(7));
        await Get<SurveyGathering>().GatherDueAsync(Cancellation);
        (await ResponsesAsync()).Should().HaveCount(SurveyGathering.Least - 1);
    }

    [Fact]
    public async Task Answers_on_the_way_stay_on_the_way_through_a_gathering()
    {
        var (id, code) = await OpenSurveyAsync();
        var resume = await BeginAsync(code);
        await SaveAsync(code, resume, 0, ("N", "5"));
        await AnswerAllAsync(code, await BeginAsync(code), 1);

        await Get<SurveyGathering>().GatherAsync(id, Cancellation);

        (await DraftAsync(code, resume))["N"].Should().Be("5");
        (await ResponsesAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task What_was_broken_off_five_weeks_ago_is_kept_unfinished()
    {
        var (_, code) = await OpenSurveyAsync();
        await SaveAsync(code, await BeginAsync(code), 0, ("N", "5"));
        Clock.SetUtcNow(Now.AddDays(7 * (SurveyGathering.WeeksUntouched + 1)));

        await Get<SurveyGathering>().GatherDueAsync(Cancellation);

        (await ResponsesAsync()).Should().ContainSingle().Which.IsComplete.Should().BeFalse();
    }

    [Fact]
    public async Task A_link_serves_once_however_often_it_is_used_at_once()
    {
        var (id, code) = await OpenSurveyAsync(isOpenToAll: false);
        var token = (await InviteAsync(id, 1))[0];

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Get<BeginSurvey>().ExecuteAsync(new() { Code = code, Token = token }, Actor.Nobody, Cancellation)));

        all.Count(b => b.Outcome.IsDone).Should().Be(1);
    }

    [Fact]
    public async Task A_link_stays_spent_when_the_process_has_forgotten_who_began()
    {
        var (id, code) = await OpenSurveyAsync(isOpenToAll: false);
        var token = (await InviteAsync(id, 1))[0];
        await Get<BeginSurvey>().ExecuteAsync(new() { Code = code, Token = token }, Actor.Nobody, Cancellation);
        Get<SurveyBegun>().Remove(Get<SurveyBegun>().Of(id));

        (await Get<BeginSurvey>().ExecuteAsync(new() { Code = code, Token = token }, Actor.Nobody, Cancellation)).Outcome.IsDone.Should().BeFalse();
        Get<SurveyBegun>().Of(id).Should().ContainSingle("the mark is made again");
    }

    [Theory]
    [InlineData(SurveyMode.Alone)]
    [InlineData(SurveyMode.Kiosk)]
    public async Task Without_an_invitation_a_survey_for_those_invited_is_not_begun(SurveyMode mode)
    {
        var (_, code) = await OpenSurveyAsync(isOpenToAll: false);

        (await Get<BeginSurvey>().ExecuteAsync(new() { Code = code, Mode = mode }, Actor.Nobody, Cancellation)).Outcome.IsDone.Should().BeFalse();
    }

    /// <summary>Each person's secret, as their e-mail holds it.</summary>
    private async Task<string[]> InviteAsync(Guid id, int people)
    {
        Done((await Get<InviteToSurvey>().ExecuteAsync(new() { SurveyId = id, Addresses = string.Join('\n', Enumerable.Range(0, people).Select(Address)), Audience = SurveyAudience.Professional }, Coordinator, Cancellation)).Outcome);
        var mails = new Mails();
        await new MessageSender(Get<IDbContextFactory<InclusionNumerique.Data.InclusionDb>>(), mails, mails, Clock).SendDueAsync(Cancellation);
        return [.. mails.Links.OrderBy(m => m.Address, StringComparer.Ordinal).Select(m => m.Link[(m.Link.LastIndexOf('/') + 1)..])];
    }

    // Ten thousand e-mails would take longer than what is tested here.
    private async Task<string[]> InviteByHandAsync(Guid id)
    {
        var tokens = Enumerable.Range(0, People).Select(_ => SurveyToken.New()).ToArray();
        await using var db = OpenDb();
        db.AddRange(tokens.Select((token, i) => new SurveyInvitation
        {
            Id = Guid.NewGuid(), SurveyId = id, Email = Address(i), Audience = SurveyAudience.Professional, InvitedOn = Clock.Today(), TokenPrint = SurveyToken.PersonPrint(token),
        }));
        await db.SaveChangesAsync(Cancellation);
        return tokens;
    }

    private static string Address(int person) => $"demo{person}@demo.invalid";

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    private sealed class Mails : IMailSender, ISmsSender
    {
        public List<(string Address, string Link)> Links { get; } = [];

        public Task<string?> SendMailAsync(Message message, CancellationToken cancellation)
        {
            Links.Add((message.Address, message.SurveyLink!));
            return Task.FromResult<string?>(null);
        }

        public Task<string?> SendSmsAsync(Message message, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
