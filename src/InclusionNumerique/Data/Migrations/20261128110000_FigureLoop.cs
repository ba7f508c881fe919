using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InclusionNumerique.Data.Migrations
{
    /// <inheritdoc />
    public partial class FigureLoop : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => FigureLoopSql.Add(migrationBuilder);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => FigureLoopSql.Remove(migrationBuilder);
    }
}
