using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InclusionNumerique.Surveys;

/// <summary>
/// The words of the answering pages themselves, in one language; those of a survey are its translations. Read from chrome.json: a word that one language lacks, or has too
/// much, stops the reading. Figures stand after a colon or before an abbreviation, since no two of these languages count alike.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SurveyChrome
{
    /// <summary>What is shown until something else is asked for.</summary>
    public const string French = "fr";

    /// <summary>French first.</summary>
    public static IReadOnlyList<SurveyChrome> All { get; } = Read();

    /// <summary>Two letters.</summary>
    public required string Code { get; init; }

    public required string NativeName { get; init; }
    public required bool IsRightToLeft { get; init; }
    public required string LanguageLabel { get; init; }

    /// <summary>Beside a translation that nobody has checked.</summary>
    public required string MachineMade { get; init; }

    public required string SkipToQuestions { get; init; }
    public required string Begin { get; init; }
    public required string Next { get; init; }
    public required string Back { get; init; }
    public required string Send { get; init; }
    public required string StopHere { get; init; }

    /// <summary>{0}: this step; {1}: how many.</summary>
    public required string Step { get; init; }

    /// <summary>{0}: minutes.</summary>
    public required string MinutesEstimate { get; init; }

    public required string AnswersKept { get; init; }
    public required string Yes { get; init; }
    public required string No { get; init; }
    public required string DontKnow { get; init; }
    public required string Other { get; init; }
    public required string OtherWords { get; init; }
    public required string SeveralAnswers { get; init; }

    /// <summary>{0} and {2}: the ends; {1} and {3}: their names.</summary>
    public required string ScaleHelp { get; init; }

    /// <summary>A radio button cannot be taken back by itself.</summary>
    public required string ClearAnswer { get; init; }

    /// <summary>Beside a written answer.</summary>
    public required string WordsWarning { get; init; }

    public required string Required { get; init; }
    public required string OptionalHint { get; init; }
    public required string CheckBelow { get; init; }

    /// <summary>Before the title of a page that came back with faults.</summary>
    public required string FaultPrefix { get; init; }

    public required string Missing { get; init; }
    public required string NotAnOption { get; init; }
    public required string NotANumber { get; init; }

    /// <summary>{0} and {1}: the bounds.</summary>
    public required string OutOfRange { get; init; }

    /// <summary>{0}: the least.</summary>
    public required string TooSmall { get; init; }

    /// <summary>{0}: the most.</summary>
    public required string TooLarge { get; init; }

    /// <summary>{0}: characters allowed.</summary>
    public required string TooLong { get; init; }

    public required string Unreadable { get; init; }
    public required string Exclusive { get; init; }
    public required string ResumeCodeIntro { get; init; }
    public required string ResumeCode { get; init; }
    public required string ResumeTitle { get; init; }
    public required string ResumeField { get; init; }
    public required string ResumeOpen { get; init; }
    public required string ResumeNotFound { get; init; }
    public required string SessionExpired { get; init; }
    public required string ContinueAnswering { get; init; }
    public required string StartAgain { get; init; }
    public required string StillThere { get; init; }

    /// <summary>{0}: seconds left.</summary>
    public required string StillThereText { get; init; }

    public required string ReadAloud { get; init; }
    public required string StopReading { get; init; }
    public required string Thanks { get; init; }
    public required string ThanksText { get; init; }
    public required string Closed { get; init; }
    public required string ClosedText { get; init; }
    public required string NotFound { get; init; }
    public required string NotFoundText { get; init; }
    public required string AlreadyUsed { get; init; }
    public required string AlreadyUsedText { get; init; }
    public required string Withdraw { get; init; }
    public required string WithdrawConfirm { get; init; }
    public required string Withdrawn { get; init; }
    public required string WithdrawnText { get; init; }
    public required string AnonymityTitle { get; init; }
    public required string AnonymityShort { get; init; }
    public required string AudienceQuestion { get; init; }
    public required string AudienceProfessional { get; init; }
    public required string AudienceManager { get; init; }
    public required string AudienceVisitor { get; init; }

    /// <summary>French for a language that has no words here.</summary>
    public static SurveyChrome For(string language) => All.FirstOrDefault(c => c.Code == language) ?? All[0];

    /// <summary>Beside the field.</summary>
    public string Say(SurveyFault fault, SurveyQuestion question) => fault switch
    {
        SurveyFault.Missing => Missing,
        SurveyFault.NotAnOption => NotAnOption,
        SurveyFault.NotANumber => NotANumber,
        SurveyFault.OutOfRange => Bounds(question.Min, question.Max),
        SurveyFault.TooLong => Fill(TooLong, SurveyQuestion.AnswerMost),
        SurveyFault.Unreadable => Unreadable,
        _ => Exclusive,
    };

    private string Bounds(decimal? least, decimal? most) => (least, most) switch
    {
        (not null, not null) => Fill(OutOfRange, least.Value, most.Value),
        (not null, null) => Fill(TooSmall, least.Value),
        _ => Fill(TooLarge, most.GetValueOrDefault()),
    };

    private static string Fill(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    private static List<SurveyChrome> Read()
    {
        using var stream = ReportQuestionnaire.Open("chrome");
        return JsonSerializer.Deserialize<List<SurveyChrome>>(stream)!;
    }
}
