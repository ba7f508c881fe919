using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InclusionNumerique.Data.Migrations
{
    /// <inheritdoc />
    public partial class FigureDistricts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => FigureDistrictsSql.Add(migrationBuilder);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => FigureDistrictsSql.Remove(migrationBuilder);
    }
}
