using Microsoft.EntityFrameworkCore.Migrations;

namespace InclusionNumerique.Data.Migrations;

/// <summary>What the model cannot say: the search over partners, and where the sites and districts of a house that already exists are.</summary>
public partial class Orientations
{
    private const string Search = "CREATE INDEX ix_partners_search_text ON partners USING gin (search_text gin_trgm_ops);";

    // By their seeded names: a house that renamed or added some places them itself.
    private const string Positions = """
        UPDATE sites SET latitude = p.latitude, longitude = p.longitude FROM (VALUES (1, 48.1088, -1.6735), (2, 48.1262, -1.6605), (3, 48.0930, -1.6830), (4, 48.0874, -1.6598), (5, 48.1010, -1.7085), (6, 48.1207, -1.7025)) AS p (id, latitude, longitude)
        WHERE sites.id = p.id AND sites.name LIKE 'ESC%';
        UPDATE districts SET latitude = p.latitude, longitude = p.longitude FROM (VALUES (1, 48.1095, -1.6790), (2, 48.1085, -1.6630), (3, 48.1115, -1.6960), (4, 48.1235, -1.6800), (5, 48.1280, -1.6620), (6, 48.1200, -1.6400), (7, 48.0930, -1.6480), (8, 48.0965, -1.6720), (9, 48.0890, -1.6880), (10, 48.0870, -1.6600), (11, 48.1000, -1.7080), (12, 48.1210, -1.7030)) AS p (id, latitude, longitude)
        WHERE districts.id = p.id;
        """;

    private static void AddSql(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Search);
        migrationBuilder.Sql(Positions);
    }
}
