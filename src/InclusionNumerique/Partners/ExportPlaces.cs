using System.Globalization;
using System.Text;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Partners;

/// <summary>Writes places as a file of the national standard, in the order in which they came. Neither what the house has added nor what the standard does not know leaves.</summary>
public sealed class ExportPlaces(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    private const string Territory = "rennes";

    public sealed record Form
    {
        /// <summary>Null for the places of all producers.</summary>
        public string? Producer { get; init; }

        /// <summary>Receives nothing unless the outcome is done.</summary>
        public required Stream Output { get; init; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(ExportPlaces)))
        {
            return Outcome.Forbidden;
        }

        var refusals = new List<Refusal>();
        PlainText.Check(refusals, nameof(Form.Producer), form.Producer, Partner.ProducerMost);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        // What its producer has withdrawn is not passed on; a place without the identifier that the standard requires, as the house's own may be, would spoil the file.
        var places = db.Partners.Where(p => !p.IsHidden && p.MissingSince == null && p.Columns[PlaceStandard.Pivot] != "" && (form.Producer == null || p.Producer == form.Producer));
        var count = await places.CountAsync(cancellation);
        if (await places.Select(p => p.LocalId).Distinct().CountAsync(cancellation) < count)
        {
            return Outcome.Refused("", "Deux producteurs donnent le même identifiant à des lieux différents : un seul fichier ne peut pas les contenir. Exportez un producteur à la fois.");
        }

        db.Audit(actor, clock.GetUtcNow(), nameof(ExportPlaces), nameof(Partner), $"{count}");
        await db.SaveChangesAsync(cancellation);
        await PlaceFile.WriteAsync(places.OrderBy(p => p.Id).Select(p => p.Columns).AsAsyncEnumerable(), form.Output, cancellation);
        return Outcome.Done;
    }

    /// <summary>As the standard wants it: "2026-11-24_producteur_lieux-de-mediation-numerique_rennes.csv".</summary>
    public static string FileName(DateOnly day, string? producer)
    {
        var letters = (producer ?? Partner.OwnProducer).ToLowerInvariant().Where(c => !char.IsSurrogate(c) && c != '\uFFFE').ToArray();
        var plain = new string(letters).Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        var slug = string.Join('-', string.Concat(plain.Select(c => char.IsAsciiLetterOrDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return $"{day:yyyy-MM-dd}_{(slug == "" ? Partner.OwnProducer : slug)}_lieux-de-mediation-numerique_{Territory}.csv";
    }
}
