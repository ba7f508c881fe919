using System.Text.Json;
using System.Text.Json.Serialization;

namespace InclusionNumerique.Surveys;

public enum SurveyAudience : short
{
    Professional = 1,
    Manager = 2,
    Visitor = 3,
}

public enum QuestionKind : short
{
    /// <summary>Points from least to most, only the ends named; of one sentence or of several.</summary>
    Scale = 1,

    /// <summary>Of the question itself or of several lines.</summary>
    YesNo = 2,
    SingleChoice = 3,
    MultipleChoice = 4,
    Number = 5,
    Text = 6,
}

/// <summary>
/// A questionnaire: blocks of questions, one document. It is edited as a draft and frozen when the survey opens.
/// Identifiers of blocks, questions, items and options are unique in the document and never change: answers are stored by them.
/// </summary>
public sealed class SurveyForm
{
    public const int BlocksMost = 60;
    public const int QuestionsMost = 200;

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Who may answer; each question may narrow it.</summary>
    public List<SurveyAudience> Audiences { get; set; } = [];

    /// <summary>Each person sees the blocks in an order of their own, the first one aside.</summary>
    public bool ShufflesBlocks { get; set; }

    public List<SurveyBlock> Blocks { get; set; } = [];

    [JsonIgnore]
    public IEnumerable<SurveyQuestion> Questions => Blocks.SelectMany(b => b.Questions);

    /// <summary>Of blocks, questions, items and options.</summary>
    [JsonIgnore]
    public IEnumerable<string> Identifiers => Blocks.SelectMany(b => b.Questions.SelectMany(q => q.Items.Select(i => i.Id).Prepend(q.Id)).Prepend(b.Id));

    /// <summary>Some people see the earlier block after the later one.</summary>
    public bool MayComeAfter(SurveyBlock earlier, SurveyBlock later) => ShufflesBlocks && earlier != later && earlier != Blocks[0];

    public static SurveyForm Parse(string json) => JsonSerializer.Deserialize<SurveyForm>(json, Json) ?? new();

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <summary>Questions that share a page and a heading.</summary>
public sealed class SurveyBlock
{
    public string Id { get; set; } = "";

    public string Title { get; set; } = "";

    public string? Intro { get; set; }

    public List<SurveyQuestion> Questions { get; set; } = [];
}

public sealed class SurveyQuestion
{
    public const int TextMost = 400;

    /// <summary>Of a written answer, whatever the question allows.</summary>
    public const int AnswerMost = 2000;

    public const int ItemsMost = 40;
    public const int PointsMost = 11;

    /// <summary>Starts with a letter, then letters, figures and _; at most 20. "P10".</summary>
    public string Id { get; set; } = "";

    public string Text { get; set; } = "";

    public string? Hint { get; set; }

    public QuestionKind Kind { get; set; }

    public bool IsRequired { get; set; }

    /// <summary>Empty: everybody whom the survey asks.</summary>
    public List<SurveyAudience> Audiences { get; set; } = [];

    /// <summary>Asked only where all of them hold.</summary>
    public List<SurveyCondition> Conditions { get; set; } = [];

    /// <summary>Of a scale. Always written: 0 is not what is read where nothing stands.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Least { get; set; } = 1;

    /// <summary>Of a scale.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int Most { get; set; } = 8;

    /// <summary>Of a scale.</summary>
    public string LeastLabel { get; set; } = "";

    /// <summary>Of a scale.</summary>
    public string MostLabel { get; set; } = "";

    /// <summary>Of yes or no.</summary>
    public bool HasDontKnow { get; set; }

    /// <summary>Of a choice: "other", in one's own words.</summary>
    public bool HasOther { get; set; }

    /// <summary>Of a number.</summary>
    public decimal? Min { get; set; }

    /// <summary>Of a number.</summary>
    public decimal? Max { get; set; }

    /// <summary>Of a number: what follows it, "ans".</summary>
    public string? Unit { get; set; }

    /// <summary>Of a written answer: why it is asked in free words, which may name somebody.</summary>
    public string? Reason { get; set; }

    /// <summary>Tells what people need to learn: its results stand beside the coverage of the trainings.</summary>
    public bool IsTrainingNeed { get; set; }

    /// <summary>Each person sees the items or options in an order of their own, exclusive options last.</summary>
    public bool ShufflesItems { get; set; }

    /// <summary>Lines of a scale or of yes/no; options of a choice. A scale or yes/no without items asks its own text.</summary>
    public List<SurveyItem> Items { get; set; } = [];

    [JsonIgnore]
    public bool IsChoice => Kind is QuestionKind.SingleChoice or QuestionKind.MultipleChoice;

    /// <summary>What is answered one by one: the lines, or the question itself.</summary>
    [JsonIgnore]
    public IEnumerable<string> Keys => !IsChoice && Items.Count > 0 ? Items.Select(i => i.Id) : [Id];
}

/// <summary>A line of a grid, or an option of a choice.</summary>
public sealed class SurveyItem
{
    /// <summary>"P10.1": the question's and a number.</summary>
    public string Id { get; set; } = "";

    public string Text { get; set; } = "";

    /// <summary>Of an option: no other goes with it ("none of these").</summary>
    public bool IsExclusive { get; set; }

    /// <summary>Of a scale's line: says the contrary of its neighbours, turned round before a score is made of them.</summary>
    public bool IsReversed { get; set; }
}

/// <summary>The earlier question (or line of a grid) was answered by one of these values: an option's id, "oui", "non", "nsp" or a number.</summary>
public sealed class SurveyCondition
{
    public string Key { get; set; } = "";

    public List<string> Values { get; set; } = [];
}
