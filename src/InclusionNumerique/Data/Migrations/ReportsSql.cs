using Microsoft.EntityFrameworkCore.Migrations;

namespace InclusionNumerique.Data.Migrations;

/// <summary>What the model cannot say: a report that was issued never changes, and never goes.</summary>
internal static class ReportsSql
{
    private const string Kept = """
        CREATE FUNCTION keep_issued_report() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'an issued report never changes' USING ERRCODE = 'insufficient_privilege';
        END $$;
        CREATE TRIGGER keep_issued_report BEFORE UPDATE OR DELETE ON reports FOR EACH ROW WHEN (OLD.state = 4) EXECUTE FUNCTION keep_issued_report();
        CREATE TRIGGER keep_reports BEFORE TRUNCATE ON reports FOR EACH STATEMENT EXECUTE FUNCTION keep_issued_report();
        CREATE TRIGGER keep_issued_report BEFORE UPDATE OR DELETE ON issued_reports FOR EACH ROW EXECUTE FUNCTION keep_issued_report();
        CREATE TRIGGER keep_issued_reports BEFORE TRUNCATE ON issued_reports FOR EACH STATEMENT EXECUTE FUNCTION keep_issued_report();
        """;

    public static void Add(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Kept);

    public static void Remove(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP FUNCTION keep_issued_report CASCADE");
}
