using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Openings;
using InclusionNumerique.Visitors;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Inventory;

/// <summary>Lends a thing from now on, or keeps it for a period. The database never lets two have it at once.</summary>
public sealed class LendEquipment(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public Guid EquipmentId { get; set; }

        /// <summary>Kept for later, instead of taken now.</summary>
        public bool IsReservation { get; set; }

        /// <summary>A loan begins now: only its end counts, and is its first day when no other is given.</summary>
        public DayHours When { get; set; } = new();

        /// <summary>A professional of the house; or else a file, or a label.</summary>
        public Guid? BorrowerId { get; set; }

        public string? FileCode { get; set; }

        public string? Label { get; set; }

        public Guid? TrainingSessionId { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var item = await db.EquipmentItems.AsNoTracking().SingleOrDefaultAsync(e => e.Id == form.EquipmentId, cancellation);
        if (item is null ? !actor.May(nameof(LendEquipment)) : !actor.May(nameof(LendEquipment), item.SiteId))
        {
            return Outcome.Forbidden;
        }

        if (item is null)
        {
            return Saving.Gone;
        }

        var now = clock.GetUtcNow();
        var refusals = Check(form, now);
        var visitorId = refusals.Count == 0 ? await FileAsync(db, form, actor, refusals, cancellation) : null;
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        if (!form.IsReservation && item.State != EquipmentState.InService)
        {
            return Outcome.Refused("", $"Cet équipement n’est pas en service ({item.State.Label().ToLowerInvariant()}) : il ne se prête pas.");
        }

        var (from, to) = form.When.Period();
        var loan = new EquipmentLoan
        {
            Id = form.Id,
            EquipmentId = item.Id,
            State = form.IsReservation ? LoanState.Reserved : LoanState.Lent,
            StartsAt = form.IsReservation ? from : now,
            EndsAt = to,
            BorrowerId = form.BorrowerId,
            VisitorId = visitorId,
            Label = form.BorrowerId is null && visitorId is null ? PlainText.Tidy(form.Label) : null,
            TrainingSessionId = form.TrainingSessionId,
            CreatedById = actor.Id,
            CreatedAt = now,
        };
        db.Add(loan);
        return await db.StoreAsync(loan, nameof(LendEquipment), item.SiteId, actor, now, cancellation);
    }

    private static List<Refusal> Check(Form form, DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        if (!form.IsReservation)
        {
            (form.When.FromDay, form.When.FromTime) = (form.When.FromDay ?? form.When.ToDay, null);
        }

        form.When.Check(refusals, DateOnly.FromDateTime(now.ToParis()));
        if (refusals.Count == 0 && form.When.Period().To <= now)
        {
            refusals.Add(new Refusal(nameof(DayHours.ToTime), "Indiquez une heure de retour qui n’est pas encore passée."));
        }

        var borrowers = new[] { form.BorrowerId is not null, !string.IsNullOrWhiteSpace(form.FileCode), !string.IsNullOrWhiteSpace(form.Label) }.Count(said => said);
        if (borrowers != 1)
        {
            refusals.Add(new Refusal(nameof(form.BorrowerId), "Dites à qui : un professionnel, ou le code d’un dossier, ou un repère court. Un seul des trois."));
        }

        PlainText.Check(refusals, nameof(form.Label), form.Label, EquipmentLoan.LabelMost);
        PlainText.Check(refusals, nameof(form.FileCode), form.FileCode, 20);
        return refusals;
    }

    // Whoever may not see the file is told the same as when there is none.
    private static async Task<Guid?> FileAsync(InclusionDb db, Form form, Actor actor, List<Refusal> refusals, CancellationToken cancellation)
    {
        if (PlainText.Tidy(form.FileCode)?.ToUpperInvariant() is not { } code)
        {
            return null;
        }

        var id = actor.May("VisitorQueries.RecogniseAsync")
            ? await VisitorsSeenBy.Filter(db.Visitors, actor).Where(v => v.Code == code).Select(v => (Guid?)v.Id).SingleOrDefaultAsync(cancellation)
            : null;
        if (id is null)
        {
            refusals.Add(new Refusal(nameof(form.FileCode), "Aucun dossier n’a ce code, ou vous ne le voyez pas. Vérifiez-le, ou donnez un repère."));
        }

        return id;
    }
}
