using InclusionNumerique.Staff;

namespace InclusionNumerique.Trainings;

/// <param name="IsPast">Sessions that are over, the latest first; otherwise those to come, the next first.</param>
/// <param name="IsMine">Only what concerns the actor, or what the actor is registered for.</param>
/// <param name="ModuleId">Null: any.</param>
/// <param name="SiteId">Null: any.</param>
/// <param name="Page">From 1.</param>
public sealed record TrainingFilter(bool IsPast = false, bool IsMine = false, int? ModuleId = null, int? SiteId = null, int Page = 1);

/// <param name="Seated">Registered, without those who wait.</param>
/// <param name="Mine">The actor's registration, unless cancelled.</param>
/// <param name="IsCompulsory">For the actor; null: it does not concern them.</param>
public sealed record TrainingRow(
    Guid Id, int ModuleId, string Module, string Site, string? Room, TrainingState State, IReadOnlyList<TrainingTime> Parts, int Capacity, int Seated, int Waiting, MyRegistration? Mine, bool IsInvited, bool? IsCompulsory);

public sealed record TrainingTime(DateTimeOffset From, DateTimeOffset To);

/// <param name="Ahead">People who wait before; 0 with a seat.</param>
public sealed record MyRegistration(Guid Id, RegistrationState State, int Ahead);

public sealed record SessionPage(IReadOnlyList<TrainingRow> Rows, int Total)
{
    public static SessionPage Empty { get; } = new([], 0);
}

/// <summary>One session's page.</summary>
/// <param name="Why">The audience's line that names the actor; null: it does not concern them.</param>
/// <param name="MayKeepList">Sees the list and notes who is there.</param>
/// <param name="Team">People whom the actor manages, each with what they are to this session.</param>
/// <param name="List">Empty without the right to see it.</param>
public sealed record TrainingView(
    TrainingRow Row, uint Version, int SiteId, string Aims, string? Prerequisites, string? Material, IReadOnlyList<TrainerRow> Trainers, string? ExternalTrainer, string? Reason, string AnswerCode,
    string? Why, bool MayKeepList, IReadOnlyList<TeamMember> Team, IReadOnlyList<ListedPerson> List, int AnswersBefore, int AnswersAfter);

public sealed record TrainerRow(Guid Id, string Name);

public sealed record TeamMember(Guid Id, string Name, bool? IsCompulsory, Guid? RegistrationId, RegistrationState? State);

/// <param name="Present">By part; null: not noted.</param>
public sealed record ListedPerson(Guid RegistrationId, Guid ProfessionalId, string Name, string? Institution, RegistrationState State, DateTimeOffset RegisteredAt, IReadOnlyList<bool?> Present);

/// <param name="Had">A session of the module at which the person was present.</param>
public sealed record AudienceRow(Guid Id, string Name, string? Institution, Mission? Mission, string Sites, string Why, bool IsCompulsory, DateTimeOffset? InvitedAt, RegistrationState? State, bool IsElsewhere, bool Had);

/// <param name="OnlyLeft">Without those who have had it, are invited, or are registered for a session to come.</param>
public sealed record AudienceFilter(Guid SessionId, bool OnlyLeft = true, int Page = 1);

public sealed record AudiencePage(IReadOnlyList<AudienceRow> Rows, int Total)
{
    public static AudiencePage Empty { get; } = new([], 0);
}

public sealed record ModuleRow(int Id, uint Version, string Name, bool IsActive, ModuleVersion? Now, IReadOnlyList<ModuleVersion> Versions, IReadOnlyList<TrainingQuestion> Items, int Sessions);

public sealed record ModuleVersion(DateOnly ValidFrom, string Aims, int Minutes, int Capacity, string? Prerequisites, string? Material, IReadOnlyList<AudienceLine> Audience);

public sealed record AudienceLine(IReadOnlyList<Mission> Missions, IReadOnlyList<int> InstitutionIds, IReadOnlyList<int> SiteIds, bool IsCompulsory, string Words);

/// <summary>What the form of a session offers.</summary>
public sealed record TrainingChoices(IReadOnlyList<(int Id, string Name, int Capacity, int Minutes)> Modules, IReadOnlyList<TrainerRow> Trainers);

/// <param name="Parts">Those at which the person was present.</param>
public sealed record CertificateFacts(string Name, string Module, string Place, IReadOnlyList<TrainingTime> Parts);

/// <summary>A thing of the inventory that works, beside a session.</summary>
/// <param name="IsFree">At each part of the session.</param>
public sealed record TrainingThing(Guid Id, string Name, string InventoryNumber, bool IsReserved, bool IsFree);
