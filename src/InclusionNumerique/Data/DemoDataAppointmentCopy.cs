using InclusionNumerique.Appointments;
using Npgsql;
using NpgsqlTypes;

namespace InclusionNumerique.Data;

/// <summary>Writes appointments with their steps by binary COPY. The day is computed by the database.</summary>
internal static class DemoDataAppointmentCopy
{
    public static async Task WriteAsync(NpgsqlConnection connection, IReadOnlyCollection<Appointment> appointments, CancellationToken cancellation)
    {
        await DemoDataCopy.CopyAsync(
            connection,
            """
            appointments (id, site_id, mediator_id, reason_id, starts_at, ends_at, blocked_until, state, overbooking_rank, overbooking_reason, visitor_id, label, phone, email,
                is_reminded, wants_earlier_since, booked_by_id, origin, created_at, cancel_reason, visit_id, sequence)
            """,
            appointments,
            Write,
            cancellation);
        await DemoDataCopy.CopyAsync(
            connection,
            "appointment_steps (appointment_id, at, by_id, state, site_id, mediator_id, starts_at, ends_at, why)",
            appointments.SelectMany(a => a.Steps),
            Write,
            cancellation);
    }

    private static void Write(NpgsqlBinaryImporter copy, Appointment appointment)
    {
        copy.Write(appointment.Id, NpgsqlDbType.Uuid);
        copy.Write(appointment.SiteId, NpgsqlDbType.Integer);
        copy.Write(appointment.MediatorId, NpgsqlDbType.Uuid);
        copy.Write(appointment.ReasonId, NpgsqlDbType.Integer);
        copy.Write(appointment.StartsAt, NpgsqlDbType.TimestampTz);
        copy.Write(appointment.EndsAt, NpgsqlDbType.TimestampTz);
        copy.Write(appointment.BlockedUntil, NpgsqlDbType.TimestampTz);
        copy.Write((short)appointment.State, NpgsqlDbType.Smallint);
        copy.Write(appointment.OverbookingRank, NpgsqlDbType.Smallint);
        copy.Write(appointment.OverbookingReason, NpgsqlDbType.Varchar);
        DemoDataCopy.Write(copy, appointment.VisitorId);
        copy.Write(appointment.Label, NpgsqlDbType.Varchar);
        copy.Write(appointment.Phone, NpgsqlDbType.Varchar);
        copy.Write(appointment.Email, NpgsqlDbType.Varchar);
        copy.Write(appointment.IsReminded, NpgsqlDbType.Boolean);
        DemoDataCopy.Write(copy, appointment.WantsEarlierSince);
        copy.Write(appointment.BookedById, NpgsqlDbType.Uuid);
        copy.Write((short)appointment.Origin, NpgsqlDbType.Smallint);
        copy.Write(appointment.CreatedAt, NpgsqlDbType.TimestampTz);
        DemoDataCopy.Write(copy, (short?)appointment.CancelReason);
        DemoDataCopy.Write(copy, appointment.VisitId);
        copy.Write(appointment.Sequence, NpgsqlDbType.Integer);
    }

    private static void Write(NpgsqlBinaryImporter copy, AppointmentStep step)
    {
        copy.Write(step.AppointmentId, NpgsqlDbType.Uuid);
        copy.Write(step.At, NpgsqlDbType.TimestampTz);
        DemoDataCopy.Write(copy, step.ById);
        copy.Write((short)step.State, NpgsqlDbType.Smallint);
        copy.Write(step.SiteId, NpgsqlDbType.Integer);
        copy.Write(step.MediatorId, NpgsqlDbType.Uuid);
        copy.Write(step.StartsAt, NpgsqlDbType.TimestampTz);
        copy.Write(step.EndsAt, NpgsqlDbType.TimestampTz);
        copy.Write(step.Why, NpgsqlDbType.Varchar);
    }
}
