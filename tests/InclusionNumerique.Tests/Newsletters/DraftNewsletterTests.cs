using InclusionNumerique.Access;
using InclusionNumerique.Memos;
using InclusionNumerique.Newsletters;
using InclusionNumerique.Openings;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Newsletters;

public sealed class DraftNewsletterTests(TestServer server) : NewsletterTest(server)
{
    [Fact]
    public async Task One_press_drafts_the_four_sections_with_their_trace()
    {
        var draft = await DraftedAsync();

        draft.Letter.Sections.Select(s => (s.Kind, s.IsLeftOut)).Should().Equal((SectionKind.Word, true), (SectionKind.Figures, false), (SectionKind.Coming, false), (SectionKind.Memos, true));
        draft.Recipients.Should().Be(Colleagues);
        await using var db = OpenDb();
        (await db.AuditEntries.SingleAsync(Cancellation)).Should().BeEquivalentTo(new { Action = "DraftNewsletter", RecordType = "Newsletter", RecordId = $"{draft.Letter.Id}" });
    }

    [Fact]
    public async Task A_month_has_one_letter_even_when_two_begin_it_at_once_and_the_same_press_twice_is_one()
    {
        var mine = Guid.CreateVersion7();

        var outcomes = await Task.WhenAll(DraftAsync(id: mine), DraftAsync(), DraftAsync(), DraftAsync(id: mine));

        await using var db = OpenDb();
        var kept = (await db.Newsletters.SingleAsync(Cancellation)).Id;
        outcomes.Count(o => o.IsDone).Should().Be(kept == mine ? 2 : 1);
        outcomes.Where(o => !o.IsDone).Should().OnlyContain(o => o.MessageFor("Month")!.Contains("existe déjà"));
        (await db.AuditEntries.CountAsync(Cancellation)).Should().Be(1);
    }

    [Theory]
    [InlineData(2026, 12)]
    [InlineData(2025, 10)]
    public async Task A_month_to_come_or_long_past_is_refused(int year, int month) => (await DraftAsync(new(year, month, 15))).MessageFor("Month").Should().NotBeNull();

    [Fact]
    public async Task A_month_without_visits_or_with_few_says_so_and_no_number()
    {
        (await TextAsync(SectionKind.Figures, new(2026, 10, 1))).Should().Be("Aucune visite n’est enregistrée ce mois-ci.");
        await VisitsAsync(4);

        (await TextAsync(SectionKind.Figures)).Should().Be("Trop peu de visites ce mois-ci pour en donner le détail.");
    }

    [Fact]
    public async Task The_figures_are_those_that_the_disclosure_rule_shows()
    {
        await VisitsAsync(12);
        await VisitsAsync(3, theme: 1);

        var text = await TextAsync(SectionKind.Figures);

        text.Should().StartWith("- 15\u00A0visites\n- 15\u00A0personnes reçues\n- 15\u00A0demandes").And.NotContain("(3)").And.NotContain("< 11");
    }

    [Fact]
    public async Task What_comes_are_closures_holidays_and_openings_that_begin_or_end()
    {
        await using (var db = OpenDb())
        {
            var (first, last) = (ParisTime.StartOf(new(2026, 12, 24)), ParisTime.StartOf(new(2027, 1, 1)));
            db.Closures.AddRange(
                new Closure { Id = Guid.CreateVersion7(), StartsAt = first, EndsAt = last, Label = "fin d’année" },
                new Closure { Id = Guid.CreateVersion7(), SiteId = Blosne, StartsAt = ParisTime.At(new(2026, 12, 1), new(9, 0)), EndsAt = ParisTime.At(new(2026, 12, 1), new(12, 0)), Label = "travaux" },
                new Closure { Id = Guid.CreateVersion7(), SiteId = Blosne, StartsAt = Now.AddDays(60), EndsAt = Now.AddDays(61), Label = "loin" });
            db.OpeningRules.AddRange(RuleOf(new(2026, 12, 1), null), RuleOf(new(2026, 1, 6), new(2026, 12, 15)), RuleOf(new(2026, 1, 6), null));
            await db.SaveChangesAsync(Cancellation);
        }

        (await TextAsync(SectionKind.Coming)).Split('\n').Should().Equal(
            "- Blosne fermé, mardi 1er décembre, 9\u00A0h\u00A0– 12\u00A0h\u00A0: travaux",
            "- Tous les sites fermés, du jeudi 24 décembre au jeudi 31 décembre\u00A0: fin d’année",
            "- Vendredi 25 décembre, férié (Noël)",
            "- Vendredi 1er janvier, férié (Jour de l’an)",
            "- Nouvelle permanence à partir du 1er décembre\u00A0: Blosne, tous les mardis, 9\u00A0h\u00A0– 12\u00A0h (sans rendez-vous)",
            "- Fin d’une permanence le 15 décembre\u00A0: Blosne, tous les mardis, 9\u00A0h\u00A0– 12\u00A0h (sans rendez-vous)");
    }

    [Fact]
    public async Task The_memos_that_are_ticked_come_in_and_all_of_the_month_may()
    {
        await MemoAsync("À reprendre", true, Now);
        await MemoAsync("Pas coché", false, Now);
        await MemoAsync("D’octobre", true, Now.AddDays(-30));

        var draft = await DraftedAsync();

        draft.Letter.Sections.Single(s => s.Kind == SectionKind.Memos).Should().Be(new NewsletterSection(SectionKind.Memos, "- À reprendre\u00A0: Essai"));
        draft.Memos.Select(m => m.Title).Should().BeEquivalentTo("À reprendre", "Pas coché");
    }

    [Fact]
    public void A_memo_ticked_is_a_line_and_unticked_it_goes_with_what_was_written_behind_its_title()
    {
        var text = NewsletterMemos.Add("Ce mois-ci :", "Imprimante", "Bac\n\nun " + new string('x', 300));
        text = NewsletterMemos.Add(NewsletterMemos.Add(text, "Imprimante", "encore"), "Autre", "b");

        text.Should().Be("Ce mois-ci :\n- Imprimante\u00A0: Bac un…\n- Autre\u00A0: b");
        NewsletterMemos.Has(text, "Impr").Should().BeFalse();
        NewsletterMemos.Remove(text.Replace("Bac un…", "réécrit"), "Imprimante").Should().Be("Ce mois-ci :\n- Autre\u00A0: b");
        NewsletterMemos.Add("", "Autre", "b").Should().Be("- Autre\u00A0: b");
    }

    [Theory]
    [InlineData(2026, 4, "La lettre d’avril 2026")]
    [InlineData(2026, 10, "La lettre d’octobre 2026")]
    [InlineData(2026, 11, "La lettre de novembre 2026")]
    public void The_title_is_good_French(int year, int month, string title) => NewsletterTexts.Title(new(year, month, 1)).Should().Be(title);

    private static OpeningRule RuleOf(DateOnly from, DateOnly? to) => new()
    {
        Id = Guid.CreateVersion7(), MediatorId = Mediator.Id, SiteId = Blosne, Kind = OpeningKind.WalkIn, Weekday = 2, StartsAt = new(9, 0), EndsAt = new(12, 0), ValidFrom = from, ValidTo = to,
    };

    private async Task VisitsAsync(int count, int theme = PrintTheme)
    {
        for (var i = 0; i < count; i++)
        {
            var form = QuickVisit();
            form.Requests[0].ThemeId = theme;
            (await Get<LogVisit>().ExecuteAsync(form, Mediator, Cancellation)).Refusals.Should().BeEmpty();
        }
    }

    private async Task MemoAsync(string title, bool isForLetter, DateTimeOffset at)
    {
        await using var db = OpenDb();
        db.Memos.Add(new Memo { Id = Guid.CreateVersion7(), Title = title, Body = "Essai", IsForLetter = isForLetter, AuthorId = Mediator.Id, CreatedAt = at });
        await db.SaveChangesAsync(Cancellation);
    }
}
