using InclusionNumerique.Access;
using InclusionNumerique.Activities;
using InclusionNumerique.Appointments;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
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
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using InclusionNumerique.Surveys;
using InclusionNumerique.Tests.Partners;
using InclusionNumerique.Trainings;
using InclusionNumerique.Visitors;
using InclusionNumerique.Visits;
using InclusionNumerique.Workshops;
using InclusionNumerique.Workstations;

namespace InclusionNumerique.Tests.Access;

/// <param name="IsDone">The verb was done, or the query showed the scene's entry.</param>
internal sealed record Answer(bool IsDone, bool IsForbidden, string Words = "");

/// <summary>A valid call of one verb or query.</summary>
/// <param name="IsSited">It names a site: also tried at a site that is not the actor's.</param>
/// <param name="IsOwned">It names an entry: also tried on somebody else's.</param>
/// <param name="IsTimed">The owner's timer runs.</param>
/// <param name="IsReceiving">The owner receives somebody now; otherwise that person is on a pause.</param>
internal sealed record RightCase(bool IsVerb, Func<Scene, Task<Answer>> Call, bool IsSited = false, bool IsOwned = false, bool IsReceiving = false, bool IsTimed = false);

/// <summary>One case per verb and query of <c>rights.csv</c>.</summary>
internal static class RightsCases
{
    public static readonly IReadOnlyDictionary<string, RightCase> All = new Dictionary<string, RightCase>
    {
        [nameof(ChooseSite)] = Sited(s => s.Get<ChooseSite>().ExecuteAsync(new(s.SiteId), s.Actor)),
        [nameof(LogVisit)] = Sited(s => s.Get<LogVisit>().ExecuteAsync(Quick(s), s.Actor)),
        [nameof(RecordArrival)] = Sited(s => s.Get<RecordArrival>().ExecuteAsync(new() { SiteId = s.SiteId }, s.Actor)),
        [nameof(LeaveUnseen)] = Sited(s => s.Get<LeaveUnseen>().ExecuteAsync(new(s.WaitingId), s.Actor)),
        [nameof(CallNext)] = Sited(s => s.Get<CallNext>().ExecuteAsync(new(s.SiteId), s.Actor)),
        [nameof(StartSession)] = Sited(s => s.Get<StartSession>().ExecuteAsync(new(s.WaitingId), s.Actor)),
        [nameof(PauseSession)] = Sited(s => s.Get<PauseSession>().ExecuteAsync(new(s.ReceivedId), s.Actor)) with { IsReceiving = true },
        [nameof(NotThere)] = Sited(s => s.Get<NotThere>().ExecuteAsync(new(s.CalledId), s.Actor)),
        [nameof(HandOver)] = Sited(s => s.Get<HandOver>().ExecuteAsync(new() { VisitId = s.ReceivedId }, s.Actor)),
        [nameof(SetUrgent)] = Sited(s => s.Get<SetUrgent>().ExecuteAsync(new() { VisitId = s.WaitingId, Reason = "Expulsion demain" }, s.Actor)),
        [nameof(TriageVisit)] = Sited(s => s.Get<TriageVisit>().ExecuteAsync(new() { VisitId = s.WaitingId, Triage = new() { Need = NeedKind.Digital } }, s.Actor)),
        [nameof(UndoMove)] = Sited(s => s.Get<UndoMove>().ExecuteAsync(new(s.CalledId), s.Actor)),
        [nameof(CloseDay)] = Sited(s => s.Get<CloseDay>().ExecuteAsync(new() { SiteId = s.SiteId, Dispositions = { [s.WaitingId] = Disposition.LeftUnseen } }, s.Actor)),
        [nameof(SayPresence)] = Sited(s => s.Get<SayPresence>().ExecuteAsync(new() { SiteId = s.SiteId }, s.Actor)),
        [nameof(UndoVisit)] = Owned(s => s.Get<UndoVisit>().ExecuteAsync(new(s.WaitingId), s.Actor)),
        [nameof(CorrectVisit)] = Owned(async s => await s.Get<CorrectVisit>().ExecuteAsync(
            new() { Visit = Seen(s), Reason = "Erreur", Version = await s.VersionAsync() }, s.Actor)),
        [nameof(RemoveVisit)] = Owned(async s => await s.Get<RemoveVisit>().ExecuteAsync(
            new() { VisitId = s.VisitId, SessionId = s.SessionId, Reason = "Doublon", Version = await s.VersionAsync() }, s.Actor)),
        [nameof(ExportVisits)] = Verb(s => s.Get<ExportVisits>().ExecuteAsync(new(new HistoryFilter(), ExportFormat.Csv, new MemoryStream()), s.Actor)),
        [nameof(SaveDraft)] = Verb(s => s.Get<SaveDraft>().ExecuteAsync(new(Scene.DraftForm, s.SessionId, "{\"a\":1}"), s.Actor)),
        [nameof(DiscardDraft)] = Owned(s => s.Get<DiscardDraft>().ExecuteAsync(new(Scene.DraftForm), s.Actor), isSited: false),
        [nameof(SavePreset)] = Owned(
            s => s.Get<SavePreset>().ExecuteAsync(new() { SiteId = s.IsOwn ? null : s.SiteId, Label = "Scan", ThemeId = 1, Minutes = 5 }, s.Actor), isSited: false),
        [nameof(RemovePreset)] = Owned(s => s.Get<RemovePreset>().ExecuteAsync(new(s.PresetId), s.Actor), isSited: false),
        [nameof(LogPaperSheet)] = Sited(s => s.Get<LogPaperSheet>().ExecuteAsync(new() { SiteId = s.SiteId, Day = DateOnly.FromDateTime(s.Now.ToParis()), Rows = [AtNine(s)] }, s.Actor)),
        [nameof(SaveVisitor)] = Sited(s => s.Get<SaveVisitor>().ExecuteAsync(new() { SiteId = s.SiteId, Name = "Usager Démo neuf", HasConsent = true, IsDuplicateConfirmed = true }, s.Actor)),
        [nameof(WithdrawConsent)] = Sited(s => s.Get<WithdrawConsent>().ExecuteAsync(new(s.FileId), s.Actor)),
        [nameof(MergeVisitors)] = Sited(s => s.Get<MergeVisitors>().ExecuteAsync(new(s.FileId, s.OtherFileId), s.Actor)),
        [nameof(LinkVisitor)] = Sited(s => s.Get<LinkVisitor>().ExecuteAsync(new(s.VisitId, s.FileId), s.Actor)),
        [nameof(SaveFollowUp)] = Sited(s => s.Get<SaveFollowUp>().ExecuteAsync(new() { VisitorId = s.FileId, DueOn = Today(s) }, s.Actor)),
        [nameof(CloseFollowUp)] = Sited(s => s.Get<CloseFollowUp>().ExecuteAsync(new(s.FollowUpId), s.Actor)),
        [nameof(RecordRightsCheckup)] = Sited(s => s.Get<RecordRightsCheckup>().ExecuteAsync(new(Guid.CreateVersion7(), s.FileId, RightsCheckupState.Done), s.Actor)),
        [nameof(SaveTriageRule)] = Verb(s => s.Get<SaveTriageRule>().ExecuteAsync(new() { Need = NeedKind.Digital, Advice = Direction.Partner, Because = "Essai" }, s.Actor)),
        [nameof(MoveTriageRule)] = Verb(async s => await s.Get<MoveTriageRule>().ExecuteAsync(new(await s.FirstRuleAsync(), IsUp: false), s.Actor)),
        [nameof(SaveAssessment)] = Sited(s => s.Get<SaveAssessment>().ExecuteAsync(new() { VisitorId = s.FileId, GridId = 1, Answers = [.. Enumerable.Repeat((short?)2, 10)] }, s.Actor)),
        [nameof(SaveGrid)] = Verb(async s => await s.Get<SaveGrid>().ExecuteAsync(
            new() { FromVersion = await s.GridAsync(), InclusionFrom = 30, SkillsFrom = 60, Questions = [new() { Text = $"Je fais l’essai {s.VisitId:N}", IsForKiosk = true }] }, s.Actor)),
        [nameof(SaveAccount)] = Verb(s => s.Get<SaveAccount>().ExecuteAsync(
            new() { Name = "Compte Démo", Email = $"{s.VisitId:N}@demo.invalid", Roles = [Role.Observer], InstitutionId = 1 }, s.Actor)),
        [nameof(InviteAccount)] = Verb(s => s.Get<InviteAccount>().ExecuteAsync(new(DemoData.AccountId(1), new string('A', 43)), s.Actor)),
        [nameof(ChangePassword)] = Verb(s => s.Get<ChangePassword>().ExecuteAsync(
            new() { Current = Scene.Password, Password = "lampe grenier tambour huile", PasswordAgain = "lampe grenier tambour huile" }, s.Actor)),
        [nameof(SaveSite)] = Verb(s => s.Get<SaveSite>().ExecuteAsync(new() { Name = $"ESC Démo {s.VisitId:N}", ShortName = "Démo", OpenedOn = new(2020, 1, 1) }, s.Actor)),
        [nameof(SaveInstitution)] = Verb(s => s.Get<SaveInstitution>().ExecuteAsync(new() { Name = $"Institution Démo {s.VisitId:N}", ShortName = "Démo" }, s.Actor)),
        [nameof(SaveListItem)] = Verb(s => s.Get<SaveListItem>().ExecuteAsync(new() { List = ListKind.Languages, Label = $"Langue démo {s.VisitId:N}", Rank = 1 }, s.Actor)),
        [nameof(SeatVisitor)] = Sited(s => s.Get<SeatVisitor>().ExecuteAsync(new(Guid.CreateVersion7(), s.WorkstationId), s.Actor)),
        [nameof(FreeWorkstation)] = Sited(s => s.Get<FreeWorkstation>().ExecuteAsync(new() { UseId = s.UseId, IsSignedOut = true, IsEmptied = true, ArePapersTaken = true }, s.Actor)),
        [nameof(SaveWorkstation)] = Sited(s => s.Get<SaveWorkstation>().ExecuteAsync(
            new() { SiteId = s.SiteId, Label = $"Poste {s.VisitId:N}"[..Workstation.LabelMost], Kind = WorkstationKind.Laptop }, s.Actor)),
        [nameof(SaveOpeningRule)] = Owned(s => s.Get<SaveOpeningRule>().ExecuteAsync(
            new() { MediatorId = s.ReceiverId, SiteId = s.SiteId, Kind = OpeningKind.WalkIn, Weekday = 5, StartsAt = new(9, 0), EndsAt = new(12, 0), From = Today(s) }, s.Actor)),
        [nameof(EndOpeningRule)] = Owned(async s => await s.Get<EndOpeningRule>().ExecuteAsync(new() { RuleId = s.RuleId, Version = await s.RuleVersionAsync(), LastDay = Today(s) }, s.Actor)),
        [nameof(SaveOpeningException)] = Owned(s => s.Get<SaveOpeningException>().ExecuteAsync(new() { RuleId = s.RuleId, Day = Scene.RuleDay, IsCancelled = true }, s.Actor)),
        [nameof(RemoveOpeningException)] = Owned(s => s.Get<RemoveOpeningException>().ExecuteAsync(new() { RuleId = s.RuleId, Day = Scene.RuleDay }, s.Actor)),
        [nameof(SaveAbsence)] = Owned(
            s => s.Get<SaveAbsence>().ExecuteAsync(new() { MediatorId = s.OwnerId, Reason = AbsenceReason.Leave, When = new() { FromDay = Today(s).AddDays(9) } }, s.Actor), isSited: false),
        [nameof(RemoveAbsence)] = Owned(s => s.Get<RemoveAbsence>().ExecuteAsync(new(s.AbsenceId), s.Actor), isSited: false),
        [nameof(SaveClosure)] = Sited(s => s.Get<SaveClosure>().ExecuteAsync(new() { SiteId = s.SiteId, Label = "Travaux", When = new() { FromDay = Today(s).AddDays(9) } }, s.Actor)),
        [nameof(RemoveClosure)] = Sited(s => s.Get<RemoveClosure>().ExecuteAsync(new(s.ClosureId), s.Actor)),

        ["OpeningQueries.DutyAsync"] = Query(async s => (await s.Get<OpeningQueries>().DutyAsync(s.Actor)).Sites.Any(x => x.SiteId == s.SiteId && x.Week.Count > 0), isSited: true, isOwned: true),
        ["OpeningQueries.WeekAsync"] = Query(async s => (await s.Get<OpeningQueries>().WeekAsync(Today(s), s.Actor)).Sites.Any(x => x.SiteId == s.SiteId && x.WalkInHalfDays > 0), isSited: true, isOwned: true),
        ["OpeningQueries.PosterAsync"] = Query(async s => (await s.Get<OpeningQueries>().PosterAsync(s.SiteId, s.Actor))?.Lines.Count > 0, isSited: true, isOwned: true),
        ["OpeningQueries.ChoicesAsync"] = Query(async s => (await s.Get<OpeningQueries>().ChoicesAsync(s.Actor)).Sites.Any(x => x.Id == s.SiteId), isSited: true),
        ["OpeningQueries.RulesAsync"] = Query(async s => (await s.Get<OpeningQueries>().RulesAsync(s.SiteId, null, s.Actor)).Any(r => r.Id == s.RuleId), isSited: true, isOwned: true),
        ["OpeningQueries.AbsencesAsync"] = Query(async s => (await s.Get<OpeningQueries>().AbsencesAsync(null, s.Actor)).Any(a => a.Id == s.AbsenceId), isOwned: true),
        ["OpeningQueries.ClosuresAsync"] = Query(async s => (await s.Get<OpeningQueries>().ClosuresAsync(s.SiteId, s.Actor)).Any(c => c.Id == s.ClosureId), isSited: true),
        ["OpeningQueries.ConflictsAsync"] = Query(async s => (await s.Get<OpeningQueries>().ConflictsAsync([s.UncoveredId], s.Actor)).Count > 0, isOwned: true),
        ["OpeningQueries.ToMoveAsync"] = Query(async s => (await s.Get<OpeningQueries>().ToMoveAsync(s.Actor)).Any(a => a.Id == s.UncoveredId), isOwned: true),

        [nameof(SaveFigureView)] = Verb(s => s.Get<SaveFigureView>().ExecuteAsync(new() { Name = "Essai", Address = "periode=mois" }, s.Actor)),
        [nameof(RemoveFigureView)] = Verb(s => s.Get<RemoveFigureView>().ExecuteAsync(new(s.FigureViewId), s.Actor)),
        [nameof(ShareFigureView)] = Verb(s => s.Get<ShareFigureView>().ExecuteAsync(new(s.FigureViewId, new string('A', 43)), s.Actor)),
        ["FigureViewQueries.MineAsync"] = Query(async s => (await s.Get<FigureViewQueries>().MineAsync(s.Actor)).Any(v => v.Id == s.FigureViewId)),
        [nameof(DraftReport)] = Verb(s => s.Get<DraftReport>().ExecuteAsync(new() { Filter = Scene.ReportFilter }, s.Actor)),
        [nameof(SaveReport)] = Verb(async s => await s.ReportAsync() is var r
            ? await s.Get<SaveReport>().ExecuteAsync(new() { Id = r.Id, Version = r.Version, Title = "Autre titre", Filter = r.Filter, Sections = [.. r.Sections] }, s.Actor) : null!),
        [nameof(IssueReport)] = Verb(async s => await s.Get<IssueReport>().ExecuteAsync(new(s.ReportId, (await s.ReportAsync()).Version), s.Actor)),
        [nameof(CancelReport)] = Verb(s => s.Get<CancelReport>().ExecuteAsync(new(s.QueuedReportId), s.Actor)),
        [nameof(RemoveReport)] = Verb(s => s.Get<RemoveReport>().ExecuteAsync(new(s.ReportId), s.Actor)),
        [nameof(ScheduleReport)] = Verb(s => s.Get<ScheduleReport>().ExecuteAsync(new(), s.Actor)),
        [nameof(PauseReportSchedule)] = Verb(s => s.Get<PauseReportSchedule>().ExecuteAsync(new(s.ReportScheduleId, true), s.Actor)),
        [nameof(ChangeReportSchedule)] = Verb(async s => await s.Get<ChangeReportSchedule>().ExecuteAsync(new() { Id = s.ReportScheduleId, Version = await s.ScheduleVersionAsync(), Day = 9, Hour = new(8, 0) }, s.Actor)),
        [nameof(DismissReportNotice)] = Verb(s => s.Get<DismissReportNotice>().ExecuteAsync(new(s.IssuedReportId), s.Actor)),
        [nameof(RemoveReportSchedule)] = Verb(s => s.Get<RemoveReportSchedule>().ExecuteAsync(new(s.ReportScheduleId), s.Actor)),
        ["ReportQueries.ListAsync"] = Query(async s => (await s.Get<ReportQueries>().ListAsync(new(), 1, s.Actor)).Rows.Any(r => r.Id == s.IssuedReportId)),
        ["ReportQueries.OneAsync"] = Query(async s => await s.Get<ReportQueries>().OneAsync(s.IssuedReportId, s.Actor) is not null),
        ["ReportQueries.FileAsync"] = Query(async s => await s.Get<ReportQueries>().FileAsync(s.IssuedReportId, isPdf: true, s.Actor) is not null),
        ["ReportQueries.DifferencesAsync"] = Query(async s => (await s.Get<ReportQueries>().DifferencesAsync(s.IssuedReportId, s.Actor)).Count > 0),
        ["ReportQueries.OpenAsync"] = Query(async s => (await s.Get<ReportQueries>().OpenAsync(s.Actor)).Any(r => r.Id == s.ReportId)),
        ["ReportQueries.DraftAsync"] = Query(async s => await s.Get<ReportQueries>().DraftAsync(s.ReportId, s.Actor) is not null),
        ["ReportQueries.FactsAsync"] = Query(async s => await s.Get<ReportQueries>().FactsAsync(await s.ReportAsync(), s.Actor) is not null),
        ["ReportQueries.NoticesAsync"] = Query(async s => (await s.Get<ReportQueries>().NoticesAsync(s.Actor)).Any(r => r.Id == s.IssuedReportId)),
        ["ReportQueries.SchedulesAsync"] = Query(async s => (await s.Get<ReportQueries>().SchedulesAsync(s.Actor)).Any(r => r.Id == s.ReportScheduleId)),
        [nameof(RenewCalendarFeed)] = Verb(s => s.Get<RenewCalendarFeed>().ExecuteAsync(new(new string('A', 43)), s.Actor)),
        [nameof(RevokeCalendarFeed)] = Verb(s => s.Get<RevokeCalendarFeed>().ExecuteAsync(s.Actor)),
        [nameof(HoldSlot)] = Sited(s => s.Get<HoldSlot>().ExecuteAsync(new(Guid.CreateVersion7(), s.SiteId, Scene.Colleague, Scene.Reason, s.FreeSlot), s.Actor)),
        [nameof(ReleaseSlot)] = Verb(s => s.Get<ReleaseSlot>().ExecuteAsync(new(s.HoldId), s.Actor)),
        [nameof(BookAppointment)] = Sited(s => s.Get<BookAppointment>().ExecuteAsync(
            new() { SiteId = s.SiteId, MediatorId = Scene.Colleague, ReasonId = Scene.Reason, StartsAt = s.FreeSlot, Label = "Usager Démo" }, s.Actor)),
        [nameof(MoveAppointment)] = Owned(s => s.Get<MoveAppointment>().ExecuteAsync(new(s.AppointmentId, s.SiteId, Scene.Colleague, s.FreeSlot), s.Actor), isSited: false),
        [nameof(CancelAppointment)] = Owned(s => s.Get<CancelAppointment>().ExecuteAsync(new() { Id = s.AppointmentId, Reason = CancelReason.Unavailable }, s.Actor), isSited: false),
        [nameof(ArriveAppointment)] = Sited(s => s.Get<ArriveAppointment>().ExecuteAsync(new(s.AppointmentId, Guid.CreateVersion7()), s.Actor)),
        [nameof(CloseAppointment)] = Owned(s => s.Get<CloseAppointment>().ExecuteAsync(new(s.AppointmentId, AppointmentEnd.Missed), s.Actor), isSited: false),
        [nameof(CorrectAppointment)] = Owned(s => s.Get<CorrectAppointment>().ExecuteAsync(new() { Id = s.MissedId, Why = "Erreur de ligne" }, s.Actor), isSited: false),
        [nameof(WishEarlier)] = Owned(s => s.Get<WishEarlier>().ExecuteAsync(new(s.AppointmentId, true), s.Actor), isSited: false),
        [nameof(SaveAppointmentReason)] = Verb(s => s.Get<SaveAppointmentReason>().ExecuteAsync(new() { Label = $"Motif {s.VisitId:N}", Minutes = 30, Position = 9 }, s.Actor)),
        ["AppointmentQueries.ListAsync"] = Query(
            async s => (await s.Get<AppointmentQueries>().ListAsync(AppointmentView.Upcoming, null, null, 1, s.Actor)).Rows.Any(r => r.Id == s.AppointmentId), isOwned: true),
        ["AppointmentQueries.AppointmentAsync"] = Query(async s => await s.Get<AppointmentQueries>().AppointmentAsync(s.AppointmentId, s.Actor) is not null, isOwned: true),
        ["AppointmentQueries.SlotsAsync"] = Query(
            async s => (await s.Get<AppointmentQueries>().SlotsAsync(new(Scene.Reason, MovingId: s.AppointmentId), s.Actor))?.Columns.Any(c => c.Slots.Count > 0) == true),
        ["CalendarFeedQueries.MineAsync"] = Query(async s => await s.Get<CalendarFeedQueries>().MineAsync(s.Actor) == s.Now),
        ["OrientationQueries.TargetsAsync"] = Query(async s => (await s.Get<InclusionNumerique.Orientations.OrientationQueries>().TargetsAsync(s.Actor)).Sites.Count > 0),
        ["AppointmentQueries.ReasonsAsync"] = Query(async s => (await s.Get<AppointmentQueries>().ReasonsAsync(s.Actor)).Count > 0),
        ["AppointmentQueries.AllReasonsAsync"] = Query(async s => (await s.Get<AppointmentQueries>().AllReasonsAsync(s.Actor)).Count > 0),
        ["AppointmentQueries.MediatorsAsync"] = Query(async s => (await s.Get<AppointmentQueries>().MediatorsAsync(s.Actor)).Count > 0),
        ["AppointmentQueries.VisitToBookAsync"] = Query(async s => await s.Get<AppointmentQueries>().VisitToBookAsync(s.WaitingId, s.Actor) is not null, isSited: true),
        [nameof(ImportPlaces)] = Verb(s => s.Get<ImportPlaces>().ExecuteAsync(new() { Producer = $"Démo {s.VisitId:N}", File = PlaceText.File(PlaceText.Place("1")) }, s.Actor)),
        [nameof(ExportPlaces)] = Verb(s => s.Get<ExportPlaces>().ExecuteAsync(new() { Output = new MemoryStream(), Producer = $"Démo {s.VisitId:N}" }, s.Actor)),
        [nameof(ResendMessage)] = Owned(s => s.Get<ResendMessage>().ExecuteAsync(new(s.MessageId), s.Actor), isSited: false),

        [nameof(SendOrientation)] = Verb(s => s.Get<SendOrientation>().ExecuteAsync(
            new() { Target = TargetKind.HouseService, SiteId = s.SiteId, InstitutionId = 2, Need = NeedKind.Social, Mode = OrientationMode.Explained }, s.Actor)),
        [nameof(MoveOrientation)] = Owned(
            s => s.Get<MoveOrientation>().ExecuteAsync(new() { Id = s.OrientationId, To = OrientationState.Cancelled, Reason = OrientationReason.Mistake }, s.Actor), isSited: false),
        [nameof(CorrectOrientation)] = Owned(s => s.Get<CorrectOrientation>().ExecuteAsync(new(s.NoShowId, "Erreur de ligne"), s.Actor), isSited: false),
        [nameof(WithdrawOrientationConsent)] = Owned(s => s.Get<WithdrawOrientationConsent>().ExecuteAsync(new(s.OrientationId), s.Actor), isSited: false),
        [nameof(MarkOrientationSeen)] = Owned(s => s.Get<MarkOrientationSeen>().ExecuteAsync(new(s.OrientationId), s.Actor), isSited: false),
        [nameof(RenewPartnerLink)] = Owned(s => s.Get<RenewPartnerLink>().ExecuteAsync(new(s.SentOutId, new string('A', 43)), s.Actor), isSited: false),
        [nameof(LinkOrientation)] = Owned(s => s.Get<LinkOrientation>().ExecuteAsync(new() { VisitId = s.WaitingId, Code = s.SlipCode }, s.Actor)),
        [nameof(SaveOrientationClock)] = Verb(async s => await s.Get<SaveOrientationClock>().ExecuteAsync(
            new() { State = OrientationState.Sent, RemindAfter = await s.RemindAfterAsync() + 1, EscalateAfter = 100, Version = await s.ClockVersionAsync() }, s.Actor)),
        ["OrientationQueries.ListAsync"] = Query(
            async s => (await s.Get<OrientationQueries>().ListAsync(new(s.Actor.Has(Role.Coordinator) ? OrientationList.Late : OrientationList.Sent), s.Actor)).Rows.Any(r => r.Id == s.OrientationId), isOwned: true),
        ["OrientationQueries.CountedAsync"] = Query(async s => (await s.Get<OrientationQueries>().CountedAsync(new(new(2000, 1, 1), new(2100, 1, 1)), 1, s.Actor)).Counted > 0),
        ["OrientationQueries.OneAsync"] = Query(async s => await s.Get<OrientationQueries>().OneAsync(s.OrientationId, s.Actor) is not null, isOwned: true),
        ["OrientationQueries.CountsAsync"] = Query(async s => await s.Get<OrientationQueries>().CountsAsync(s.Actor) is { } counts && counts.News + counts.Late > 0, isOwned: true),
        ["OrientationQueries.SlipAsync"] = Query(async s => (await s.Get<OrientationQueries>().SlipAsync(s.SlipCode, s.SiteId, s.Actor)).Title is not null, isSited: true),
        ["OrientationQueries.ClocksAsync"] = Query(async s => (await s.Get<OrientationQueries>().ClocksAsync(s.Actor)).Count > 0),
        ["OrientationQueries.StartAsync"] = Query(async s => await s.Get<OrientationQueries>().StartAsync(s.WaitingId, null, null, s.Actor) is not null, isSited: true),
        ["OrientationQueries.AdviceAsync"] = Query(async s => await s.Get<OrientationQueries>().AdviceAsync(TargetKind.DigitalSpace, s.SiteId, null, s.Actor) is not null, isSited: true),
        ["OrientationQueries.OfVisitAsync"] = Query(async s => (await s.Get<OrientationQueries>().OfVisitAsync(s.VisitId, s.Actor)).Any(r => r.Id == s.ArrivedId), isSited: true),
        [nameof(SavePartner)] = Verb(s => s.Get<SavePartner>().ExecuteAsync(
            new() { Name = "Lieu Démo neuf", Address = "1 rue de l’Exemple", PostalCode = "35000", Town = "Rennes" }, s.Actor)),
        [nameof(VerifyPartner)] = Verb(s => s.Get<VerifyPartner>().ExecuteAsync(new() { Id = s.PartnerId, How = VerificationMeans.Phone }, s.Actor)),
        ["PartnerQueries.SearchAsync"] = Query(async s => (await s.Get<PartnerQueries>().SearchAsync(new(), 1, s.Actor)).Rows.Any(r => r.Id == s.PartnerId)),
        ["PartnerQueries.PartnerAsync"] = Query(async s => await s.Get<PartnerQueries>().PartnerAsync(s.PartnerId, s.Actor) is not null),
        ["PartnerQueries.ChoicesAsync"] = Query(async s => (await s.Get<PartnerQueries>().ChoicesAsync("demo", s.Actor)).Any(r => r.Id == s.PartnerId)),
        ["PartnerQueries.VerificationsDueAsync"] = Query(async s => (await s.Get<PartnerQueries>().VerificationsDueAsync(1, s.Actor)).Rows.Any(r => r.Id == s.PartnerId)),
        ["PartnerQueries.PlanAsync"] = Query(async s => (await s.Get<PartnerQueries>().PlanAsync(s.Actor)).Sites.Count > 0),

        ["MessageQueries.OfAppointmentAsync"] = Query(async s => (await s.Get<MessageQueries>().OfAppointmentAsync(s.UncoveredId, s.Actor)).Count > 0, isOwned: true),
        ["MessageQueries.TroubleAsync"] = Query(async s => (await s.Get<MessageQueries>().TroubleAsync(s.Actor)).Any(m => m.MessageId == s.MessageId), isOwned: true),
        ["BoardQueries.BoardAsync"] = Query(
            async s => (await s.Get<BoardQueries>().BoardAsync(s.SiteId, s.Actor)).Rows.Any(r => r.VisitId == s.VisitId), isSited: true, isOwned: true),
        ["BoardQueries.MineAsync"] = Query(async s => (await s.Get<BoardQueries>().MineAsync(s.Actor))?.VisitId == s.ReceivedId, isSited: true, isOwned: true) with { IsReceiving = true },
        ["BoardQueries.HandOverChoicesAsync"] = Query(async s => (await s.Get<BoardQueries>().HandOverChoicesAsync(s.SiteId, s.Actor)).Mediators.Count > 0, isSited: true),
        ["TriageQueries.RulesAsync"] = Query(async s => (await s.Get<TriageQueries>().RulesAsync(s.Actor)).Count > 0),
        ["WorkstationQueries.AtSiteAsync"] = Query(async s => (await s.Get<WorkstationQueries>().AtSiteAsync(s.SiteId, s.Actor)).Cards.Any(c => c.Seat?.UseId == s.UseId), isSited: true),
        ["WorkstationQueries.WorkstationsAsync"] = Query(async s => (await s.Get<WorkstationQueries>().WorkstationsAsync(s.SiteId, s.Actor)).Count > 0, isSited: true),
        ["VisitQueries.HistoryAsync"] = Query(
            async s => (await s.Get<VisitQueries>().HistoryAsync(new HistoryFilter(), 1, s.Actor)).Rows.Any(r => r.VisitId == s.VisitId), isSited: true, isOwned: true),
        ["VisitQueries.VisitAsync"] = Query(async s => await s.Get<VisitQueries>().VisitAsync(s.VisitId, s.Actor) is not null, isSited: true, isOwned: true),
        ["VisitQueries.FilterChoicesAsync"] = Query(async s => (await s.Get<VisitQueries>().FilterChoicesAsync(s.Actor)).Sites.Count > 0),
        ["SiteQueries.SitesAsync"] = Query(async s => (await s.Get<SiteQueries>().SitesAsync(s.Actor)).Count > 0),
        ["SiteQueries.InstitutionsAsync"] = Query(async s => (await s.Get<SiteQueries>().InstitutionsAsync(s.Actor)).Count > 0),
        ["ListQueries.ItemsAsync"] = Query(async s => (await s.Get<ListQueries>().ItemsAsync(ListKind.Themes, s.Actor)).Count > 0),
        ["StaffQueries.AccountsAsync"] = Query(async s => (await s.Get<StaffQueries>().AccountsAsync(new(), s.Actor)).Rows.Count > 0),
        ["StaffQueries.ManagersAsync"] = Query(async s => (await s.Get<StaffQueries>().ManagersAsync(s.Actor)).Any(m => m.Id == s.ManagerId)),
        ["AuditQueries.EntriesAsync"] = Query(async s => (await s.Get<AuditQueries>().EntriesAsync(new(), s.Actor)).Rows.Count > 0),
        ["AuditQueries.ActorsAsync"] = Query(async s => (await s.Get<AuditQueries>().ActorsAsync(s.Actor)).Count > 0),
        ["VisitorQueries.SearchAsync"] = Query(async s => (await s.Get<VisitorQueries>().SearchAsync("Usager Démo", 1, s.Actor)).Rows.Any(r => r.Id == s.FileId), isSited: true),
        ["VisitorQueries.RecogniseAsync"] = Query(async s => (await s.Get<VisitorQueries>().RecogniseAsync("Usager Démo", s.SiteId, s.Actor)).Any(r => r.Id == s.FileId), isSited: true),
        ["VisitorQueries.FileAsync"] = Query(async s => await s.Get<VisitorQueries>().FileAsync(s.FileId, s.Actor) is not null, isSited: true),
        ["VisitorQueries.FollowUpsAsync"] = Query(async s => (await s.Get<VisitorQueries>().FollowUpsAsync(false, 1, s.Actor)).Rows.Any(r => r.Id == s.FollowUpId), isSited: true),
        ["AssessmentQueries.GridAsync"] = Query(async s => await s.Get<AssessmentQueries>().GridAsync(s.Actor) is not null),
        ["AssessmentQueries.VersionsAsync"] = Query(async s => (await s.Get<AssessmentQueries>().VersionsAsync(s.Actor)).Count > 0),
        ["AssessmentQueries.OfVisitorAsync"] = Query(async s => (await s.Get<AssessmentQueries>().OfVisitorAsync(s.FileId, s.Actor)).Count > 0, isSited: true),
        ["DeskQueries.PanelAsync"] = Query(async s => (await s.Get<DeskQueries>().PanelAsync(s.SiteId, s.Actor)).Themes.Count > 0, isSited: true),
        ["DeskQueries.SitePresetsAsync"] = Query(async s => (await s.Get<DeskQueries>().SitePresetsAsync(s.SiteId, s.Actor)).Any(p => p.Id == s.SitePresetId)),
        ["FigureQueries.FiguresAsync"] = Query(async s => await s.Get<FigureQueries>().FiguresAsync(new(FigurePeriod.Of(FigureSpan.Day, Today(s), Today(s)), s.SiteId), s.Actor) is not null, isSited: true),
        ["FigureQueries.OverviewAsync"] = Query(async s => await s.Get<FigureQueries>().OverviewAsync(s.SiteId, s.Actor) is not null, isSited: true),
        ["DeskQueries.DraftAsync"] = Query(async s => await s.Get<DeskQueries>().DraftAsync(Scene.DraftForm, s.Actor) is not null, isOwned: true),
        ["DeskQueries.LastEntryAsync"] = Query(async s => await s.Get<DeskQueries>().LastEntryAsync(s.Actor) is not null, isOwned: true),
        ["SiteQueries.ChoicesAsync"] = Query(async s => (await s.Get<SiteQueries>().ChoicesAsync(s.Actor)).Any(c => c.Id == s.SiteId), isSited: true),
        ["ListQueries.ChoicesAsync"] = Query(async s => (await s.Get<ListQueries>().ChoicesAsync(s.Actor)).Themes.Count > 0),
        [nameof(SaveTrainingModule)] = Verb(s => s.Get<SaveTrainingModule>().ExecuteAsync(new() { Name = "Formation neuve", Aims = "Essai", Minutes = 60, ValidFrom = Today(s) }, s.Actor)),
        [nameof(SaveTrainingItems)] = Verb(async s => await s.Get<SaveTrainingItems>().ExecuteAsync(new() { ModuleId = s.ModuleId, Version = await s.TrainingVersionAsync(), Practice = "Je cherche avec la personne" }, s.Actor)),
        [nameof(PlanTrainingSession)] = Verb(s => s.Get<PlanTrainingSession>().ExecuteAsync(
            new() { ModuleId = s.ModuleId, SiteId = s.SiteId, TrainerIds = [Scene.Colleague], IsConfirmed = true, Parts = [new() { Day = Today(s).AddDays(3), From = new(14, 0), To = new(16, 0) }] }, s.Actor)),
        [nameof(CancelTrainingSession)] = Verb(s => s.Get<CancelTrainingSession>().ExecuteAsync(new() { Id = s.TrainingId, Reason = "Intervenant absent" }, s.Actor)),
        [nameof(InviteToTraining)] = Verb(s => s.Get<InviteToTraining>().ExecuteAsync(new() { SessionId = s.TrainingId, ProfessionalIds = [s.OwnerId] }, s.Actor)),
        [nameof(RegisterForTraining)] = Owned(s => s.Get<RegisterForTraining>().ExecuteAsync(new(Guid.CreateVersion7(), s.TrainingId, s.OwnerId), s.Actor), isSited: false),
        [nameof(CancelRegistration)] = Owned(s => s.Get<CancelRegistration>().ExecuteAsync(new(s.RegistrationId), s.Actor), isSited: false),
        [nameof(NoteAttendance)] = Owned(s => s.Get<NoteAttendance>().ExecuteAsync(new(s.RegistrationId, 0, true), s.Actor), isSited: false),
        [nameof(ReserveForTraining)] = Owned(s => s.Get<ReserveForTraining>().ExecuteAsync(new(s.RunningId, s.EquipmentId, true), s.Actor), isSited: false),
        ["TrainingQueries.EquipmentAsync"] = Query(async s => (await s.Get<TrainingQueries>().EquipmentAsync(s.RunningId, s.Actor)).Any(e => e.Id == s.EquipmentId), isOwned: true),
        ["TrainingQueries.ListAsync"] = Query(async s => (await s.Get<TrainingQueries>().ListAsync(new(), s.Actor)).Rows.Any(r => r.Id == s.TrainingId)),
        ["TrainingQueries.OneAsync"] = Query(async s => await s.Get<TrainingQueries>().OneAsync(s.TrainingId, s.Actor) is not null),
        ["TrainingQueries.AudienceAsync"] = Query(async s => (await s.Get<TrainingQueries>().AudienceAsync(new(s.TrainingId), s.Actor)).Total > 0),
        ["TrainingQueries.ModulesAsync"] = Query(async s => (await s.Get<TrainingQueries>().ModulesAsync(s.Actor)).Any(m => m.Id == s.ModuleId)),
        ["TrainingQueries.CertificateAsync"] = Query(async s => await s.Get<TrainingQueries>().CertificateAsync(s.AttendedId, s.Actor) is not null, isOwned: true),
        ["TrainingQueries.InstitutionsAsync"] = Query(async s => (await s.Get<TrainingQueries>().InstitutionsAsync(s.Actor)).Count > 0),
        ["TrainingQueries.ChoicesAsync"] = Query(async s => (await s.Get<TrainingQueries>().ChoicesAsync(s.Actor)).Modules.Count > 0),
        ["CoverageQueries.CoverageAsync"] = Query(async s => (await s.Get<CoverageQueries>().CoverageAsync(s.Actor)).Any(m => m.ModuleId == s.ModuleId)),
        ["CoverageQueries.OneAsync"] = Query(async s => await s.Get<CoverageQueries>().OneAsync(s.ModuleId, s.Actor) is not null),
        ["TrainingReportQueries.ReportAsync"] = Query(async s => (await s.Get<TrainingReportQueries>().ReportAsync(FigurePeriod.Of(FigureSpan.Year, Today(s), Today(s)), s.Actor))?.Modules.Any(m => m.ModuleId == s.ModuleId) == true),
        ["TrainingReportQueries.TotalsAsync"] = Query(async s => await s.Get<TrainingReportQueries>().TotalsAsync(FigurePeriod.Of(FigureSpan.Year, Today(s), Today(s)), null, s.Actor) is not null),
        ["EffectQueries.EffectAsync"] = Query(async s => await s.Get<EffectQueries>().EffectAsync(s.ModuleId, s.Actor) is not null),

        [nameof(SaveWorkshop)] = Sited(s => s.Get<SaveWorkshop>().ExecuteAsync(
            new() { SiteId = s.SiteId, Name = "Atelier Démo neuf", Aims = "Vous essayez.", Level = WorkshopLevel.Beginner, ThemeIds = { 1 } }, s.Actor)),
        [nameof(SaveWorkshopSession)] = Sited(s => s.Get<SaveWorkshopSession>().ExecuteAsync(
            new() { SiteId = s.SiteId, WorkshopId = s.WorkshopId, Day = Today(s).AddDays(9), StartsAt = new(14, 0), EndsAt = new(16, 0), MediatorIds = { Scene.Colleague } }, s.Actor)),
        [nameof(CancelWorkshopSession)] = Sited(s => s.Get<CancelWorkshopSession>().ExecuteAsync(new() { Id = s.GroupId, Reason = "Salle prise" }, s.Actor)),
        [nameof(RestoreWorkshopSession)] = Sited(s => s.Get<RestoreWorkshopSession>().ExecuteAsync(new(s.CancelledGroupId), s.Actor)),
        [nameof(RegisterPlace)] = Sited(s => s.Get<RegisterPlace>().ExecuteAsync(new() { SessionId = s.GroupId }, s.Actor)),
        [nameof(CancelPlace)] = Owned(s => s.Get<CancelPlace>().ExecuteAsync(new(s.PlaceId), s.Actor), isSited: false),
        [nameof(TellPlace)] = Owned(s => s.Get<TellPlace>().ExecuteAsync(new(s.PlaceId, IsTold: true), s.Actor), isSited: false),
        [nameof(MarkAttendance)] = Sited(s => s.Get<MarkAttendance>().ExecuteAsync(new(s.PlaceId, Attendance.Present), s.Actor)),
        [nameof(AddWalkIn)] = Sited(s => s.Get<AddWalkIn>().ExecuteAsync(new(Guid.CreateVersion7(), s.GroupId), s.Actor)),
        [nameof(CloseWorkshopSession)] = Sited(s => s.Get<CloseWorkshopSession>().ExecuteAsync(new() { Id = s.GroupId }, s.Actor)),
        ["WorkshopQueries.SessionsAsync"] = Query(async s => (await s.Get<WorkshopQueries>().SessionsAsync(new(SiteId: s.SiteId), 1, s.Actor)).Rows.Any(r => r.Id == s.GroupId), isSited: true),
        ["WorkshopQueries.SessionAsync"] = Query(async s => await s.Get<WorkshopQueries>().SessionAsync(s.GroupId, s.Actor) is not null, isSited: true),
        ["WorkshopQueries.PlacesAsync"] = Query(async s => (await s.Get<WorkshopQueries>().PlacesAsync(s.GroupId, s.Actor)).Any(p => p.Id == s.PlaceId), isOwned: true),
        ["WorkshopQueries.SlipAsync"] = Query(async s => await s.Get<WorkshopQueries>().SlipAsync(s.PlaceId, s.Actor) is not null, isOwned: true),
        ["WorkshopQueries.GridsAsync"] = Query(async s => (await s.Get<WorkshopQueries>().GridsAsync(s.GroupId, s.Actor)).Any(g => g.VisitorId == s.FileId), isSited: true),
        ["WorkshopQueries.SeriesAsync"] = Query(async s => (await s.Get<WorkshopQueries>().SeriesAsync(s.SiteId, s.Actor)).Any(w => w.Id == s.WorkshopId), isSited: true),
        ["WorkshopQueries.ChoicesAsync"] = Query(async s => (await s.Get<WorkshopQueries>().ChoicesAsync(s.Actor)).Mediators.Count > 0),
        ["AutonomyFigureQueries.FiguresAsync"] = Query(
            async s => await s.Get<AutonomyFigureQueries>().FiguresAsync(new(FigurePeriod.Of(FigureSpan.Day, Today(s), Today(s)), s.SiteId), s.Actor) is not null, isSited: true),
        ["WorkshopFigureQueries.FiguresAsync"] = Query(
            async s => await s.Get<WorkshopFigureQueries>().FiguresAsync(new(FigurePeriod.Of(FigureSpan.Day, Today(s), Today(s)), s.SiteId), s.Actor) is not null, isSited: true),

        [nameof(SaveSurvey)] = Verb(s => s.Get<SaveSurvey>().ExecuteAsync(new() { Title = "Essai", Purpose = "Essai" }, s.Actor)),
        [nameof(SaveSurveyForm)] = Verb(s => s.Get<SaveSurveyForm>().ExecuteAsync(new() { SurveyId = s.OpenSurveyId, Number = 1 }, s.Actor)),
        [nameof(OpenSurvey)] = Verb(async s => await s.Get<OpenSurvey>().ExecuteAsync(new() { SurveyId = s.DraftSurveyId, Version = await s.SurveyVersionAsync(s.DraftSurveyId), Address = "https://demo.invalid/" }, s.Actor)),
        [nameof(CloseSurvey)] = Verb(async s => await s.Get<CloseSurvey>().ExecuteAsync(new() { SurveyId = s.OpenSurveyId, Version = await s.SurveyVersionAsync(s.OpenSurveyId) }, s.Actor)),
        [nameof(InviteToSurvey)] = Verb(
            async s => (await s.Get<InviteToSurvey>().ExecuteAsync(new() { SurveyId = s.OpenSurveyId, Addresses = "autre@essai.invalid", Audience = SurveyAudience.Visitor }, s.Actor)).Outcome),
        [nameof(RemindOfSurvey)] = Verb(async s => (await s.Get<RemindOfSurvey>().ExecuteAsync(new() { SurveyId = s.OpenSurveyId }, s.Actor)).Outcome),
        [nameof(SaveSurveyTranslations)] = Verb(
            s => s.Get<SaveSurveyTranslations>().ExecuteAsync(new() { SurveyId = s.DraftSurveyId, Language = "en", Lines = [new() { Key = "titre", Text = "Test" }] }, s.Actor)),
        ["SurveyQueries.ListAsync"] = Query(async s => (await s.Get<SurveyQueries>().ListAsync(s.Actor)).Any(r => r.Id == s.DraftSurveyId)),
        ["SurveyQueries.OneAsync"] = Query(async s => await s.Get<SurveyQueries>().OneAsync(s.DraftSurveyId, s.Actor) is not null),
        ["SurveyQueries.ReturnAsync"] = Query(async s => await s.Get<SurveyQueries>().ReturnAsync(s.OpenSurveyId, s.Actor) is not null),
        ["SurveyQueries.TranslationsAsync"] = Query(async s => (await s.Get<SurveyQueries>().TranslationsAsync(s.DraftSurveyId, "en", s.Actor)).Count > 0),
        ["SurveyResultQueries.ChapterAsync"] = Query(async s => (await s.Get<SurveyResultQueries>().ChapterAsync([s.OpenSurveyId], new(), [], s.Actor)).Count > 0),
        ["SurveyResultQueries.OpenedAsync"] = Query(async s => (await s.Get<SurveyResultQueries>().OpenedAsync(s.Actor)).Count > 0),
        ["SurveyResultQueries.TrainingNeedsAsync"] = Query(async s => await s.Get<SurveyResultQueries>().TrainingNeedsAsync(s.Actor) is not null),
        ["SurveyResultQueries.OneAsync"] = Query(async s => await s.Get<SurveyResultQueries>().OneAsync(s.OpenSurveyId, new(), s.Actor) is not null),
        [nameof(ImportSurveyAnswers)] = Verb(s => s.Get<ImportSurveyAnswers>().ExecuteAsync(
            new() { SurveyId = s.OpenSurveyId, File = "Q1\noui\n"u8.ToArray(), Mapping = new() { [0] = "Q1" }, Audience = SurveyAudience.Visitor }, s.Actor)),
        ["SurveyQueries.DataAsync"] = Query(async s => await s.Get<SurveyQueries>().DataAsync(s.OpenSurveyId, s.Actor) is not null),
        ["SurveyQueries.TextsAsync"] = Query(async s => (await s.Get<SurveyQueries>().TextsAsync(s.OpenSurveyId, s.Actor)).Count > 0),
        ["SurveyQueries.OpenAsync"] = Query(async s => (await s.Get<SurveyQueries>().OpenAsync(s.Actor)).Count > 0),

        [nameof(SaveMemo)] = Owned(
            async s => await s.Get<SaveMemo>().ExecuteAsync(new() { Id = s.MemoId, Version = await s.MemoVersionAsync(), Title = "Mémo Démo corrigé", Body = "Essai" }, s.Actor), isSited: false),
        [nameof(RemoveMemo)] = Owned(s => s.Get<RemoveMemo>().ExecuteAsync(new(s.MemoId), s.Actor), isSited: false),
        [nameof(PinMemo)] = Verb(s => s.Get<PinMemo>().ExecuteAsync(new() { Id = s.MemoId, Until = Today(s) }, s.Actor)),
        [nameof(MarkMemoSeen)] = Verb(s => s.Get<MarkMemoSeen>().ExecuteAsync(new(s.OtherMemoId), s.Actor)),
        ["MemoQueries.SearchAsync"] = Query(async s => (await s.Get<MemoQueries>().SearchAsync(new(), 1, s.Actor)).Rows.Any(r => r.Id == s.MemoId)),
        ["MemoQueries.UnreadAsync"] = Query(async s => await s.Get<MemoQueries>().UnreadAsync(s.Actor) > 0),
        ["MemoQueries.MemoAsync"] = Query(async s => await s.Get<MemoQueries>().MemoAsync(s.MemoId, s.Actor) is not null),
        ["MemoQueries.FileAsync"] = Query(async s => await s.Get<MemoQueries>().FileAsync(s.MemoFileId, s.Actor) is not null),
        ["MemoQueries.ChoicesAsync"] = Query(async s => (await s.Get<MemoQueries>().ChoicesAsync(s.Actor)).Sites.Count > 0),

        [nameof(DraftNewsletter)] = Verb(s => s.Get<DraftNewsletter>().ExecuteAsync(new(Guid.CreateVersion7(), Today(s)), s.Actor)),
        [nameof(SaveNewsletter)] = Verb(async s => await s.Get<SaveNewsletter>().ExecuteAsync(
            new() { Id = s.DraftLetterId, Version = await s.LetterVersionAsync(), Sections = [new(SectionKind.Word, "Autre essai")] }, s.Actor)),
        [nameof(SendNewsletter)] = Verb(async s => await s.Get<SendNewsletter>().ExecuteAsync(new(s.DraftLetterId, await s.LetterVersionAsync(), "https://demo.invalid/"), s.Actor)),
        [nameof(ChooseLetter)] = Verb(s => s.Get<ChooseLetter>().ExecuteAsync(new(false), s.Actor)),
        ["NewsletterQueries.ListAsync"] = Query(async s => (await s.Get<NewsletterQueries>().ListAsync(1, s.Actor)).Rows.Any(r => r.Month == Scene.SentMonth)),
        ["NewsletterQueries.LetterAsync"] = Query(async s => await s.Get<NewsletterQueries>().LetterAsync(Scene.SentMonth, s.Actor) is not null),
        ["NewsletterQueries.DraftAsync"] = Query(async s => await s.Get<NewsletterQueries>().DraftAsync(Scene.DraftMonth, s.Actor) is not null),
        ["NewsletterQueries.MineAsync"] = Query(async s => await s.Get<NewsletterQueries>().MineAsync(s.Actor) is not null),

        [nameof(LogActivity)] = Sited(s => s.Get<LogActivity>().ExecuteAsync(new() { TypeId = s.ActivityTypeId, SiteId = s.SiteId, Minutes = 15 }, s.Actor)),
        [nameof(StartActivity)] = Sited(s => s.Get<StartActivity>().ExecuteAsync(new(Guid.CreateVersion7(), s.ActivityTypeId, s.SiteId), s.Actor)),
        [nameof(StopActivity)] = Owned(s => s.Get<StopActivity>().ExecuteAsync(new() { Id = s.TimerId }, s.Actor)) with { IsTimed = true },
        [nameof(CorrectActivity)] = Owned(async s => await s.Get<CorrectActivity>().ExecuteAsync(
            new() { Id = s.ActivityId, Version = await s.ActivityVersionAsync(), TypeId = s.ActivityTypeId, SiteId = RightsDatabase.OwnSite, Minutes = 20, Day = Today(s), Time = new(8, 0) }, s.Actor)),
        [nameof(RemoveActivity)] = Owned(s => s.Get<RemoveActivity>().ExecuteAsync(new(s.ActivityId), s.Actor)),
        ["ActivityQueries.WeekAsync"] = Query(async s => (await s.Get<ActivityQueries>().WeekAsync(Today(s), s.Actor)).Days.SelectMany(d => d.Entries).Any(e => e.Id == s.ActivityId), isOwned: true),
        ["ActivityQueries.OwnTimeAsync"] = Query(async s => (await s.Get<ActivityQueries>().OwnTimeAsync(Today(s), Today(s), s.Actor)).Minutes > 0, isOwned: true),
        ["ActivityQueries.FiguresAsync"] = Query(async s => (await s.Get<ActivityQueries>().FiguresAsync(FigurePeriod.Of(FigureSpan.Day, Today(s), Today(s)), s.SiteId, s.Actor))?.Total.Minutes > 0, isSited: true, isOwned: true),
        [nameof(SaveIncident)] = Sited(s => s.Get<SaveIncident>().ExecuteAsync(new() { SiteId = s.SiteId, Kind = IncidentKind.Printer }, s.Actor)),
        [nameof(SolveIncident)] = Sited(s => s.Get<SolveIncident>().ExecuteAsync(new() { Id = s.IncidentId, By = SolvedBy.ItDepartment }, s.Actor)),
        [nameof(RemoveIncident)] = Owned(s => s.Get<RemoveIncident>().ExecuteAsync(new(s.IncidentId), s.Actor)),
        [nameof(ReportOutage)] = Verb(s => s.Get<ReportOutage>().ExecuteAsync(new(Guid.CreateVersion7(), 2), s.Actor)),
        [nameof(EndOutage)] = Verb(s => s.Get<EndOutage>().ExecuteAsync(new(s.OutageId), s.Actor)),
        ["IncidentQueries.OutagesAsync"] = Query(async s => (await s.Get<IncidentQueries>().OutagesAsync(s.Actor)).Outages.Any(o => o.Id == s.OutageId)),
        ["IncidentQueries.ListAsync"] = Query(async s => (await s.Get<IncidentQueries>().ListAsync(new(), 1, s.Actor)).Rows.Any(r => r.Id == s.IncidentId), isSited: true),
        [nameof(SaveEquipment)] = Sited(s => s.Get<SaveEquipment>().ExecuteAsync(new() { SiteId = s.SiteId, Kind = EquipmentKind.Tablet, Name = "Tablette", InventoryNumber = $"{s.VisitId:N}"[..EquipmentItem.NumberMost] }, s.Actor)),
        [nameof(LendEquipment)] = Sited(s => s.Get<LendEquipment>().ExecuteAsync(new() { EquipmentId = s.EquipmentId, Label = "Atelier", When = new() { ToDay = Today(s).AddDays(2) } }, s.Actor)),
        [nameof(MoveLoan)] = Sited(s => s.Get<MoveLoan>().ExecuteAsync(new(s.LoanId, LoanState.Returned), s.Actor)),
        ["InventoryQueries.ListAsync"] = Query(async s => (await s.Get<InventoryQueries>().ListAsync(new(), 1, s.Actor)).Rows.Any(r => r.Id == s.EquipmentId), isSited: true),
        ["InventoryQueries.LoansAsync"] = Query(async s => (await s.Get<InventoryQueries>().LoansAsync(null, s.Actor)).Any(r => r.Id == s.LoanId), isSited: true),
        ["InventoryQueries.SlipAsync"] = Query(async s => await s.Get<InventoryQueries>().SlipAsync(s.LoanId, s.Actor) is not null, isSited: true),
        ["InventoryQueries.BorrowersAsync"] = Query(async s => (await s.Get<InventoryQueries>().BorrowersAsync(s.SiteId, s.Actor)).Count > 0, isSited: true),
        ["InventoryQueries.ChoicesAsync"] = Query(async s => (await s.Get<InventoryQueries>().ChoicesAsync(s.SiteId, s.Actor)).Any(c => c.Id == s.EquipmentId), isSited: true),
        ["IncidentQueries.FiguresAsync"] = Query(
            async s => (await s.Get<IncidentQueries>().FiguresAsync(FigurePeriod.Of(FigureSpan.Day, Today(s), Today(s)), s.SiteId, s.Actor))?.BySite.Sum(l => l.Incidents) > 0, isSited: true),
    };

    private static RightCase Verb(Func<Scene, Task<Outcome>> call, bool isSited = false, bool isOwned = false) => new(
        true,
        async s => await call(s) is var outcome ? new Answer(outcome.IsDone, outcome.IsForbidden, string.Join(" ", outcome.Refusals)) : null!,
        isSited,
        isOwned);

    private static RightCase Sited(Func<Scene, Task<Outcome>> call) => Verb(call, isSited: true);

    private static RightCase Owned(Func<Scene, Task<Outcome>> call, bool isSited = true) => Verb(call, isSited, isOwned: true);

    private static RightCase Query(Func<Scene, Task<bool>> shows, bool isSited = false, bool isOwned = false) =>
        new(false, async s => await shows(s) ? new Answer(true, false) : new Answer(false, true), isSited, isOwned);

    private static DateOnly Today(Scene s) => DateOnly.FromDateTime(s.Now.ToParis());

    private static VisitForm AtNine(Scene s)
    {
        var form = Quick(s);
        (form.Day, form.Time) = (DateOnly.FromDateTime(s.Now.ToParis()), new TimeOnly(9, 0));
        return form;
    }

    private static VisitForm Seen(Scene s)
    {
        var form = AtNine(s);
        (form.VisitId, form.SessionId) = (s.VisitId, s.SessionId);
        return form;
    }

    private static VisitForm Quick(Scene s) => new() { SiteId = s.SiteId, Minutes = 5, Requests = [new RequestForm { ThemeId = 1 }] };
}
