using Microsoft.EntityFrameworkCore.Migrations;

namespace InclusionNumerique.Data.Migrations;

/// <summary>What the model cannot say: a letter that was sent never changes.</summary>
internal static class NewslettersSql
{
    private const string Kept = """
        CREATE OR REPLACE FUNCTION keep_sent_newsletter() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'a sent newsletter never changes';
        END $$;
        CREATE TRIGGER keep_sent_newsletter BEFORE UPDATE ON newsletters FOR EACH ROW WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION keep_sent_newsletter();
        """;

    public static void Add(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Kept);
}
