using System.Globalization;
using System.Text;
using InclusionNumerique.Dashboards;

namespace InclusionNumerique.Web.Figures;

/// <summary>Semicolons, decimal commas and French labels: opens in the office's spreadsheet by a double click.</summary>
public static class FigureCsv
{
    public static string Write(FigureReport report, DateOnly today)
    {
        var csv = new StringBuilder();
        void Line(params string[] cells) => csv.AppendJoin(';', cells.Select(Cell)).Append("\r\n");

        var (from, to) = (report.Filter.Period.From, report.Filter.Period.To);
        Line("Chiffres", report.SiteLabel, Date(from), Date(to));
        var versus = Versus.Of(report);
        if (report.Filter.Beside is var (beforeFrom, beforeTo))
        {
            Line(versus.Name, "", Date(beforeFrom), Date(beforeTo));
        }

        Line("Édité le", Date(today), FigureTexts.Masks);
        Line();
        Line("Tableau", "Ligne", "Unité", "Nombre", "Part (%)", versus.Name, $"{versus.Change} (%)");

        Totals(report, Line);
        Attendance(report, Line);
        foreach (var table in report.Tables.Values.Concat(report.Filter.IsOfDistricts ? [] : report.Appointments.Tables.Concat(report.Orientations.Tables)))
        {
            Table(table, Line);
        }

        RequestCsv.Write(report, Line);
        WaitingCsv.Write(report.Waiting, report.Step, Line);
        if (!report.Filter.IsOfDistricts)
        {
            AppointmentCsv.Write(report.Appointments, report.Step, Line);
            OrientationCsv.Write(report.Orientations, Line);
        }

        return csv.ToString();
    }

    internal static void Totals(FigureReport report, Action<string[]> line)
    {
        Counted(line, "Total", "Visites", "visites", report.Visits);
        Counted(line, "Total", "Accompagnements", "accompagnements", report.Sessions);
        Counted(line, "Total", "Demandes", "demandes", report.Requests);
        Counted(line, "Total", "Personnes suivies (fiche)", "personnes", report.People.People);
        Counted(line, "Total", "dont venues pour la première fois", "personnes", report.People.Newcomers);
        line(["Total", "Temps d’accompagnement", "minutes", Minutes(report.Durations.TotalMinutes), "", Before(report, d => d.TotalMinutes), ""]);
        line(["Total", "Durée médiane", "minutes", Minutes(report.Durations.MedianMinutes), "", Before(report, d => d.MedianMinutes), ""]);
    }

    internal static void Attendance(FigureReport report, Action<string[]> line)
    {
        foreach (var (i, column) in report.Columns.Index())
        {
            var before = i < report.ColumnsBefore?.Count ? report.ColumnsBefore[i].Count : (Figure?)null;
            Counted(line, "Visites dans le temps", FigureTexts.LongColumn(column.Start, report.Step), "visites", new Compared(column.Count, before));
        }

        foreach (var site in report.Sites)
        {
            Counted(line, "Visites par site", site.Label, "visites", site.Visits, site.Share);
        }

        foreach (var (i, day) in report.HalfDays.Index())
        {
            Counted(line, "Visites par demi-journée", FigureTexts.HalfDayName(day.Day, false), "visites", new Compared(day.Morning, report.HalfDaysBefore?[i].Morning));
            Counted(line, "Visites par demi-journée", FigureTexts.HalfDayName(day.Day, true), "visites", new Compared(day.Afternoon, report.HalfDaysBefore?[i].Afternoon));
        }
    }

    internal static void Table(FigureTable table, Action<string[]> line)
    {
        foreach (var row in table.Lines)
        {
            Counted(line, table.Title, row.Label, table.Unit, row.Count, row.Share);
        }
    }

    private static void Counted(Action<string[]> line, string table, string label, string unit, Compared count, double? share = null) =>
        line([table, label, unit, Number(count.Now), Percent(share), count.Before is { } before ? Number(before) : "", Percent(count.Change)]);

    // The house edits its lists: a label must not become a formula in somebody's spreadsheet.
    internal static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !double.TryParse(text, CultureInfo.GetCultureInfo("fr-FR"), out _) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(";\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"")}\"" : safe;
    }

    // A number without the spaces that spreadsheets do not read.
    internal static string Number(Figure figure) => figure.Value?.ToString(CultureInfo.InvariantCulture) ?? FigureTexts.Text(figure);

    private static string Minutes(long? minutes) => minutes?.ToString(CultureInfo.InvariantCulture) ?? FigureTexts.Withheld;

    private static string Before(FigureReport report, Func<Durations, long?> minutes) => report.DurationsBefore is { } before ? Minutes(minutes(before)) : "";

    internal static string Percent(double? share) => share is { } value ? (value * 100).ToString("0.#", CultureInfo.GetCultureInfo("fr-FR")) : "";

    private static string Date(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
