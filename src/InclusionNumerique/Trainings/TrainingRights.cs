using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

internal static class TrainingRights
{
    /// <summary>Everybody for oneself, a manager for the team, the coordinator for all.</summary>
    public static async Task<bool> MayRegisterAsync(this InclusionDb db, string verb, Guid professionalId, Actor actor, CancellationToken cancellation) => actor.ReachOf(verb) switch
    {
        Reach.All => true,
        Reach.Own => professionalId == actor.Id || await db.Users.AnyAsync(p => p.Id == professionalId && p.ManagerId == actor.Id, cancellation),
        _ => false,
    };

    /// <summary>The coordinator, and the session's own trainers.</summary>
    public static async Task<bool> MayKeepListAsync(this InclusionDb db, string name, Guid sessionId, Actor actor, CancellationToken cancellation) => actor.ReachOf(name) switch
    {
        Reach.All => true,
        Reach.Own => await db.TrainingSessions.AnyAsync(s => s.Id == sessionId && s.Trainers.Any(t => t.Id == actor.Id), cancellation),
        _ => false,
    };
}
