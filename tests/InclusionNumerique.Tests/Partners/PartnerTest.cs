using InclusionNumerique.Partners;

namespace InclusionNumerique.Tests.Partners;

/// <summary>A directory without a place. Now is Tuesday 24 November 2026, 10:30 in Rennes.</summary>
public abstract class PartnerTest(TestServer server) : DatabaseTest(server)
{
    protected static readonly DateOnly Today = new(2026, 11, 24);

    protected PartnerQueries Queries => Get<PartnerQueries>();

    /// <summary>A place of the house with all that its form asks.</summary>
    protected static PartnerForm Place(string name = "Espace Démo", string? hours = null, string? position = null, string town = "Rennes") => new()
    {
        Name = name, Address = "1 rue de l’Exemple", PostalCode = "35000", Town = town, Hours = hours, Position = position,
    };

    protected Task<Outcome> SaveAsync(PartnerForm form, InclusionNumerique.Access.Actor? actor = null) => Get<SavePartner>().ExecuteAsync(form, actor ?? Mediator, Cancellation);

    protected async Task<Guid> StoredAsync(PartnerForm form)
    {
        (await SaveAsync(form)).Refusals.Should().BeEmpty();
        return form.Id;
    }

    /// <summary>A place of a national file, as its import leaves it.</summary>
    protected async Task<Guid> ImportedAsync(Action<Partner>? change = null, params (int Column, string Value)[] values)
    {
        var columns = new string[PlaceStandard.Columns.Count];
        Array.Fill(columns, "");
        (columns[PlaceStandard.Id], columns[PlaceStandard.Name], columns[PlaceStandard.Town], columns[PlaceStandard.UpdatedOn]) = ("d-1", "Médiathèque Démo", "Rennes", "2026-01-15");
        foreach (var (column, value) in values)
        {
            columns[column] = value;
        }

        await using var db = OpenDb();
        var partner = new Partner { Id = Guid.CreateVersion7(), Producer = "12345678900011", LocalId = $"{Guid.CreateVersion7()}", Columns = columns, Name = "", Town = "", SearchText = "" };
        await partner.SetColumnsAsync(db, columns, Cancellation);
        change?.Invoke(partner);
        db.Partners.Add(partner);
        await db.SaveChangesAsync(Cancellation);
        return partner.Id;
    }

    protected async Task<string[]> FoundAsync(PartnerFilter filter, InclusionNumerique.Access.Actor? actor = null) =>
        [.. (await Queries.SearchAsync(filter, 1, actor ?? Mediator, Cancellation)).Rows.Select(r => r.Name)];

    /// <summary>Filled as the page fills it.</summary>
    protected async Task<PartnerForm> FormOfAsync(Guid id) => PartnerForm.Of((await Queries.PartnerAsync(id, Coordinator, Cancellation))!);
}
