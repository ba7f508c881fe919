using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Queue;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Orientations;

/// <summary>What a partner may answer in one tap.</summary>
public enum PartnerAnswer : short
{
    Came = 1,
    DidNotCome = 2,
    NoRoom = 3,
    WrongService = 4,
}

/// <summary>What the link shows: the least that lets the partner recognise the person, and what the person agreed to.</summary>
/// <param name="Answered">What was answered already, in words; null: nothing yet.</param>
public sealed record LinkedOrientation(
    string Code, string SenderService, DateTimeOffset SentAt, NeedKind Need, Urgency Urgency, string? Theme, string? PersonName, string? Phone, string? Note, OrientationState State, string? Answered, bool MayAnswer);

/// <summary>A partner answers by its link. Public: the secret in the link is the right, for one orientation, until it ends or the link does.</summary>
public sealed class AnswerByLink(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed record Form(string? Secret, PartnerAnswer Answer);

    public static Outcome LinkIsOver { get; } = Outcome.Refused(nameof(Form.Secret), "Ce lien n’existe pas, n’est plus valable ou a été remplacé. Appelez le service qui vous l’a envoyé.");

    /// <summary>What the link is about; null when it is over.</summary>
    public async Task<LinkedOrientation?> ReadAsync(string? secret, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (InvitationToken.HashOf(secret) is not { } hash)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        return await (from l in db.PartnerLinks
                      join o in db.Orientations on l.OrientationId equals o.Id
                      where l.TokenHash == hash && l.ExpiresAt > now
                      select new LinkedOrientation(
                          o.Code,
                          o.SenderInstitution == null ? "un espace social commun de Rennes" : o.SenderInstitution.Name,
                          o.CreatedAt,
                          o.Need,
                          o.Urgency,
                          o.Theme == null ? null : o.Theme.Label,
                          (o.Shared & SharedFacts.Name) != 0 ? o.PersonName ?? o.Visitor!.Name : null,
                          (o.Shared & SharedFacts.Phone) != 0 ? o.Phone : null,
                          (o.Shared & SharedFacts.Note) != 0 ? o.Note : null,
                          o.State,
                          null,
                          o.State <= OrientationState.Expected || o.State == OrientationState.NoShow)).SingleOrDefaultAsync(cancellation)
            is { } linked ? linked with { Answered = linked.State >= OrientationState.Arrived ? linked.State.Label() : null } : null;
    }

    public async Task<Outcome> ExecuteAsync(Form form, CancellationToken cancellation = default)
    {
        if (InvitationToken.HashOf(form.Secret) is not { } hash)
        {
            return LinkIsOver;
        }

        if (!Enum.IsDefined(form.Answer))
        {
            return Outcome.Refused(nameof(form.Answer), "Choisissez une des quatre réponses.");
        }

        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.PartnerLinks.SingleOrDefaultAsync(l => l.TokenHash == hash && l.ExpiresAt > now, cancellation) is not { } link)
        {
            return LinkIsOver;
        }

        var orientation = await db.Orientations.FromSql($"SELECT *, xmin FROM orientations WHERE id = {link.OrientationId} FOR UPDATE").SingleAsync(cancellation);
        var to = form.Answer switch
        {
            PartnerAnswer.Came => OrientationState.Arrived,
            PartnerAnswer.DidNotCome => OrientationState.NoShow,
            _ => OrientationState.Refused,
        };
        if (orientation.State == to)
        {
            return Outcome.Done;
        }

        if (!OrientationRules.MayFollow(orientation.State, to, OrientationSide.Partner))
        {
            return Outcome.Refused("", $"Une réponse a déjà été donnée : « {orientation.State.Label()} ». Pour la changer, appelez le service qui a envoyé la personne.");
        }

        if (to == OrientationState.Arrived)
        {
            await db.ArriveAsync(orientation, ArrivalProof.PartnerLink, null, OrientationSide.Partner, null, now, cancellation);
        }
        else
        {
            orientation.Reason = form.Answer switch
            {
                PartnerAnswer.DidNotCome => OrientationReason.DidNotCome,
                PartnerAnswer.NoRoom => OrientationReason.NoRoom,
                _ => OrientationReason.ServiceNotOffered,
            };
            await db.EnterAsync(orientation, to, OrientationSide.Partner, null, now, null, cancellation);
        }

        link.UsedAt = now;
        db.Audit(Actor.Nobody, now, nameof(AnswerByLink), nameof(Orientation), orientation.Id);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }
}
