using CsCheck;
using InclusionNumerique.Appointments;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace InclusionNumerique.Tests.Appointments;

/// <summary>Local hours, instants and the database's own day agree over forty years of clock changes, leap days and year ends.</summary>
public sealed class AppointmentTimeTests(TestServer server) : DatabaseTest(server)
{
    private const int Count = 100_000;

    private static readonly Gen<DateOnly> AnyDay = Gen.Int[new DateOnly(2020, 1, 1).DayNumber, new DateOnly(2060, 12, 31).DayNumber].Select(DateOnly.FromDayNumber);

    // The days that go wrong, and their neighbours.
    private static readonly Gen<DateOnly> HardDay = Gen.Select(Gen.Int[2020, 2060], Gen.Int[0, 3], Gen.Int[-1, 1], (year, kind, beside) => (kind switch
    {
        0 => LastSunday(year, 3),
        1 => LastSunday(year, 10),
        2 => new DateOnly(year, 2, 28).AddDays(1),
        _ => new DateOnly(year, 12, 31),
    }).AddDays(kind == 3 ? Math.Min(beside, 0) : beside));

    private static readonly Gen<Meeting> Meetings = Gen.Select(
        Gen.Frequency((1, AnyDay), (1, HardDay)), Gen.Int[7 * 60, 21 * 60 - 1], Gen.Int[5, 240], (day, minute, length) => new Meeting(day, new TimeOnly(minute / 60, minute % 60), length));

    [Fact]
    public async Task A_hundred_thousand_appointments_come_back_at_their_instant_local_hour_length_and_day()
    {
        // The seed is written down: the same appointments on every machine.
        var meetings = Meetings.Array[Count].Single(_ => true, seed: "0N0XIzNsQ0O2");
        meetings.Count(m => m.Day == LastSunday(m.Day.Year, 3) || m.Day == LastSunday(m.Day.Year, 10)).Should().BeGreaterThan(Count / 20);
        meetings.Should().Contain(m => m.Day.Month == 2 && m.Day.Day == 29).And.Contain(m => m.Day.Month == 12 && m.Day.Day == 31);
        await using var db = OpenDb();
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await StoreAsync(connection, meetings, await db.AppointmentReasons.Select(r => r.Id).FirstAsync(Cancellation));

        var wrong = 0;
        var read = 0;
        await using var command = new NpgsqlCommand("SELECT sequence, starts_at, ends_at, day, starts_at AT TIME ZONE 'Europe/Paris' FROM appointments", connection);
        await using var rows = await command.ExecuteReaderAsync(Cancellation);
        while (await rows.ReadAsync(Cancellation))
        {
            var meeting = meetings[rows.GetInt32(0)];
            var (starts, ends) = (rows.GetFieldValue<DateTimeOffset>(1), rows.GetFieldValue<DateTimeOffset>(2));
            var isRight = starts == meeting.Starts && ends - starts == TimeSpan.FromMinutes(meeting.Minutes) && rows.GetFieldValue<DateOnly>(3) == meeting.Day
                && rows.GetDateTime(4) == meeting.Local && starts.ToParis() == meeting.Local;
            wrong += isRight ? 0 : 1;
            read++;
        }

        (read, wrong).Should().Be((Count, 0));
    }

    [Fact]
    public void Moved_by_weeks_to_the_same_hour_it_keeps_its_hour_and_its_length()
    {
        Gen.Select(Meetings, Gen.Int[-60, 60]).Sample(
            (meeting, weeks) =>
            {
                var moved = meeting with { Day = meeting.Day.AddDays(7 * weeks) };
                return moved.Starts.ToParis() == moved.Local && moved.Starts.ToParis().TimeOfDay == meeting.Starts.ToParis().TimeOfDay
                    && moved.Starts.ToParis().DayOfWeek == meeting.Local.DayOfWeek && moved.Ends.ToParis() - moved.Starts.ToParis() == TimeSpan.FromMinutes(meeting.Minutes);
            },
            iter: Count);
    }

    [Fact]
    public void A_day_has_23_24_or_25_hours_and_the_next_begins_where_it_ends()
    {
        Gen.Frequency((1, AnyDay), (1, HardDay)).Sample(
            day =>
            {
                var hours = day == LastSunday(day.Year, 3) ? 23 : day == LastSunday(day.Year, 10) ? 25 : 24;
                var (start, end) = (ParisTime.StartOf(day), ParisTime.StartOf(day.AddDays(1)));
                return end - start == TimeSpan.FromHours(hours) && DateOnly.FromDateTime(start.ToParis()) == day && DateOnly.FromDateTime(end.AddTicks(-1).ToParis()) == day;
            },
            iter: Count);
    }

    private static async Task StoreAsync(NpgsqlConnection connection, Meeting[] meetings, int reasonId)
    {
        await connection.OpenAsync(Cancellation);
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY appointments (id, site_id, mediator_id, reason_id, starts_at, ends_at, blocked_until, state, cancel_reason, overbooking_rank, label, is_reminded, booked_by_id, origin, created_at, sequence) FROM STDIN (FORMAT BINARY)",
            Cancellation);
        foreach (var (number, meeting) in meetings.Index())
        {
            copy.StartRow();
            copy.Write(new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 9), NpgsqlDbType.Uuid);
            copy.Write(Blosne, NpgsqlDbType.Integer);
            copy.Write(Mediator.Id, NpgsqlDbType.Uuid);
            copy.Write(reasonId, NpgsqlDbType.Integer);
            copy.Write(meeting.Starts, NpgsqlDbType.TimestampTz);
            copy.Write(meeting.Ends, NpgsqlDbType.TimestampTz);
            copy.Write(meeting.Ends, NpgsqlDbType.TimestampTz);
            // Cancelled: they may overlap.
            copy.Write((short)AppointmentState.CancelledByPerson, NpgsqlDbType.Smallint);
            copy.Write((short)CancelReason.Unavailable, NpgsqlDbType.Smallint);
            copy.Write((short)0, NpgsqlDbType.Smallint);
            copy.Write("Usager Démo", NpgsqlDbType.Varchar);
            copy.Write(false, NpgsqlDbType.Boolean);
            copy.Write(Receptionist.Id, NpgsqlDbType.Uuid);
            copy.Write((short)BookingOrigin.Reception, NpgsqlDbType.Smallint);
            copy.Write(Now, NpgsqlDbType.TimestampTz);
            copy.Write(number, NpgsqlDbType.Integer);
        }

        await copy.CompleteAsync(Cancellation);
    }

    // The clock changes on the last Sunday.
    private static DateOnly LastSunday(int year, int month)
    {
        var last = new DateOnly(year, month, 31);
        return last.AddDays(-(int)last.DayOfWeek);
    }

    private sealed record Meeting(DateOnly Day, TimeOnly Time, int Minutes)
    {
        public DateTime Local => Day.ToDateTime(Time);

        public DateTimeOffset Starts => ParisTime.At(Day, Time);

        public DateTimeOffset Ends => Starts.AddMinutes(Minutes);
    }
}
