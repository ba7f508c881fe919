using InclusionNumerique.Data;
using InclusionNumerique.Sessions;
using InclusionNumerique.Visitors;

namespace InclusionNumerique.Tests.Visitors;

/// <summary>People with a file who answered to the common grid.</summary>
public static class Assessed
{
    private static int _codes;

    /// <param name="passings">Of each of them.</param>
    public static async Task AddAsync(InclusionDb db, int site, int people, params (DateOnly Day, int Score)[] passings)
    {
        foreach (var id in Enumerable.Range(0, people).Select(_ => Guid.CreateVersion7()))
        {
            db.Add(new Visitor
            {
                Id = id, SiteId = site, InstitutionId = 1, Name = "Usager Démo", Code = $"AE-{Interlocked.Increment(ref _codes):0000}", ConsentVersion = 1, ConsentAt = DateTimeOffset.UtcNow, ConsentById = DemoData.AccountId(1),
                CreatedAt = DateTimeOffset.UtcNow,
            });
            db.AddRange(passings.Select(p => new Assessment
            {
                Id = Guid.CreateVersion7(), VisitorId = id, GridId = 1, Answers = [2], Score = (short)p.Score, Level = p.Score < 40 ? HelpLevel.Emergency : p.Score < 70 ? HelpLevel.Inclusion : HelpLevel.Skills,
                IsKioskAlone = p.Score >= 70, At = ParisTime.At(p.Day, new TimeOnly(10, 0)), ById = DemoData.AccountId(1),
            }));
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
