namespace InclusionNumerique.Surveys;

/// <summary>A row of a survey structure by its columns.</summary>
internal sealed class LimeSurveyRow(int line, IReadOnlyDictionary<string, string> cells)
{
    public int Line => line;

    public string this[string column] => cells.GetValueOrDefault(column) ?? "";
}

/// <summary>Walks through the rows of a survey structure: questions belong to the group before them, subquestions and answers to the question before them.</summary>
internal sealed class LimeSurveyReader
{
    private readonly SurveyFileBuilder _builder = new("");
    private readonly LimeSurveyTexts _texts;
    private readonly IReadOnlyList<LimeSurveyRow> _rows;
    private readonly string _language;
    private readonly List<LimeSurveyRow> _parts = [];
    private readonly List<string> _randomGroups = [];
    private LimeSurveyRow? _question;
    private SurveyBlock? _block;
    private List<SurveyCondition> _blockConditions = [];

    public LimeSurveyReader(IReadOnlyList<TableLine> lines)
    {
        string[] header = lines.Count == 0 ? [] : [.. lines[0].Cells.Select(c => c.Trim().ToLowerInvariant())];
        if (!header.Contains("class") || !header.Contains("type/scale"))
        {
            throw new SurveyFileException("Ce fichier n’est pas une structure de questionnaire LimeSurvey : il lui manque les colonnes « class » et « type/scale ». Dans LimeSurvey, exportez au format « valeurs séparées par des tabulations (*.txt) ».");
        }

        _rows = [.. lines.Skip(1).Select(l => new LimeSurveyRow(l.Line, header.Zip(l.Cells).Where(c => c.Second.Length > 0).DistinctBy(c => c.First).ToDictionary(c => c.First, c => c.Second)))];
        _language = _rows.FirstOrDefault(r => r["class"] == "S" && r["name"] == "language")?["text"] is { Length: > 0 } language ? language : _rows.FirstOrDefault(r => r["class"] == "G")?["language"] ?? "";
        _texts = new(_builder);
    }

    public SurveyFileContent Read()
    {
        Settings();
        foreach (var row in _rows.Where(IsBase))
        {
            Row(row);
        }

        EndQuestion();
        EndGroups();
        _texts.Read(_rows.Where(r => !IsBase(r) && r["class"] is "G" or "Q" or "SQ" or "A"));
        return _builder.Finish();
    }

    private bool IsBase(LimeSurveyRow row) => row["language"].Length == 0 || row["language"] == _language;

    private void Settings()
    {
        foreach (var row in _rows.Where(r => r["class"] == "SL" && r["text"].Length > 0 && r["name"] is "surveyls_title" or "surveyls_welcometext"))
        {
            var (text, isTitle) = (_texts.Plain(row, "text"), row["name"] == "surveyls_title");
            if (!IsBase(row))
            {
                _texts.Add(row, isTitle ? SurveyFileKeys.Title : SurveyFileKeys.Purpose, text, isTitle ? _builder.Title : _builder.Purpose, Survey.PurposeMost);
            }
            else if (isTitle)
            {
                _builder.Title = text;
            }
            else
            {
                _builder.Purpose = text;
            }
        }

        if (_rows.FirstOrDefault(r => r["class"] == "S" && r["name"] == "language") is { } own)
        {
            _builder.Form.Audiences = LimeSurveyQuestion.Audiences(_builder, own);
            _builder.Form.ShufflesBlocks = own[LimeSurvey.Shuffle] == "1";
        }
    }

    private void Row(LimeSurveyRow row)
    {
        switch (row["class"])
        {
            case "S" or "SL":
                break;
            case "G":
                EndQuestion();
                Group(row);
                break;
            case "Q":
                EndQuestion();
                _question = row;
                break;
            case "SQ" or "A":
                _parts.Add(row);
                break;
            case "AS":
                _builder.Fault(row.Line, "Les évaluations chiffrées n’ont pas d’équivalent ici ; cette ligne n’est pas reprise.");
                break;
            case "QTA" or "QTAM" or "QTALS":
                _builder.Fault(row.Line, "Les quotas n’ont pas d’équivalent ici ; cette ligne n’est pas reprise.");
                break;
            case "C":
                _builder.Fault(row.Line, "Cette condition à l’ancienne manière n’est pas reprise. Dans LimeSurvey, convertissez-la en équation de pertinence.");
                break;
            default:
                _builder.Fault(row.Line, $"Cette ligne n’est pas comprise : sa classe « {SurveyFileBuilder.Shown(row["class"])} » est inconnue.");
                break;
        }
    }

    private void Group(LimeSurveyRow row)
    {
        _block = _builder.AddBlock(_builder.Claim(row.Line, row[LimeSurvey.Id], "B", isTold: false), _builder.Words(row.Line, _texts.Plain(row, "name")));
        _block.Intro = _builder.MaybeWords(row.Line, _texts.Plain(row, "text"));
        _blockConditions = LimeSurveyQuestion.Conditions(_builder, row);
        _randomGroups.Add(row["random_group"]);
        _texts.Know(_block);
    }

    private void EndQuestion()
    {
        if (_question is { } row)
        {
            if (row["type/scale"] == "X" && _block is { Questions.Count: 0, Intro: null })
            {
                _block.Intro = _builder.MaybeWords(row.Line, _texts.Plain(row, "text"));
            }
            else if (new LimeSurveyQuestion(_builder, _texts, row, _parts).Read() is { } question)
            {
                // Questions before any group.
                _block ??= _builder.AddBlock(_builder.Fresh("B"), _builder.Title);
                question.Conditions.InsertRange(0, _blockConditions.Select(c => new SurveyCondition { Key = c.Key, Values = [.. c.Values] }));
                _builder.Add(_block, question, row.Line);
            }
        }

        _question = null;
        _parts.Clear();
    }

    // Here, all blocks are shuffled but the first, or none.
    private void EndGroups()
    {
        if (_randomGroups.TrueForAll(g => g.Length == 0))
        {
            return;
        }

        if (_randomGroups[0].Length == 0 && _randomGroups.Skip(1).Distinct().Count() == 1)
        {
            _builder.Form.ShufflesBlocks = true;
        }
        else
        {
            _builder.Fault(0, "L’ordre au hasard de quelques groupes n’a pas d’équivalent ici : tous les blocs sont mêlés sauf le premier, ou aucun. Il n’est pas repris.");
        }
    }
}
