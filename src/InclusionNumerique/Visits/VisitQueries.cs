using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visits;

public sealed partial class VisitQueries(IDbContextFactory<InclusionDb> factory, TimeProvider clock);
