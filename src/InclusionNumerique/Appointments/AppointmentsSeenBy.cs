using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>Who sees an appointment: the mediators and the reception of its site, whoever booked it, and the coordinator, who sees no person.</summary>
internal static class AppointmentsSeenBy
{
    /// <param name="right">A row of the rights table: "all" sees every appointment, "sites" those of own sites and own bookings, "own" own bookings alone.</param>
    public static IQueryable<Appointment> Filter(IQueryable<Appointment> appointments, Actor actor, string right) => actor.ReachOf(right) switch
    {
        Reach.All => appointments,
        Reach.Sites => appointments.Where(a => actor.SiteIds.Contains(a.SiteId) || a.BookedById == actor.Id),
        Reach.Own => appointments.Where(a => a.BookedById == actor.Id),
        _ => appointments.Where(a => false),
    };

    /// <summary>The appointment, if the actor may do this with it; null otherwise.</summary>
    public static Task<Appointment?> FindAppointmentAsync(this InclusionDb db, string verb, Guid id, Actor actor, CancellationToken cancellation) =>
        Filter(db.Appointments, actor, verb).SingleOrDefaultAsync(a => a.Id == id, cancellation);

    /// <summary>May the actor read the person's name and number, where the appointment is theirs to see? The coordinator moves and counts, and needs neither.</summary>
    public static bool SeesPeople(this Actor actor) => actor.Has(Role.Mediator) || actor.Has(Role.Receptionist) || actor.Has(Role.Professional);
}
