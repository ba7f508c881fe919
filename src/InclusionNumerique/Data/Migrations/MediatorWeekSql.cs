using Microsoft.EntityFrameworkCore.Migrations;

namespace InclusionNumerique.Data.Migrations;

/// <summary>What the model cannot say: nobody does two things at once, nothing is lent twice at once, and every desk hears of a website that is down.</summary>
internal static class MediatorWeekSql
{
    // A timer that runs stands in the way of all that comes after its start.
    private const string NoOverlap = """
        ALTER TABLE activities ADD CONSTRAINT ex_activities_no_overlap
            EXCLUDE USING gist (professional_id WITH =, tstzrange(started_at, ended_at) WITH &&) WHERE (removed_at IS NULL);
        ALTER TABLE equipment_loans ADD CONSTRAINT ex_equipment_loans_no_overlap
            EXCLUDE USING gist (equipment_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state IN (1, 2));
        """;

    // A house that exists keeps its list: its row is the one that was delivered.
    private const string SiteDown = "UPDATE failure_causes SET is_site_down = true WHERE id = 2 AND label = 'Site en panne';";

    // 0 is every site: the desks listen to it beside their own (DeskFeed.Everywhere).
    private const string TellDesks = """
        CREATE FUNCTION tell_desks_of_outage() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('desk', '0');
            RETURN NULL;
        END $$;
        CREATE TRIGGER incidents_tell_desks AFTER INSERT OR UPDATE ON incidents FOR EACH ROW WHEN (NEW.kind = 5) EXECUTE FUNCTION tell_desks_of_outage();
        """;

    public static void Add(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(NoOverlap);
        migrationBuilder.Sql(SiteDown);
        migrationBuilder.Sql(TellDesks);
    }
}
