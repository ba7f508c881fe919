using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Sessions;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Appointments;

/// <summary>Makes or changes a reason for an appointment. What is booked keeps its length.</summary>
public sealed class SaveAppointmentReason(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        /// <summary>Null for a new reason.</summary>
        public int? Id { get; set; }

        /// <summary>The version that the form was filled from.</summary>
        public uint Version { get; set; }

        public string Label { get; set; } = "";

        public int? Minutes { get; set; }

        public int? BufferMinutes { get; set; } = 0;

        public ISet<BookingOrigin> BookableBy { get; } = new HashSet<BookingOrigin> { BookingOrigin.Reception, BookingOrigin.Mediator, BookingOrigin.Professional };

        public string? Papers { get; set; }

        public Place Place { get; set; } = Place.OnSite;

        public int? ThemeId { get; set; }

        public int? Position { get; set; }

        public bool IsActive { get; set; } = true;
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveAppointmentReason)))
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var reason = await db.FindForSaveAsync<AppointmentReason>(form.Id, form.Version, cancellation);
        if (form.Id is not null && reason is null)
        {
            return Saving.Gone;
        }

        reason ??= db.Add(new AppointmentReason { Label = form.Label, Minutes = 0, BookableBy = BookingOrigin.Mediator, Position = 0 }).Entity;
        (reason.Label, reason.Papers, reason.Place, reason.ThemeId) = (form.Label.Trim(), PlainText.Tidy(form.Papers), form.Place, form.ThemeId);
        (reason.Minutes, reason.BufferMinutes) = ((short)form.Minutes!.Value, (short)form.BufferMinutes!.Value);
        reason.BookableBy = form.BookableBy.Aggregate((a, b) => a | b);
        (reason.Position, reason.IsActive) = ((short)form.Position!.Value, form.IsActive);
        return await db.SaveAsync(
            () => db.Audit(actor, clock.GetUtcNow(), nameof(SaveAppointmentReason), nameof(AppointmentReason), reason.Id),
            Outcome.Refused(nameof(form.Label), "Un motif porte déjà ce nom, peut-être masqué. Choisissez-en un autre."),
            cancellation);
    }

    private static List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Label), form.Label, AppointmentReason.LabelMost, "Indiquez le motif (exemple : Démarche en ligne).");
        PlainText.Check(refusals, nameof(form.Papers), form.Papers, AppointmentReason.PapersMost);
        if (form.Minutes is not { } minutes || minutes is < AppointmentReason.MinutesLeast or > AppointmentReason.MinutesMost || minutes % 5 != 0)
        {
            refusals.Add(new Refusal(nameof(form.Minutes), $"Une durée de {AppointmentReason.MinutesLeast} à {AppointmentReason.MinutesMost} minutes, de 5 en 5."));
        }

        if (form.BufferMinutes is not { } buffer || buffer is < 0 or > AppointmentReason.BufferMost || buffer % 5 != 0)
        {
            refusals.Add(new Refusal(nameof(form.BufferMinutes), $"Un battement de 0 à {AppointmentReason.BufferMost} minutes, de 5 en 5."));
        }

        if (form.Position is not (>= 0 and < 1000))
        {
            refusals.Add(new Refusal(nameof(form.Position), "Un rang entre 0 et 999."));
        }

        if (form.BookableBy.Count == 0 || form.BookableBy.Any(o => !Enum.IsDefined(o)))
        {
            refusals.Add(new Refusal(nameof(form.BookableBy), "Choisissez au moins un accueil qui peut prendre ce motif."));
        }

        if (!Enum.IsDefined(form.Place))
        {
            refusals.Add(new Refusal(nameof(form.Place), "Ce choix n’existe pas. Choisissez dans la liste."));
        }

        return refusals;
    }
}
