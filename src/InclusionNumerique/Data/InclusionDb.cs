using InclusionNumerique.Access;
using InclusionNumerique.Activities;
using InclusionNumerique.Appointments;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Incidents;
using InclusionNumerique.Inventory;
using InclusionNumerique.Lists;
using InclusionNumerique.Memos;
using InclusionNumerique.Messages;
using InclusionNumerique.Newsletters;
using InclusionNumerique.Openings;
using InclusionNumerique.Orientations;
using InclusionNumerique.Partners;
using InclusionNumerique.Queue;
using InclusionNumerique.Reports;
using InclusionNumerique.Sessions;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using InclusionNumerique.Surveys;
using InclusionNumerique.Trainings;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using InclusionNumerique.Workshops;
using InclusionNumerique.Workstations;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace InclusionNumerique.Data;

public sealed class InclusionDb(DbContextOptions<InclusionDb> options) : IdentityUserContext<Professional, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<Visit> Visits => Set<Visit>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Request> Requests => Set<Request>();

    public DbSet<Correction> Corrections => Set<Correction>();

    public DbSet<Preset> Presets => Set<Preset>();

    public DbSet<Draft> Drafts => Set<Draft>();

    public DbSet<VisitStep> VisitSteps => Set<VisitStep>();

    public DbSet<Triage> Triages => Set<Triage>();

    public DbSet<TriageRule> TriageRules => Set<TriageRule>();

    public DbSet<Presence> Presences => Set<Presence>();

    public DbSet<Visitor> Visitors => Set<Visitor>();

    public DbSet<FollowUp> FollowUps => Set<FollowUp>();

    public DbSet<AssessmentGrid> AssessmentGrids => Set<AssessmentGrid>();

    public DbSet<Assessment> Assessments => Set<Assessment>();

    public DbSet<RightsCheckup> RightsCheckups => Set<RightsCheckup>();

    public DbSet<Workstation> Workstations => Set<Workstation>();

    public DbSet<WorkstationUse> WorkstationUses => Set<WorkstationUse>();

    public DbSet<OpeningRule> OpeningRules => Set<OpeningRule>();

    public DbSet<OpeningException> OpeningExceptions => Set<OpeningException>();

    public DbSet<Absence> Absences => Set<Absence>();

    public DbSet<Closure> Closures => Set<Closure>();

    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();

    public DbSet<AppointmentReason> AppointmentReasons => Set<AppointmentReason>();

    public DbSet<Appointment> Appointments => Set<Appointment>();

    public DbSet<AppointmentStep> AppointmentSteps => Set<AppointmentStep>();

    public DbSet<Orientation> Orientations => Set<Orientation>();

    public DbSet<OrientationStep> OrientationSteps => Set<OrientationStep>();

    public DbSet<OrientationClock> OrientationClocks => Set<OrientationClock>();

    public DbSet<PartnerLink> PartnerLinks => Set<PartnerLink>();

    public DbSet<Partner> Partners => Set<Partner>();

    public DbSet<TrainingModule> TrainingModules => Set<TrainingModule>();

    public DbSet<TrainingVersion> TrainingVersions => Set<TrainingVersion>();

    public DbSet<TrainingAudience> TrainingAudiences => Set<TrainingAudience>();

    public DbSet<TrainingItem> TrainingItems => Set<TrainingItem>();

    public DbSet<TrainingSession> TrainingSessions => Set<TrainingSession>();

    public DbSet<TrainingPart> TrainingParts => Set<TrainingPart>();

    public DbSet<TrainingInvitation> TrainingInvitations => Set<TrainingInvitation>();

    public DbSet<TrainingRegistration> TrainingRegistrations => Set<TrainingRegistration>();

    public DbSet<TrainingAttendance> TrainingAttendances => Set<TrainingAttendance>();

    public DbSet<TrainingSheet> TrainingSheets => Set<TrainingSheet>();

    public DbSet<TrainingRating> TrainingRatings => Set<TrainingRating>();

    public DbSet<Survey> Surveys => Set<Survey>();

    public DbSet<SurveyVersion> SurveyVersions => Set<SurveyVersion>();

    public DbSet<SurveyPopulation> SurveyPopulations => Set<SurveyPopulation>();

    public DbSet<SurveyTranslation> SurveyTranslations => Set<SurveyTranslation>();

    public DbSet<SurveyResponse> SurveyResponses => Set<SurveyResponse>();

    public DbSet<SurveyDraft> SurveyDrafts => Set<SurveyDraft>();

    public DbSet<SurveyInvitation> SurveyInvitations => Set<SurveyInvitation>();

    public DbSet<SurveySpentToken> SurveySpentTokens => Set<SurveySpentToken>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<Memo> Memos => Set<Memo>();

    public DbSet<MemoReading> MemoReadings => Set<MemoReading>();

    public DbSet<MemoFile> MemoFiles => Set<MemoFile>();

    public DbSet<Newsletter> Newsletters => Set<Newsletter>();

    public DbSet<Site> Sites => Set<Site>();

    public DbSet<ReportNotice> ReportNotices => Set<ReportNotice>();

    public DbSet<Institution> Institutions => Set<Institution>();

    public DbSet<Theme> Themes => Set<Theme>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<FailureCause> FailureCauses => Set<FailureCause>();

    public DbSet<Language> Languages => Set<Language>();

    public DbSet<District> Districts => Set<District>();

    public DbSet<ActivityType> ActivityTypes => Set<ActivityType>();

    public DbSet<Activity> Activities => Set<Activity>();

    public DbSet<Incident> Incidents => Set<Incident>();

    public DbSet<EquipmentItem> EquipmentItems => Set<EquipmentItem>();

    public DbSet<EquipmentLoan> EquipmentLoans => Set<EquipmentLoan>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<Workshop> Workshops => Set<Workshop>();

    public DbSet<WorkshopSession> WorkshopSessions => Set<WorkshopSession>();

    public DbSet<WorkshopPlace> WorkshopPlaces => Set<WorkshopPlace>();

    public DbSet<FigureView> FigureViews => Set<FigureView>();

    public DbSet<Report> Reports => Set<Report>();

    public DbSet<IssuedReport> IssuedReports => Set<IssuedReport>();

    public DbSet<ReportSchedule> ReportSchedules => Set<ReportSchedule>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>queue_rank of the database; for queries only.</summary>
    public static int QueueRank(Priority priority, DateTimeOffset? eligibleAt, DateTimeOffset now) => throw new NotSupportedException();

    /// <summary>plain_name of the database: without capitals and accents; for queries only.</summary>
    public static string PlainName(string name) => throw new NotSupportedException();

    /// <summary>training_concerned of the database: whom a module concerns as it is on that day, each by the one line that counts; for queries only.</summary>
    public IQueryable<TrainingConcern> TrainingConcerned(int moduleId, DateOnly day) => FromExpression(() => TrainingConcerned(moduleId, day));

    /// <summary>The provider and naming that the application, the tests and the design tools share.</summary>
    public static void Configure(DbContextOptionsBuilder options, string connectionString)
    {
        // The same few statements all day: prepared once per connection. No session state is ever set, so none needs a reset.
        var connection = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 60, AutoPrepareMinUsages = 3, NoResetOnClose = true };
        // "Mouamed" is to find "Mohammed Démo": the default, 0.6, forgives one letter at most.
        connection.Options = $"{connection.Options} -c pg_trgm.word_similarity_threshold=0.3".Trim();
        options.UseNpgsql(connection.ConnectionString).UseSnakeCaseNamingConvention();
    }

    /// <summary>Adds the trace of a write; it is stored with it, in the same transaction.</summary>
    public void Audit(Actor actor, DateTimeOffset at, string action, string recordType, object recordId, int? siteId = null) =>
        AuditEntries.Add(new AuditEntry
        {
            At = at,
            ActorId = actor.Id,
            Action = action,
            RecordType = recordType,
            RecordId = recordId.ToString()!,
            SiteId = siteId,
        });

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        foreach (var type in typeof(InclusionDb).Assembly.GetTypes().Where(t => t.IsEnum && Enum.GetUnderlyingType(t) == typeof(short)))
        {
            configurationBuilder.Properties(type).HaveConversion(typeof(EnumToNumberConverter<,>).MakeGenericType(type, typeof(short)));
        }
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(InclusionDb).Assembly);
        builder.HasDbFunction(() => QueueRank(default, default, default)).HasName("queue_rank");
        builder.HasDbFunction(() => PlainName("")).HasName("plain_name");
        builder.HasDbFunction(() => TrainingConcerned(default, default)).HasName("training_concerned");
        builder.Entity<TrainingConcern>().HasNoKey().ToTable((string?)null);
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("professional_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("professional_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("professional_tokens");
    }
}
