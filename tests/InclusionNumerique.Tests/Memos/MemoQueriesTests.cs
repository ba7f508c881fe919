using InclusionNumerique.Data;
using InclusionNumerique.Memos;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Memos;

public sealed class MemoQueriesTests(TestServer server) : MemoTest(server)
{
    [Fact]
    public async Task The_newest_comes_first_behind_what_is_pinned_today()
    {
        var pinned = await SharedAsync(Note("Épinglé"));
        var past = await SharedAsync(Note("Jadis épinglé"));
        await SharedAsync(Note("Dernier"));
        await using (var db = OpenDb())
        {
            await db.Memos.Where(m => m.Id == pinned).ExecuteUpdateAsync(m => m.SetProperty(x => x.PinnedUntil, Today), Cancellation);
            await db.Memos.Where(m => m.Id == past).ExecuteUpdateAsync(m => m.SetProperty(x => x.PinnedUntil, Today.AddDays(-1)), Cancellation);
        }

        (await FoundAsync(new())).Should().Equal("Épinglé", "Dernier", "Jadis épinglé");
    }

    [Theory]
    [InlineData("IMPRIMANTE", true)]
    [InlineData("l'imprimante coincee", true)]
    [InlineData("100 %", true)]
    [InlineData("scanner", false)]
    [InlineData("%", false)]
    [InlineData("imprimante' OR 1=1", false)]
    [InlineData("\0", false)]
    public async Task Words_of_title_and_body_are_found_in_any_order_without_accents(string text, bool isFound)
    {
        await SharedAsync(Note("Imprimante", "Une feuille coincée : 100 % des cas"));

        (await FoundAsync(new(text))).Should().HaveCount(isFound ? 1 : 0);
    }

    [Fact]
    public async Task Themes_sites_and_the_unread_ones_are_filtered()
    {
        var form = Note("Un");
        (form.ThemeId, form.SiteId) = (PrintTheme, Blosne);
        await SharedAsync(form);
        await SharedAsync(Note("Deux"));
        await SeeAsync(form.Id, Receptionist);

        (await FoundAsync(new(ThemeId: PrintTheme))).Should().Equal("Un");
        (await FoundAsync(new(SiteId: Blosne))).Should().Equal("Un");
        (await FoundAsync(new(SiteId: Villejean))).Should().BeEmpty();
        (await FoundAsync(new(IsUnread: true))).Should().Equal("Deux");
        (await FoundAsync(new(IsUnread: true), Mediator)).Should().BeEmpty("nobody has to read their own");
    }

    [Fact]
    public async Task Whoever_opens_a_memo_is_counted_once_and_named_and_its_author_is_not()
    {
        var id = await SharedAsync();

        await Task.WhenAll(SeeAsync(id, Receptionist), SeeAsync(id, Receptionist), SeeAsync(id, Volunteer), SeeAsync(id, Mediator), SeeAsync(id, Observer));

        (await MemoAsync(id)).Readers.Select(r => r.Name).Should().BeEquivalentTo("Accueil Démo Un", "Bénévole Démo Un");
        (await Queries.SearchAsync(new(), 1, Professional, Cancellation)).Rows.Single().Readers.Should().Be(2);
        await using var db = OpenDb();
        (await db.AuditEntries.CountAsync(e => e.Action == "MarkMemoSeen", Cancellation)).Should().Be(2);
    }

    [Fact]
    public async Task A_memo_that_does_not_exist_or_was_removed_is_seen_by_nobody()
    {
        var id = await SharedAsync();
        await Get<RemoveMemo>().ExecuteAsync(new(id), Mediator, Cancellation);

        await SeeAsync(id, Receptionist);
        await SeeAsync(Guid.CreateVersion7(), Receptionist);

        await using var db = OpenDb();
        (await db.MemoReadings.IgnoreQueryFilters().CountAsync(Cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task The_unread_are_those_of_the_last_30_days_counted_up_to_a_hundred()
    {
        await SharedAsync();
        (await UnreadAsync()).Should().Be(1);

        Clock.Advance(TimeSpan.FromDays(31));
        (await UnreadAsync()).Should().Be(0);

        await using (var db = OpenDb())
        {
            db.Memos.AddRange(Enumerable.Range(0, 120).Select(i => new Memo { Id = Guid.CreateVersion7(), Title = $"{i}", Body = "x", AuthorId = Mediator.Id, CreatedAt = Clock.GetUtcNow() }));
            await db.SaveChangesAsync(Cancellation);
        }

        (await UnreadAsync()).Should().Be(100);
        var last = await Queries.SearchAsync(new(IsUnread: true), 6, Receptionist, Cancellation);
        (last.Rows.Count, last.Total, last.HasMore).Should().Be((20, 120, false));
    }

    [Fact]
    public async Task The_list_shows_the_beginning_on_one_line_and_never_half_a_character()
    {
        await SharedAsync(Note(body: "a\n\n" + string.Concat(Enumerable.Repeat("🏠", 400))));

        var start = (await Queries.SearchAsync(new(), 1, Receptionist, Cancellation)).Rows.Single().Start;

        start.Should().StartWith("a 🏠").And.EndWith("🏠…");
        start[..^1].Replace("🏠", "").Should().Be("a ");
    }

    [Fact]
    public async Task A_file_comes_out_as_it_came_in()
    {
        var id = await SharedAsync(Note(files: ("a.png", SampleFiles.Png)));

        var file = (await Queries.FileAsync((await MemoAsync(id)).Files[0].Id, Volunteer, Cancellation))!;

        (file.Name, file.Kind).Should().Be(("a.png", MemoFileKind.Png));
        file.Content.Should().Equal(SampleFiles.Png);
    }

    [Fact]
    public async Task The_demo_has_memos_read_and_not_one_of_them_pinned_and_one_with_a_clean_file()
    {
        await using var db = OpenDb();
        await DemoDataMemos.AddAsync(db, Now, Cancellation);
        await DemoDataMemos.AddAsync(db, Now, Cancellation);

        var page = await Queries.SearchAsync(new(), 1, Receptionist, Cancellation);

        page.Rows.Should().HaveCount(7).And.Contain(r => r.Readers == 0).And.Contain(r => r.Readers > 3).And.Contain(r => r.IsUnread);
        page.Rows.Count(r => r.IsPinned).Should().Be(1);
        var file = await db.MemoFiles.AsNoTracking().SingleAsync(Cancellation);
        FileInspection.Of(file.Name, file.Content).Kind.Should().Be(file.Kind);
        (await db.MemoReadings.AllAsync(r => r.ReadAt <= Now, Cancellation)).Should().BeTrue();
    }

    private Task<int> UnreadAsync() => Queries.UnreadAsync(Receptionist, Cancellation);
}
