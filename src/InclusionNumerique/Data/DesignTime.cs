using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace InclusionNumerique.Data;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without a server.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<InclusionDb>
{
    public InclusionDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<InclusionDb>();
        InclusionDb.Configure(options, "Host=localhost");
        return new InclusionDb(options.Options);
    }
}
