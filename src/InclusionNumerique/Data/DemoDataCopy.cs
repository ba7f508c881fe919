using InclusionNumerique.Queue;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visits;
using Npgsql;
using NpgsqlTypes;

namespace InclusionNumerique.Data;

/// <summary>Writes visits with all that hangs on them by binary COPY. What the database computes is left out.</summary>
internal static class DemoDataCopy
{
    public static async Task WriteAsync(NpgsqlConnection connection, IReadOnlyCollection<Visit> visits, CancellationToken cancellation)
    {
        await CopyAsync(
            connection,
            """
            visits (id, site_id, arrived_at, origin, state, recorded_by_id, recorded_at, age_band, gender, occupation, equipment, autonomy, district_id, language_id,
                is_first_visit, number, priority, urgent_reason, eligible_at, state_since, mediator_id, seen_at, visitor_id)
            """,
            visits,
            Write,
            cancellation);
        await CopyAsync(
            connection,
            "sessions (id, visit_id, site_id, mediator_id, started_at, minutes, place, note, recorded_at)",
            visits.SelectMany(v => v.Sessions),
            Write,
            cancellation);
        await CopyAsync(
            connection,
            "requests (id, session_id, position, theme_id, organisation_id, is_found_on_the_way, level, acted_by, keyboard, outcome, cause_id, minutes)",
            visits.SelectMany(v => v.Sessions).SelectMany(s => s.Requests),
            Write,
            cancellation);
        await CopyAsync(
            connection,
            "triages (visit_id, need, urgency, autonomy, theme_id, advice, rule_id, decision, reason, papers, at, by_id)",
            visits.Where(v => v.Triage is not null).Select(v => v.Triage!),
            Write,
            cancellation);
        await CopyAsync(
            connection,
            "visit_steps (visit_id, at, state, site_id, number, priority, urgent_reason, calls, mediator_id, seen_at, by_id)",
            visits.SelectMany(v => v.Steps),
            Write,
            cancellation);
    }

    public static async Task CopyAsync<T>(
        NpgsqlConnection connection, string target, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {target} FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var row in rows)
        {
            copy.StartRow();
            write(copy, row);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static void Write(NpgsqlBinaryImporter copy, Visit visit)
    {
        copy.Write(visit.Id, NpgsqlDbType.Uuid);
        copy.Write(visit.SiteId, NpgsqlDbType.Integer);
        copy.Write(visit.ArrivedAt, NpgsqlDbType.TimestampTz);
        copy.Write((short)visit.Origin, NpgsqlDbType.Smallint);
        copy.Write((short)visit.State, NpgsqlDbType.Smallint);
        copy.Write(visit.RecordedById, NpgsqlDbType.Uuid);
        copy.Write(visit.RecordedAt, NpgsqlDbType.TimestampTz);
        Write(copy, (short?)visit.Facts.AgeBand);
        Write(copy, (short?)visit.Facts.Gender);
        Write(copy, (short?)visit.Facts.Occupation);
        Write(copy, (short?)visit.Facts.Equipment);
        Write(copy, (short?)visit.Facts.Autonomy);
        Write(copy, visit.Facts.DistrictId);
        Write(copy, visit.Facts.LanguageId);
        Write(copy, visit.Facts.IsFirstVisit);
        Write(copy, visit.Number);
        copy.Write((short)visit.Priority, NpgsqlDbType.Smallint);
        copy.Write(visit.UrgentReason, NpgsqlDbType.Varchar);
        Write(copy, visit.EligibleAt);
        Write(copy, visit.StateSince);
        Write(copy, visit.MediatorId);
        Write(copy, visit.SeenAt);
        Write(copy, visit.VisitorId);
    }

    private static void Write(NpgsqlBinaryImporter copy, Session session)
    {
        copy.Write(session.Id, NpgsqlDbType.Uuid);
        copy.Write(session.VisitId, NpgsqlDbType.Uuid);
        copy.Write(session.SiteId, NpgsqlDbType.Integer);
        copy.Write(session.MediatorId, NpgsqlDbType.Uuid);
        copy.Write(session.StartedAt, NpgsqlDbType.TimestampTz);
        copy.Write(session.Minutes, NpgsqlDbType.Integer);
        copy.Write((short)session.Place, NpgsqlDbType.Smallint);
        copy.Write(session.Note, NpgsqlDbType.Varchar);
        copy.Write(session.RecordedAt, NpgsqlDbType.TimestampTz);
    }

    private static void Write(NpgsqlBinaryImporter copy, Request request)
    {
        copy.Write(request.Id, NpgsqlDbType.Uuid);
        copy.Write(request.SessionId, NpgsqlDbType.Uuid);
        copy.Write(request.Position, NpgsqlDbType.Smallint);
        Write(copy, request.ThemeId);
        Write(copy, request.OrganisationId);
        copy.Write(request.IsFoundOnTheWay, NpgsqlDbType.Boolean);
        Write(copy, (short?)request.Level);
        Write(copy, (short?)request.ActedBy);
        Write(copy, (short?)request.Keyboard);
        copy.Write((short)request.Outcome, NpgsqlDbType.Smallint);
        Write(copy, request.CauseId);
        Write(copy, request.Minutes);
    }

    private static void Write(NpgsqlBinaryImporter copy, Triage triage)
    {
        copy.Write(triage.VisitId, NpgsqlDbType.Uuid);
        Write(copy, (short?)triage.Need);
        Write(copy, (short?)triage.Urgency);
        Write(copy, (short?)triage.Autonomy);
        Write(copy, triage.ThemeId);
        copy.Write((short)triage.Advice, NpgsqlDbType.Smallint);
        Write(copy, triage.RuleId);
        copy.Write((short)triage.Decision, NpgsqlDbType.Smallint);
        copy.Write(triage.Reason, NpgsqlDbType.Varchar);
        copy.Write(triage.Papers, NpgsqlDbType.Varchar);
        copy.Write(triage.At, NpgsqlDbType.TimestampTz);
        copy.Write(triage.ById, NpgsqlDbType.Uuid);
    }

    private static void Write(NpgsqlBinaryImporter copy, VisitStep step)
    {
        copy.Write(step.VisitId, NpgsqlDbType.Uuid);
        copy.Write(step.At, NpgsqlDbType.TimestampTz);
        copy.Write((short)step.State, NpgsqlDbType.Smallint);
        copy.Write(step.SiteId, NpgsqlDbType.Integer);
        Write(copy, step.Number);
        copy.Write((short)step.Priority, NpgsqlDbType.Smallint);
        copy.Write(step.UrgentReason, NpgsqlDbType.Varchar);
        copy.Write(step.Calls, NpgsqlDbType.Smallint);
        Write(copy, step.MediatorId);
        Write(copy, step.SeenAt);
        Write(copy, step.ById);
    }

    public static void Write<T>(NpgsqlBinaryImporter copy, T? value)
        where T : struct
    {
        if (value is { } known)
        {
            copy.Write(known);
        }
        else
        {
            copy.WriteNull();
        }
    }
}
