using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>Reports: those that were issued, for whoever reads figures of all sites; drafts for whoever writes them.</summary>
public sealed class ReportQueries(IDbContextFactory<InclusionDb> factory, ReportReading reading, TimeProvider clock)
{
    public const int PageSize = 20;

    private const int OpenMost = 100;
    private const int NoticesMost = 3;

    // Words, kind, day.
    private const string Found = """
        FROM reports r JOIN issued_reports i ON i.id = r.id JOIN professionals p ON p.id = r.queued_by_id LEFT JOIN sites s ON s.id = (r.filter ->> 'SiteId')::integer
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(line ORDER BY place), '{{}}') AS lines FROM (
                SELECT line, place FROM unnest(string_to_array(i.lines, E'\n')) WITH ORDINALITY AS l (line, place)
                WHERE cardinality({0}::text[]) > 0 AND plain_name(line) LIKE ALL ({0}::text[]) ORDER BY place LIMIT 3) AS held) AS found
        WHERE ({5} OR r.kind <> 1) AND ({1}::smallint IS NULL OR r.kind = {1}::smallint) AND ({2}::date IS NULL OR {2}::date BETWEEN r.period_from AND r.period_to)
            AND (cardinality({0}::text[]) = 0 OR cardinality(found.lines) > 0
                OR plain_name(concat_ws(' ', r.title, r.introduction, jsonb_path_query_array(r.sections, '$[*] ? (@.IsLeftOut == false).Comment')::text)) LIKE ALL ({0}::text[]))
        """;

    private const string Rows = $"""
        SELECT r.id, r.kind, r.title, r.period_from, r.period_to, r.issued_at, s.short_name AS site, p.display_name AS author, r.schedule_id IS NOT NULL AS is_scheduled, found.lines
        {Found} ORDER BY r.issued_at DESC, r.id DESC LIMIT
        """;

    private const string Total = $"""SELECT count(*)::integer AS "Value" {Found}""";

    /// <summary>The issued reports that hold what is looked for, the latest first.</summary>
    /// <param name="page">From 1.</param>
    public async Task<ReportPageRows> ListAsync(ReportFilter filter, int page, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("ReportQueries.ListAsync"))
        {
            return new([], 0, false);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        string[] words = filter.Text is null ? [] : [.. (await SearchWords.OfAsync(db, filter.Text, cancellation)).Select(w => $"%{w}%")];
        object?[] asked = [words, (short?)filter.Kind, filter.On, PageSize + 1, (page - 1) * PageSize, IsOfTeam(actor)];
        Task<List<T>> RowsAsync<T>(string sql) => db.Database.SqlQueryRaw<T>(sql, asked!).ToListAsync(cancellation);
        var rows = await RowsAsync<ReportRow>(Rows + " {3} OFFSET {4}");
        return new([.. rows.Take(PageSize)], (await RowsAsync<int>(Total))[0], rows.Count > PageSize);
    }

    /// <summary>Those that are written, queued or being made, the latest first.</summary>
    public async Task<IReadOnlyList<OpenReport>> OpenAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("ReportQueries.OpenAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Reports.Where(r => r.State != ReportState.Issued).OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(OpenMost)
            .Select(r => new OpenReport(r.Id, r.Title, r.State, r.CreatedAt, r.ScheduleId != null, r.Error)).ToListAsync(cancellation);
    }

    /// <summary>A report that is not issued; null when it is, or for who does not write them.</summary>
    public async Task<ReportDraft?> DraftAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("ReportQueries.DraftAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.State != ReportState.Issued, cancellation) is { } r
            ? new(r.Id, r.Version, r.Kind, r.Title, r.Filter, r.Introduction, r.Sections, r.State, r.Step, r.Error)
            : null;
    }

    /// <summary>What a draft would tell if it were issued now.</summary>
    public async Task<ReportFacts?> FactsAsync(ReportDraft draft, Actor actor, CancellationToken cancellation = default) =>
        actor.May("ReportQueries.FactsAsync") ? await reading.ReadAsync(draft.Kind, draft.Filter, draft.Sections, cancellation) : null;

    /// <summary>An issued report.</summary>
    public async Task<ReportView?> OneAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("ReportQueries.OneAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var found = await (
            from r in Readable(db, actor)
            join i in db.IssuedReports on r.Id equals i.Id
            join p in db.Users on r.QueuedById equals p.Id
            where r.Id == id
            select new { Report = r, i.Html, i.PdfHash, i.WorkbookHash, p.DisplayName }).SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var report = found.Report;
        var site = report.Filter.SiteId is { } siteId ? await db.Sites.Where(s => s.Id == siteId).Select(s => s.ShortName).SingleOrDefaultAsync(cancellation) : null;
        return new(report.Id, report.Kind, report.Title, report.Filter, site, report.IssuedAt!.Value, found.DisplayName, report.ScheduleId is not null, found.Html, found.PdfHash, found.WorkbookHash);
    }

    /// <summary>A file of an issued report; null when there is none.</summary>
    public async Task<ReportFile?> FileAsync(Guid id, bool isPdf, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("ReportQueries.FileAsync"))
        {
            return null;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var found = await Readable(db, actor).Where(r => r.Id == id).Join(db.IssuedReports, r => r.Id, i => i.Id, (r, i) => new { r.Title, r.PeriodFrom, r.PeriodTo, Content = isPdf ? i.Pdf : i.Workbook }).SingleOrDefaultAsync(cancellation);
        return found?.Content is { } content ? new(found.Title, found.PeriodFrom, found.PeriodTo, content) : null;
    }

    /// <summary>The totals that are no longer what was issued: visits were noted late, corrected or removed since.</summary>
    public async Task<IReadOnlyList<ReportDifference>> DifferencesAsync(Guid id, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("ReportQueries.DifferencesAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var found = await Readable(db, actor).Where(r => r.Id == id).Join(db.IssuedReports, r => r.Id, i => i.Id, (r, i) => new { r.Kind, r.Filter, i.Visits, i.Sessions, i.Requests }).SingleOrDefaultAsync(cancellation);
        if (found is null || (await reading.ReadAsync(found.Kind, found.Filter, [], cancellation)).Figures is not { } today)
        {
            return [];
        }

        ReportDifference[] totals =
        [
            new("visites", found.Visits, today.Visits.Now.Value), new("accompagnements", found.Sessions, today.Sessions.Now.Value), new("demandes", found.Requests, today.Requests.Now.Value),
        ];
        return [.. totals.Where(t => t.Issued != t.Today)];
    }

    /// <summary>The schedules that run or pause, with what they make next.</summary>
    public async Task<IReadOnlyList<ReportScheduleRow>> SchedulesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("ReportQueries.SchedulesAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var schedules = await db.ReportSchedules.AsNoTracking().Where(s => s.RemovedAt == null).OrderBy(s => s.Id).Take(ScheduleReport.Most)
            .Select(s => new { Schedule = s, Site = db.Sites.Where(x => x.Id == s.SiteId).Select(x => x.ShortName).FirstOrDefault() }).ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        return [.. schedules.Select(s => new ReportScheduleRow(s.Schedule.Id, s.Schedule.Kind, s.Site, s.Schedule.Day, s.Schedule.Hour, s.Schedule.IsPaused, ReportPlanner.NextOf(s.Schedule, now), s.Schedule.Version))];
    }

    /// <summary>The reports that ended and that the actor, who asked for them, does not know of: the latest first.</summary>
    public async Task<IReadOnlyList<ReportEnd>> NoticesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May("ReportQueries.NoticesAsync"))
        {
            return [];
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Reports.Where(r => (r.State == ReportState.Issued || r.State == ReportState.Draft) && db.ReportNotices.Any(n => n.ReportId == r.Id && n.ProfessionalId == actor.Id)).OrderByDescending(r => r.Id).Take(NoticesMost)
            .Select(r => new ReportEnd(r.Id, r.Title, r.State == ReportState.Issued)).ToListAsync(cancellation);
    }

    private static bool IsOfTeam(Actor actor) => !Outside.Is(actor, null);

    // The team's own reports stay with it.
    private static IQueryable<Report> Readable(InclusionDb db, Actor actor) => IsOfTeam(actor) ? db.Reports.AsNoTracking() : db.Reports.AsNoTracking().Where(r => r.Kind != ReportKind.Monthly);
}
