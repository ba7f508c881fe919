using System.Globalization;
using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Partners;

/// <summary>Adds a place that no national file has, or changes what the house says of one. What a file says of its own places is changed where it comes from.</summary>
public sealed class SavePartner(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public async Task<Outcome> ExecuteAsync(PartnerForm form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SavePartner)))
        {
            return Outcome.Forbidden;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var partner = await db.Partners.SingleOrDefaultAsync(p => p.Id == form.Id, cancellation);
        if (form.Version is not null && partner is null)
        {
            return Saving.Gone;
        }

        if (form.Version is null && partner is not null)
        {
            // Sent twice.
            return Outcome.Done;
        }

        var isOwn = partner is null || partner.Producer == Partner.OwnProducer;
        var refusals = isOwn ? [.. form.CheckPlace(), .. form.CheckHouse()] : form.CheckHouse();
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        if (partner is null)
        {
            partner = db.Add(new Partner { Id = form.Id, Producer = Partner.OwnProducer, LocalId = form.Id.ToString(), Columns = EmptyColumns(form.Id), Name = "", Town = "", SearchText = "" }).Entity;
        }
        else
        {
            db.Entry(partner).Property(p => p.Version).OriginalValue = form.Version!.Value;
        }

        if (isOwn)
        {
            await partner.SetColumnsAsync(db, ColumnsOf(form, partner.Columns), cancellation);
        }

        SetHouse(partner, form);
        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(SavePartner), nameof(Partner), partner.Id), Outcome.Done, cancellation);
    }

    private static void SetHouse(Partner partner, PartnerForm form)
    {
        partner.DirectLine = PhoneText.ToE164(form.DirectLine);
        (partner.ProfessionalHours, partner.HowToRefer) = (PlainText.Tidy(form.ProfessionalHours), PlainText.Tidy(form.HowToRefer));
        (partner.DistrictId, partner.IsHidden) = (form.DistrictId, form.IsHidden);
        (partner.ClosedFrom, partner.ClosedUntil, partner.ClosedWhy) = (form.ClosedFrom, form.ClosedUntil, PlainText.Tidy(form.ClosedWhy));
    }

    private static string[] EmptyColumns(Guid id)
    {
        var columns = new string[PlaceStandard.Columns.Count];
        Array.Fill(columns, "");
        columns[PlaceStandard.Id] = id.ToString();
        return columns;
    }

    // What the form does not ask stays as it is.
    private string[] ColumnsOf(PartnerForm form, string[] stored)
    {
        string[] columns = [.. stored];
        var position = PartnerForm.ReadPosition(form.Position ?? "");
        columns[PlaceStandard.Name] = form.Name!.Trim();
        columns[PlaceStandard.Summary] = Of(form.Summary);
        columns[PlaceStandard.Address] = form.Address!.Trim();
        columns[PlaceStandard.PostalCode] = form.PostalCode!.Trim();
        columns[PlaceStandard.Town] = form.Town!.Trim();
        columns[PlaceStandard.Latitude] = position?.Latitude.ToString(CultureInfo.InvariantCulture) ?? "";
        columns[PlaceStandard.Longitude] = position?.Longitude.ToString(CultureInfo.InvariantCulture) ?? "";
        columns[PlaceStandard.Phone] = PhoneText.ToE164(form.Phone) ?? "";
        columns[PlaceStandard.Emails] = Of(form.Email);
        columns[PlaceStandard.Websites] = Of(form.Website);
        columns[PlaceStandard.Hours] = Of(form.Hours);
        columns[PlaceStandard.Services] = string.Join('|', PlaceStandard.ServiceValues.Where((_, i) => form.Services.Contains(i)));
        columns[PlaceStandard.Fees] = string.Join('|', PartnerForm.FeeValues.Where(form.Fees.Contains));
        columns[PlaceStandard.Access] = string.Join('|', PartnerForm.AccessValues.Where(form.Access.Contains));
        columns[PlaceStandard.UpdatedOn] = clock.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return columns;
    }

    private static string Of(string? text) => PlainText.Tidy(text) ?? "";
}
