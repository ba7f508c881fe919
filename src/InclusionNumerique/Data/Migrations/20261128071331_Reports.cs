using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InclusionNumerique.Data.Migrations
{
    /// <inheritdoc />
    public partial class Reports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "report_schedules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: true),
                    day = table.Column<short>(type: "smallint", nullable: false),
                    hour = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    is_paused = table.Column<bool>(type: "boolean", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_report_schedules", x => x.id);
                    table.CheckConstraint("ck_report_schedules_day", "day BETWEEN 1 AND 28");
                    table.ForeignKey(
                        name: "fk_report_schedules_asp_net_users_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_report_schedules_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    filter = table.Column<string>(type: "jsonb", nullable: false),
                    period_from = table.Column<DateOnly>(type: "date", nullable: false),
                    period_to = table.Column<DateOnly>(type: "date", nullable: false),
                    introduction = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    sections = table.Column<string>(type: "jsonb", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    schedule_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    queued_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    queued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attempts = table.Column<short>(type: "smallint", nullable: false),
                    step = table.Column<short>(type: "smallint", nullable: false),
                    error = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reports", x => x.id);
                    table.CheckConstraint("ck_reports_period", "period_from <= period_to");
                    table.CheckConstraint("ck_reports_state", "(state = 1) = (queued_at IS NULL) AND (queued_at IS NULL) = (queued_by_id IS NULL) AND (state = 3) = (claim_id IS NOT NULL) AND (claim_id IS NULL) = (lease_until IS NULL) AND (state = 4) = (issued_at IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_reports_asp_net_users_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_reports_asp_net_users_queued_by_id",
                        column: x => x.queued_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_reports_report_schedules_schedule_id",
                        column: x => x.schedule_id,
                        principalTable: "report_schedules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "issued_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    html = table.Column<string>(type: "text", nullable: false),
                    pdf = table.Column<byte[]>(type: "bytea", nullable: true),
                    workbook = table.Column<byte[]>(type: "bytea", nullable: false),
                    pdf_hash = table.Column<byte[]>(type: "bytea", nullable: true, computedColumnSql: "sha256(pdf)", stored: true),
                    workbook_hash = table.Column<byte[]>(type: "bytea", nullable: false, computedColumnSql: "sha256(workbook)", stored: true),
                    lines = table.Column<string>(type: "text", nullable: false),
                    visits = table.Column<long>(type: "bigint", nullable: true),
                    sessions = table.Column<long>(type: "bigint", nullable: true),
                    requests = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_issued_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_issued_reports_reports_id",
                        column: x => x.id,
                        principalTable: "reports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_report_schedules_created_by_id",
                table: "report_schedules",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_report_schedules_site_id",
                table: "report_schedules",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_reports_created_by_id",
                table: "reports",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_reports_issued_at",
                table: "reports",
                column: "issued_at");

            migrationBuilder.CreateIndex(
                name: "ix_reports_queued_at",
                table: "reports",
                column: "queued_at",
                filter: "state IN (2, 3)");

            migrationBuilder.CreateIndex(
                name: "ix_reports_queued_by_id",
                table: "reports",
                column: "queued_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_reports_schedule_id_period_from",
                table: "reports",
                columns: new[] { "schedule_id", "period_from" },
                unique: true);

            ReportsSql.Add(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "issued_reports");

            migrationBuilder.DropTable(
                name: "reports");

            migrationBuilder.DropTable(
                name: "report_schedules");

            ReportsSql.Remove(migrationBuilder);
        }
    }
}
