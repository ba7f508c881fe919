using InclusionNumerique.Memos;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Memos;

public sealed class SaveMemoTests(TestServer server) : MemoTest(server)
{
    [Fact]
    public async Task A_memo_is_stored_with_its_files_and_its_trace()
    {
        var form = Note(" Imprimante ", "\r\nBac 1\r\n- vide\r\n", ("../a.html", SampleFiles.Png), ("con.pdf", SampleFiles.Pdf()));
        (form.ThemeId, form.SiteId) = (PrintTheme, Blosne);

        await SharedAsync(form);

        (await MemoAsync(form.Id)).Should().BeEquivalentTo(new
        {
            Title = "Imprimante", Body = "Bac 1\n- vide", ThemeId = PrintTheme, SiteId = Blosne, Author = "Médiatrice Démo Un", CreatedAt = Now, CorrectedAt = (DateTimeOffset?)null,
            Files = new[] { new { Name = "a.html.png", Kind = MemoFileKind.Png, Size = SampleFiles.Png.Length }, new { Name = "fichier-con.pdf", Kind = MemoFileKind.Pdf, Size = SampleFiles.Pdf().Length } },
        });
        await using var db = OpenDb();
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { Action = "SaveMemo", RecordType = "Memo", RecordId = $"{form.Id}", ActorId = Mediator.Id, SiteId = Blosne });
    }

    [Fact]
    public async Task Sent_several_times_at_once_it_is_stored_once()
    {
        var form = Note(files: ("a.png", SampleFiles.Png));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SaveAsync(form)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        await using var db = OpenDb();
        (await db.Memos.CountAsync(Cancellation), await db.MemoFiles.CountAsync(Cancellation), await db.AuditEntries.CountAsync(Cancellation)).Should().Be((1, 1, 1));
    }

    [Fact]
    public async Task What_is_missing_too_long_or_unstorable_is_refused_beside_its_field()
    {
        (await SaveAsync(Note("", " \n"))).Refusals.Select(r => r.Field).Should().BeEquivalentTo("Title", "Body");
        (await SaveAsync(Note(new string('x', 121), new string('x', 4001)))).Refusals.Select(r => r.Field).Should().BeEquivalentTo("Title", "Body");
        (await SaveAsync(Note("a\0b", "a\ud800b"))).Refusals.Select(r => r.Field).Should().BeEquivalentTo("Title", "Body");
        var gone = Note();
        gone.ThemeId = 9999;
        (await SaveAsync(gone)).MessageFor("").Should().Contain("n’existe plus dans les listes");
    }

    [Fact]
    public async Task One_bad_file_is_named_and_nothing_is_stored()
    {
        var form = Note(files: [("a.png", SampleFiles.Png), ("plan\u202Egvs.exe", SampleFiles.Text("<svg/>"))]);

        (await SaveAsync(form)).MessageFor(nameof(form.NewFiles)).Should().StartWith("plangvs.exe\u00A0: c’est une page web");
        await using var db = OpenDb();
        (await db.Memos.CountAsync(Cancellation)).Should().Be(0);
    }

    [Fact]
    public async Task Only_the_author_corrects_and_the_correction_is_dated()
    {
        var id = await SharedAsync();
        var form = MemoForm.Of(await MemoAsync(id));
        form.Body = "Corrigé";

        (await SaveAsync(form, Coordinator)).IsForbidden.Should().BeTrue();
        (await SaveAsync(form)).IsDone.Should().BeTrue();

        (await MemoAsync(id)).Should().BeEquivalentTo(new { Body = "Corrigé", CreatedAt = Now, CorrectedAt = Now.AddMinutes(1) });
    }

    [Fact]
    public async Task The_second_of_two_corrections_is_told_and_loses_no_file_of_the_first()
    {
        var id = await SharedAsync(Note(files: ("a.png", SampleFiles.Png)));
        var (first, second) = (MemoForm.Of(await MemoAsync(id)), MemoForm.Of(await MemoAsync(id)));
        first.Title = "Un";
        second.RemovedFiles.Add((await MemoAsync(id)).Files[0].Id);

        (await SaveAsync(first)).IsDone.Should().BeTrue();
        (await SaveAsync(second)).MessageFor("Version").Should().Contain("Votre saisie est gardée");

        (await MemoAsync(id)).Should().Match<MemoDetail>(m => m.Title == "Un" && m.Files.Count == 1);
    }

    [Fact]
    public async Task Five_files_at_most_and_the_place_of_a_removed_one_is_free_again()
    {
        var five = Enumerable.Range(0, 5).Select(i => ($"{i}.png", SampleFiles.Png)).ToArray();
        var id = await SharedAsync(Note(files: five));
        var form = MemoForm.Of(await MemoAsync(id));
        form.NewFiles.Add(new(Guid.CreateVersion7(), "neuf.png", SampleFiles.Png));

        (await SaveAsync(form)).MessageFor(nameof(form.NewFiles)).Should().StartWith("5 fichiers au plus");
        form.RemovedFiles.Add((await MemoAsync(id)).Files[1].Id);
        (await SaveAsync(form)).IsDone.Should().BeTrue();

        (await MemoAsync(id)).Files.Select(f => f.Name).Should().Equal("0.png", "neuf.png", "2.png", "3.png", "4.png");
    }

    [Fact]
    public async Task Six_files_of_a_new_memo_are_refused_and_a_removal_reaches_no_other_memos_file()
    {
        var other = await SharedAsync(Note(files: ("a.png", SampleFiles.Png)), OtherMediator);
        (await SaveAsync(Note(files: [.. Enumerable.Range(0, 6).Select(i => ($"{i}.png", SampleFiles.Png))]))).MessageFor(nameof(MemoForm.NewFiles)).Should().StartWith("5 fichiers");
        var form = Note();
        form.RemovedFiles.Add((await MemoAsync(other)).Files[0].Id);

        await SharedAsync(form);

        (await MemoAsync(other)).Files.Should().ContainSingle();
    }

    [Fact]
    public async Task A_file_that_is_not_what_its_row_says_is_refused_by_the_database_too()
    {
        var id = await SharedAsync();
        await using var db = OpenDb();
        db.MemoFiles.Add(new MemoFile { Id = Guid.CreateVersion7(), MemoId = id, Place = 5, Name = "a", Kind = MemoFileKind.Png, Size = 1, Content = [1] });

        (await FluentActions.Awaiting(() => db.SaveChangesAsync(Cancellation)).Should().ThrowAsync<DbUpdateException>()).Which.InnerException!.Message.Should().Contain("ck_memo_files_place");
    }

    [Fact]
    public async Task A_removed_memo_is_gone_for_all_with_its_files_and_its_row_stays()
    {
        var id = await SharedAsync(Note(files: ("a.png", SampleFiles.Png)));
        var file = (await MemoAsync(id)).Files[0].Id;

        (await Get<RemoveMemo>().ExecuteAsync(new(id), Receptionist, Cancellation)).IsForbidden.Should().BeTrue();
        (await Get<RemoveMemo>().ExecuteAsync(new(id), Coordinator, Cancellation)).IsDone.Should().BeTrue();
        (await Get<RemoveMemo>().ExecuteAsync(new(id), Mediator, Cancellation)).IsDone.Should().BeTrue("it is removed already");

        (await Queries.MemoAsync(id, Mediator, Cancellation)).Should().BeNull();
        (await Queries.FileAsync(file, Mediator, Cancellation)).Should().BeNull();
        (await FoundAsync(new())).Should().BeEmpty();
        await using var db = OpenDb();
        (await db.Memos.IgnoreQueryFilters().SingleAsync(Cancellation)).Should().BeEquivalentTo(new { RemovedAt = Now.AddMinutes(1), RemovedById = Coordinator.Id });
    }

    [Fact]
    public async Task A_memo_is_pinned_until_a_day_from_today_on()
    {
        var id = await SharedAsync();

        (await PinAsync(id, Today.AddDays(-1))).MessageFor("Until").Should().NotBeNull();
        (await PinAsync(id, Today.AddDays(367))).MessageFor("Until").Should().NotBeNull();
        (await PinAsync(id, Today)).IsDone.Should().BeTrue();
        (await MemoAsync(id)).PinnedUntil.Should().Be(Today);
        (await PinAsync(id, null)).IsDone.Should().BeTrue();
        (await MemoAsync(id)).PinnedUntil.Should().BeNull();
    }

    private Task<Outcome> PinAsync(Guid id, DateOnly? until) => Get<PinMemo>().ExecuteAsync(new() { Id = id, Until = until }, Coordinator, Cancellation);
}
