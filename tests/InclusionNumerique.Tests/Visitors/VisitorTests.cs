using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Visitors;

public sealed class VisitorTests(TestServer server) : DatabaseTest(server)
{
    // Same site as Mediator, another institution.
    private static readonly Actor Neighbour = OtherMediator with { InstitutionId = 3 };

    private VisitorQueries Queries => Get<VisitorQueries>();

    private async Task<Guid> OpenAsync(string name = "Usager Démo", bool isShared = false, Actor? author = null)
    {
        var form = new SaveVisitor.Form { SiteId = Blosne, Name = name, HasConsent = true, IsShared = isShared, IsDuplicateConfirmed = true };
        (await Get<SaveVisitor>().ExecuteAsync(form, author ?? Mediator, Cancellation)).IsDone.Should().BeTrue();
        return form.Id;
    }

    private async Task<Guid> FollowUpAsync(Guid visitor, int inDays = 0, bool isForMe = false)
    {
        var form = new SaveFollowUp.Form { VisitorId = visitor, DueOn = DateOnly.FromDateTime(Clock.GetUtcNow().ToParis()).AddDays(inDays), IsForMe = isForMe, Text = "Attestation CAF" };
        (await Get<SaveFollowUp>().ExecuteAsync(form, Mediator, Cancellation)).IsDone.Should().BeTrue();
        return form.Id;
    }

    private async Task<Guid> VisitOfAsync(Guid visitor)
    {
        var arrival = new RecordArrival.Form { SiteId = Blosne, VisitorId = visitor };
        (await Get<RecordArrival>().ExecuteAsync(arrival, Mediator, Cancellation)).IsDone.Should().BeTrue();
        return arrival.VisitId;
    }

    private async Task<IEnumerable<Guid>> FindAsync(string text, Actor? actor = null) => (await Queries.SearchAsync(text, 1, actor ?? Mediator, Cancellation)).Rows.Select(r => r.Id);

    [Fact]
    public async Task A_file_needs_the_persons_consent_and_keeps_the_version_of_its_text()
    {
        var form = new SaveVisitor.Form { SiteId = Blosne, Name = "Usager Démo" };
        (await Get<SaveVisitor>().ExecuteAsync(form, Mediator, Cancellation)).MessageFor(nameof(form.HasConsent)).Should().Contain("Sans son accord");

        form.HasConsent = true;
        await Get<SaveVisitor>().ExecuteAsync(form, Mediator, Cancellation);

        (await Queries.FileAsync(form.Id, Mediator, Cancellation))!.ConsentVersion.Should().Be(ConsentTexts.Current);
    }

    [Fact]
    public async Task A_file_is_not_seen_by_another_institution_without_consent()
    {
        var own = await OpenAsync();
        var shared = await OpenAsync(isShared: true);

        (await FindAsync("Usager", Neighbour)).Should().Equal(shared);
        (await Queries.FileAsync(own, Neighbour, Cancellation)).Should().BeNull();
        (await Queries.FileAsync(shared, Neighbour, Cancellation)).Should().NotBeNull();
        (await Queries.RecogniseAsync("Usager", Blosne, Receptionist with { InstitutionId = 2 }, Cancellation)).Select(h => h.Id).Should().Equal(shared);
        (await Get<SaveFollowUp>().ExecuteAsync(new() { VisitorId = own, DueOn = new(2026, 12, 1) }, Neighbour, Cancellation)).IsForbidden.Should().BeTrue();
    }

    [Fact]
    public async Task The_board_names_a_person_only_to_those_who_see_the_file()
    {
        var visit = await VisitOfAsync(await OpenAsync("Usagère Démo"));

        async Task<string?> NameAsync(Actor actor) => (await Get<InclusionNumerique.Queue.BoardQueries>().BoardAsync(Blosne, actor, Cancellation)).Rows.Single(r => r.VisitId == visit).Name;

        (await NameAsync(Mediator)).Should().Be("Usagère Démo");
        (await NameAsync(Neighbour)).Should().BeNull();
        (await NameAsync(Coordinator)).Should().BeNull();
    }

    [Fact]
    public async Task The_reception_does_not_attach_a_file_that_it_may_not_see()
    {
        var file = await OpenAsync();

        var outcome = await Get<RecordArrival>().ExecuteAsync(new() { SiteId = Blosne, VisitorId = file }, Receptionist with { InstitutionId = 2 }, Cancellation);

        outcome.MessageFor(nameof(RecordArrival.Form.VisitorId)).Should().Contain("pas partagée");
    }

    [Theory]
    [InlineData("Éloïse Démo", "eloise")]
    [InlineData("Mohammed Démo", "mouamed")]
    [InlineData("Zoé-Hélène", "zoe helene")]
    [InlineData("Œdipe", "oedipe")]
    [InlineData("Démo Fatoumata", "fatoumata")]
    public async Task A_name_is_found_without_its_accents_and_in_spite_of_its_spelling(string name, string typed)
    {
        var file = await OpenAsync(name);
        await OpenAsync("Xavier");

        (await FindAsync(typed)).Should().Equal(file);
    }

    [Fact]
    public async Task A_code_is_found_however_it_is_typed()
    {
        var file = await OpenAsync();
        var code = (await Queries.FileAsync(file, Mediator, Cancellation))!.Code;

        (await FindAsync(code.Replace("-", "").ToLowerInvariant())).Should().Equal(file);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("\uD83D")]
    [InlineData("👩‍🦽 100% _\\")]
    public async Task Any_text_may_be_searched(string text)
    {
        await OpenAsync();

        await Queries.SearchAsync(text, 1, Mediator, Cancellation);
        await Queries.RecogniseAsync(new string('é', 100_000), Blosne, Mediator, Cancellation);
    }

    [Fact]
    public async Task A_search_among_many_files_uses_the_index()
    {
        await using var db = OpenDb();
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO visitors (id, site_id, institution_id, name, code, consent_version, consent_at, consent_by_id, is_shared, created_at)
            SELECT gen_random_uuid(), 4, 1, substr(md5(i::text), 1, 12), left(md5(i::text), 7), 1, now(), {Mediator.Id}, false, now() FROM generate_series(1, 20000) i
            ON CONFLICT DO NOTHING
            """, Cancellation);
        await db.Database.ExecuteSqlRawAsync("ANALYZE visitors", Cancellation);
        var sql = VisitorQueries.Similar(VisitorsSeenBy.Filter(db.Visitors, Mediator), "eloise").Take(25).ToQueryString();
        var statement = sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..].Replace("@plain_contains", "'%eloise%'").Replace("@plain", "'eloise'").Replace("@actor_SiteIds", "ARRAY[4]").Replace("@actor_InstitutionId", "1").Replace("@p", "25");

        var explain = $"EXPLAIN {statement}";
        var plan = new List<string>();
        await using (var command = db.Database.GetDbConnection().CreateCommand())
        {
            await db.Database.OpenConnectionAsync(Cancellation);
            command.CommandText = explain;
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            while (await reader.ReadAsync(Cancellation))
            {
                plan.Add(reader.GetString(0));
            }
        }


        plan.Should().Contain(line => line.Contains("ix_visitors_plain_name"));
    }

    [Fact]
    public async Task A_similar_name_is_told_before_a_second_file_is_opened()
    {
        await OpenAsync("Mohammed");
        var form = new SaveVisitor.Form { SiteId = Blosne, Name = "Mohamed", HasConsent = true };

        var warning = (await Get<SaveVisitor>().ExecuteAsync(form, Mediator, Cancellation)).Refusals.Single();

        warning.IsWarning.Should().BeTrue();
        form.IsDuplicateConfirmed = true;
        (await Get<SaveVisitor>().ExecuteAsync(form, Mediator, Cancellation)).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task A_file_sent_twice_is_stored_once()
    {
        var form = new SaveVisitor.Form { SiteId = Blosne, Name = "Usager Démo", HasConsent = true };

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Get<SaveVisitor>().ExecuteAsync(form, Mediator, Cancellation)));

        (await FindAsync("Usager")).Should().ContainSingle();
    }

    [Fact]
    public async Task Two_people_who_change_one_file_do_not_overwrite_each_other()
    {
        var file = await Queries.FileAsync(await OpenAsync(), Mediator, Cancellation);
        SaveVisitor.Form Form(string name) => new() { Id = file!.Id, Version = file.Version, SiteId = Blosne, Name = name };
        await Get<SaveVisitor>().ExecuteAsync(Form("Première"), Mediator, Cancellation);

        (await Get<SaveVisitor>().ExecuteAsync(Form("Seconde"), Mediator, Cancellation)).Refusals.Single().Message.Should().Contain("vient de modifier");
    }

    [Fact]
    public async Task A_withdrawn_consent_leaves_no_word_of_the_person_and_keeps_the_visits()
    {
        const string canary = "Canari";
        var form = new SaveVisitor.Form { SiteId = Blosne, Name = canary, Needs = canary, HasConsent = true };
        await Get<SaveVisitor>().ExecuteAsync(form, Mediator, Cancellation);
        await Get<SaveFollowUp>().ExecuteAsync(new() { VisitorId = form.Id, DueOn = new(2026, 12, 1), Text = canary }, Mediator, Cancellation);
        var visit = await VisitOfAsync(form.Id);

        (await Get<WithdrawConsent>().ExecuteAsync(new(form.Id), Mediator, Cancellation)).IsDone.Should().BeTrue();

        await using var db = OpenDb();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct())
        {
            var sql = $"SELECT count(*)::int AS \"Value\" FROM \"{table}\" r WHERE r::text LIKE '%{canary}%'";
            (await db.Database.SqlQueryRaw<int>(sql).ToListAsync(Cancellation)).Single().Should().Be(0, table);
        }

        (await db.Visits.SingleAsync(v => v.Id == visit, Cancellation)).VisitorId.Should().BeNull();
        (await FindAsync(canary)).Should().BeEmpty();
    }

    [Fact]
    public async Task Files_of_one_person_are_united_with_all_that_they_hold()
    {
        var (kept, dropped) = (await OpenAsync(isShared: true), await OpenAsync());
        await FollowUpAsync(dropped);
        await VisitOfAsync(dropped);
        await Get<RecordRightsCheckup>().ExecuteAsync(new(Guid.CreateVersion7(), dropped, RightsCheckupState.Refused), Mediator, Cancellation);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Get<MergeVisitors>().ExecuteAsync(new(kept, dropped), Mediator, Cancellation)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        var file = (await Queries.FileAsync(kept, Mediator, Cancellation))!;
        (file.Visits.Count, file.FollowUps.Count, file.Checkups.Count, file.IsShared).Should().Be((1, 1, 1, false));
        (await Queries.FileAsync(dropped, Mediator, Cancellation)).Should().BeNull();
    }

    [Fact]
    public async Task Two_merges_the_other_way_round_at_once_keep_one_file()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());

        await Task.WhenAll(
            Get<MergeVisitors>().ExecuteAsync(new(first, second), Mediator, Cancellation), Get<MergeVisitors>().ExecuteAsync(new(second, first), Mediator, Cancellation));

        (await FindAsync("Usager")).Should().ContainSingle();
    }

    [Fact]
    public async Task The_work_list_shows_the_most_overdue_first_and_not_what_is_done()
    {
        var file = await OpenAsync();
        var (later, soon, done) = (await FollowUpAsync(file, 5), await FollowUpAsync(file, 1), await FollowUpAsync(file));
        await Get<CloseFollowUp>().ExecuteAsync(new(done), Mediator, Cancellation);

        (await Queries.FollowUpsAsync(false, 1, Mediator, Cancellation)).Rows.Select(r => r.Id).Should().Equal(soon, later);
        await Get<CloseFollowUp>().ExecuteAsync(new(done, IsDone: false), Mediator, Cancellation);
        (await Queries.FollowUpsAsync(false, 1, Mediator, Cancellation)).Rows.Select(r => r.Id).Should().Equal(done, soon, later);
    }

    [Fact]
    public async Task My_work_list_holds_what_is_mine()
    {
        var file = await OpenAsync();
        await FollowUpAsync(file);
        var mine = await FollowUpAsync(file, isForMe: true);

        (await Queries.FollowUpsAsync(true, 1, Mediator, Cancellation)).Rows.Select(r => r.Id).Should().Equal(mine);
    }

    [Fact]
    public async Task A_follow_up_needs_a_day_to_come()
    {
        var form = new SaveFollowUp.Form { VisitorId = await OpenAsync() };
        (await Get<SaveFollowUp>().ExecuteAsync(form, Mediator, Cancellation)).MessageFor(nameof(form.DueOn)).Should().Contain("jour");

        form.DueOn = new(2026, 11, 23);
        (await Get<SaveFollowUp>().ExecuteAsync(form, Mediator, Cancellation)).MessageFor(nameof(form.DueOn)).Should().Contain("aujourd’hui");
    }

    [Theory]
    [InlineData("\0")]
    [InlineData(null)]
    public async Task A_name_that_cannot_be_stored_is_refused(string? text)
    {
        var form = new SaveVisitor.Form { SiteId = Blosne, Name = text ?? new string('x', 100_000), HasConsent = true };

        (await Get<SaveVisitor>().ExecuteAsync(form, Mediator, Cancellation)).MessageFor(nameof(form.Name)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_visit_may_be_attached_to_a_file_later_and_detached()
    {
        var file = await OpenAsync();
        var form = QuickVisit();
        await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation);

        await Get<LinkVisitor>().ExecuteAsync(new(form.VisitId, file), Mediator, Cancellation);
        (await Queries.FileAsync(file, Mediator, Cancellation))!.Visits.Should().ContainSingle();
        await Get<LinkVisitor>().ExecuteAsync(new(form.VisitId, null), Mediator, Cancellation);

        (await Queries.FileAsync(file, Mediator, Cancellation))!.Visits.Should().BeEmpty();
    }

    [Fact]
    public async Task Reading_a_file_leaves_its_trace()
    {
        var file = await OpenAsync();

        await Queries.FileAsync(file, Mediator, Cancellation);

        await using var db = OpenDb();
        (await db.AuditEntries.CountAsync(e => e.Action == "VisitorQueries.FileAsync" && e.RecordId == file.ToString(), Cancellation)).Should().Be(1);
    }
}
