using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace InclusionNumerique.Data.Migrations
{
    /// <inheritdoc />
    public partial class TrainingsAndWeek : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_messages_one_digest",
                table: "messages");

            migrationBuilder.DropCheckConstraint(
                name: "ck_messages_about",
                table: "messages");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "letter_stopped_at",
                table: "professionals",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "manager_id",
                table: "professionals",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "mission",
                table: "professionals",
                type: "smallint",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "newsletter_id",
                table: "messages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "stop_hash",
                table: "messages",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "training_session_id",
                table: "messages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_site_down",
                table: "failure_causes",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "activity_types",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    label = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activity_types", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "equipment_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    inventory_number = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_equipment_items", x => x.id);
                    table.CheckConstraint("ck_equipment_items_kind", "kind BETWEEN 1 AND 7 AND state BETWEEN 1 AND 5");
                    table.ForeignKey(
                        name: "fk_equipment_items_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "memos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    body = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    theme_id = table.Column<int>(type: "integer", nullable: true),
                    site_id = table.Column<int>(type: "integer", nullable: true),
                    pinned_until = table.Column<DateOnly>(type: "date", nullable: true),
                    is_for_letter = table.Column<bool>(type: "boolean", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    corrected_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    removed_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    search_text = table.Column<string>(type: "text", nullable: false, computedColumnSql: "plain_name(title || ' ' || body)", stored: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memos", x => x.id);
                    table.CheckConstraint("ck_memos_removed", "(removed_at IS NULL) = (removed_by_id IS NULL)");
                    table.ForeignKey(
                        name: "fk_memos_asp_net_users_removed_by_id",
                        column: x => x.removed_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_memos_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_memos_themes_theme_id",
                        column: x => x.theme_id,
                        principalTable: "themes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_memos_users_author_id",
                        column: x => x.author_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "newsletters",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    sections = table.Column<string>(type: "jsonb", nullable: false),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sent_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_newsletters", x => x.id);
                    table.CheckConstraint("ck_newsletters_month", "extract(day FROM month) = 1");
                    table.CheckConstraint("ck_newsletters_sent", "(sent_at IS NULL) = (sent_by_id IS NULL) AND (sent_at IS NULL) = (address IS NULL)");
                    table.ForeignKey(
                        name: "fk_newsletters_asp_net_users_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_newsletters_users_sent_by_id",
                        column: x => x.sent_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "training_modules",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_modules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workshops",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    aims = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    level = table.Column<short>(type: "smallint", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    capacity = table.Column<short>(type: "smallint", nullable: false),
                    material = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workshops", x => x.id);
                    table.CheckConstraint("ck_workshops_capacity", "capacity BETWEEN 1 AND 60 AND level BETWEEN 1 AND 3");
                    table.ForeignKey(
                        name: "fk_workshops_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "activities",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    professional_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type_id = table.Column<int>(type: "integer", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_activities", x => x.id);
                    table.CheckConstraint("ck_activities_period", "ended_at > started_at AND ended_at <= started_at + interval '12 hours'");
                    table.ForeignKey(
                        name: "fk_activities_activity_types_type_id",
                        column: x => x.type_id,
                        principalTable: "activity_types",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_activities_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_activities_users_professional_id",
                        column: x => x.professional_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: true),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    equipment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation_id = table.Column<int>(type: "integer", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_blocking = table.Column<bool>(type: "boolean", nullable: false),
                    told_to = table.Column<short>(type: "smallint", nullable: false),
                    solved_by = table.Column<short>(type: "smallint", nullable: true),
                    minutes_lost = table.Column<int>(type: "integer", nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    reported_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reported_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_incidents", x => x.id);
                    table.CheckConstraint("ck_incidents_end", "ended_at >= started_at AND (ended_at IS NULL) = (solved_by IS NULL) AND solved_by BETWEEN 1 AND 4");
                    table.CheckConstraint("ck_incidents_kind", "kind BETWEEN 1 AND 6 AND told_to BETWEEN 1 AND 4 AND (kind = 5) = (organisation_id IS NOT NULL) AND (kind = 5 OR site_id IS NOT NULL)");
                    table.CheckConstraint("ck_incidents_minutes", "minutes_lost BETWEEN 0 AND 10000");
                    table.ForeignKey(
                        name: "fk_incidents_asp_net_users_reported_by_id",
                        column: x => x.reported_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_incidents_equipment_items_equipment_id",
                        column: x => x.equipment_id,
                        principalTable: "equipment_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_incidents_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_incidents_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "memo_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    memo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    place = table.Column<short>(type: "smallint", nullable: false),
                    name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memo_files", x => x.id);
                    table.CheckConstraint("ck_memo_files_place", "place BETWEEN 0 AND 4");
                    table.CheckConstraint("ck_memo_files_size", "size = octet_length(content) AND size BETWEEN 1 AND 5242880");
                    table.ForeignKey(
                        name: "fk_memo_files_memos_memo_id",
                        column: x => x.memo_id,
                        principalTable: "memos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "memo_readings",
                columns: table => new
                {
                    memo_id = table.Column<Guid>(type: "uuid", nullable: false),
                    professional_id = table.Column<Guid>(type: "uuid", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memo_readings", x => new { x.memo_id, x.professional_id });
                    table.ForeignKey(
                        name: "fk_memo_readings_memos_memo_id",
                        column: x => x.memo_id,
                        principalTable: "memos",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_memo_readings_users_professional_id",
                        column: x => x.professional_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_items",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    module_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_retired = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_training_items_training_modules_module_id",
                        column: x => x.module_id,
                        principalTable: "training_modules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    module_id = table.Column<int>(type: "integer", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    room = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    external_trainer = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    capacity = table.Column<short>(type: "smallint", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sequence = table.Column<int>(type: "integer", nullable: false),
                    answer_code = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_sessions", x => x.id);
                    table.CheckConstraint("ck_training_sessions_limits", "capacity BETWEEN 1 AND 200 AND starts_at < ends_at AND (state = 2) = (reason IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_training_sessions_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_training_sessions_training_modules_module_id",
                        column: x => x.module_id,
                        principalTable: "training_modules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "training_versions",
                columns: table => new
                {
                    module_id = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    aims = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    minutes = table.Column<short>(type: "smallint", nullable: false),
                    capacity = table.Column<short>(type: "smallint", nullable: false),
                    prerequisites = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    material = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_versions", x => new { x.module_id, x.valid_from });
                    table.CheckConstraint("ck_training_versions_limits", "minutes BETWEEN 15 AND 2400 AND capacity BETWEEN 1 AND 200");
                    table.ForeignKey(
                        name: "fk_training_versions_training_modules_module_id",
                        column: x => x.module_id,
                        principalTable: "training_modules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workshop_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    workshop_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    room = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false, computedColumnSql: "(starts_at AT TIME ZONE 'Europe/Paris')::date", stored: true),
                    capacity = table.Column<short>(type: "smallint", nullable: true),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    cancel_reason = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    headcount = table.Column<short>(type: "smallint", nullable: true),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workshop_sessions", x => x.id);
                    table.CheckConstraint("ck_workshop_sessions_capacity", "capacity BETWEEN 1 AND 60");
                    table.CheckConstraint("ck_workshop_sessions_headcount", "(kind <> 1 AND state = 2) = (headcount IS NOT NULL) AND headcount BETWEEN 0 AND 500");
                    table.CheckConstraint("ck_workshop_sessions_kind", "kind BETWEEN 1 AND 4 AND (kind = 1) = (workshop_id IS NOT NULL) AND (kind = 1) = (title IS NULL) AND (kind = 1) = (capacity IS NOT NULL)");
                    table.CheckConstraint("ck_workshop_sessions_period", "starts_at < ends_at AND ends_at - starts_at <= interval '12 hours'");
                    table.CheckConstraint("ck_workshop_sessions_state", "state BETWEEN 1 AND 3 AND (state = 3) = (cancel_reason IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_workshop_sessions_professionals_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_workshop_sessions_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_workshop_sessions_workshops_workshop_id",
                        column: x => x.workshop_id,
                        principalTable: "workshops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workshop_themes",
                columns: table => new
                {
                    themes_id = table.Column<int>(type: "integer", nullable: false),
                    workshop_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workshop_themes", x => new { x.themes_id, x.workshop_id });
                    table.ForeignKey(
                        name: "fk_workshop_themes_themes_themes_id",
                        column: x => x.themes_id,
                        principalTable: "themes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_workshop_themes_workshops_workshop_id",
                        column: x => x.workshop_id,
                        principalTable: "workshops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "equipment_loans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    equipment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    returned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    borrower_id = table.Column<Guid>(type: "uuid", nullable: true),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    label = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    training_session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_equipment_loans", x => x.id);
                    table.CheckConstraint("ck_equipment_loans_borrower", "num_nonnulls(borrower_id, visitor_id, label) <= 1");
                    table.CheckConstraint("ck_equipment_loans_period", "starts_at < ends_at AND state BETWEEN 1 AND 4 AND (state = 3) = (returned_at IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_equipment_loans_asp_net_users_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_equipment_loans_equipment_items_equipment_id",
                        column: x => x.equipment_id,
                        principalTable: "equipment_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_equipment_loans_training_sessions_training_session_id",
                        column: x => x.training_session_id,
                        principalTable: "training_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_equipment_loans_users_borrower_id",
                        column: x => x.borrower_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_equipment_loans_visitors_visitor_id",
                        column: x => x.visitor_id,
                        principalTable: "visitors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "training_invitations",
                columns: table => new
                {
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    professional_id = table.Column<Guid>(type: "uuid", nullable: false),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    why = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_compulsory = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_invitations", x => new { x.session_id, x.professional_id });
                    table.ForeignKey(
                        name: "fk_training_invitations_training_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "training_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_training_invitations_users_professional_id",
                        column: x => x.professional_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_parts",
                columns: table => new
                {
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_parts", x => new { x.session_id, x.position });
                    table.CheckConstraint("ck_training_parts_period", "starts_at < ends_at");
                    table.ForeignKey(
                        name: "fk_training_parts_training_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "training_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_registrations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    professional_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    seat = table.Column<short>(type: "smallint", nullable: true),
                    rank = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    registered_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    promoted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_registrations", x => x.id);
                    table.CheckConstraint("ck_training_registrations_state", "(state = 1) = (seat IS NOT NULL) AND (state = 3) = (cancelled_at IS NOT NULL)");
                    table.ForeignKey(
                        name: "fk_training_registrations_professionals_registered_by_id",
                        column: x => x.registered_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_training_registrations_training_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "training_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_training_registrations_users_professional_id",
                        column: x => x.professional_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "training_sheets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    moment = table.Column<short>(type: "smallint", nullable: false),
                    pair_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    mission = table.Column<short>(type: "smallint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_sheets", x => x.id);
                    table.ForeignKey(
                        name: "fk_training_sheets_training_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "training_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_trainers",
                columns: table => new
                {
                    trainers_id = table.Column<Guid>(type: "uuid", nullable: false),
                    training_session_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_trainers", x => new { x.trainers_id, x.training_session_id });
                    table.ForeignKey(
                        name: "fk_training_trainers_professionals_trainers_id",
                        column: x => x.trainers_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_training_trainers_training_sessions_training_session_id",
                        column: x => x.training_session_id,
                        principalTable: "training_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_audiences",
                columns: table => new
                {
                    module_id = table.Column<int>(type: "integer", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    missions = table.Column<short[]>(type: "smallint[]", nullable: false),
                    institution_ids = table.Column<List<int>>(type: "integer[]", nullable: false),
                    site_ids = table.Column<List<int>>(type: "integer[]", nullable: false),
                    is_compulsory = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_audiences", x => new { x.module_id, x.valid_from, x.position });
                    table.ForeignKey(
                        name: "fk_training_audiences_training_versions_module_id_valid_from",
                        columns: x => new { x.module_id, x.valid_from },
                        principalTable: "training_versions",
                        principalColumns: new[] { "module_id", "valid_from" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workshop_places",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<short>(type: "smallint", nullable: false),
                    seat = table.Column<short>(type: "smallint", nullable: true),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    label = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    is_walk_in = table.Column<bool>(type: "boolean", nullable: false),
                    registered_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    promoted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    attendance = table.Column<short>(type: "smallint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workshop_places", x => x.id);
                    table.CheckConstraint("ck_workshop_places_attendance", "attendance BETWEEN 1 AND 2 AND (attendance IS NULL OR cancelled_at IS NULL)");
                    table.CheckConstraint("ck_workshop_places_seat", "number >= 1 AND seat >= 1 AND (seat IS NULL OR (cancelled_at IS NULL AND NOT is_walk_in))");
                    table.ForeignKey(
                        name: "fk_workshop_places_users_registered_by_id",
                        column: x => x.registered_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_workshop_places_visitors_visitor_id",
                        column: x => x.visitor_id,
                        principalTable: "visitors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_workshop_places_visits_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_workshop_places_workshop_sessions_session_id",
                        column: x => x.session_id,
                        principalTable: "workshop_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workshop_session_mediators",
                columns: table => new
                {
                    mediators_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workshop_session_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workshop_session_mediators", x => new { x.mediators_id, x.workshop_session_id });
                    table.ForeignKey(
                        name: "fk_workshop_session_mediators_professionals_mediators_id",
                        column: x => x.mediators_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_workshop_session_mediators_workshop_sessions_workshop_sessi",
                        column: x => x.workshop_session_id,
                        principalTable: "workshop_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workshop_session_partners",
                columns: table => new
                {
                    partners_id = table.Column<Guid>(type: "uuid", nullable: false),
                    workshop_session_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workshop_session_partners", x => new { x.partners_id, x.workshop_session_id });
                    table.ForeignKey(
                        name: "fk_workshop_session_partners_partners_partners_id",
                        column: x => x.partners_id,
                        principalTable: "partners",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_workshop_session_partners_workshop_sessions_workshop_sessio",
                        column: x => x.workshop_session_id,
                        principalTable: "workshop_sessions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_attendances",
                columns: table => new
                {
                    registration_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    is_present = table.Column<bool>(type: "boolean", nullable: false),
                    noted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    noted_by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_attendances", x => new { x.registration_id, x.position });
                    table.ForeignKey(
                        name: "fk_training_attendances_professionals_noted_by_id",
                        column: x => x.noted_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_training_attendances_training_registrations_registration_id",
                        column: x => x.registration_id,
                        principalTable: "training_registrations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "training_ratings",
                columns: table => new
                {
                    sheet_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<int>(type: "integer", nullable: false),
                    value = table.Column<short>(type: "smallint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_ratings", x => new { x.sheet_id, x.item_id });
                    table.CheckConstraint("ck_training_ratings_scale", "value BETWEEN 1 AND 8");
                    table.ForeignKey(
                        name: "fk_training_ratings_training_items_item_id",
                        column: x => x.item_id,
                        principalTable: "training_items",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_training_ratings_training_sheets_sheet_id",
                        column: x => x.sheet_id,
                        principalTable: "training_sheets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_professionals_manager_id",
                table: "professionals",
                column: "manager_id");

            migrationBuilder.CreateIndex(
                name: "ix_messages_stop_hash",
                table: "messages",
                column: "stop_hash",
                unique: true,
                filter: "stop_hash IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_messages_one_digest",
                table: "messages",
                columns: new[] { "professional_id", "day" },
                unique: true,
                filter: "day IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_messages_one_letter",
                table: "messages",
                columns: new[] { "newsletter_id", "professional_id" },
                unique: true,
                filter: "newsletter_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_messages_training_once",
                table: "messages",
                columns: new[] { "training_session_id", "professional_id", "kind", "sequence" },
                unique: true,
                filter: "training_session_id IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_messages_about",
                table: "messages",
                sql: "(appointment_id IS NOT NULL) = (kind < 6) AND (professional_id IS NULL) = (appointment_id IS NOT NULL) AND (day IS NOT NULL) = (kind = 6) AND (newsletter_id IS NOT NULL) = (kind = 7) AND (training_session_id IS NOT NULL) = (kind >= 10)");

            migrationBuilder.CreateIndex(
                name: "ix_activities_site_id",
                table: "activities",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_activities_started_at",
                table: "activities",
                column: "started_at",
                filter: "removed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_activities_type_id",
                table: "activities",
                column: "type_id");

            migrationBuilder.CreateIndex(
                name: "ux_activities_one_timer",
                table: "activities",
                column: "professional_id",
                unique: true,
                filter: "ended_at IS NULL AND removed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_activity_types_label",
                table: "activity_types",
                column: "label",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_equipment_items_inventory_number",
                table: "equipment_items",
                column: "inventory_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_equipment_items_site_id",
                table: "equipment_items",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_equipment_loans_borrower_id",
                table: "equipment_loans",
                column: "borrower_id");

            migrationBuilder.CreateIndex(
                name: "ix_equipment_loans_created_by_id",
                table: "equipment_loans",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_equipment_loans_equipment_id_starts_at",
                table: "equipment_loans",
                columns: new[] { "equipment_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_equipment_loans_training_session_id",
                table: "equipment_loans",
                column: "training_session_id");

            migrationBuilder.CreateIndex(
                name: "ix_equipment_loans_visitor_id",
                table: "equipment_loans",
                column: "visitor_id");

            migrationBuilder.CreateIndex(
                name: "ux_equipment_loans_one_out",
                table: "equipment_loans",
                column: "equipment_id",
                unique: true,
                filter: "state = 2");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_equipment_id",
                table: "incidents",
                column: "equipment_id");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_reported_by_id",
                table: "incidents",
                column: "reported_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_site_id",
                table: "incidents",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_incidents_started_at",
                table: "incidents",
                column: "started_at",
                filter: "removed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_incidents_one_outage",
                table: "incidents",
                column: "organisation_id",
                unique: true,
                filter: "organisation_id IS NOT NULL AND ended_at IS NULL AND removed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_memo_files_memo_id_place",
                table: "memo_files",
                columns: new[] { "memo_id", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_memo_readings_professional_id",
                table: "memo_readings",
                column: "professional_id");

            migrationBuilder.CreateIndex(
                name: "ix_memos_author_id",
                table: "memos",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_memos_created_at",
                table: "memos",
                column: "created_at",
                filter: "removed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_memos_removed_by_id",
                table: "memos",
                column: "removed_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_memos_site_id",
                table: "memos",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_memos_theme_id",
                table: "memos",
                column: "theme_id");

            migrationBuilder.CreateIndex(
                name: "ix_newsletters_created_by_id",
                table: "newsletters",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_newsletters_month",
                table: "newsletters",
                column: "month",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_newsletters_sent_by_id",
                table: "newsletters",
                column: "sent_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_attendances_noted_by_id",
                table: "training_attendances",
                column: "noted_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_invitations_professional_id",
                table: "training_invitations",
                column: "professional_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_items_module_id",
                table: "training_items",
                column: "module_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_modules_name",
                table: "training_modules",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_training_ratings_item_id",
                table: "training_ratings",
                column: "item_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_registrations_professional_id",
                table: "training_registrations",
                column: "professional_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_registrations_registered_by_id",
                table: "training_registrations",
                column: "registered_by_id");

            migrationBuilder.CreateIndex(
                name: "ux_training_registrations_once",
                table: "training_registrations",
                columns: new[] { "session_id", "professional_id" },
                unique: true,
                filter: "state <> 3");

            migrationBuilder.CreateIndex(
                name: "ux_training_registrations_seat",
                table: "training_registrations",
                columns: new[] { "session_id", "seat" },
                unique: true,
                filter: "seat IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_training_sessions_answer_code",
                table: "training_sessions",
                column: "answer_code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_training_sessions_module_id",
                table: "training_sessions",
                column: "module_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_sessions_site_id",
                table: "training_sessions",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_sessions_starts_at",
                table: "training_sessions",
                column: "starts_at");

            migrationBuilder.CreateIndex(
                name: "ix_training_sheets_session_id_moment_pair_hash",
                table: "training_sheets",
                columns: new[] { "session_id", "moment", "pair_hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_training_trainers_training_session_id",
                table: "training_trainers",
                column: "training_session_id");

            migrationBuilder.CreateIndex(
                name: "ix_workshop_places_registered_by_id",
                table: "workshop_places",
                column: "registered_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_workshop_places_session_id_number",
                table: "workshop_places",
                columns: new[] { "session_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workshop_places_session_id_seat",
                table: "workshop_places",
                columns: new[] { "session_id", "seat" },
                unique: true,
                filter: "seat IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workshop_places_session_id_visitor_id",
                table: "workshop_places",
                columns: new[] { "session_id", "visitor_id" },
                unique: true,
                filter: "visitor_id IS NOT NULL AND cancelled_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workshop_places_visit_id",
                table: "workshop_places",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_workshop_places_visitor_id",
                table: "workshop_places",
                column: "visitor_id");

            migrationBuilder.CreateIndex(
                name: "ix_workshop_session_mediators_workshop_session_id",
                table: "workshop_session_mediators",
                column: "workshop_session_id");

            migrationBuilder.CreateIndex(
                name: "ix_workshop_session_partners_workshop_session_id",
                table: "workshop_session_partners",
                column: "workshop_session_id");

            migrationBuilder.CreateIndex(
                name: "ix_workshop_sessions_created_by_id",
                table: "workshop_sessions",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_workshop_sessions_site_id_day",
                table: "workshop_sessions",
                columns: new[] { "site_id", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_workshop_sessions_starts_at",
                table: "workshop_sessions",
                column: "starts_at");

            migrationBuilder.CreateIndex(
                name: "ix_workshop_sessions_workshop_id",
                table: "workshop_sessions",
                column: "workshop_id");

            migrationBuilder.CreateIndex(
                name: "ix_workshop_themes_workshop_id",
                table: "workshop_themes",
                column: "workshop_id");

            migrationBuilder.CreateIndex(
                name: "ix_workshops_site_id_name",
                table: "workshops",
                columns: new[] { "site_id", "name" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_messages_newsletters_newsletter_id",
                table: "messages",
                column: "newsletter_id",
                principalTable: "newsletters",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_messages_training_sessions_training_session_id",
                table: "messages",
                column: "training_session_id",
                principalTable: "training_sessions",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);

            migrationBuilder.AddForeignKey(
                name: "fk_professionals_professionals_manager_id",
                table: "professionals",
                column: "manager_id",
                principalTable: "professionals",
                principalColumn: "id",
                onDelete: ReferentialAction.SetNull);

            TrainingsSql.Add(migrationBuilder);
            WorkshopsSql.Add(migrationBuilder);
            MemosSql.Add(migrationBuilder);
            NewslettersSql.Add(migrationBuilder);
            MediatorWeekSql.Add(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {

            migrationBuilder.DropForeignKey(
                name: "fk_messages_newsletters_newsletter_id",
                table: "messages");

            migrationBuilder.DropForeignKey(
                name: "fk_messages_training_sessions_training_session_id",
                table: "messages");

            migrationBuilder.DropForeignKey(
                name: "fk_professionals_professionals_manager_id",
                table: "professionals");

            migrationBuilder.DropTable(
                name: "activities");

            migrationBuilder.DropTable(
                name: "equipment_loans");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "memo_files");

            migrationBuilder.DropTable(
                name: "memo_readings");

            migrationBuilder.DropTable(
                name: "newsletters");

            migrationBuilder.DropTable(
                name: "training_attendances");

            migrationBuilder.DropTable(
                name: "training_audiences");

            migrationBuilder.DropTable(
                name: "training_invitations");

            migrationBuilder.DropTable(
                name: "training_parts");

            migrationBuilder.DropTable(
                name: "training_ratings");

            migrationBuilder.DropTable(
                name: "training_trainers");

            migrationBuilder.DropTable(
                name: "workshop_places");

            migrationBuilder.DropTable(
                name: "workshop_session_mediators");

            migrationBuilder.DropTable(
                name: "workshop_session_partners");

            migrationBuilder.DropTable(
                name: "workshop_themes");

            migrationBuilder.DropTable(
                name: "activity_types");

            migrationBuilder.DropTable(
                name: "equipment_items");

            migrationBuilder.DropTable(
                name: "memos");

            migrationBuilder.DropTable(
                name: "training_registrations");

            migrationBuilder.DropTable(
                name: "training_versions");

            migrationBuilder.DropTable(
                name: "training_items");

            migrationBuilder.DropTable(
                name: "training_sheets");

            migrationBuilder.DropTable(
                name: "workshop_sessions");

            migrationBuilder.DropTable(
                name: "training_sessions");

            migrationBuilder.DropTable(
                name: "workshops");

            migrationBuilder.DropTable(
                name: "training_modules");

            migrationBuilder.DropIndex(
                name: "ix_professionals_manager_id",
                table: "professionals");

            migrationBuilder.DropIndex(
                name: "ix_messages_stop_hash",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ux_messages_one_digest",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ux_messages_one_letter",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ux_messages_training_once",
                table: "messages");

            migrationBuilder.DropCheckConstraint(
                name: "ck_messages_about",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "letter_stopped_at",
                table: "professionals");

            migrationBuilder.DropColumn(
                name: "manager_id",
                table: "professionals");

            migrationBuilder.DropColumn(
                name: "mission",
                table: "professionals");

            migrationBuilder.DropColumn(
                name: "newsletter_id",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "stop_hash",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "training_session_id",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "is_site_down",
                table: "failure_causes");

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

            migrationBuilder.Sql("DROP FUNCTION tell_desks_of_outage, workshop_seat_fits, workshop_capacity_holds, keep_sent_newsletter, keep_training_capacity, check_training_seat, training_concerned;");
        }
    }
}
