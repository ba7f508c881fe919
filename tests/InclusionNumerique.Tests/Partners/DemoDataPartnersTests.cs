using InclusionNumerique.Data;
using InclusionNumerique.Partners;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Tests.Partners;

public sealed class DemoDataPartnersTests(TestServer server) : DatabaseTest(server)
{
    [Fact]
    public async Task Every_place_is_good_by_the_standard_fictitious_and_there_once()
    {
        await using var db = OpenDb();
        await DemoDataPartners.AddAsync(db, Now, Cancellation);
        await DemoDataPartners.AddAsync(db, Now, Cancellation);

        var places = await db.Partners.AsNoTracking().ToListAsync(Cancellation);
        places.Should().HaveCount(DemoDataPartners.Count).And.OnlyContain(p => p.Name.Contains("Démo"));
        places.SelectMany(p => PlaceCells.Read(new RawPlace(1, p.Columns)).Errors).Should().BeEmpty();
        places.Should().OnlyContain(p => PlaceCells.Read(new RawPlace(1, p.Columns)).Unknown.Length == 0);
        places.Should().Contain(p => p.HasDatedHours).And.Contain(p => p.WeekMinutes == null).And.Contain(p => p.ClosedFrom != null).And.Contain(p => p.VerifiedAt == null)
            .And.Contain(p => p.VerifiedAt < Now.AddMonths(-6)).And.Contain(p => p.VerifiedAt > Now.AddMonths(-6)).And.Contain(p => p.DirectLine != null).And.Contain(p => p.Town != "Rennes");
        places.Where(p => p.Town == "Rennes").Should().OnlyContain(p => p.Latitude > 48.08 && p.Latitude < 48.14 && p.Longitude > -1.73 && p.Longitude < -1.63 && p.DistrictId != null);
    }
}
