using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using NpgsqlTypes;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace InclusionNumerique.Data.Migrations
{
    /// <inheritdoc />
    public partial class Orientations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "latitude",
                table: "sites",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "longitude",
                table: "sites",
                type: "double precision",
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "appointment_id",
                table: "messages",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.AddColumn<DateOnly>(
                name: "day",
                table: "messages",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "professional_id",
                table: "messages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "latitude",
                table: "districts",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "longitude",
                table: "districts",
                type: "double precision",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "orientation_clocks",
                columns: table => new
                {
                    state = table.Column<short>(type: "smallint", nullable: false),
                    remind_after = table.Column<short>(type: "smallint", nullable: false),
                    escalate_after = table.Column<short>(type: "smallint", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orientation_clocks", x => x.state);
                    table.CheckConstraint("ck_orientation_clocks", "state BETWEEN 1 AND 8 AND remind_after BETWEEN 0 AND 120 AND escalate_after BETWEEN remind_after AND 120");
                });

            migrationBuilder.CreateTable(
                name: "partners",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    producer = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    local_id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    columns = table.Column<string[]>(type: "text[]", nullable: false),
                    unknown = table.Column<string[]>(type: "text[]", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    town = table.Column<string>(type: "text", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    services = table.Column<int>(type: "integer", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    week_minutes = table.Column<NpgsqlRange<int>[]>(type: "int4multirange", nullable: true),
                    has_dated_hours = table.Column<bool>(type: "boolean", nullable: false),
                    updated_on = table.Column<DateOnly>(type: "date", nullable: false),
                    missing_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    direct_line = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    professional_hours = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    how_to_refer = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    district_id = table.Column<int>(type: "integer", nullable: true),
                    closed_from = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_until = table.Column<DateOnly>(type: "date", nullable: true),
                    closed_why = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    is_hidden = table.Column<bool>(type: "boolean", nullable: false),
                    verified_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    verified_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    verified_how = table.Column<short>(type: "smallint", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partners", x => x.id);
                    table.CheckConstraint("ck_partners_closed", "(closed_from IS NULL) = (closed_why IS NULL) AND (closed_until IS NULL OR closed_until >= closed_from)");
                    table.CheckConstraint("ck_partners_columns", "array_length(columns, 1) = 32");
                    table.CheckConstraint("ck_partners_position", "(latitude IS NULL) = (longitude IS NULL)");
                    table.CheckConstraint("ck_partners_verified", "(verified_at IS NULL) = (verified_by_id IS NULL) AND (verified_at IS NULL) = (verified_how IS NULL)");
                    table.ForeignKey(
                        name: "fk_partners_districts_district_id",
                        column: x => x.district_id,
                        principalTable: "districts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_partners_users_verified_by_id",
                        column: x => x.verified_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orientations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    sender_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sender_institution_id = table.Column<int>(type: "integer", nullable: true),
                    sender_site_id = table.Column<int>(type: "integer", nullable: true),
                    target = table.Column<short>(type: "smallint", nullable: false),
                    target_site_id = table.Column<int>(type: "integer", nullable: true),
                    target_institution_id = table.Column<int>(type: "integer", nullable: true),
                    partner_id = table.Column<Guid>(type: "uuid", nullable: true),
                    mode = table.Column<short>(type: "smallint", nullable: false),
                    need = table.Column<short>(type: "smallint", nullable: false),
                    urgency = table.Column<short>(type: "smallint", nullable: false),
                    theme_id = table.Column<int>(type: "integer", nullable: true),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    phone = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    shared = table.Column<short>(type: "smallint", nullable: false),
                    consent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    consent_version = table.Column<short>(type: "smallint", nullable: true),
                    consent_withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    from_visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    appointment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    state_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expected_until = table.Column<DateOnly>(type: "date", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    escalates_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reminders = table.Column<short>(type: "smallint", nullable: false),
                    reason = table.Column<short>(type: "smallint", nullable: true),
                    outcome = table.Column<short>(type: "smallint", nullable: true),
                    proof = table.Column<short>(type: "smallint", nullable: true),
                    arrived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    arrival_visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    message_to_sender = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    news_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    news_seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orientations", x => x.id);
                    table.CheckConstraint("ck_orientations_clock", "(state >= 9) = (due_on IS NULL) AND (due_on IS NULL) = (escalates_on IS NULL)");
                    table.CheckConstraint("ck_orientations_consent", "(shared = 0 OR (consent_at IS NOT NULL AND consent_version IS NOT NULL AND consent_withdrawn_at IS NULL))\nAND (consent_withdrawn_at IS NULL OR (shared = 0 AND visitor_id IS NULL AND person_name IS NULL AND phone IS NULL AND note IS NULL))");
                    table.CheckConstraint("ck_orientations_outcome", "(state = 10) = (outcome IS NOT NULL)");
                    table.CheckConstraint("ck_orientations_proof", "(state NOT IN (5, 6, 10) OR proof IS NOT NULL) AND (proof IS NULL) = (arrived_at IS NULL)");
                    table.CheckConstraint("ck_orientations_reason", "CASE state WHEN 7 THEN reason BETWEEN 41 AND 49 WHEN 8 THEN reason BETWEEN 1 AND 39 WHEN 9 THEN reason BETWEEN 1 AND 39\n    WHEN 11 THEN reason BETWEEN 51 AND 59 WHEN 12 THEN reason BETWEEN 61 AND 69 ELSE reason IS NULL END IS TRUE");
                    table.CheckConstraint("ck_orientations_target", "(target = 1 AND target_site_id IS NOT NULL AND target_institution_id IS NULL AND partner_id IS NULL)\nOR (target = 2 AND target_site_id IS NOT NULL AND target_institution_id IS NOT NULL AND partner_id IS NULL)\nOR (target = 3 AND target_site_id IS NULL AND target_institution_id IS NULL AND partner_id IS NOT NULL)");
                    table.CheckConstraint("ck_orientations_values", "state BETWEEN 1 AND 12 AND mode BETWEEN 1 AND 3 AND need BETWEEN 1 AND 4 AND urgency BETWEEN 1 AND 3 AND reminders BETWEEN 0 AND 2");
                    table.ForeignKey(
                        name: "fk_orientations_appointments_appointment_id",
                        column: x => x.appointment_id,
                        principalTable: "appointments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_orientations_institutions_sender_institution_id",
                        column: x => x.sender_institution_id,
                        principalTable: "institutions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orientations_institutions_target_institution_id",
                        column: x => x.target_institution_id,
                        principalTable: "institutions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orientations_orientations_parent_id",
                        column: x => x.parent_id,
                        principalTable: "orientations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orientations_partners_partner_id",
                        column: x => x.partner_id,
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orientations_sites_sender_site_id",
                        column: x => x.sender_site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orientations_sites_target_site_id",
                        column: x => x.target_site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orientations_themes_theme_id",
                        column: x => x.theme_id,
                        principalTable: "themes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orientations_users_sender_id",
                        column: x => x.sender_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orientations_visitors_visitor_id",
                        column: x => x.visitor_id,
                        principalTable: "visitors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orientations_visits_arrival_visit_id",
                        column: x => x.arrival_visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_orientations_visits_from_visit_id",
                        column: x => x.from_visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "orientation_steps",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    orientation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    side = table.Column<short>(type: "smallint", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    reason = table.Column<short>(type: "smallint", nullable: true),
                    outcome = table.Column<short>(type: "smallint", nullable: true),
                    proof = table.Column<short>(type: "smallint", nullable: true),
                    note = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orientation_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_orientation_steps_orientations_orientation_id",
                        column: x => x.orientation_id,
                        principalTable: "orientations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_orientation_steps_users_by_id",
                        column: x => x.by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "partner_links",
                columns: table => new
                {
                    orientation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_links", x => x.orientation_id);
                    table.ForeignKey(
                        name: "fk_partner_links_orientations_orientation_id",
                        column: x => x.orientation_id,
                        principalTable: "orientations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "orientation_clocks",
                columns: new[] { "state", "escalate_after", "remind_after" },
                columnTypes: new[] { "smallint", "smallint", "smallint" },
                values: new object[,]
                {
                    { (short)1, (short)5, (short)2 },
                    { (short)2, (short)10, (short)5 },
                    { (short)3, (short)5, (short)1 },
                    { (short)4, (short)7, (short)2 },
                    { (short)5, (short)16, (short)11 },
                    { (short)6, (short)31, (short)21 },
                    { (short)7, (short)8, (short)3 },
                    { (short)8, (short)8, (short)3 }
                });

            migrationBuilder.CreateIndex(
                name: "ux_messages_one_digest",
                table: "messages",
                columns: new[] { "professional_id", "day" },
                unique: true,
                filter: "professional_id IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_messages_about",
                table: "messages",
                sql: "(appointment_id IS NULL) = (kind = 6) AND (professional_id IS NULL) = (appointment_id IS NOT NULL) AND (day IS NULL) = (professional_id IS NULL)");

            migrationBuilder.CreateIndex(
                name: "ix_orientation_steps_by_id",
                table: "orientation_steps",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_orientation_steps_orientation_id_id",
                table: "orientation_steps",
                columns: new[] { "orientation_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orientations_appointment_id",
                table: "orientations",
                column: "appointment_id",
                filter: "appointment_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orientations_arrival_visit_id",
                table: "orientations",
                column: "arrival_visit_id",
                filter: "arrival_visit_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orientations_created_at",
                table: "orientations",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_orientations_escalates_on",
                table: "orientations",
                column: "escalates_on",
                filter: "escalates_on IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orientations_from_visit_id",
                table: "orientations",
                column: "from_visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_orientations_parent_id",
                table: "orientations",
                column: "parent_id",
                unique: true,
                filter: "parent_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orientations_partner_id",
                table: "orientations",
                column: "partner_id",
                filter: "partner_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orientations_sender_id_created_at",
                table: "orientations",
                columns: new[] { "sender_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orientations_sender_institution_id",
                table: "orientations",
                column: "sender_institution_id");

            migrationBuilder.CreateIndex(
                name: "ix_orientations_sender_site_id",
                table: "orientations",
                column: "sender_site_id");

            migrationBuilder.CreateIndex(
                name: "ix_orientations_target_institution_id",
                table: "orientations",
                column: "target_institution_id");

            migrationBuilder.CreateIndex(
                name: "ix_orientations_target_site_id_state",
                table: "orientations",
                columns: new[] { "target_site_id", "state" },
                filter: "target_site_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orientations_theme_id",
                table: "orientations",
                column: "theme_id");

            migrationBuilder.CreateIndex(
                name: "ix_orientations_visitor_id",
                table: "orientations",
                column: "visitor_id",
                filter: "visitor_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_orientations_open_code",
                table: "orientations",
                column: "code",
                unique: true,
                filter: "state < 9");

            migrationBuilder.CreateIndex(
                name: "ix_partner_links_token_hash",
                table: "partner_links",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partners_district_id",
                table: "partners",
                column: "district_id");

            migrationBuilder.CreateIndex(
                name: "ix_partners_producer_local_id",
                table: "partners",
                columns: new[] { "producer", "local_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partners_verified_by_id",
                table: "partners",
                column: "verified_by_id");

            migrationBuilder.AddForeignKey(
                name: "fk_messages_asp_net_users_professional_id",
                table: "messages",
                column: "professional_id",
                principalTable: "professionals",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            AddSql(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_messages_asp_net_users_professional_id",
                table: "messages");

            migrationBuilder.DropTable(
                name: "orientation_clocks");

            migrationBuilder.DropTable(
                name: "orientation_steps");

            migrationBuilder.DropTable(
                name: "partner_links");

            migrationBuilder.DropTable(
                name: "orientations");

            migrationBuilder.DropTable(
                name: "partners");

            migrationBuilder.DropIndex(
                name: "ux_messages_one_digest",
                table: "messages");

            migrationBuilder.DropCheckConstraint(
                name: "ck_messages_about",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "latitude",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "longitude",
                table: "sites");

            migrationBuilder.DropColumn(
                name: "day",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "professional_id",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "latitude",
                table: "districts");

            migrationBuilder.DropColumn(
                name: "longitude",
                table: "districts");

            migrationBuilder.AlterColumn<Guid>(
                name: "appointment_id",
                table: "messages",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
