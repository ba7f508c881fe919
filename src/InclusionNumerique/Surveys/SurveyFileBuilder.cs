using System.Globalization;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Surveys;

/// <summary>A questionnaire on its way out of another tool's file: ids that are unique, filters that look back, limits. What does not fit becomes a fault of its line.</summary>
internal sealed partial class SurveyFileBuilder(string sheet)
{
    private readonly List<SurveyFileFault> _faults = [];
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SurveyQuestion> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Key, string? Option)> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Key, string Value), string> _values = [];
    private readonly List<SurveyFileText> _texts = [];

    public SurveyForm Form { get; } = new();

    public string Title { get; set; } = "";

    public string Purpose { get; set; } = "";

    /// <summary>Shortened and in one line, to be quoted in a fault.</summary>
    public static string Shown(string text)
    {
        var line = new string([.. text.Take(61).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]);
        return line.Length > 60 ? line[..60] + "…" : line;
    }

    public void Fault(int line, string message, string? of = null) => _faults.Add(new(of ?? sheet, line, message));

    /// <summary>The id for what the file calls so: the same where it can be one, otherwise a new one.</summary>
    /// <param name="otherwise">What the new one begins with.</param>
    /// <param name="isTold">As a fault: analyses go by the ids of questions.</param>
    public string Claim(int line, string name, string otherwise, bool isTold = true)
    {
        if (Identifier().IsMatch(name) && name != SurveyAnswers.Other && _ids.Add(name))
        {
            return name;
        }

        var id = Fresh(otherwise);
        if (name.Length > 0)
        {
            _names.TryAdd(name, (id, null));
        }

        if (isTold)
        {
            Fault(line, name.Length == 0
                ? $"Cette ligne n’a pas de nom ; son code est ici « {id} »."
                : $"« {Shown(name)} » sert déjà plus haut ou ne peut pas être un code (une lettre sans accent, puis des lettres, des chiffres ou « _ », 16 au plus) ; le code est ici « {id} ».");
        }

        return id;
    }

    /// <summary>An id that nothing has.</summary>
    public string Fresh(string start)
    {
        var number = 1;
        while (!_ids.Add(start + number.ToString(CultureInfo.InvariantCulture)))
        {
            number++;
        }

        return start + number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A text of the form as it may be kept; with a fault when it is too long.</summary>
    public string Words(int line, string? text, int most = SurveyQuestion.TextMost)
    {
        var refusals = new List<Refusal>();
        PlainText.Check(refusals, "", text, most);
        if (refusals.Count == 0)
        {
            return text?.Trim() ?? "";
        }

        Fault(line, refusals[0].Message);
        return Shown(text!);
    }

    public string? MaybeWords(int line, string? text, int most = SurveyQuestion.TextMost) => string.IsNullOrWhiteSpace(text) ? null : Words(line, text, most);

    public void Translate(int line, string key, IEnumerable<(string Language, string Text)> texts, int most = SurveyQuestion.TextMost) =>
        _texts.AddRange(texts.Where(t => !string.IsNullOrWhiteSpace(t.Text)).Select(t => new SurveyFileText(t.Language, key, Words(line, t.Text, most))));

    public SurveyBlock AddBlock(string id, string title)
    {
        var block = new SurveyBlock { Id = id, Title = title };
        Form.Blocks.Add(block);
        return block;
    }

    /// <summary>From here on, filters may hang on it.</summary>
    public void Add(SurveyBlock block, SurveyQuestion question, int line)
    {
        if (question.Text.Length == 0)
        {
            Fault(line, $"La question « {question.Id} » n’a pas de texte.");
        }

        if (question.Items.Count > SurveyQuestion.ItemsMost)
        {
            Fault(line, $"La question « {question.Id} » a {question.Items.Count} lignes ou choix ; {SurveyQuestion.ItemsMost} au plus.");
        }

        block.Questions.Add(question);
        foreach (var key in question.Keys)
        {
            _asked[key] = question;
            _names.TryAdd(key, (key, null));
        }
    }

    /// <summary>What the file calls an answer, or one option of it.</summary>
    public void Name(string name, string key, string? option = null) => _names[name] = (key, option);

    /// <summary>What the file calls a value of an answer.</summary>
    public void Value(string key, string named, string value) => _values[(key, named)] = value;

    /// <summary>The filter's sentences; a fault, and none of them, when it can't be said here.</summary>
    public List<SurveyCondition> Conditions(int line, string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
        {
            return [];
        }

        if (SurveyExpression.Parse(filter) is not { } all)
        {
            Fault(line, $"Le filtre « {Shown(filter)} » ne peut pas être repris : seules le peuvent des égalités avec les réponses d’une question précédente, reliées par « and » (« or » entre les réponses d’une même question).");
            return [];
        }

        List<SurveyCondition> conditions = [];
        foreach (var terms in all)
        {
            if (Condition(line, terms) is not { } condition)
            {
                return [];
            }

            conditions.Add(condition);
        }

        return conditions;
    }

    public SurveyFileContent Finish()
    {
        if (Form.Blocks.Count > SurveyForm.BlocksMost || Form.Questions.Count() > SurveyForm.QuestionsMost)
        {
            Fault(0, $"Un questionnaire a {SurveyForm.BlocksMost} blocs et {SurveyForm.QuestionsMost} questions au plus ; celui-ci a {Form.Blocks.Count} blocs et {Form.Questions.Count()} questions.");
        }

        if (Form.Blocks.Count == 0)
        {
            Fault(0, "Ce fichier ne contient aucune question.");
        }

        var (title, purpose) = (Words(0, Title, Survey.TitleMost), Words(0, Purpose, Survey.PurposeMost));
        return new(Form.Blocks.Count == 0 ? null : Form, title, purpose, _texts, _faults);
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,15}(\.[0-9]{1,3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    private SurveyCondition? Condition(int line, IReadOnlyList<SurveyTerm> terms)
    {
        var condition = new SurveyCondition();
        foreach (var term in terms)
        {
            if (!_names.TryGetValue(term.Name, out var name) || !_asked.TryGetValue(name.Key, out var question))
            {
                Fault(line, $"Le filtre parle de « {Shown(term.Name)} », qui n’est pas une question posée avant.");
                return null;
            }

            if (condition.Key.Length > 0 && condition.Key != name.Key)
            {
                Fault(line, "Le filtre relie par « or » les réponses de plusieurs questions, ce qui n’existe pas ici.");
                return null;
            }

            var value = name.Option is { } option ? (term.Value is null or "Y" ? option : null) : term.Value is { } said ? _values.GetValueOrDefault((name.Key, said), said) : null;
            if (value is null || !IsValue(question, value))
            {
                Fault(line, $"Le filtre attend « {Shown(term.Value ?? "")} » de « {name.Key} », qui n’est pas une de ses réponses possibles.");
                return null;
            }

            condition.Key = name.Key;
            condition.Values.Add(value);
        }

        return condition;
    }

    private static bool IsValue(SurveyQuestion question, string value) => question.Kind switch
    {
        QuestionKind.YesNo => value is SurveyAnswers.Yes or SurveyAnswers.No || (value == SurveyAnswers.DontKnow && question.HasDontKnow),
        QuestionKind.Scale => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var point) && point >= question.Least && point <= question.Most,
        QuestionKind.Number => decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        QuestionKind.Text => false,
        _ => question.Items.Exists(i => i.Id == value) || (question.HasOther && value == SurveyAnswers.Other),
    };
}
