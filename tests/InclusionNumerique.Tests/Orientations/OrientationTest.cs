using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Orientations;
using InclusionNumerique.Partners;
using InclusionNumerique.Queue;
using InclusionNumerique.Visits;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Orientations;

/// <summary>A test on people sent on by the professional of the house's service, of institution 1, at Blosne.</summary>
public abstract class OrientationTest(TestServer server) : DatabaseTest(server)
{
    protected const int Cdas = 2;

    /// <summary>Works for the CDAS at Blosne.</summary>
    protected static Actor CdasWorker { get; } = new(DemoData.AccountId(7), "Démo 7", [Role.Professional], [Blosne], Cdas, Blosne);

    protected static OrientationForm ToDesk(int siteId = Blosne) => new() { Target = TargetKind.DigitalSpace, SiteId = siteId, Mode = OrientationMode.Explained, Need = NeedKind.Digital };

    protected static OrientationForm ToService(int siteId = Blosne, int institutionId = Cdas) =>
        new() { Target = TargetKind.HouseService, SiteId = siteId, InstitutionId = institutionId, Mode = OrientationMode.Accompanied, Need = NeedKind.Social };

    protected static OrientationForm WithName(OrientationForm form, string name = "Usager Démo")
    {
        (form.PersonName, form.Phone, form.Note, form.Shared, form.HasConsent) = (name, "06 39 98 00 12", "Droit coupé depuis lundi", SharedFacts.Name | SharedFacts.Phone | SharedFacts.Note, true);
        return form;
    }

    protected async Task<Guid> SentAsync(OrientationForm? form = null, Actor? by = null)
    {
        form ??= ToDesk();
        (await Get<SendOrientation>().ExecuteAsync(form, by ?? Professional, Cancellation)).Refusals.Should().BeEmpty();
        return form.Id;
    }

    protected Task<Outcome> MoveAsync(
        Guid id, OrientationState to, Actor by, OrientationReason? reason = null, OrientationOutcome? outcome = null, ArrivalProof? proof = null, DateOnly? until = null, string? message = null) =>
        Get<MoveOrientation>().ExecuteAsync(new() { Id = id, To = to, Reason = reason, Outcome = outcome, Proof = proof, Until = until, Message = message }, by, Cancellation);

    protected async Task<Orientation> ReadAsync(Guid id)
    {
        await using var db = OpenDb();
        return await db.Orientations.AsNoTracking().Include(o => o.Steps.OrderBy(s => s.Id)).SingleAsync(o => o.Id == id, Cancellation);
    }

    protected async Task<Outcome> ArriveAsync(string? code, int siteId = Blosne, Actor? by = null, Guid? visitorId = null, Guid? visitId = null) => await Get<RecordArrival>().ExecuteAsync(
        new() { VisitId = visitId ?? Guid.CreateVersion7(), SiteId = siteId, OrientationCode = code, VisitorId = visitorId, Origin = Origin.Orientation }, by ?? Receptionist, Cancellation);

    protected async Task<Guid> PartnerAsync(DateOnly? closedFrom = null, bool isHidden = false)
    {
        var columns = Enumerable.Repeat("", PlaceStandard.Columns.Count).ToArray();
        var id = Guid.CreateVersion7();
        (columns[PlaceStandard.Id], columns[PlaceStandard.Name], columns[PlaceStandard.Town], columns[PlaceStandard.Hours]) = ($"{id}", "EPN Démo", "Rennes", "Mo-Fr 09:00-12:00");
        await using var db = OpenDb();
        db.Partners.Add(new Partner
        {
            Id = id, Producer = "demo", LocalId = $"{id}", Columns = columns, Name = "EPN Démo", Town = "Rennes", SearchText = "epn demo rennes", HowToRefer = "Appeler avant", IsHidden = isHidden,
            ClosedFrom = closedFrom, ClosedWhy = closedFrom is null ? null : "travaux",
        });
        await db.SaveChangesAsync(Cancellation);
        return id;
    }

    protected async Task<OrientationForm> ToPartnerAsync() => new() { Target = TargetKind.Partner, PartnerId = await PartnerAsync(), Mode = OrientationMode.Explained, Need = NeedKind.Digital };
}
