using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace InclusionNumerique.Data.Migrations
{
    /// <inheritdoc />
    public partial class LivingDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_visits_state",
                table: "visits");

            migrationBuilder.AddColumn<short>(
                name: "calls",
                table: "visits",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "eligible_at",
                table: "visits",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "mediator_id",
                table: "visits",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "number",
                table: "visits",
                type: "smallint",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "priority",
                table: "visits",
                type: "smallint",
                nullable: false,
                defaultValue: (short)3);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "seen_at",
                table: "visits",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "state_since",
                table: "visits",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "urgent_reason",
                table: "visits",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "visitor_id",
                table: "visits",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "wanted_mediator_id",
                table: "visits",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "assessment_grids",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    inclusion_from = table.Column<short>(type: "smallint", nullable: false),
                    skills_from = table.Column<short>(type: "smallint", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessment_grids", x => x.id);
                    table.CheckConstraint("ck_assessment_grids_levels", "0 < inclusion_from AND inclusion_from < skills_from AND skills_from <= 100");
                    table.ForeignKey(
                        name: "fk_assessment_grids_professionals_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "presences",
                columns: table => new
                {
                    professional_id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    until = table.Column<TimeOnly>(type: "time without time zone", nullable: true),
                    place = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_presences", x => new { x.site_id, x.day, x.professional_id });
                    table.ForeignKey(
                        name: "fk_presences_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_presences_users_professional_id",
                        column: x => x.professional_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "triage_rules",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    need = table.Column<short>(type: "smallint", nullable: true),
                    urgency = table.Column<short>(type: "smallint", nullable: true),
                    autonomy = table.Column<short>(type: "smallint", nullable: true),
                    advice = table.Column<short>(type: "smallint", nullable: false),
                    because = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_triage_rules", x => x.id);
                    table.CheckConstraint("ck_triage_rules_kiosk", "advice BETWEEN 1 AND 5 AND (advice <> 1 OR autonomy IS NOT DISTINCT FROM 3)");
                });

            migrationBuilder.CreateTable(
                name: "visit_steps",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<short>(type: "smallint", nullable: true),
                    priority = table.Column<short>(type: "smallint", nullable: false),
                    urgent_reason = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    calls = table.Column<short>(type: "smallint", nullable: false),
                    mediator_id = table.Column<Guid>(type: "uuid", nullable: true),
                    wanted_mediator_id = table.Column<Guid>(type: "uuid", nullable: true),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visit_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_visit_steps_visits_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "visitors",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    institution_id = table.Column<int>(type: "integer", nullable: true),
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    code = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: false),
                    needs = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    language_id = table.Column<int>(type: "integer", nullable: true),
                    preferred_mediator_id = table.Column<Guid>(type: "uuid", nullable: true),
                    consent_version = table.Column<short>(type: "smallint", nullable: false),
                    consent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    consent_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    is_shared = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_visitors", x => x.id);
                    table.ForeignKey(
                        name: "fk_visitors_institutions_institution_id",
                        column: x => x.institution_id,
                        principalTable: "institutions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visitors_languages_language_id",
                        column: x => x.language_id,
                        principalTable: "languages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visitors_professionals_consent_by_id",
                        column: x => x.consent_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visitors_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visitors_users_preferred_mediator_id",
                        column: x => x.preferred_mediator_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_visitors_visitors_merged_into_id",
                        column: x => x.merged_into_id,
                        principalTable: "visitors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "workstations",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    site_id = table.Column<int>(type: "integer", nullable: false),
                    label = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    is_accessible = table.Column<bool>(type: "boolean", nullable: false),
                    is_active = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workstations", x => x.id);
                    table.ForeignKey(
                        name: "fk_workstations_sites_site_id",
                        column: x => x.site_id,
                        principalTable: "sites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "grid_question",
                columns: table => new
                {
                    grid_id = table.Column<int>(type: "integer", nullable: false),
                    position = table.Column<short>(type: "smallint", nullable: false),
                    text = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    area = table.Column<short>(type: "smallint", nullable: false),
                    is_for_kiosk = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grid_question", x => new { x.grid_id, x.position });
                    table.CheckConstraint("ck_grid_questions_position", "position BETWEEN 0 AND 9");
                    table.ForeignKey(
                        name: "fk_grid_question_assessment_grids_grid_id",
                        column: x => x.grid_id,
                        principalTable: "assessment_grids",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "triages",
                columns: table => new
                {
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    need = table.Column<short>(type: "smallint", nullable: true),
                    urgency = table.Column<short>(type: "smallint", nullable: true),
                    autonomy = table.Column<short>(type: "smallint", nullable: true),
                    theme_id = table.Column<int>(type: "integer", nullable: true),
                    advice = table.Column<short>(type: "smallint", nullable: false),
                    rule_id = table.Column<int>(type: "integer", nullable: true),
                    decision = table.Column<short>(type: "smallint", nullable: false),
                    reason = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    papers = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_triages", x => x.visit_id);
                    table.CheckConstraint("ck_triages_kiosk", "decision <> 1 OR autonomy IS NOT DISTINCT FROM 3");
                    table.CheckConstraint("ck_triages_reason", "decision = advice OR reason IS NOT NULL");
                    table.CheckConstraint("ck_triages_values", "need BETWEEN 1 AND 4 AND urgency BETWEEN 1 AND 3 AND advice BETWEEN 1 AND 5 AND decision BETWEEN 1 AND 5");
                    table.ForeignKey(
                        name: "fk_triages_themes_theme_id",
                        column: x => x.theme_id,
                        principalTable: "themes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_triages_triage_rules_rule_id",
                        column: x => x.rule_id,
                        principalTable: "triage_rules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_triages_visits_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "assessments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grid_id = table.Column<int>(type: "integer", nullable: false),
                    answers = table.Column<short[]>(type: "smallint[]", nullable: false),
                    score = table.Column<short>(type: "smallint", nullable: false),
                    level = table.Column<short>(type: "smallint", nullable: false),
                    is_kiosk_alone = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assessments", x => x.id);
                    table.CheckConstraint("ck_assessments_score", "score BETWEEN 0 AND 100 AND level BETWEEN 1 AND 3");
                    table.ForeignKey(
                        name: "fk_assessments_assessment_grids_grid_id",
                        column: x => x.grid_id,
                        principalTable: "assessment_grids",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessments_users_by_id",
                        column: x => x.by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_assessments_visitors_visitor_id",
                        column: x => x.visitor_id,
                        principalTable: "visitors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "follow_ups",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<short>(type: "smallint", nullable: false),
                    text = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    assigned_to_id = table.Column<Guid>(type: "uuid", nullable: true),
                    created_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_by_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_follow_ups", x => x.id);
                    table.ForeignKey(
                        name: "fk_follow_ups_professionals_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_follow_ups_users_assigned_to_id",
                        column: x => x.assigned_to_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_follow_ups_users_done_by_id",
                        column: x => x.done_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_follow_ups_visitors_visitor_id",
                        column: x => x.visitor_id,
                        principalTable: "visitors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rights_checkups",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    visitor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_rights_checkups", x => x.id);
                    table.ForeignKey(
                        name: "fk_rights_checkups_users_by_id",
                        column: x => x.by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_rights_checkups_visitors_visitor_id",
                        column: x => x.visitor_id,
                        principalTable: "visitors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "workstation_uses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    workstation_id = table.Column<int>(type: "integer", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    is_signed_out = table.Column<bool>(type: "boolean", nullable: false),
                    is_emptied = table.Column<bool>(type: "boolean", nullable: false),
                    are_papers_taken = table.Column<bool>(type: "boolean", nullable: false),
                    unchecked_reason = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workstation_uses", x => x.id);
                    table.CheckConstraint("ck_workstation_uses_checks", "ended_at IS NULL OR unchecked_reason IS NOT NULL OR (is_signed_out AND is_emptied AND are_papers_taken)");
                    table.ForeignKey(
                        name: "fk_workstation_uses_professionals_ended_by_id",
                        column: x => x.ended_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_workstation_uses_professionals_started_by_id",
                        column: x => x.started_by_id,
                        principalTable: "professionals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_workstation_uses_visits_visit_id",
                        column: x => x.visit_id,
                        principalTable: "visits",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "fk_workstation_uses_workstations_workstation_id",
                        column: x => x.workstation_id,
                        principalTable: "workstations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_visits_site_id_day_number",
                table: "visits",
                columns: new[] { "site_id", "day", "number" },
                unique: true,
                filter: "number IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_visits_site_id_state_eligible_at",
                table: "visits",
                columns: new[] { "site_id", "state", "eligible_at" },
                filter: "state IN (1, 4, 5, 6, 7) AND removed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_visits_visitor_id_arrived_at",
                table: "visits",
                columns: new[] { "visitor_id", "arrived_at" },
                filter: "visitor_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_visits_wanted_mediator_id",
                table: "visits",
                column: "wanted_mediator_id",
                filter: "wanted_mediator_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ux_visits_one_per_mediator",
                table: "visits",
                column: "mediator_id",
                unique: true,
                filter: "state IN (4, 5) AND removed_at IS NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_visits_mediator",
                table: "visits",
                sql: "state NOT IN (4, 5, 6) OR mediator_id IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_visits_state",
                table: "visits",
                sql: "state BETWEEN 1 AND 9 AND origin BETWEEN 1 AND 4 AND priority BETWEEN 1 AND 3");

            migrationBuilder.AddCheckConstraint(
                name: "ck_visits_urgent",
                table: "visits",
                sql: "priority <> 1 OR urgent_reason IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_assessment_grids_created_by_id",
                table: "assessment_grids",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessments_by_id",
                table: "assessments",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessments_grid_id",
                table: "assessments",
                column: "grid_id");

            migrationBuilder.CreateIndex(
                name: "ix_assessments_visitor_id_at",
                table: "assessments",
                columns: new[] { "visitor_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_assigned_to_id",
                table: "follow_ups",
                column: "assigned_to_id");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_created_by_id",
                table: "follow_ups",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_done_by_id",
                table: "follow_ups",
                column: "done_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_due_on",
                table: "follow_ups",
                column: "due_on",
                filter: "done_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_follow_ups_visitor_id",
                table: "follow_ups",
                column: "visitor_id");

            migrationBuilder.CreateIndex(
                name: "ix_presences_professional_id",
                table: "presences",
                column: "professional_id");

            migrationBuilder.CreateIndex(
                name: "ix_rights_checkups_by_id",
                table: "rights_checkups",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_rights_checkups_visitor_id_at",
                table: "rights_checkups",
                columns: new[] { "visitor_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_triages_rule_id",
                table: "triages",
                column: "rule_id");

            migrationBuilder.CreateIndex(
                name: "ix_triages_theme_id",
                table: "triages",
                column: "theme_id");

            migrationBuilder.CreateIndex(
                name: "ix_visit_steps_visit_id_id",
                table: "visit_steps",
                columns: new[] { "visit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_visitors_code",
                table: "visitors",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_visitors_consent_by_id",
                table: "visitors",
                column: "consent_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_visitors_institution_id",
                table: "visitors",
                column: "institution_id");

            migrationBuilder.CreateIndex(
                name: "ix_visitors_language_id",
                table: "visitors",
                column: "language_id");

            migrationBuilder.CreateIndex(
                name: "ix_visitors_merged_into_id",
                table: "visitors",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_visitors_preferred_mediator_id",
                table: "visitors",
                column: "preferred_mediator_id");

            migrationBuilder.CreateIndex(
                name: "ix_visitors_site_id",
                table: "visitors",
                column: "site_id");

            migrationBuilder.CreateIndex(
                name: "ix_workstation_uses_ended_by_id",
                table: "workstation_uses",
                column: "ended_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_workstation_uses_started_by_id",
                table: "workstation_uses",
                column: "started_by_id");

            migrationBuilder.CreateIndex(
                name: "ix_workstation_uses_visit_id",
                table: "workstation_uses",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "ix_workstation_uses_workstation_id_started_at",
                table: "workstation_uses",
                columns: new[] { "workstation_id", "started_at" });

            migrationBuilder.CreateIndex(
                name: "ux_workstation_uses_one_at_a_time",
                table: "workstation_uses",
                column: "workstation_id",
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workstations_site_id_label",
                table: "workstations",
                columns: new[] { "site_id", "label" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_visits_professionals_mediator_id",
                table: "visits",
                column: "mediator_id",
                principalTable: "professionals",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_visits_professionals_wanted_mediator_id",
                table: "visits",
                column: "wanted_mediator_id",
                principalTable: "professionals",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_visits_visitors_visitor_id",
                table: "visits",
                column: "visitor_id",
                principalTable: "visitors",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            // The next number of a day at a site: taken under a row lock, so that two arrivals never share one.
            migrationBuilder.Sql("""
                CREATE TABLE queue_counters (site_id integer NOT NULL REFERENCES sites (id) ON DELETE RESTRICT, day date NOT NULL, last smallint NOT NULL, PRIMARY KEY (site_id, day));
                """);

            // Who is called first, said once for the board and for the call: an appointment not yet due comes last, a walk-in who waits for 45 minutes counts as one that is due.
            migrationBuilder.Sql("""
                CREATE FUNCTION queue_rank(priority smallint, eligible_at timestamptz, now timestamptz) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                    SELECT CASE WHEN eligible_at > now THEN 4 WHEN priority = 3 AND eligible_at <= now - interval '45 minutes' THEN 2 ELSE priority END $$;
                """);

            // People noted as waiting before there was a queue: their wait ended when their first session started.
            migrationBuilder.Sql("""
                UPDATE visits SET eligible_at = arrived_at, state_since = arrived_at WHERE state = 1;
                UPDATE visits v SET eligible_at = arrived_at, state_since = s.started_at, seen_at = s.started_at
                FROM (SELECT visit_id, min(started_at) AS started_at, min(recorded_at) AS recorded_at FROM sessions WHERE removed_at IS NULL GROUP BY visit_id) s
                WHERE s.visit_id = v.id AND v.state = 2 AND v.recorded_at < s.recorded_at AND s.started_at >= v.arrived_at;
                """);

            // Every screen of a site is told of what changes there; the message holds the site alone. Imports of older days tell nobody.
            migrationBuilder.Sql("""
                CREATE FUNCTION tell_desk() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_notify('desk', NEW.site_id::text);
                    IF TG_OP = 'UPDATE' AND OLD.site_id <> NEW.site_id THEN
                        PERFORM pg_notify('desk', OLD.site_id::text);
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE FUNCTION tell_desk_of_workstation() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    PERFORM pg_notify('desk', site_id::text) FROM workstations WHERE id = NEW.workstation_id;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER visits_tell_desk AFTER INSERT OR UPDATE ON visits
                    FOR EACH ROW WHEN (NEW.arrived_at > now() - interval '36 hours') EXECUTE FUNCTION tell_desk();
                CREATE TRIGGER presences_tell_desk AFTER INSERT OR UPDATE ON presences FOR EACH ROW EXECUTE FUNCTION tell_desk();
                CREATE TRIGGER workstations_tell_desk AFTER INSERT OR UPDATE ON workstations FOR EACH ROW EXECUTE FUNCTION tell_desk();
                CREATE TRIGGER workstation_uses_tell_desk AFTER INSERT OR UPDATE ON workstation_uses FOR EACH ROW EXECUTE FUNCTION tell_desk_of_workstation();
                """);

            // Names are found without their accents and in spite of their spelling.
            migrationBuilder.Sql("""
                CREATE EXTENSION IF NOT EXISTS pg_trgm;
                CREATE EXTENSION IF NOT EXISTS unaccent;
                CREATE FUNCTION plain_name(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
                    AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, name)) $$;
                CREATE INDEX ix_visitors_plain_name ON visitors USING gin (plain_name(name) gin_trgm_ops) WHERE removed_at IS NULL;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP FUNCTION tell_desk CASCADE; DROP FUNCTION tell_desk_of_workstation CASCADE; DROP FUNCTION plain_name CASCADE; DROP FUNCTION queue_rank; DROP TABLE queue_counters");

            migrationBuilder.DropForeignKey(
                name: "fk_visits_professionals_mediator_id",
                table: "visits");

            migrationBuilder.DropForeignKey(
                name: "fk_visits_professionals_wanted_mediator_id",
                table: "visits");

            migrationBuilder.DropForeignKey(
                name: "fk_visits_visitors_visitor_id",
                table: "visits");

            migrationBuilder.DropTable(
                name: "assessments");

            migrationBuilder.DropTable(
                name: "follow_ups");

            migrationBuilder.DropTable(
                name: "grid_question");

            migrationBuilder.DropTable(
                name: "presences");

            migrationBuilder.DropTable(
                name: "rights_checkups");

            migrationBuilder.DropTable(
                name: "triages");

            migrationBuilder.DropTable(
                name: "visit_steps");

            migrationBuilder.DropTable(
                name: "workstation_uses");

            migrationBuilder.DropTable(
                name: "assessment_grids");

            migrationBuilder.DropTable(
                name: "visitors");

            migrationBuilder.DropTable(
                name: "triage_rules");

            migrationBuilder.DropTable(
                name: "workstations");

            migrationBuilder.DropIndex(
                name: "ix_visits_site_id_day_number",
                table: "visits");

            migrationBuilder.DropIndex(
                name: "ix_visits_site_id_state_eligible_at",
                table: "visits");

            migrationBuilder.DropIndex(
                name: "ix_visits_visitor_id_arrived_at",
                table: "visits");

            migrationBuilder.DropIndex(
                name: "ix_visits_wanted_mediator_id",
                table: "visits");

            migrationBuilder.DropIndex(
                name: "ux_visits_one_per_mediator",
                table: "visits");

            migrationBuilder.DropCheckConstraint(
                name: "ck_visits_mediator",
                table: "visits");

            migrationBuilder.DropCheckConstraint(
                name: "ck_visits_state",
                table: "visits");

            migrationBuilder.DropCheckConstraint(
                name: "ck_visits_urgent",
                table: "visits");

            migrationBuilder.DropColumn(
                name: "calls",
                table: "visits");

            migrationBuilder.DropColumn(
                name: "eligible_at",
                table: "visits");

            migrationBuilder.DropColumn(
                name: "mediator_id",
                table: "visits");

            migrationBuilder.DropColumn(
                name: "number",
                table: "visits");

            migrationBuilder.DropColumn(
                name: "priority",
                table: "visits");

            migrationBuilder.DropColumn(
                name: "seen_at",
                table: "visits");

            migrationBuilder.DropColumn(
                name: "state_since",
                table: "visits");

            migrationBuilder.DropColumn(
                name: "urgent_reason",
                table: "visits");

            migrationBuilder.DropColumn(
                name: "visitor_id",
                table: "visits");

            migrationBuilder.DropColumn(
                name: "wanted_mediator_id",
                table: "visits");

            migrationBuilder.AddCheckConstraint(
                name: "ck_visits_state",
                table: "visits",
                sql: "state BETWEEN 1 AND 3 AND origin BETWEEN 1 AND 4");
        }
    }
}
