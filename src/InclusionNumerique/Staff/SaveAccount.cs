using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Staff;

/// <summary>Makes an account, or changes, disables or enables one.</summary>
public sealed class SaveAccount(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        /// <summary>The version that the form was filled from; null for a new account.</summary>
        public string? Version { get; set; }

        public string Name { get; set; } = "";

        public string Email { get; set; } = "";

        public HashSet<Role> Roles { get; set; } = [];

        public int? InstitutionId { get; set; }

        public HashSet<int> SiteIds { get; set; } = [];

        public Mission? Mission { get; set; }

        /// <summary>Registers the person for trainings.</summary>
        public Guid? ManagerId { get; set; }

        public bool IsDisabled { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveAccount)))
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.LockAdministratorsAsync(cancellation);
        var account = await db.Users.Include(p => p.Sites).SingleOrDefaultAsync(p => p.Id == form.Id, cancellation);
        if (Stale(form, account) is { } outcome)
        {
            return outcome;
        }

        if (account is null)
        {
            account = new Professional { Id = form.Id, DisplayName = form.Name };
            account.EndSessions();
            db.Users.Add(account);
        }

        if (await RefusalAsync(db, form, actor, cancellation) is { } refusal)
        {
            return refusal;
        }

        var sites = await db.Sites.Where(s => form.SiteIds.Contains(s.Id)).ToListAsync(cancellation);
        Apply(form, account, sites, clock.GetUtcNow());
        db.Audit(actor, clock.GetUtcNow(), nameof(SaveAccount), nameof(Professional), account.Id);
        return await SaveAsync(db, cancellation);
    }

    private static List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        AccountRules.CheckIdentity(refusals, nameof(form.Name), form.Name, nameof(form.Email), form.Email);
        if (form.Roles.Count == 0 || !form.Roles.All(Enum.IsDefined))
        {
            refusals.Add(new Refusal(nameof(form.Roles), "Cochez au moins un rôle."));
        }

        if (form.SiteIds.Count == 0 && form.Roles.Any(role => role is not (Role.Coordinator or Role.Observer or Role.Administrator)))
        {
            refusals.Add(new Refusal(nameof(form.SiteIds), "Cochez au moins un site : sans site, ce rôle n’ouvre aucun écran."));
        }

        if (form.Mission is { } mission && !Enum.IsDefined(mission))
        {
            refusals.Add(new Refusal(nameof(form.Mission), "Choisissez une mission de la liste."));
        }

        if (form.ManagerId == form.Id)
        {
            refusals.Add(new Refusal(nameof(form.ManagerId), "Choisissez une autre personne : on n’est pas son propre responsable."));
        }

        return refusals;
    }

    private static Outcome? Stale(Form form, Professional? account) => (account, form.Version) switch
    {
        (null, not null) => Outcome.Refused("", "Ce compte n’existe pas. Rechargez la page."),
        // The same new account, sent twice.
        (not null, null) => Outcome.Done,
        (not null, _) when account.ConcurrencyStamp != form.Version => Conflict,
        _ => null,
    };

    private static Outcome Conflict { get; } = Outcome.Refused(
        nameof(Form.Version), "Quelqu’un d’autre vient de modifier ce compte. Votre saisie est gardée : comparez, puis enregistrez à nouveau si elle est la bonne.");

    private static async Task<Outcome?> RefusalAsync(InclusionDb db, Form form, Actor actor, CancellationToken cancellation)
    {
        var email = form.Email.Trim().ToUpperInvariant();
        if (await db.Users.AnyAsync(p => p.Id != form.Id && p.NormalizedUserName == email, cancellation))
        {
            return Outcome.Refused(nameof(form.Email), AccountRules.EmailTaken);
        }

        if (form.InstitutionId is { } institution && !await db.Institutions.AnyAsync(i => i.Id == institution, cancellation))
        {
            return Outcome.Refused(nameof(form.InstitutionId), "Cette institution n’existe plus. Choisissez-en une autre.");
        }

        if (await db.Sites.CountAsync(s => form.SiteIds.Contains(s.Id), cancellation) != form.SiteIds.Count)
        {
            return Outcome.Refused(nameof(form.SiteIds), "Un de ces sites n’existe plus. Rechargez la page et cochez à nouveau.");
        }

        return await LastAdministratorAsync(db, form, actor, cancellation);
    }

    private static async Task<Outcome?> LastAdministratorAsync(InclusionDb db, Form form, Actor actor, CancellationToken cancellation)
    {
        if (!form.IsDisabled && form.Roles.Contains(Role.Administrator))
        {
            return null;
        }

        // Who acts has come in, with a password or (demonstration) without; the right was read before the lock, so it is asked again.
        var stays = form.Id != actor.Id
            && await db.Users.AnyAsync(p => p.Id == actor.Id && p.DisabledAt == null && p.Roles.Contains(Role.Administrator), cancellation);
        if (stays || await db.Users.Administrators().AnyAsync(p => p.Id != form.Id, cancellation))
        {
            return null;
        }

        const string Message = "C’est le dernier compte d’administration qui peut se connecter. Donnez d’abord ce rôle à une autre personne, et attendez qu’elle ait choisi son mot de passe.";
        return Outcome.Refused(form.IsDisabled ? nameof(form.IsDisabled) : nameof(form.Roles), Message);
    }

    private static void Apply(Form form, Professional account, List<Sites.Site> sites, DateTimeOffset now)
    {
        account.DisplayName = form.Name.Trim();
        account.SetEmail(form.Email);
        account.Roles = [.. form.Roles.Order()];
        (account.InstitutionId, account.Mission, account.ManagerId) = (form.InstitutionId, form.Mission, form.ManagerId);
        account.Sites.RemoveAll(site => !form.SiteIds.Contains(site.Id));
        account.Sites.AddRange(sites.Except(account.Sites));
        if (form.IsDisabled && account.DisabledAt is null)
        {
            account.EndSessions();
            account.InvitationHash = null;
            account.InvitationExpiresAt = null;
        }

        account.DisabledAt = form.IsDisabled ? account.DisabledAt ?? now : null;
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
    }

    private static async Task<Outcome> SaveAsync(InclusionDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            await db.Database.CurrentTransaction!.CommitAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Conflict;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return Outcome.Refused(nameof(Form.Email), AccountRules.EmailTaken);
        }
        catch (DbUpdateException e) when (e.ForeignKeyRefusal() is { } refusal)
        {
            return refusal;
        }
    }
}
