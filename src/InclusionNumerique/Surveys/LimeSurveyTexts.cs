namespace InclusionNumerique.Surveys;

/// <summary>The texts of a survey structure, which are HTML; those in other languages follow the base language in the same order.</summary>
internal sealed class LimeSurveyTexts(SurveyFileBuilder builder)
{
    private readonly List<SurveyBlock> _blocks = [];
    private readonly Dictionary<string, SurveyQuestion> _questions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Question, string Code), SurveyItem> _items = [];
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    public void Know(SurveyBlock block) => _blocks.Add(block);

    public void Know(string code, SurveyQuestion question) => _questions.TryAdd(code, question);

    public void Know(string questionCode, string code, SurveyItem item) => _items.TryAdd((questionCode, code), item);

    /// <summary>With a fault where the text is more than a text.</summary>
    public string Plain(LimeSurveyRow row, string column)
    {
        if (LimeSurvey.IsMoreThanText(row[column]))
        {
            builder.Fault(row.Line, $"Colonne « {column} » : une image, un son, une vidéo ou un texte calculé (entre accolades) n’a pas d’équivalent ici.");
        }

        return LimeSurvey.FromHtml(row[column]);
    }

    /// <summary>Where it says something else than the base language.</summary>
    public void Add(LimeSurveyRow row, string key, string text, string? french, int most = SurveyQuestion.TextMost)
    {
        var language = row["language"];
        if (language.Length != 2)
        {
            if (_unknown.Add(language))
            {
                builder.Fault(row.Line, $"La langue « {SurveyFileBuilder.Shown(language)} » n’existe pas ici ; ses textes ne sont pas repris.");
            }
        }
        else if (text != french)
        {
            builder.Translate(row.Line, key, [(language, text)], most);
        }
    }

    /// <param name="rows">In other languages than the base.</param>
    public void Read(IEnumerable<LimeSurveyRow> rows)
    {
        var groups = new Dictionary<string, int>(StringComparer.Ordinal);
        var code = "";
        foreach (var row in rows)
        {
            switch (row["class"])
            {
                case "G":
                    var index = groups[row["language"]] = groups.GetValueOrDefault(row["language"], -1) + 1;
                    Group(row, _blocks.ElementAtOrDefault(index));
                    break;
                case "Q":
                    code = row["name"];
                    Question(row, _questions.GetValueOrDefault(code));
                    break;
                default:
                    Part(row, code);
                    break;
            }
        }
    }

    private void Group(LimeSurveyRow row, SurveyBlock? block)
    {
        if (block is not null)
        {
            Add(row, block.Id, Plain(row, "name"), block.Title);
            Add(row, block.Id + SurveyFileKeys.Intro, Plain(row, "text"), block.Intro);
        }
    }

    private void Question(LimeSurveyRow row, SurveyQuestion? question)
    {
        if (question is not null)
        {
            Add(row, question.Id, Plain(row, "text"), question.Text);
            Add(row, question.Id + SurveyFileKeys.Hint, Plain(row, "help"), question.Hint);
            Add(row, question.Id + SurveyFileKeys.Unit, Plain(row, "suffix"), question.Unit);
            Add(row, question.Id + SurveyFileKeys.Reason, Plain(row, LimeSurvey.Reason), question.Reason);
        }
    }

    private void Part(LimeSurveyRow row, string code)
    {
        var question = _questions.GetValueOrDefault(code);
        if (_items.TryGetValue((code, row["name"]), out var item) && (row["class"] == "SQ" || question?.Kind == QuestionKind.SingleChoice))
        {
            Add(row, item.Id, Plain(row, "text"), item.Text);
        }
        else if (question?.Kind == QuestionKind.Scale && int.TryParse(row["name"], out var point) && (point == question.Least || point == question.Most))
        {
            var (key, french) = point == question.Least ? (SurveyFileKeys.Least, question.LeastLabel) : (SurveyFileKeys.Most, question.MostLabel);
            Add(row, question.Id + key, SurveyScalePoints.LabelOf(point, Plain(row, "text")), french);
        }
    }
}
