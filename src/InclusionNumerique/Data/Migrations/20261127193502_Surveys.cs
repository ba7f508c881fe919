using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace InclusionNumerique.Data.Migrations
{
    /// <inheritdoc />
    public partial class Surveys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_messages_about",
                table: "messages");

            migrationBuilder.AddColumn<Guid>(
                name: "survey_invitation_id",
                table: "messages",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "surveys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    title = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    purpose = table.Column<string>(type: "character varying(1500)", maxLength: 1500, nullable: false),
                    state = table.Column<short>(type: "smallint", nullable: false),
                    is_open_to_all = table.Column<bool>(type: "boolean", nullable: false),
                    languages = table.Column<List<string>>(type: "text[]", nullable: false),
                    closes_on = table.Column<DateOnly>(type: "date", nullable: true),
                    address = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_surveys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "survey_invitations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    survey_id = table.Column<Guid>(type: "uuid", nullable: false),
                    email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    institution_id = table.Column<int>(type: "integer", nullable: true),
                    audience = table.Column<short>(type: "smallint", nullable: false),
                    token_print = table.Column<byte[]>(type: "bytea", nullable: true),
                    has_begun = table.Column<bool>(type: "boolean", nullable: false),
                    reminders = table.Column<short>(type: "smallint", nullable: false),
                    invited_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_invitations", x => x.id);
                    table.ForeignKey(
                        name: "fk_survey_invitations_institutions_institution_id",
                        column: x => x.institution_id,
                        principalTable: "institutions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_survey_invitations_surveys_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "survey_populations",
                columns: table => new
                {
                    survey_id = table.Column<Guid>(type: "uuid", nullable: false),
                    institution_id = table.Column<int>(type: "integer", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_populations", x => new { x.survey_id, x.institution_id });
                    table.CheckConstraint("ck_survey_populations_people", "people BETWEEN 0 AND 1000000");
                    table.ForeignKey(
                        name: "fk_survey_populations_institutions_institution_id",
                        column: x => x.institution_id,
                        principalTable: "institutions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_survey_populations_surveys_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "survey_spent_tokens",
                columns: table => new
                {
                    print = table.Column<byte[]>(type: "bytea", nullable: false),
                    survey_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_spent_tokens", x => x.print);
                    table.ForeignKey(
                        name: "fk_survey_spent_tokens_surveys_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "survey_translations",
                columns: table => new
                {
                    survey_id = table.Column<Guid>(type: "uuid", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source = table.Column<string>(type: "character varying(1500)", maxLength: 1500, nullable: false),
                    text = table.Column<string>(type: "character varying(1500)", maxLength: 1500, nullable: false),
                    is_checked = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_translations", x => new { x.survey_id, x.language, x.key });
                    table.ForeignKey(
                        name: "fk_survey_translations_surveys_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "survey_versions",
                columns: table => new
                {
                    survey_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<short>(type: "smallint", nullable: false),
                    form = table.Column<string>(type: "jsonb", nullable: false),
                    frozen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_versions", x => new { x.survey_id, x.number });
                    table.ForeignKey(
                        name: "fk_survey_versions_surveys_survey_id",
                        column: x => x.survey_id,
                        principalTable: "surveys",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "survey_drafts",
                columns: table => new
                {
                    key = table.Column<byte[]>(type: "bytea", nullable: false),
                    survey_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<short>(type: "smallint", nullable: false),
                    audience = table.Column<short>(type: "smallint", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    mode = table.Column<short>(type: "smallint", nullable: false),
                    helper_institution_id = table.Column<int>(type: "integer", nullable: true),
                    seed = table.Column<int>(type: "integer", nullable: false),
                    answers = table.Column<string>(type: "text", nullable: false),
                    week = table.Column<DateOnly>(type: "date", nullable: false),
                    is_sent = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_drafts", x => x.key);
                    table.ForeignKey(
                        name: "fk_survey_drafts_institutions_helper_institution_id",
                        column: x => x.helper_institution_id,
                        principalTable: "institutions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_survey_drafts_survey_versions_survey_id_number",
                        columns: x => new { x.survey_id, x.number },
                        principalTable: "survey_versions",
                        principalColumns: new[] { "survey_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "survey_responses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    survey_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<short>(type: "smallint", nullable: false),
                    audience = table.Column<short>(type: "smallint", nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    mode = table.Column<short>(type: "smallint", nullable: false),
                    helper_institution_id = table.Column<int>(type: "integer", nullable: true),
                    week = table.Column<DateOnly>(type: "date", nullable: false),
                    is_complete = table.Column<bool>(type: "boolean", nullable: false),
                    answers = table.Column<string>(type: "jsonb", nullable: false),
                    order = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_survey_responses", x => x.id);
                    table.CheckConstraint("ck_survey_responses_week", "extract(isodow FROM week) = 1 AND (helper_institution_id IS NULL OR mode IN (2, 4))");
                    table.ForeignKey(
                        name: "fk_survey_responses_institutions_helper_institution_id",
                        column: x => x.helper_institution_id,
                        principalTable: "institutions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_survey_responses_survey_versions_survey_id_number",
                        columns: x => new { x.survey_id, x.number },
                        principalTable: "survey_versions",
                        principalColumns: new[] { "survey_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_messages_survey_once",
                table: "messages",
                columns: new[] { "survey_invitation_id", "kind", "sequence" },
                unique: true,
                filter: "survey_invitation_id IS NOT NULL");

            migrationBuilder.AddCheckConstraint(
                name: "ck_messages_about",
                table: "messages",
                sql: "(appointment_id IS NOT NULL) = (kind < 6) AND (survey_invitation_id IS NOT NULL) = (kind IN (8, 9)) AND (professional_id IS NULL) = (kind < 6 OR kind IN (8, 9)) AND (day IS NOT NULL) = (kind = 6) AND (newsletter_id IS NOT NULL) = (kind = 7) AND (training_session_id IS NOT NULL) = (kind >= 10)");

            migrationBuilder.CreateIndex(
                name: "ix_survey_drafts_helper_institution_id",
                table: "survey_drafts",
                column: "helper_institution_id");

            migrationBuilder.CreateIndex(
                name: "ix_survey_drafts_survey_id_number",
                table: "survey_drafts",
                columns: new[] { "survey_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitations_institution_id",
                table: "survey_invitations",
                column: "institution_id");

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitations_survey_id_email",
                table: "survey_invitations",
                columns: new[] { "survey_id", "email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_survey_invitations_token_print",
                table: "survey_invitations",
                column: "token_print",
                unique: true,
                filter: "token_print IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_survey_populations_institution_id",
                table: "survey_populations",
                column: "institution_id");

            migrationBuilder.CreateIndex(
                name: "ix_survey_responses_helper_institution_id",
                table: "survey_responses",
                column: "helper_institution_id");

            migrationBuilder.CreateIndex(
                name: "ix_survey_responses_survey_id_number",
                table: "survey_responses",
                columns: new[] { "survey_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_survey_spent_tokens_survey_id",
                table: "survey_spent_tokens",
                column: "survey_id");

            migrationBuilder.CreateIndex(
                name: "ux_survey_versions_one_draft",
                table: "survey_versions",
                column: "survey_id",
                unique: true,
                filter: "frozen_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_surveys_code",
                table: "surveys",
                column: "code",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_messages_survey_invitations_survey_invitation_id",
                table: "messages",
                column: "survey_invitation_id",
                principalTable: "survey_invitations",
                principalColumn: "id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_messages_survey_invitations_survey_invitation_id",
                table: "messages");

            migrationBuilder.DropTable(
                name: "survey_drafts");

            migrationBuilder.DropTable(
                name: "survey_invitations");

            migrationBuilder.DropTable(
                name: "survey_populations");

            migrationBuilder.DropTable(
                name: "survey_responses");

            migrationBuilder.DropTable(
                name: "survey_spent_tokens");

            migrationBuilder.DropTable(
                name: "survey_translations");

            migrationBuilder.DropTable(
                name: "survey_versions");

            migrationBuilder.DropTable(
                name: "surveys");

            migrationBuilder.DropIndex(
                name: "ux_messages_survey_once",
                table: "messages");

            migrationBuilder.DropCheckConstraint(
                name: "ck_messages_about",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "survey_invitation_id",
                table: "messages");

            migrationBuilder.AddCheckConstraint(
                name: "ck_messages_about",
                table: "messages",
                sql: "(appointment_id IS NOT NULL) = (kind < 6) AND (professional_id IS NULL) = (appointment_id IS NOT NULL) AND (day IS NOT NULL) = (kind = 6) AND (newsletter_id IS NOT NULL) = (kind = 7) AND (training_session_id IS NOT NULL) = (kind >= 10)");
        }
    }
}
