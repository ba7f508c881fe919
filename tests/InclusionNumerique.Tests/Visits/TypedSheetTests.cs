using InclusionNumerique.Lists;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Visits;

public sealed class TypedSheetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 30, 0, TimeSpan.Zero);

    private static readonly PaperChoices Choices = new(
        new ListChoices(
            [new(1, "Démarche en ligne"), new(2, "Impression, scan, photocopie"), new(3, "Santé")],
            [new(1, "CAF"), new(2, "France Travail"), new(3, "Santé"), new(4, "Impôts"), new(5, "Énergie")],
            [new(1, "Identifiants perdus"), new(2, "Site en panne")],
            [],
            [new(1, "Centre", 1, false), new(10, "Le Blosne", 4, true), new(12, "Villejean – Beauregard", 6, true)]),
        siteId: 4);

    [Theory]
    [InlineData("caf", "CAF")]
    [InlineData("CAF", "CAF")]
    [InlineData("c", "CAF")]
    [InlineData("demarche", "Démarche en ligne")]
    [InlineData("ener", "Énergie")]
    [InlineData("travail", "France Travail")]
    [InlineData("photo", "Impression, scan, photocopie")]
    [InlineData(" santé ", "Santé")]
    [InlineData("santé o", "Santé (organisme)")]
    [InlineData("impô", "Impôts")]
    [InlineData("caf+photo", "CAF + Impression, scan, photocopie")]
    public void The_first_letters_find_the_theme_or_the_organisation(string typed, string shown) =>
        Row((PaperColumn.Subject, typed)).Typed[PaperColumn.Subject].Should().Be(shown);

    [Fact]
    public void Letters_that_begin_two_labels_ask_which()
    {
        var row = Row((PaperColumn.Subject, "imp"));

        row.Typed[PaperColumn.Subject].Should().Be("imp");
        MessageOf(row, PaperColumn.Subject).Should().Contain("Précisez").And.Contain("Impôts");
    }

    [Theory]
    [InlineData("zzz")]
    [InlineData("!!!")]
    [InlineData("\0")]
    [InlineData("\ud83d")]
    [InlineData("مرحبا")]
    [InlineData("+")]
    public void What_no_list_holds_is_refused_and_kept_as_typed(string typed)
    {
        var row = Row((PaperColumn.Subject, typed));

        row.Typed[PaperColumn.Subject].Should().Be(typed);
        MessageOf(row, PaperColumn.Subject).Should().Contain("inconnu");
    }

    [Fact]
    public void A_pasted_novel_is_refused_in_every_column()
    {
        foreach (var column in Enum.GetValues<PaperColumn>())
        {
            MessageOf(Row((column, new string('a', 100_000))), column).Should().NotBeNullOrEmpty().And.HaveLength(MessageOf(Row((column, "¤¤")), column)!.Length);
        }
    }

    [Fact]
    public void A_full_row_becomes_the_visit_it_says()
    {
        var row = Row(
            (PaperColumn.Time, "930"), (PaperColumn.Subject, "caf"), (PaperColumn.Minutes, "1h05"), (PaperColumn.Outcome, "ident"),
            (PaperColumn.Age, "45"), (PaperColumn.Gender, "h"), (PaperColumn.District, "blosne"), (PaperColumn.FirstVisit, "o"));

        row.Refusals.Should().BeEmpty();
        row.Typed.Cells.Should().Equal("9:30", "CAF", "65", "Identifiants perdus (impossible)", "40-59", "Masculin", "Le Blosne", "Oui");
        row.Form.Should().BeEquivalentTo(new { SiteId = 4, Day = new DateOnly(2026, 11, 24), Time = new TimeOnly(9, 30), Minutes = 65 });
        row.Form!.Requests.Single().Should().BeEquivalentTo(new { OrganisationId = 1, Outcome = RequestOutcome.Impossible, CauseId = 1 });
        row.Form.Facts.Should().Be(new VisitFacts { AgeBand = AgeBand.From40To59, Gender = Gender.Male, DistrictId = 10, IsFirstVisit = true });
    }

    [Theory]
    [InlineData("7", AgeBand.Under12)]
    [InlineData("12", AgeBand.From12To17)]
    [InlineData("40-59", AgeBand.From40To59)]
    [InlineData("59", AgeBand.From40To59)]
    [InlineData("moins", AgeBand.Under12)]
    [InlineData("70", AgeBand.From70)]
    public void An_age_or_its_band_is_understood(string typed, AgeBand band) =>
        Row((PaperColumn.Age, typed)).Form!.Facts.AgeBand.Should().Be(band);

    [Fact]
    public void An_impossible_request_without_its_cause_asks_for_it() =>
        MessageOf(Row((PaperColumn.Outcome, "impossible")), PaperColumn.Outcome).Should().Contain("Identifiants perdus (impossible)");

    [Fact]
    public void A_row_half_typed_says_what_is_missing() =>
        Row((PaperColumn.Gender, "f")).Refusals.Select(r => r.Column).Should().BeEquivalentTo([PaperColumn.Time, PaperColumn.Subject, PaperColumn.Minutes]);

    [Fact]
    public void A_time_left_empty_is_a_few_minutes_after_the_row_above()
    {
        var sheet = Sheet();
        Type(sheet, 0, (PaperColumn.Time, "9h"), (PaperColumn.Subject, "caf"));
        Type(sheet, 2, (PaperColumn.Subject, "caf"));
        Type(sheet, 3, (PaperColumn.Subject, "caf"));

        sheet.Read(Choices, Now).Select(r => r.Form?.Time).Take(4).Should().Equal(new TimeOnly(9, 0), null, new TimeOnly(9, 5), new TimeOnly(9, 10));
    }

    [Fact]
    public void A_guessed_time_never_lies_in_the_future()
    {
        var sheet = Sheet();
        Type(sheet, 0, (PaperColumn.Time, "1028"), (PaperColumn.Subject, "caf"), (PaperColumn.Minutes, "5"));
        Type(sheet, 1, (PaperColumn.Subject, "caf"), (PaperColumn.Minutes, "5"));

        var row = sheet.Read(Choices, Now)[1];

        row.Guess.Should().Be(new TimeOnly(10, 30));
        row.Refusals.Should().BeEmpty();
    }

    [Fact]
    public void A_time_that_has_not_come_is_refused_only_where_it_was_typed()
    {
        var sheet = Sheet();
        Type(sheet, 0, (PaperColumn.Time, "11h"), (PaperColumn.Subject, "caf"), (PaperColumn.Minutes, "5"));
        Type(sheet, 1, (PaperColumn.Subject, "caf"), (PaperColumn.Minutes, "5"));

        var rows = sheet.Read(Choices, Now);

        MessageOf(rows[0], PaperColumn.Time).Should().Contain("futur");
        rows[1].Refusals.Should().BeEmpty();
    }

    [Fact]
    public void Rows_taken_back_come_on_top_of_what_was_typed_since()
    {
        var sheet = Sheet();
        Type(sheet, 0, (PaperColumn.Subject, "caf"));

        sheet.PutBack([TypedRow.From(["9:00", "Énergie", "5", "", "", "", "", ""])]);

        sheet.Rows.Select(r => r[PaperColumn.Subject]).Take(3).Should().Equal("Énergie", "CAF", "");
    }

    [Fact]
    public void A_guessed_time_stays_within_its_day()
    {
        var sheet = Sheet();
        sheet.Day = new DateOnly(2026, 11, 23);
        Type(sheet, 0, (PaperColumn.Time, "23h58"), (PaperColumn.Subject, "caf"));
        Type(sheet, 1, (PaperColumn.Subject, "caf"));

        sheet.Read(Choices, Now)[1].Guess.Should().Be(new TimeOnly(23, 59));
    }

    [Fact]
    public void Empty_rows_always_follow_the_last_typed_one()
    {
        var sheet = Sheet();
        Type(sheet, 9, (PaperColumn.Subject, "caf"));

        sheet.Rows.Should().HaveCount(12);
    }

    [Fact]
    public void A_sheet_never_grows_beyond_what_can_be_stored()
    {
        var sheet = Sheet();
        for (var row = 0; row < 100; row++)
        {
            Type(sheet, row, (PaperColumn.Subject, "caf"));
        }

        sheet.Rows.Should().HaveCount(LogPaperSheet.RowsMost);
    }

    [Fact]
    public void A_cell_that_does_not_exist_is_ignored()
    {
        var sheet = Sheet();
        sheet.Change(-1, PaperColumn.Time, "9h", Choices);
        sheet.Change(0, (PaperColumn)99, "9h", Choices);

        sheet.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void A_draft_comes_back_as_typed_with_the_same_ids_and_what_the_hand_was_typing()
    {
        var sheet = Sheet();
        Type(sheet, 0, (PaperColumn.Subject, "caf"), (PaperColumn.Time, "zz\0\ud83d\udc4d"));
        sheet.Rows[1].Type(PaperColumn.Subject, "impr");

        var back = TypedSheet.From(sheet.Write())!;

        back.Should().BeEquivalentTo(new { sheet.SiteId, sheet.Day });
        back.Rows[0].Should().BeEquivalentTo(new { sheet.Rows[0].VisitId, sheet.Rows[0].SessionId, sheet.Rows[0].Cells });
        back.Rows[1][PaperColumn.Subject].Should().Be("impr");
        back.Rows.Should().HaveCount(10);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"SiteId":4,"Day":"2026-11-24","Rows":[{"Cells":["9:30"]}]}""")]
    public void A_draft_of_another_shape_is_not_offered(string content) => TypedSheet.From(content).Should().BeNull();

    [Fact]
    public void The_refusals_of_the_verb_come_back_to_their_cells_until_the_row_changes()
    {
        var sheet = Sheet();
        Type(sheet, 0, (PaperColumn.Subject, "caf"), (PaperColumn.Time, "9h"), (PaperColumn.Minutes, "5"));
        Type(sheet, 2, (PaperColumn.Subject, "caf"), (PaperColumn.Time, "9h"), (PaperColumn.Minutes, "5"));
        var sent = sheet.Read(Choices, Now).Where(r => r.Form is not null).ToList();

        var rest = TypedSheet.Answer(sent, [new Refusal("Rows[1].Requests[0].ThemeId", "Non."), new Refusal("Day", "Trop tôt.")]);

        rest.Select(r => r.Field).Should().Equal("Day");
        MessageOf(sheet.Read(Choices, Now)[2], PaperColumn.Subject).Should().Be("Non.");
        Type(sheet, 2, (PaperColumn.Subject, "france"));
        sheet.Read(Choices, Now)[2].Refusals.Should().BeEmpty();
    }

    private static TypedSheet Sheet()
    {
        var sheet = new TypedSheet { SiteId = 4, Day = new DateOnly(2026, 11, 24) };
        sheet.AddSpareRows();
        return sheet;
    }

    private static ReadRow Row(params (PaperColumn Column, string Text)[] cells)
    {
        var sheet = Sheet();
        Type(sheet, 0, cells);
        return sheet.Read(Choices, Now)[0];
    }

    private static void Type(TypedSheet sheet, int row, params (PaperColumn Column, string Text)[] cells)
    {
        foreach (var (column, text) in cells)
        {
            sheet.Change(row, column, text, Choices);
        }
    }

    private static string? MessageOf(ReadRow row, PaperColumn column) => row.Refusals.FirstOrDefault(r => r.Column == column)?.Message;
}
