using System.Text.Json;

namespace InclusionNumerique.Visits;

/// <summary>What a typed row says, and what is missing. An empty row says nothing.</summary>
/// <param name="Guess">The start, where none was typed: a few minutes after the row above.</param>
public sealed record ReadRow(TypedRow Typed, VisitForm? Form, TimeOnly? Guess, IReadOnlyList<CellRefusal> Refusals);

/// <summary>A paper sheet as it is typed, before it is sent to <see cref="LogPaperSheet"/>.</summary>
public sealed class TypedSheet
{
    private const int MinutesAfterRowAbove = 5;

    private const int RowsAtFirst = 10;

    private const int SpareRows = 2;

    public int SiteId { get; set; }

    public required DateOnly Day { get; set; }

    /// <summary>Always ends with empty rows, so that the hand finds the next one.</summary>
    public List<TypedRow> Rows { get; } = [];

    public bool IsEmpty => Rows.TrueForAll(r => r.Latest.All(string.IsNullOrWhiteSpace));

    public bool Holds(int row, PaperColumn column) => row >= 0 && row < Rows.Count && Enum.IsDefined(column);

    /// <summary>What one cell now holds; understood, it is shown in the house's words.</summary>
    public void Change(int row, PaperColumn column, string text, PaperChoices choices)
    {
        if (!Holds(row, column))
        {
            return;
        }

        var isBlank = string.IsNullOrWhiteSpace(text);
        Rows[row].Set(column, isBlank ? "" : choices.Read(column, text, new VisitForm { Requests = [] }).Text);
        AddSpareRows();
    }

    /// <summary>Rows that were taken away come back on top.</summary>
    public void PutBack(IEnumerable<TypedRow> rows)
    {
        Rows.RemoveAll(r => r.Latest.All(string.IsNullOrWhiteSpace));
        Rows.InsertRange(0, rows);
        AddSpareRows();
    }

    public void AddSpareRows()
    {
        var wanted = Math.Max(RowsAtFirst, Rows.FindLastIndex(r => !r.IsEmpty) + 1 + SpareRows);
        while (Rows.Count < Math.Min(wanted, LogPaperSheet.RowsMost))
        {
            Rows.Add(new TypedRow());
        }
    }

    /// <summary>Every row, read in order: a time left empty follows the row above.</summary>
    public IReadOnlyList<ReadRow> Read(PaperChoices choices, DateTimeOffset now)
    {
        var rows = new List<ReadRow>(Rows.Count);
        TimeOnly? above = null;
        foreach (var typed in Rows)
        {
            if (typed.IsEmpty)
            {
                rows.Add(new ReadRow(typed, null, null, []));
                continue;
            }

            var guess = typed[PaperColumn.Time] == "" && above is { } time ? After(time, now) : (TimeOnly?)null;
            var row = Read(typed, guess, choices, now);
            above = row.Form!.Time ?? above;
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The refusals of the verb, given back to the rows that were sent.</summary>
    /// <returns>What concerns no row.</returns>
    public static IReadOnlyList<Refusal> Answer(IReadOnlyList<ReadRow> sent, IReadOnlyList<Refusal> refusals)
    {
        var rest = refusals.ToList();
        foreach (var (index, row) in sent.Index())
        {
            var prefix = LogPaperSheet.RowField(index, "");
            row.Typed.Answer = [.. rest.Where(r => r.Field.StartsWith(prefix, StringComparison.Ordinal)).Select(r => new CellRefusal(ColumnOf(r.Field[prefix.Length..]), r.Message))];
            rest.RemoveAll(r => r.Field.StartsWith(prefix, StringComparison.Ordinal));
        }

        return rest;
    }

    public string Write() => JsonSerializer.Serialize(new Kept(
        SiteId, Day, [.. Rows.Where(r => !r.Latest.All(string.IsNullOrWhiteSpace)).Select(r => new KeptRow(r.VisitId, r.SessionId, [.. r.Latest]))]));

    /// <summary>Null when the draft was written by a version whose sheet had other columns.</summary>
    public static TypedSheet? From(string content)
    {
        try
        {
            if (JsonSerializer.Deserialize<Kept>(content) is not { Rows.Count: > 0 } kept || kept.Rows.Exists(r => r.Cells?.Length != TypedRow.CellCount))
            {
                return null;
            }

            var sheet = new TypedSheet { SiteId = kept.SiteId, Day = kept.Day };
            sheet.Rows.AddRange(kept.Rows.Take(LogPaperSheet.RowsMost).Select(r => TypedRow.From(r.Cells, r.VisitId, r.SessionId)));
            sheet.AddSpareRows();
            return sheet;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ReadRow Read(TypedRow typed, TimeOnly? guess, PaperChoices choices, DateTimeOffset now)
    {
        var form = new VisitForm { VisitId = typed.VisitId, SessionId = typed.SessionId, SiteId = SiteId, Day = Day, Time = guess, Requests = [] };
        var refusals = new List<CellRefusal>();
        foreach (var column in Enum.GetValues<PaperColumn>().Where(c => typed[c] != ""))
        {
            if (choices.Read(column, typed[column], form).Refusal is { } refusal)
            {
                refusals.Add(new CellRefusal(column, refusal));
            }
        }

        if (form.Requests.Count == 0)
        {
            form.Requests.Add(new RequestForm());
        }

        // Said once: a day that has not come at the sheet's day, a time that has not come where it was typed.
        var isFutureSaid = guess is not null || Day > DateOnly.FromDateTime(now.ToParis());
        refusals.AddRange(form.Check(now).Where(r => !isFutureSaid || r.Field != nameof(VisitForm.Day)).Select(r => new CellRefusal(ColumnOf(r.Field), r.Message)));
        return new ReadRow(typed, form, guess, [.. refusals.Concat(typed.Answer).DistinctBy(r => r.Column).OrderBy(r => r.Column)]);
    }

    // Not after now: a guess must never be refused as being in the future.
    private TimeOnly After(TimeOnly above, DateTimeOffset now)
    {
        var latest = Day == DateOnly.FromDateTime(now.ToParis()) ? TimeOnly.FromDateTime(now.ToParis()) : TimeOnly.MaxValue;
        var minutes = Math.Min((above.Hour * 60) + above.Minute + MinutesAfterRowAbove, (latest.Hour * 60) + latest.Minute);
        var guess = new TimeOnly(minutes / 60, minutes % 60);
        return guess > above ? guess : above;
    }

    private static PaperColumn ColumnOf(string field) => field switch
    {
        nameof(VisitForm.Time) or nameof(VisitForm.Day) => PaperColumn.Time,
        nameof(VisitForm.Minutes) => PaperColumn.Minutes,
        nameof(VisitForm.Facts) => PaperColumn.District,
        _ when field.EndsWith(nameof(RequestForm.CauseId), StringComparison.Ordinal) || field.EndsWith(nameof(RequestForm.Outcome), StringComparison.Ordinal) => PaperColumn.Outcome,
        _ => PaperColumn.Subject,
    };

    private sealed record Kept(int SiteId, DateOnly Day, List<KeptRow> Rows);

    private sealed record KeptRow(Guid VisitId, Guid SessionId, string[] Cells);
}
