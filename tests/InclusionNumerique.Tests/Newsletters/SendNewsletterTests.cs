using InclusionNumerique.Messages;
using InclusionNumerique.Newsletters;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InclusionNumerique.Tests.Newsletters;

public sealed class SendNewsletterTests(TestServer server) : NewsletterTest(server)
{
    [Fact]
    public async Task Words_order_and_choice_are_kept_and_the_form_goes_on_from_there()
    {
        var form = FormOf(await DraftedAsync());
        form.Sections.Reverse();
        form.Sections[0] = form.Sections[0] with { Text = "Réécrit", IsLeftOut = false };

        (await SaveAsync(form)).IsDone.Should().BeTrue();
        form.Sections[1] = form.Sections[1] with { Text = "Encore" };
        (await SaveAsync(form)).IsDone.Should().BeTrue();

        (await Queries.DraftAsync(November, Coordinator, Cancellation))!.Letter.Sections.Should().Equal(form.Sections);
    }

    [Fact]
    public async Task The_second_of_two_who_write_is_told_and_what_is_too_long_or_unstorable_refused_beside_its_section()
    {
        var draft = await DraftedAsync();
        var (first, second) = (FormOf(draft), FormOf(draft));
        first.Sections[0] = new(SectionKind.Word, "Un");
        second.Sections[0] = new(SectionKind.Word, "Deux");

        (await SaveAsync(first)).IsDone.Should().BeTrue();
        (await SaveAsync(second)).MessageFor("Version").Should().NotBeNull();
        first.Sections[0] = new(SectionKind.Word, new string('x', 6001));
        first.Sections[1] = new(SectionKind.Figures, "a\0b");
        (await SaveAsync(first)).Refusals.Select(r => r.Field).Should().Equal("Sections.Word", "Sections.Figures");
        first.Sections.RemoveAt(0);
        first.Sections[0] = new(SectionKind.Figures, "x");
        (await SaveAsync(first)).IsDone.Should().BeFalse("a section is missing");
    }

    [Fact]
    public async Task It_goes_once_to_each_active_colleague_who_has_not_ended_it()
    {
        await Get<ChooseLetter>().ExecuteAsync(new(false), Receptionist, Cancellation);
        await using (var db = OpenDb())
        {
            await db.Users.Where(p => p.Id == Observer.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.DisabledAt, Now), Cancellation);
            await db.Users.Where(p => p.Id == Volunteer.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Email, (string?)null), Cancellation);
        }

        var draft = await SentAsync();

        var letters = await LettersAsync();
        draft.Recipients.Should().Be(Colleagues - 3);
        letters.Should().HaveCount(Colleagues - 3).And.OnlyContain(m => m.NewsletterId == draft.Letter.Id && m.State == MessageState.Waiting && m.Subject == "La lettre de novembre 2026");
        letters.Select(m => m.ProfessionalId).Should().OnlyHaveUniqueItems().And.NotContain([Receptionist.Id, Observer.Id, Volunteer.Id]);
        letters[0].Body.Should().Contain("LE MOIS EN CHIFFRES").And.NotContain("LE MOT").And.Contain("https://demo.invalid/lettre/2026-11").And.NotContain("jeton");
    }

    [Fact]
    public async Task Several_who_press_at_once_send_it_once()
    {
        var draft = await DraftedAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(draft)));

        outcomes.Should().OnlyContain(o => o.IsDone);
        (await LettersAsync()).Should().HaveCount(Colleagues);
        await using var db = OpenDb();
        (await db.AuditEntries.CountAsync(e => e.Action == "SendNewsletter", Cancellation)).Should().Be(1);
    }

    [Fact]
    public async Task The_database_refuses_a_second_message_of_a_letter_to_somebody_and_any_change_of_a_sent_letter()
    {
        var draft = await SentAsync();
        await using var db = OpenDb();

        await FluentActions.Awaiting(() => db.Database.ExecuteSqlAsync(
                $"INSERT INTO messages (id, newsletter_id, professional_id, kind, channel, address, body, sequence, state, next_at, attempts, created_at) VALUES (gen_random_uuid(), {draft.Letter.Id}, {Mediator.Id}, 7, 1, 'x', 'x', 0, 1, now(), 0, now())", Cancellation))
            .Should().ThrowAsync<PostgresException>().Where(e => e.ConstraintName == "ux_messages_one_letter");
        await FluentActions.Awaiting(() => db.Database.ExecuteSqlAsync($"UPDATE newsletters SET sections = '[]'", Cancellation)).Should().ThrowAsync<PostgresException>();
        (await SaveAsync(FormOf(draft))).MessageFor("").Should().Contain("ne change plus");
    }

    [Fact]
    public async Task What_was_not_seen_is_not_sent_nor_is_an_empty_letter_nor_one_with_links_to_nowhere()
    {
        var draft = await DraftedAsync();
        var form = FormOf(draft);
        form.Sections[1] = form.Sections[1] with { Text = "Réécrit" };
        await SaveAsync(form);

        (await SendAsync(draft)).MessageFor("Version").Should().NotBeNull();
        var now = (await Queries.DraftAsync(November, Coordinator, Cancellation))!;
        foreach (var address in new[] { "", "demo.invalid/", "javascript:x/", "https://demo.invalid/?a=/", "https://x@demo.invalid/", "https://demo.invalid/>\r\nBcc:a/" })
        {
            (await SendAsync(now, address)).IsDone.Should().BeFalse(address);
        }

        form.Sections = [.. form.Sections.Select(s => s with { IsLeftOut = true })];
        await SaveAsync(form);
        (await SendAsync((await Queries.DraftAsync(November, Coordinator, Cancellation))!)).MessageFor("").Should().Contain("vide");
        (await LettersAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_draft_is_seen_by_the_coordinator_alone_and_a_sent_letter_by_all_with_the_counts_for_the_coordinator()
    {
        var draft = await DraftedAsync();
        (await Queries.LetterAsync(November, Mediator, Cancellation)).Should().BeNull();
        (await Queries.ListAsync(1, Mediator, Cancellation)).Rows.Should().BeEmpty();
        (await Queries.LetterAsync(November, Coordinator, Cancellation))!.SentAt.Should().BeNull();

        await SendAsync(draft);

        (await Queries.LetterAsync(November, Observer, Cancellation)).Should().Match<NewsletterView>(l => l.SentAt == Now && l.Counts == null && l.Sections.Count == 2);
        (await Queries.LetterAsync(November, Coordinator, Cancellation))!.Counts.Should().Be(new NewsletterCounts(0, Colleagues, 0, 0, 0));
        (await Queries.DraftAsync(November, Coordinator, Cancellation)).Should().BeNull();
        (await Queries.ListAsync(1, Volunteer, Cancellation)).Rows.Should().Equal(new NewsletterRow(November, Now));
    }

    [Fact]
    public async Task Ones_own_choice_is_kept_and_taken_back()
    {
        (await Queries.MineAsync(Receptionist, Cancellation)).Should().BeTrue();
        await Get<ChooseLetter>().ExecuteAsync(new(false), Receptionist, Cancellation);
        (await Queries.MineAsync(Receptionist, Cancellation)).Should().BeFalse();
        await Get<ChooseLetter>().ExecuteAsync(new(true), Receptionist, Cancellation);
        await Get<ChooseLetter>().ExecuteAsync(new(true), Receptionist, Cancellation);
        (await Queries.MineAsync(Receptionist, Cancellation)).Should().BeTrue();
        await using var db = OpenDb();
        (await db.AuditEntries.CountAsync(e => e.Action == "ChooseLetter", Cancellation)).Should().Be(2);
    }
}
