namespace InclusionNumerique.Surveys;

/// <summary>Walks through the rows of an XLSForm: groups become blocks or grids, the rest questions.</summary>
internal sealed class XlsFormReader(XlsFormSheets sheets)
{
    private static readonly string[] NoEquivalent =
    [
        "calculation", "choice_filter", "default", "trigger", "repeat_count", "read_only", "readonly", "save_to", "constraint_message", "required_message", "guidance_hint", "image", "audio", "video",
        "big-image", "autoplay", "media::image", "media::audio", "media::video", "media::big-image", "count",
    ];

    private readonly SurveyFileBuilder _builder = new(XlsForm.SurveySheet);
    private readonly Stack<Group> _groups = [];
    private readonly List<XlsFormRow> _lines = [];
    private List<SurveyCondition> _blockConditions = [];
    private SurveyBlock? _block;
    private XlsFormRow? _grid;
    private int _at;

    private enum Group
    {
        Block,
        Grid,

        /// <summary>In a block: its questions go into the block.</summary>
        Inner,

        /// <summary>Nothing of it is taken.</summary>
        Refused,
    }

    public SurveyFileContent Read()
    {
        Settings();
        for (; _at < sheets.Survey.Count; _at++)
        {
            Row(sheets.Survey[_at]);
        }

        if (_groups.Count > 0)
        {
            _builder.Fault(0, "Un groupe n’est pas fermé : il manque une ligne « end_group » à la fin.");
            EndGrid();
        }

        var content = _builder.Finish();
        return content with { Faults = [.. sheets.Faults, .. content.Faults] };
    }

    private void Settings()
    {
        if (sheets.Settings is not { } settings)
        {
            return;
        }

        _builder.Title = settings["form_title"];
        _builder.Form.Audiences = XlsFormQuestion.Audiences(_builder, settings, XlsForm.SettingsSheet);
        _builder.Form.ShufflesBlocks = settings[XlsForm.Shuffle] == XlsForm.YesWord;
        _builder.Translate(0, SurveyFileKeys.Title, settings.Texts(XlsForm.TitleText));
    }

    private void Row(XlsFormRow row)
    {
        var type = XlsFormType.Parse(row["type"]);
        var isEdge = type.Word is "begin_group" or "begin_repeat" or "end_group" or "end_repeat";
        if (row["disabled"].ToLowerInvariant() is "yes" or "true" || (type.Word + row["label"] + row["name"]).Length == 0 || (_groups.Contains(Group.Refused) && !isEdge))
        {
            return;
        }

        foreach (var column in row.Columns.Distinct().Where(c => NoEquivalent.Contains(c) || c.StartsWith("bind::", StringComparison.Ordinal) || c.StartsWith("body::", StringComparison.Ordinal)))
        {
            _builder.Fault(row.Line, $"La colonne « {column} » n’a pas d’équivalent ici ; ce qu’elle dit n’est pas repris.");
        }

        switch (type.Word)
        {
            case "begin_group":
                Begin(row);
                break;
            case "begin_repeat":
                _groups.Push(Group.Refused);
                _builder.Fault(row.Line, "Les questions répétées (« begin_repeat ») n’existent pas ici ; elles ne sont pas reprises.");
                break;
            case "end_group" or "end_repeat":
                End(row);
                break;
            case "note":
                Note(row);
                break;
            default:
                Question(row, type);
                break;
        }
    }

    private void Begin(XlsFormRow row)
    {
        if (_groups.Contains(Group.Refused))
        {
            _groups.Push(Group.Refused);
        }
        else if (IsGrid(row))
        {
            _groups.Push(Group.Grid);
            _grid = row;
        }
        else if (_groups.Count > 0)
        {
            _groups.Push(Group.Inner);
            _builder.Fault(row.Line, "Un groupe dans un groupe n’existe pas ici : ses questions sont mises dans le bloc autour, sans son titre ni son filtre.");
        }
        else
        {
            _groups.Push(Group.Block);
            _block = _builder.AddBlock(_builder.Claim(row.Line, row["name"], "B", isTold: false), _builder.Words(row.Line, row["label"]));
            _builder.Translate(row.Line, _block.Id, row.Texts("label"));
            _blockConditions = _builder.Conditions(row.Line, row["relevant"]);
        }
    }

    // As other tools write a grid too: a row of headings, then rows without.
    private bool IsGrid(XlsFormRow row) =>
        row["appearance"].Contains("table-list", StringComparison.Ordinal) || row[XlsForm.Kind].Length > 0
        || (_at + 1 < sheets.Survey.Count && sheets.Survey[_at + 1]["appearance"] == "label");

    private void End(XlsFormRow row)
    {
        if (!_groups.TryPop(out var group))
        {
            _builder.Fault(row.Line, "Cette fin de groupe n’a pas de début.");
        }
        else if (group == Group.Grid)
        {
            EndGrid();
        }
        else if (group == Group.Block)
        {
            (_block, _blockConditions) = (null, []);
        }
    }

    private void EndGrid()
    {
        if (_grid is { } row && XlsFormQuestion.Grid(_builder, sheets, row, _lines) is { } question)
        {
            Add(question, row);
        }

        _grid = null;
        _lines.Clear();
    }

    private void Note(XlsFormRow row)
    {
        if (_block is null && _builder.Purpose.Length == 0 && _builder.Form.Blocks.Count == 0)
        {
            _builder.Purpose = row["label"];
            _builder.Translate(row.Line, SurveyFileKeys.Purpose, row.Texts("label"), Survey.PurposeMost);
        }
        else if (_block is { Questions.Count: 0, Intro: null } && _grid is null && row["relevant"].Length == 0)
        {
            _block.Intro = _builder.MaybeWords(row.Line, row["label"]);
            _builder.Translate(row.Line, _block.Id + SurveyFileKeys.Intro, row.Texts("label"));
        }
        else
        {
            _builder.Fault(row.Line, "Une note n’a sa place ici qu’au début d’un bloc, et une seule ; celle-ci n’est pas reprise.");
        }
    }

    private void Question(XlsFormRow row, XlsFormType type)
    {
        if (_grid is not null)
        {
            // A row of headings only: the answers' names stand with every line.
            if (row["appearance"] != "label")
            {
                _lines.Add(row);
            }
        }
        else if (XlsFormQuestion.One(_builder, sheets, row, type, sheets.Survey.ElementAtOrDefault(_at + 1)) is { } question)
        {
            Add(question, row);
            // The row after a choice that asks what else.
            _at += question.HasOther && !type.HasOther ? 1 : 0;
        }
    }

    private void Add(SurveyQuestion question, XlsFormRow row)
    {
        if (_block is null)
        {
            // Questions outside any group.
            _block = _builder.AddBlock(_builder.Fresh("B"), _builder.Title);
        }

        question.Conditions.InsertRange(0, _blockConditions.Select(c => new SurveyCondition { Key = c.Key, Values = [.. c.Values] }));
        _builder.Add(_block, question, row.Line);
    }
}
