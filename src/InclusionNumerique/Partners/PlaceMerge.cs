using System.Buffers.Binary;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace InclusionNumerique.Partners;

/// <summary>Puts good places aside in a temporary table, then merges them by the producer's ids: what the house has added stays.</summary>
internal sealed class PlaceMerge(InclusionDb db, string producer, DateTimeOffset now) : IAsyncDisposable
{
    private readonly DateTimeOffset _now = now;
    private NpgsqlBinaryImporter? _copy;
    private int _staged;

    public async Task BeginAsync(CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            CREATE TEMPORARY TABLE staged_places (
                id uuid, local_id text, columns text[], unknown text[], name text, town text, search_words text, services integer, latitude double precision,
                longitude double precision, week_minutes int4multirange, has_dated_hours boolean, updated_on date) ON COMMIT DROP
            """,
            cancellation);
        _copy = await ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync("COPY staged_places FROM STDIN (FORMAT BINARY)", cancellation);
    }

    public async Task AddAsync(string[] columns, string[] unknown, CancellationToken cancellation)
    {
        var copy = _copy!;
        var facts = PlaceFacts.Of(columns);
        await copy.StartRowAsync(cancellation);
        await copy.WriteAsync(NextId(), NpgsqlDbType.Uuid, cancellation);
        await copy.WriteAsync(columns[PlaceStandard.Id], NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(columns, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(unknown, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(facts.Name, NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(facts.Town, NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(facts.SearchWords, NpgsqlDbType.Text, cancellation);
        await copy.WriteAsync(facts.Services, NpgsqlDbType.Integer, cancellation);
        await copy.WriteAsync(facts.Latitude, NpgsqlDbType.Double, cancellation);
        await copy.WriteAsync(facts.Longitude, NpgsqlDbType.Double, cancellation);
        await copy.WriteAsync(facts.WeekMinutes, NpgsqlDbType.IntegerMultirange, cancellation);
        await copy.WriteAsync(facts.HasDatedHours, NpgsqlDbType.Boolean, cancellation);
        await copy.WriteAsync(facts.UpdatedOn, NpgsqlDbType.Date, cancellation);
    }

    /// <summary>Counts into the report.</summary>
    /// <param name="refusedIds">Places of lines that were left out: they are in the file, hence not missing.</param>
    public async Task MergeAsync(ImportReport report, IReadOnlyCollection<string> refusedIds, CancellationToken cancellation)
    {
        await _copy!.CompleteAsync(cancellation);
        await _copy.DisposeAsync();
        // What the planner thinks of rows that it has just met is often wrong by far: with a key, no plan is a bad one.
        await db.Database.ExecuteSqlAsync($"ALTER TABLE staged_places ADD PRIMARY KEY (local_id)", cancellation);
        await db.Database.ExecuteSqlAsync($"ANALYZE staged_places", cancellation);
        report.Changed = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE partners p SET columns = s.columns, unknown = s.unknown, name = s.name, town = s.town, search_text = plain_name(s.search_words), services = s.services,
                latitude = s.latitude, longitude = s.longitude, week_minutes = s.week_minutes, has_dated_hours = s.has_dated_hours, updated_on = s.updated_on, missing_since = NULL
            FROM staged_places s
            WHERE p.producer = {producer} AND p.local_id = s.local_id AND (p.columns <> s.columns OR p.unknown <> s.unknown OR p.missing_since IS NOT NULL)
            """,
            cancellation);
        report.Added = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO partners (id, producer, local_id, columns, unknown, name, town, search_text, services, latitude, longitude, week_minutes, has_dated_hours, updated_on,
                is_hidden, district_id)
            SELECT s.id, {producer}, s.local_id, s.columns, s.unknown, s.name, s.town, plain_name(s.search_words), s.services, s.latitude, s.longitude, s.week_minutes,
                s.has_dated_hours, s.updated_on, false, (
                    SELECT d.id FROM districts d CROSS JOIN LATERAL (SELECT 6371000 * sqrt(
                        radians(d.latitude - s.latitude) ^ 2 + (cos(radians(s.latitude)) * radians(d.longitude - s.longitude)) ^ 2) AS metres) away
                    WHERE plain_name(s.town) = 'rennes' AND d.is_active AND away.metres <= 2000 ORDER BY away.metres, d.id LIMIT 1)
            FROM staged_places s WHERE NOT EXISTS (SELECT FROM partners p WHERE p.producer = {producer} AND p.local_id = s.local_id)
            """,
            cancellation);
        var refused = refusedIds.ToArray();
        report.Missing = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE partners p SET missing_since = {_now} WHERE p.producer = {producer} AND p.missing_since IS NULL AND p.local_id <> ALL ({refused})
                AND NOT EXISTS (SELECT FROM staged_places s WHERE s.local_id = p.local_id)
            """,
            cancellation);
        report.Unchanged = _staged - report.Changed - report.Added;
    }

    /// <summary>A copy that was not completed is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_copy is not null)
        {
            await _copy.DisposeAsync();
        }
    }

    // In the order of the file, which the export keeps: 4096 of them in each millisecond.
    private Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(_now.AddMilliseconds(_staged >> 12)).TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (_staged & 0xFFF)));
        _staged++;
        return new Guid(bytes, bigEndian: true);
    }
}
