using InclusionNumerique.Sessions;

namespace InclusionNumerique.Visits;

/// <summary>What a mediator says of one visit: bound by the panel, the paper sheet and the correction page.</summary>
public sealed class VisitForm
{
    /// <summary>A new visit, or the waiting arrival that the session answers.</summary>
    public Guid VisitId { get; set; } = Guid.CreateVersion7();

    public Guid SessionId { get; set; } = Guid.CreateVersion7();

    public int SiteId { get; set; }

    /// <summary>Local day of the session's start; null: the session ends now.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>Local time of the session's start; required with <see cref="Day"/>.</summary>
    public TimeOnly? Time { get; set; }

    public Origin Origin { get; set; } = Origin.WalkIn;

    public Place Place { get; set; } = Place.OnSite;

    public int? Minutes { get; set; }

    public VisitFacts Facts { get; set; } = new();

    public List<RequestForm> Requests { get; set; } = [new()];

    public string? Note { get; set; }

    /// <summary>The author has seen the warning about the note and keeps it.</summary>
    public bool IsNoteConfirmed { get; set; }

    /// <summary>Names of the refused fields: "Requests[1].CauseId" for the second request's cause.</summary>
    public static string RequestField(int index, string property) => $"Requests[{index}].{property}";

    /// <summary>Everything that the form alone can tell; what needs the database is the verb's and the constraints'.</summary>
    /// <param name="now">An entry may not start after it.</param>
    public List<Refusal> Check(DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        CheckTime(refusals, now);
        CheckFacts(refusals);
        if (Requests.Count is 0 or > Request.MostPerSession)
        {
            refusals.Add(new Refusal(nameof(Requests), $"Un accompagnement compte de 1 à {Request.MostPerSession} demandes."));
        }

        for (var i = 0; i < Requests.Count; i++)
        {
            Requests[i].Check(refusals, i, Minutes);
        }

        PlainText.Check(refusals, nameof(Note), Note, Session.NoteMost);
        if (refusals.Count == 0 && !IsNoteConfirmed && NoteWarnings.Message(Note) is { } warning)
        {
            refusals.Add(new Refusal(nameof(Note), warning, IsWarning: true));
        }

        return refusals;
    }

    public DateTimeOffset StartsAt(DateTimeOffset now) =>
        Day is { } day ? ParisTime.At(day, Time ?? new TimeOnly(9, 0)) : now.AddMinutes(-(Minutes ?? 0));

    private void CheckTime(List<Refusal> refusals, DateTimeOffset now)
    {
        if (Minutes is null)
        {
            refusals.Add(new Refusal(nameof(Minutes), "Indiquez la durée."));
        }
        else if (Minutes is < 1 or > Session.MinutesMost)
        {
            refusals.Add(new Refusal(nameof(Minutes), "La durée va de 1 minute à 23 h 59."));
        }

        if (Day is null)
        {
            return;
        }

        if (Time is null)
        {
            refusals.Add(new Refusal(nameof(Time), "Indiquez l’heure de début (exemple : 9:30)."));
        }
        else if (StartsAt(now) > now)
        {
            refusals.Add(new Refusal(nameof(Day), "Cette date est dans le futur. Indiquez le jour et l’heure où la personne a été reçue."));
        }
    }

    private void CheckFacts(List<Refusal> refusals)
    {
        if (!Enum.IsDefined(Origin) || !Enum.IsDefined(Place) || !IsKnown(Facts.AgeBand) || !IsKnown(Facts.Gender)
            || !IsKnown(Facts.Occupation) || !IsKnown(Facts.Autonomy) || Facts.Equipment is < (Equipment)1 or > (Equipment)31)
        {
            refusals.Add(new Refusal(nameof(Facts), "Une des précisions n’existe pas. Choisissez dans la liste."));
        }
    }

    private static bool IsKnown<T>(T? value)
        where T : struct, Enum => value is null || Enum.IsDefined(value.Value);
}

/// <summary>One demand of a <see cref="VisitForm"/>.</summary>
public sealed class RequestForm
{
    public int? ThemeId { get; set; }

    public int? OrganisationId { get; set; }

    public bool IsFoundOnTheWay { get; set; }

    public HelpLevel? Level { get; set; }

    public ActedBy? ActedBy { get; set; }

    public Keyboard? Keyboard { get; set; }

    public RequestOutcome Outcome { get; set; } = RequestOutcome.Solved;

    public int? CauseId { get; set; }

    public int? Minutes { get; set; }

    public bool IsEmpty => ThemeId is null && OrganisationId is null;

    public static RequestForm From(Request row) => new()
    {
        ThemeId = row.ThemeId,
        OrganisationId = row.OrganisationId,
        IsFoundOnTheWay = row.IsFoundOnTheWay,
        Level = row.Level,
        ActedBy = row.ActedBy,
        Keyboard = row.Keyboard,
        Outcome = row.Outcome,
        CauseId = row.CauseId,
        Minutes = row.Minutes,
    };

    internal void Check(List<Refusal> refusals, int index, int? sessionMinutes)
    {
        void Refuse(string property, string message) => refusals.Add(new Refusal(VisitForm.RequestField(index, property), message));

        if (IsEmpty)
        {
            Refuse(nameof(ThemeId), "Choisissez un thème ou un organisme.");
        }

        if (Outcome == RequestOutcome.Impossible && CauseId is null)
        {
            Refuse(nameof(CauseId), "Dites ce qui a rendu la demande impossible.");
        }
        else if (CauseId is not null && Outcome is not (RequestOutcome.Impossible or RequestOutcome.GivenUp or RequestOutcome.ToContinue))
        {
            Refuse(nameof(CauseId), "Une cause ne va qu’avec « à poursuivre », « renoncement » ou « impossible ».");
        }

        if (Minutes is < 1 or > Session.MinutesMost || Minutes > sessionMinutes)
        {
            Refuse(nameof(Minutes), "La durée d’une demande va de 1 minute à la durée de l’accompagnement.");
        }

        if (!Enum.IsDefined(Outcome) || (Level is { } level && !Enum.IsDefined(level)) || (ActedBy is { } actedBy && !Enum.IsDefined(actedBy))
            || (Keyboard is { } keyboard && !Enum.IsDefined(keyboard)))
        {
            Refuse(nameof(Outcome), "Ce choix n’existe pas. Choisissez dans la liste.");
        }
    }

    internal Request ToRow(Guid sessionId, int position) => new()
    {
        SessionId = sessionId,
        Position = (short)position,
        ThemeId = ThemeId,
        OrganisationId = OrganisationId,
        IsFoundOnTheWay = IsFoundOnTheWay,
        Level = Level,
        ActedBy = ActedBy,
        Keyboard = Keyboard,
        Outcome = Outcome,
        CauseId = CauseId,
        Minutes = Minutes,
    };
}
