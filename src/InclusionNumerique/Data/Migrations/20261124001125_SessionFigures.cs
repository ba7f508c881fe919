using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InclusionNumerique.Data.Migrations
{
    /// <inheritdoc />
    public partial class SessionFigures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_sessions_site_id",
                table: "sessions");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_site_id_started_at",
                table: "sessions",
                columns: new[] { "site_id", "started_at" },
                filter: "removed_at IS NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "minutes" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_sessions_site_id_started_at",
                table: "sessions");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_site_id",
                table: "sessions",
                column: "site_id");
        }
    }
}
