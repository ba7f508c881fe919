using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InclusionNumerique.Data.Migrations
{
    /// <inheritdoc />
    public partial class GroupHours : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "changed_at",
                table: "workshop_sessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "told_at",
                table: "workshop_places",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "told_by_id",
                table: "workshop_places",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_workshop_places_told_by_id",
                table: "workshop_places",
                column: "told_by_id");

            migrationBuilder.AddCheckConstraint(
                name: "ck_workshop_places_told",
                table: "workshop_places",
                sql: "(told_at IS NULL) = (told_by_id IS NULL)");

            migrationBuilder.AddForeignKey(
                name: "fk_workshop_places_users_told_by_id",
                table: "workshop_places",
                column: "told_by_id",
                principalTable: "professionals",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            GroupHoursSql.Add(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            GroupHoursSql.Remove(migrationBuilder);

            migrationBuilder.DropForeignKey(
                name: "fk_workshop_places_users_told_by_id",
                table: "workshop_places");

            migrationBuilder.DropIndex(
                name: "ix_workshop_places_told_by_id",
                table: "workshop_places");

            migrationBuilder.DropCheckConstraint(
                name: "ck_workshop_places_told",
                table: "workshop_places");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "workshop_sessions");

            migrationBuilder.DropColumn(
                name: "told_at",
                table: "workshop_places");

            migrationBuilder.DropColumn(
                name: "told_by_id",
                table: "workshop_places");
        }
    }
}
