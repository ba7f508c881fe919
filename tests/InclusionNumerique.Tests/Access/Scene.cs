using InclusionNumerique.Access;
using InclusionNumerique.Activities;
using InclusionNumerique.Appointments;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using InclusionNumerique.Memos;
using InclusionNumerique.Incidents;
using InclusionNumerique.Inventory;
using InclusionNumerique.Messages;
using InclusionNumerique.Newsletters;
using InclusionNumerique.Openings;
using InclusionNumerique.Orientations;
using InclusionNumerique.Partners;
using InclusionNumerique.Queue;
using InclusionNumerique.Reports;
using InclusionNumerique.Sessions;
using InclusionNumerique.Staff;
using InclusionNumerique.Surveys;
using InclusionNumerique.Trainings;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using InclusionNumerique.Workshops;
using InclusionNumerique.Workstations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InclusionNumerique.Tests.Access;

/// <summary>What a cell of the rights table is tried on: an actor with one role, and one owner's entries at one site.</summary>
internal sealed record Scene(IServiceProvider Services, Actor Actor, int SiteId, Guid OwnerId)
{
    public const string DraftForm = nameof(LogVisit);

    public const string Password = "tasse orange volcan piano";

    // Once for all cells: a hash is slow by intent.
    private static readonly string PasswordHash = new PasswordHasher<Scene>().HashPassword(null!, Password);

    /// <summary>A visit seen by the owner a moment ago.</summary>
    public Guid VisitId { get; } = Guid.CreateVersion7();

    public Guid SessionId { get; } = Guid.CreateVersion7();

    /// <summary>An arrival recorded by the owner, still waiting.</summary>
    public Guid WaitingId { get; } = Guid.CreateVersion7();

    /// <summary>Received by the owner, or on a pause with them.</summary>
    public Guid ReceivedId { get; } = Guid.CreateVersion7();

    /// <summary>Called by a colleague; the actor has just moved it.</summary>
    public Guid CalledId { get; } = Guid.CreateVersion7();

    /// <summary>A person's file at the site, of the actor's institution, and a second one.</summary>
    public Guid FileId { get; } = Guid.CreateVersion7();

    public Guid OtherFileId { get; } = Guid.CreateVersion7();

    public Guid FollowUpId { get; } = Guid.CreateVersion7();

    /// <summary>The owner's preset when the owner acts, the site's otherwise.</summary>
    public Guid PresetId { get; } = Guid.CreateVersion7();

    public Guid SitePresetId { get; } = Guid.CreateVersion7();

    /// <summary>A free workstation of the site.</summary>
    public int WorkstationId { get; private set; }

    /// <summary>Somebody at another workstation of the site.</summary>
    public Guid UseId { get; } = Guid.CreateVersion7();

    /// <summary>Booked by the owner with a colleague, for a quarter of an hour ago; a second one, that the actor noted as missed; and a slot that the actor holds.</summary>
    public Guid AppointmentId { get; } = Guid.CreateVersion7();

    public Guid MissedId { get; } = Guid.CreateVersion7();

    public Guid HoldId { get; } = Guid.CreateVersion7();

    /// <summary>Of the colleague, on the day after.</summary>
    public DateTimeOffset FreeSlot => ParisTime.At(DateOnly.FromDateTime(Now.ToParis()).AddDays(1), new(10, 0));

    /// <summary>The owner receives at the site on Thursdays; this Thursday is different.</summary>
    public Guid RuleId { get; } = Guid.CreateVersion7();

    public static DateOnly RuleDay { get; } = new(2026, 11, 26);

    /// <summary>The owner is away next year.</summary>
    public Guid AbsenceId { get; } = Guid.CreateVersion7();

    public Guid ClosureId { get; } = Guid.CreateVersion7();

    /// <summary>Planned with a colleague, booked by the owner, and no opening covers it.</summary>
    public Guid UncoveredId { get; } = Guid.CreateVersion7();

    /// <summary>Who may receive at the site: the actor as a mediator, or a mediator of that site.</summary>
    public Guid ReceiverId => Actor.Has(Role.Mediator) ? OwnerId : DemoData.AccountId(SiteId == RightsDatabase.OwnSite ? 1 : 3);
    /// <summary>Of <see cref="UncoveredId"/>; it failed.</summary>
    public Guid MessageId { get; } = Guid.CreateVersion7();

    /// <summary>Sent by the owner to a service that is not the actor's: late, with news, a name that was agreed to.</summary>
    public Guid OrientationId { get; } = Guid.CreateVersion7();

    /// <summary>As above; the owner has just noted that the person did not come.</summary>
    public Guid NoShowId { get; } = Guid.CreateVersion7();

    /// <summary>As above, to a partner.</summary>
    public Guid SentOutId { get; } = Guid.CreateVersion7();

    /// <summary>On the slip of a person sent to the site's digital space by a colleague.</summary>
    public string SlipCode { get; } = VisitorCode.Make();

    /// <summary>Sent there too, and arrived with <see cref="VisitId"/>.</summary>
    public Guid ArrivedId { get; } = Guid.CreateVersion7();

    /// <summary>A place that nobody has checked.</summary>
    public Guid PartnerId { get; } = Guid.CreateVersion7();

    /// <summary>Concerns everybody; <see cref="TrainingId"/> is a session of it to come.</summary>
    public int ModuleId { get; private set; }

    public Guid TrainingId { get; } = Guid.CreateVersion7();

    /// <summary>Under way; the owner gives it.</summary>
    public Guid RunningId { get; } = Guid.CreateVersion7();

    /// <summary>The owner's seat in the session under way.</summary>
    public Guid RegistrationId { get; } = Guid.CreateVersion7();

    /// <summary>Over; the owner was there.</summary>
    public Guid AttendedId { get; } = Guid.CreateVersion7();

    public Guid ManagerId { get; } = Guid.CreateVersion7();
    public Guid WorkshopId { get; } = Guid.CreateVersion7();

    /// <summary>A session of that workshop that goes on now, and one that is cancelled.</summary>
    public Guid GroupId { get; } = Guid.CreateVersion7();

    public Guid CancelledGroupId { get; } = Guid.CreateVersion7();

    /// <summary>In the former, the person of <see cref="FileId"/>, registered by the owner.</summary>
    public Guid PlaceId { get; } = Guid.CreateVersion7();
    /// <summary>The owner's memo, with a file, and a colleague's that the actor has not opened.</summary>
    public Guid MemoId { get; } = Guid.CreateVersion7();

    public Guid FigureViewId { get; } = Guid.CreateVersion7();

    /// <summary>A report that is written, one that waits to be made, and one that was issued.</summary>
    public Guid ReportId { get; } = Guid.CreateVersion7();

    public Guid QueuedReportId { get; } = Guid.CreateVersion7();

    public Guid IssuedReportId { get; } = Guid.CreateVersion7();

    public Guid ReportScheduleId { get; } = Guid.CreateVersion7();

    public static FigureFilter ReportFilter { get; } = new(new FigurePeriod(FigureSpan.Month, new(2026, 10, 1), new(2026, 10, 31)));

    public Guid MemoFileId { get; } = Guid.CreateVersion7();

    public Guid OtherMemoId { get; } = Guid.CreateVersion7();

    /// <summary>A letter that is sent, and a draft.</summary>
    public static DateOnly SentMonth { get; } = new(2026, 8, 1);

    public static DateOnly DraftMonth { get; } = new(2026, 9, 1);

    public Guid DraftLetterId { get; } = Guid.CreateVersion7();
    /// <summary>Done by the owner this morning.</summary>
    public Guid ActivityId { get; } = Guid.CreateVersion7();

    public Guid TimerId { get; } = Guid.CreateVersion7();

    public int ActivityTypeId { get; private set; }

    /// <summary>Open at the site, reported by the owner; and a website that is down.</summary>
    public Guid IncidentId { get; } = Guid.CreateVersion7();

    public Guid OutageId { get; } = Guid.CreateVersion7();

    /// <summary>A survey that is being written, and one that is open, with somebody invited days ago.</summary>
    public Guid DraftSurveyId { get; } = Guid.CreateVersion7();

    public Guid OpenSurveyId { get; } = Guid.CreateVersion7();

    /// <summary>Two things of the site: a free one, and one that is out.</summary>
    public Guid EquipmentId { get; } = Guid.CreateVersion7();

    public Guid LoanId { get; } = Guid.CreateVersion7();

    public bool IsOwn => OwnerId == Actor.Id;

    public DateTimeOffset Now => Get<TimeProvider>().GetUtcNow();

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task ArrangeAsync(bool isReceiving, bool isTimed)
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        await ClearAsync(db);
        var account = Account();
        account.Sites.AddRange(await db.Sites.Where(x => Actor.SiteIds.Contains(x.Id)).ToListAsync());
        db.Users.Add(account);
        db.Users.Add(new Professional { Id = ManagerId, DisplayName = "Encadrante Démo", UserName = $"{ManagerId:N}{DemoData.EmailDomain}", Roles = [Role.Observer], Mission = Mission.Management });
        // Its openings and appointments name the account.
        await db.SaveChangesAsync();
        db.OpeningRules.Add(new OpeningRule
        {
            Id = RuleId, MediatorId = OwnerId, SiteId = SiteId, Kind = OpeningKind.WalkIn, Weekday = 4, StartsAt = new(9, 0), EndsAt = new(12, 0), ValidFrom = RuleDay,
        });
        db.OpeningExceptions.Add(new OpeningException { RuleId = RuleId, Day = RuleDay, StartsAt = new(10, 0), EndsAt = new(12, 0) });
        db.Absences.Add(new Absence { Id = AbsenceId, MediatorId = OwnerId, StartsAt = Now.AddYears(1), EndsAt = Now.AddYears(1).AddDays(1), Reason = AbsenceReason.Leave });
        db.Closures.Add(new Closure { Id = ClosureId, SiteId = SiteId, StartsAt = Now.AddYears(1), EndsAt = Now.AddYears(1).AddDays(1), Label = "Travaux" });
        db.Visits.AddRange(VisitOf(VisitId, VisitState.Seen), VisitOf(WaitingId, VisitState.Waiting), VisitOf(ReceivedId, isReceiving ? VisitState.InSession : VisitState.Paused, OwnerId), VisitOf(CalledId, VisitState.Called, Colleague));
        db.Sessions.Add(new Session
        {
            Id = SessionId,
            VisitId = VisitId,
            SiteId = SiteId,
            MediatorId = OwnerId,
            StartedAt = Now,
            Minutes = 5,
            RecordedAt = Now,
            Requests = { new Request { SessionId = SessionId, Position = 0, ThemeId = 1 } },
        });
        db.Drafts.Add(new Draft { AuthorId = OwnerId, Form = DraftForm, EntryId = Guid.CreateVersion7(), Content = "{}", SavedAt = Now });
        db.Presets.Add(new Preset
        {
            Id = PresetId,
            OwnerId = IsOwn ? OwnerId : null,
            SiteId = IsOwn ? null : SiteId,
            Label = "Impression",
            ThemeId = 1,
            Minutes = 5,
        });
        db.Presets.Add(new Preset { Id = SitePresetId, SiteId = SiteId, Label = "Scan", ThemeId = 1, Minutes = 5 });
        db.Visitors.AddRange(FileOf(FileId, "BCD-123"), FileOf(OtherFileId, "BCD-124"));
        db.Assessments.Add(new Assessment { Id = Guid.CreateVersion7(), VisitorId = FileId, GridId = 1, Answers = [2], Score = 100, Level = HelpLevel.Skills, IsKioskAlone = true, At = Now, ById = Colleague });
        db.FollowUps.Add(new FollowUp { Id = FollowUpId, VisitorId = FileId, Kind = FollowUpKind.CallBack, DueOn = new(2026, 11, 24), CreatedById = OwnerId, CreatedAt = Now });
        var workstations = await db.Workstations.Where(w => w.SiteId == SiteId && w.IsActive).OrderBy(w => w.Id).Select(w => w.Id).Take(2).ToListAsync();
        WorkstationId = workstations[0];
        db.WorkstationUses.Add(new WorkstationUse { Id = UseId, WorkstationId = workstations[1], StartedAt = Now, StartedById = OwnerId });
        db.OpeningRules.Add(Tomorrow());
        db.Appointments.AddRange(AppointmentOf(AppointmentId, AppointmentState.Planned, -15), AppointmentOf(MissedId, AppointmentState.Missed, -75), AppointmentOf(HoldId, AppointmentState.Held, 60), AppointmentOf(UncoveredId, AppointmentState.Planned, 3 * 24 * 60));
        db.Partners.Add(new Partner
        {
            Id = PartnerId, Producer = Partner.OwnProducer, LocalId = $"{PartnerId}", Columns = [.. Enumerable.Repeat("", PlaceStandard.Columns.Count)], Name = "Lieu Démo", Town = "Rennes",
            SearchText = "lieu demo rennes",
        });
        db.Memos.AddRange(MemoOf(MemoId, OwnerId), MemoOf(OtherMemoId, Colleague));
        db.MemoFiles.Add(new MemoFile { Id = MemoFileId, MemoId = MemoId, Place = 0, Name = "demo.txt", Kind = MemoFileKind.Text, Size = 1, Content = [65] });
        db.Newsletters.AddRange(LetterOf(Guid.CreateVersion7(), SentMonth, isSent: true), LetterOf(DraftLetterId, DraftMonth, isSent: false));
        db.FigureViews.Add(new FigureView { Id = FigureViewId, OwnerId = Actor.Id, Name = "Vue Démo", Address = "periode=mois", CreatedAt = Now });
        db.Reports.AddRange(ReportOf(ReportId, ReportState.Draft), ReportOf(QueuedReportId, ReportState.Queued), ReportOf(IssuedReportId, ReportState.Issued));
        db.IssuedReports.Add(new IssuedReport { Id = IssuedReportId, Html = "<p>Essai</p>", Pdf = [1], Workbook = [1], Lines = "", Visits = 0, Sessions = 7, Requests = 0 });
        db.ReportNotices.Add(new ReportNotice { ReportId = IssuedReportId, ProfessionalId = Actor.Id });
        db.ReportSchedules.Add(new ReportSchedule { Id = ReportScheduleId, Kind = ReportKind.Monthly, Day = 5, Hour = new(7, 0), Since = Now, CreatedById = Actor.Id });
        db.CalendarFeeds.Add(new CalendarFeed { MediatorId = Actor.Id, TokenHash = new byte[32], CreatedAt = Now });
        db.Messages.Add(new Message
        {
            Id = MessageId, AppointmentId = UncoveredId, Kind = MessageKind.Booked, Channel = MessageChannel.Sms, Address = "+33639980001", Body = "Essai", Sequence = 0,
            State = MessageState.Failed, NextAt = Now, CreatedAt = Now,
        });
        await AddWeekAsync(db, isTimed);
        await db.SaveChangesAsync();
        db.AppointmentSteps.AddRange(StepOf(AppointmentState.Planned), StepOf(AppointmentState.Missed));
        db.VisitSteps.AddRange(StepOf(VisitState.Waiting), StepOf(VisitState.Called));
        db.Orientations.AddRange(
            OrientationOf(OrientationId, TargetKind.HouseService), OrientationOf(NoShowId, TargetKind.HouseService, state: OrientationState.NoShow), OrientationOf(SentOutId, TargetKind.Partner, PartnerId),
            OrientationOf(Guid.CreateVersion7(), TargetKind.DigitalSpace, code: SlipCode), OrientationOf(ArrivedId, TargetKind.DigitalSpace, state: OrientationState.Arrived));
        await db.SaveChangesAsync();
        db.OrientationSteps.AddRange(StepOf(NoShowId, OrientationState.Sent), StepOf(NoShowId, OrientationState.NoShow), StepOf(ArrivedId, OrientationState.Expected), StepOf(ArrivedId, OrientationState.Arrived));
        await AddTrainingsAsync(db);
        db.Surveys.AddRange(SurveyOf(DraftSurveyId, SurveyState.Draft), SurveyOf(OpenSurveyId, SurveyState.Open));
        db.SurveyTranslations.Add(new SurveyTranslation { SurveyId = OpenSurveyId, Language = "en", Key = "titre", Source = "Essai", Text = "Test" });
        db.SurveyInvitations.Add(new SurveyInvitation { Id = Guid.NewGuid(), SurveyId = OpenSurveyId, Email = "invite@essai.invalid", Audience = SurveyAudience.Visitor, InvitedOn = new(2026, 11, 2) });
        db.Workshops.Add(new Workshop { Id = WorkshopId, Name = "Atelier Démo", Aims = "Essai", Level = WorkshopLevel.Beginner, SiteId = SiteId, Capacity = 8 });
        db.WorkshopSessions.AddRange(GroupOf(GroupId), GroupOf(CancelledGroupId, "Essai"));
        db.WorkshopPlaces.Add(new WorkshopPlace { Id = PlaceId, SessionId = GroupId, Number = 1, Seat = 1, VisitorId = FileId, RegisteredById = OwnerId, RegisteredAt = Now });
        await db.SaveChangesAsync();
    }

    private Survey SurveyOf(Guid id, SurveyState state)
    {
        var form = new SurveyForm { Audiences = [SurveyAudience.Visitor], Blocks = [new() { Id = "B1", Title = "Essai", Questions = [new() { Id = "Q1", Text = "Essai ?", Kind = QuestionKind.YesNo, IsTrainingNeed = true }] }] };
        var isOpen = state == SurveyState.Open;
        return new()
        {
            Id = id, Code = $"{id:N}"[^Survey.CodeLength..], Title = "Essai", Purpose = "Essai", State = state, CreatedAt = Now, OpenedAt = isOpen ? Now : null, Address = isOpen ? "https://demo.invalid" : null,
            Versions = { new SurveyVersion { SurveyId = id, Number = 1, Form = form.ToJson(), FrozenAt = isOpen ? Now : null } },
        };
    }

    public async Task<uint> SurveyVersionAsync(Guid id)
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.Surveys.Where(s => s.Id == id).Select(s => s.Version).SingleAsync();
    }

    private async Task AddTrainingsAsync(InclusionDb db)
    {
        var (module, running) = (ModuleOf("Formation Démo"), ModuleOf("Formation Démo en cours"));
        db.TrainingModules.AddRange(module, running);
        await db.SaveChangesAsync();
        ModuleId = module.Id;
        var today = SessionOf(RunningId, running.Id, Now.AddHours(-1));
        today.Trainers.Add(await db.Users.SingleAsync(p => p.Id == OwnerId));
        today.Registrations.Add(new TrainingRegistration { Id = RegistrationId, SessionId = today.Id, ProfessionalId = OwnerId, State = RegistrationState.Registered, Seat = 1, RegisteredAt = Now, RegisteredById = Colleague });
        var attended = SessionOf(AttendedId, running.Id, Now.AddDays(-2));
        var seat = new TrainingRegistration { Id = Guid.CreateVersion7(), SessionId = AttendedId, ProfessionalId = OwnerId, State = RegistrationState.Registered, Seat = 1, RegisteredAt = Now, RegisteredById = Colleague };
        seat.Attendances.Add(new TrainingAttendance { Position = 0, IsPresent = true, NotedAt = Now, NotedById = Colleague });
        attended.Registrations.Add(seat);
        db.TrainingSessions.AddRange(attended, SessionOf(TrainingId, module.Id, Now.AddDays(2)), today);
    }

    private static TrainingModule ModuleOf(string name) => new()
    {
        Name = name, Versions = { new TrainingVersion { ValidFrom = new(2026, 1, 1), Aims = "Essai", Minutes = 120, Capacity = 8, Audiences = { new TrainingAudience { Position = 0 } } } },
    };

    private TrainingSession SessionOf(Guid id, int moduleId, DateTimeOffset startsAt) => new()
    {
        Id = id, ModuleId = moduleId, SiteId = SiteId, Capacity = 8, StartsAt = startsAt, EndsAt = startsAt.AddHours(2), AnswerCode = $"{id:N}"[^12..],
        Parts = { new TrainingPart { Position = 0, StartsAt = startsAt, EndsAt = startsAt.AddHours(2) } },
    };

    public async Task<uint> TrainingVersionAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.TrainingModules.Where(m => m.Id == ModuleId).Select(m => m.Version).SingleAsync();
    }

    private async Task AddWeekAsync(InclusionDb db, bool isTimed)
    {
        ActivityTypeId = await db.ActivityTypes.OrderBy(t => t.Id).Select(t => t.Id).FirstAsync();
        db.Activities.Add(ActivityOf(ActivityId, Now.AddHours(-2)));
        if (isTimed)
        {
            db.Activities.Add(new Activity { Id = TimerId, ProfessionalId = OwnerId, TypeId = ActivityTypeId, SiteId = SiteId, StartedAt = Now.AddMinutes(-20), RecordedAt = Now.AddMinutes(-20) });
        }

        var lent = new EquipmentItem { Id = Guid.CreateVersion7(), SiteId = SiteId, Kind = EquipmentKind.Laptop, Name = "Portable", InventoryNumber = "RIGHTS-2" };
        db.EquipmentItems.AddRange(lent, new EquipmentItem { Id = EquipmentId, SiteId = SiteId, Kind = EquipmentKind.Laptop, Name = "Portable", InventoryNumber = "RIGHTS-1" });
        db.EquipmentLoans.Add(new EquipmentLoan
        {
            Id = LoanId, EquipmentId = lent.Id, State = LoanState.Lent, StartsAt = Now.AddDays(-2), EndsAt = Now.AddDays(-1), Label = "Atelier", CreatedById = Colleague, CreatedAt = Now,
        });
        db.Incidents.AddRange(
            new Incident { Id = IncidentId, SiteId = SiteId, Kind = IncidentKind.Network, StartedAt = Now.AddHours(-1), IsBlocking = true, ReportedById = OwnerId, ReportedAt = Now },
            new Incident { Id = OutageId, Kind = IncidentKind.PublicWebsite, OrganisationId = 1, StartedAt = Now.AddHours(-1), ReportedById = Colleague, ReportedAt = Now });
    }

    private Activity ActivityOf(Guid id, DateTimeOffset at) => new()
    {
        Id = id, ProfessionalId = OwnerId, TypeId = ActivityTypeId, SiteId = SiteId, StartedAt = at, EndedAt = at.AddMinutes(30), RecordedAt = at,
    };

    public async Task<uint> ActivityVersionAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.Activities.Where(a => a.Id == ActivityId).Select(a => a.Version).SingleAsync();
    }

    public async Task<int> FirstRuleAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.TriageRules.OrderBy(r => r.Position).Select(r => r.Id).FirstAsync();
    }

    /// <summary>The version of the grid in use.</summary>
    public async Task<int> GridAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.AssessmentGrids.MaxAsync(g => g.Id);
    }

    /// <summary>Every row of every table, in one text per table: two equal ones mean that nothing was written. The audit trail only grows, over all cells: its count says as much.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        var tables = db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct().Order();
        var union = string.Join(" UNION ALL ", tables.Select(t => t == "audit_entries" ? "SELECT 'audit ' || count(*) AS \"Value\" FROM audit_entries" : $"SELECT '{t} ' || coalesce(md5(string_agg(r::text, '|' ORDER BY r::text)), '') AS \"Value\" FROM \"{t}\" r"));
        // Read in parallel, the tables come in any order.
        return [.. (await db.Database.SqlQueryRaw<string>(union).ToListAsync()).Order(StringComparer.Ordinal)];
    }

    public async Task<uint> RuleVersionAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.OpeningRules.Where(r => r.Id == RuleId).Select(r => r.Version).SingleAsync();
    }

    public async Task<int> RemindAfterAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.OrientationClocks.Where(c => c.State == OrientationState.Sent).Select(c => c.RemindAfter).SingleAsync();
    }

    public async Task<uint> ScheduleVersionAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.ReportSchedules.Where(s => s.Id == ReportScheduleId).Select(s => s.Version).SingleAsync();
    }

    public async Task<uint> ClockVersionAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.OrientationClocks.Where(c => c.State == OrientationState.Sent).Select(c => c.Version).SingleAsync();
    }

    public async Task<uint> MemoVersionAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.Memos.Where(m => m.Id == MemoId).Select(m => m.Version).SingleAsync();
    }

    public async Task<ReportDraft> ReportAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        var r = await db.Reports.AsNoTracking().SingleAsync(r => r.Id == ReportId);
        return new(r.Id, r.Version, r.Kind, r.Title, r.Filter, r.Introduction, r.Sections, r.State, r.Step, r.Error);
    }

    public async Task<uint> LetterVersionAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.Newsletters.Where(n => n.Id == DraftLetterId).Select(n => n.Version).SingleAsync();
    }

    public async Task<uint> VersionAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.Visits.Where(v => v.Id == VisitId).Select(v => v.Version).SingleAsync();
    }

    public async Task<bool> IsAuditedAsync()
    {
        await using var db = await Get<IDbContextFactory<InclusionDb>>().CreateDbContextAsync();
        return await db.AuditEntries.AnyAsync(e => e.ActorId == Actor.Id && e.At == Now);
    }

    private static async Task ClearAsync(InclusionDb db)
    {
        await db.SurveyResponses.ExecuteDeleteAsync();
        await db.SurveyDrafts.ExecuteDeleteAsync();
        await db.Surveys.ExecuteDeleteAsync();
        await db.TrainingSessions.ExecuteDeleteAsync();
        await db.TrainingModules.ExecuteDeleteAsync();
        await db.WorkshopSessions.ExecuteDeleteAsync();
        await db.Workshops.ExecuteDeleteAsync();
        await db.Memos.IgnoreQueryFilters().ExecuteDeleteAsync();
        await db.Newsletters.ExecuteDeleteAsync();
        await db.Activities.IgnoreQueryFilters().ExecuteDeleteAsync();
        await db.Incidents.IgnoreQueryFilters().ExecuteDeleteAsync();
        await db.EquipmentLoans.ExecuteDeleteAsync();
        await db.EquipmentItems.ExecuteDeleteAsync();
        await db.Orientations.ExecuteDeleteAsync();
        await db.Partners.ExecuteDeleteAsync();
        await db.Appointments.ExecuteDeleteAsync();
        await db.FigureViews.ExecuteDeleteAsync();
        // Issued ones stay, which hundreds of scenes would pay for.
        await db.Database.ExecuteSqlRawAsync(
            """
            ALTER TABLE issued_reports DISABLE TRIGGER USER;
            ALTER TABLE reports DISABLE TRIGGER USER;
            DELETE FROM issued_reports;
            DELETE FROM reports;
            ALTER TABLE reports ENABLE TRIGGER USER;
            ALTER TABLE issued_reports ENABLE TRIGGER USER;
            """);
        await db.ReportSchedules.ExecuteDeleteAsync();
        await db.CalendarFeeds.ExecuteDeleteAsync();
        await db.OpeningRules.ExecuteDeleteAsync();
        await db.Absences.ExecuteDeleteAsync();
        await db.Closures.ExecuteDeleteAsync();
        await db.Sessions.IgnoreQueryFilters().ExecuteDeleteAsync();
        await db.Visits.IgnoreQueryFilters().ExecuteDeleteAsync();
        await db.Visitors.IgnoreQueryFilters().ExecuteDeleteAsync();
        await db.Drafts.ExecuteDeleteAsync();
        await db.WorkstationUses.ExecuteDeleteAsync();
        await db.Presets.ExecuteDeleteAsync();
    }

    private Professional Account() => new()
    {
        Id = Actor.Id,
        DisplayName = Actor.Name,
        UserName = $"{Actor.Id:N}{DemoData.EmailDomain}",
        Email = $"{Actor.Id:N}{DemoData.EmailDomain}",
        PasswordHash = PasswordHash,
        Roles = [.. Actor.Roles],
        InstitutionId = Actor.InstitutionId,
    };

    // A mediator of both sites of the tests, who is neither the actor nor the owner.
    public static readonly Guid Colleague = DemoData.AccountId(4);

    /// <summary>The reason of 30 minutes.</summary>
    public const int Reason = 3;

    private OpeningRule Tomorrow() => new()
    {
        Id = Guid.CreateVersion7(), MediatorId = Colleague, SiteId = SiteId, Kind = OpeningKind.Appointment, Weekday = (short)FreeSlot.ToParis().DayOfWeek,
        StartsAt = new(9, 0), EndsAt = new(12, 0), ValidFrom = DateOnly.FromDateTime(Now.ToParis()).AddDays(-7),
    };

    private Appointment AppointmentOf(Guid id, AppointmentState state, int minutesFromNow) => new()
    {
        Id = id,
        SiteId = SiteId,
        MediatorId = Colleague,
        ReasonId = Reason,
        StartsAt = Now.AddMinutes(minutesFromNow),
        EndsAt = Now.AddMinutes(minutesFromNow + 30),
        BlockedUntil = Now.AddMinutes(minutesFromNow + 30),
        State = state,
        HeldUntil = state == AppointmentState.Held ? Now.AddMinutes(5) : null,
        Label = state == AppointmentState.Held ? null : "Usager Démo",
        BookedById = state == AppointmentState.Held ? Actor.Id : OwnerId,
        Origin = BookingOrigin.Reception,
        CreatedAt = Now,
    };

    private AppointmentStep StepOf(AppointmentState state) => new()
    {
        AppointmentId = MissedId, At = Now, ById = Actor.Id, State = state, SiteId = SiteId, MediatorId = Colleague, StartsAt = Now.AddMinutes(-75), EndsAt = Now.AddMinutes(-45),
    };

    private WorkshopSession GroupOf(Guid id, string? cancelReason = null) => new()
    {
        Id = id, Kind = WorkshopKind.Workshop, WorkshopId = WorkshopId, SiteId = SiteId, StartsAt = Now.AddHours(-1), EndsAt = Now.AddHours(1), Capacity = 8,
        State = cancelReason is null ? WorkshopState.Planned : WorkshopState.Cancelled, CancelReason = cancelReason, CreatedById = Colleague, CreatedAt = Now,
    };

    private VisitStep StepOf(VisitState state) => new() { VisitId = CalledId, At = Now, State = state, SiteId = SiteId, Priority = Priority.WalkIn, MediatorId = state == VisitState.Called ? Colleague : null, ById = Actor.Id };

    private OrientationStep StepOf(Guid orientationId, OrientationState state) => new()
    {
        OrientationId = orientationId, At = Now, Side = OrientationSide.Sender, ById = OwnerId, State = state, Reason = state == OrientationState.NoShow ? OrientationReason.DidNotCome : null,
    };

    private Orientation OrientationOf(Guid id, TargetKind target, Guid? partnerId = null, string? code = null, OrientationState state = OrientationState.Sent) => new()
    {
        Id = id,
        Code = code ?? VisitorCode.Make(),
        SenderId = target == TargetKind.DigitalSpace ? Colleague : OwnerId,
        Target = target,
        TargetSiteId = target == TargetKind.Partner ? null : SiteId,
        TargetInstitutionId = target == TargetKind.HouseService ? 5 : null,
        PartnerId = partnerId,
        Mode = OrientationMode.Explained,
        Need = NeedKind.Social,
        Urgency = Urgency.None,
        PersonName = "Usager Démo",
        Shared = SharedFacts.Name,
        ConsentAt = Now,
        ConsentVersion = 1,
        CreatedAt = Now.AddDays(-30),
        State = state,
        StateSince = Now,
        Reason = state == OrientationState.NoShow ? OrientationReason.DidNotCome : null,
        Proof = state == OrientationState.Arrived ? ArrivalProof.Code : null,
        ArrivedAt = state == OrientationState.Arrived ? Now : null,
        ArrivalVisitId = state == OrientationState.Arrived ? VisitId : null,
        DueOn = new(2026, 11, 2),
        EscalatesOn = new(2026, 11, 9),
        NewsAt = Now.AddDays(-1),
    };

    // The team keeps its monthly reports to itself.
    private Report ReportOf(Guid id, ReportState state) => new()
    {
        Id = id, Kind = state == ReportState.Issued ? ReportKind.SteeringGroup : ReportKind.Monthly, Title = "Rapport Démo", Filter = ReportFilter, Sections = ReportKind.Monthly.Sections(), CreatedById = Actor.Id, CreatedAt = Now, State = state,
        QueuedById = state == ReportState.Draft ? null : Actor.Id, QueuedAt = state == ReportState.Draft ? null : Now, IssuedAt = state == ReportState.Issued ? Now : null,
    };

    private Newsletter LetterOf(Guid id, DateOnly month, bool isSent) => new()
    {
        Id = id, Month = month, Sections = [new(SectionKind.Word, "Essai")], CreatedById = Colleague, CreatedAt = Now,
        SentAt = isSent ? Now : null, SentById = isSent ? Colleague : null, Address = isSent ? "https://demo.invalid/" : null,
    };

    private Memo MemoOf(Guid id, Guid authorId) => new() { Id = id, Title = "Mémo Démo", Body = "Essai", AuthorId = authorId, CreatedAt = Now };

    private Visitor FileOf(Guid id, string code) => new()
    {
        Id = id, SiteId = SiteId, InstitutionId = Actor.InstitutionId, Name = "Usager Démo", Code = code, ConsentVersion = 1, ConsentAt = Now, ConsentById = Colleague, CreatedAt = Now,
    };

    private Visit VisitOf(Guid id, VisitState state, Guid? mediatorId = null) => new()
    {
        Id = id,
        SiteId = SiteId,
        ArrivedAt = Now,
        Origin = Origin.WalkIn,
        State = state,
        StateSince = Now,
        EligibleAt = Now,
        MediatorId = mediatorId,
        RecordedById = OwnerId,
        RecordedAt = Now,
    };
}
