using Microsoft.EntityFrameworkCore.Migrations;

namespace InclusionNumerique.Data.Migrations;

/// <summary>What the model cannot say: the search over memos.</summary>
internal static class MemosSql
{
    private const string Search = "CREATE INDEX ix_memos_search_text ON memos USING gin (search_text gin_trgm_ops) WHERE removed_at IS NULL;";

    public static void Add(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Search);
}
