using System.Globalization;
using System.Text.RegularExpressions;

namespace InclusionNumerique.Surveys;

/// <summary>What the column "type" says: "select_one list or_other" has three parts.</summary>
internal sealed record XlsFormType(string Word, string List, bool HasOther)
{
    public static XlsFormType Parse(string text)
    {
        string[] parts = [.. text.Split([' ', '\u00a0', '\t'], StringSplitOptions.RemoveEmptyEntries)];
        // "begin group" and "select one yes_no" as older forms have it.
        if (parts is [var first, var second, ..] && second.ToLowerInvariant() is "group" or "repeat" or "one" or "multiple")
        {
            parts = [$"{first}_{second}", .. parts.Skip(2)];
        }

        return new(parts.Length == 0 ? "" : parts[0].ToLowerInvariant(), parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) == "or_other");
    }
}

/// <summary>One question out of the rows of an XLSForm. Null, with faults, when it is none of ours.</summary>
internal static partial class XlsFormQuestion
{
    public static SurveyQuestion? One(SurveyFileBuilder builder, XlsFormSheets sheets, XlsFormRow row, XlsFormType type, XlsFormRow? next)
    {
        if (type.Word is not ("select_one" or "select_multiple" or "integer" or "int" or "decimal" or "text" or "string"))
        {
            builder.Fault(row.Line, type.Word.Length == 0
                ? "Cette ligne n’a pas de type ; elle n’est pas reprise."
                : $"Le type « {SurveyFileBuilder.Shown(type.Word)} » n’a pas d’équivalent ici ; la ligne n’est pas reprise.");
            return null;
        }

        var question = Start(builder, row);
        question.IsRequired = IsRequired(builder, row);
        switch (type.Word)
        {
            case "select_one" or "select_multiple":
                new XlsFormChoices(builder, sheets, question, row, type).Read(next);
                break;
            case "text" or "string":
                question.Kind = QuestionKind.Text;
                NoConstraint(builder, row);
                break;
            default:
                question.Kind = QuestionKind.Number;
                Bounds(builder, row, question);
                question.Unit = builder.MaybeWords(row.Line, row[XlsForm.Unit]);
                builder.Translate(row.Line, question.Id + SurveyFileKeys.Unit, row.Texts(XlsForm.Unit));
                break;
        }

        return question;
    }

    public static SurveyQuestion? Grid(SurveyFileBuilder builder, XlsFormSheets sheets, XlsFormRow row, IReadOnlyList<XlsFormRow> lines)
    {
        if (lines.Count == 0 || lines.Any(l => XlsFormType.Parse(l["type"]).Word != "select_one" || l["type"] != lines[0]["type"]))
        {
            builder.Fault(row.Line, "Dans une grille, toutes les lignes sont des « select_one » de la même liste ; celle-ci n’est pas reprise.");
            return null;
        }

        var question = Start(builder, row);
        if (!new XlsFormChoices(builder, sheets, question, lines[0], XlsFormType.Parse(lines[0]["type"])).ReadOfGrid())
        {
            builder.Fault(row.Line, "Les réponses d’une grille sont ici les points d’une échelle, dont seuls les bouts ont un nom, ou oui et non ; cette grille n’est pas reprise.");
            return null;
        }

        foreach (var line in lines)
        {
            var id = builder.Claim(line.Line, line["name"], question.Id + ".", isTold: false);
            question.Items.Add(new() { Id = id, Text = builder.Words(line.Line, line["label"]), IsReversed = line[XlsForm.Reversed] == XlsForm.YesWord });
            builder.Translate(line.Line, id, line.Texts("label"));
            XlsFormChoices.NameYesNo(builder, question, sheets.Choices[XlsFormType.Parse(line["type"]).List], id);
            if (line["relevant"].Length > 0 || line["constraint"].Length > 0 || line["hint"].Length > 0)
            {
                builder.Fault(line.Line, "Une ligne de grille n’a ici ni filtre, ni contrainte, ni aide à elle ; ils ne sont pas repris.");
            }
        }

        bool[] required = [.. lines.Select(l => IsRequired(builder, l)).Distinct()];
        question.IsRequired = required.Contains(true);
        if (required.Length > 1)
        {
            builder.Fault(row.Line, "Une grille est ici obligatoire en entier ou pas du tout : toutes ses lignes le deviennent.");
        }

        return question;
    }

    public static List<SurveyAudience> Audiences(SurveyFileBuilder builder, XlsFormRow row, string sheet)
    {
        List<SurveyAudience> audiences = [];
        foreach (var word in row[XlsForm.Audience].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Enum.TryParse<SurveyAudience>(word, out var audience) && Enum.IsDefined(audience))
            {
                audiences.Add(audience);
            }
            else
            {
                builder.Fault(row.Line, $"« {SurveyFileBuilder.Shown(word)} » n’est pas un public de ce produit.", sheet);
            }
        }

        return audiences;
    }

    public static void NoConstraint(SurveyFileBuilder builder, XlsFormRow row)
    {
        if (row["constraint"].Length > 0)
        {
            Unknown(builder, row);
        }
    }

    public static void Unknown(SurveyFileBuilder builder, XlsFormRow row) =>
        builder.Fault(row.Line, $"La contrainte « {SurveyFileBuilder.Shown(row["constraint"])} » n’a pas d’équivalent ici ; elle n’est pas reprise.");

    [GeneratedRegex(@"^\(*\s*\.\s*(?<sign>>=|<=)\s*(?<number>-?\d{1,12}(?:\.\d{1,6})?)\s*\)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Bound();

    private static SurveyQuestion Start(SurveyFileBuilder builder, XlsFormRow row)
    {
        var id = builder.Claim(row.Line, row["name"], "Q");
        builder.Translate(row.Line, id, row.Texts("label"));
        builder.Translate(row.Line, id + SurveyFileKeys.Hint, row.Texts("hint"));
        builder.Translate(row.Line, id + SurveyFileKeys.Reason, row.Texts(XlsForm.Reason));
        return new()
        {
            Id = id, Text = builder.Words(row.Line, row["label"]), Hint = builder.MaybeWords(row.Line, row["hint"]), Audiences = Audiences(builder, row, XlsForm.SurveySheet),
            Conditions = builder.Conditions(row.Line, row["relevant"]), ShufflesItems = row[XlsForm.Shuffle] == XlsForm.YesWord,
            IsTrainingNeed = row[XlsForm.TrainingNeed] == XlsForm.YesWord, Reason = builder.MaybeWords(row.Line, row[XlsForm.Reason]),
        };
    }

    private static bool IsRequired(SurveyFileBuilder builder, XlsFormRow row)
    {
        switch (row["required"].ToLowerInvariant().Replace(" ", ""))
        {
            case "" or "no" or "non" or "false" or "false()" or "0":
                return false;
            case "yes" or "oui" or "true" or "true()" or "1":
                return true;
            default:
                builder.Fault(row.Line, $"« {SurveyFileBuilder.Shown(row["required"])} » : ici, une question est obligatoire ou ne l’est pas, sans condition. Elle le devient.");
                return true;
        }
    }

    private static void Bounds(SurveyFileBuilder builder, XlsFormRow row, SurveyQuestion question)
    {
        if (row["constraint"].Length == 0)
        {
            return;
        }

        foreach (var part in row["constraint"].Split(" and "))
        {
            var match = Bound().Match(part.Trim());
            if (!match.Success)
            {
                Unknown(builder, row);
                return;
            }

            var number = decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
            if (match.Groups["sign"].Value == ">=")
            {
                question.Min = number;
            }
            else
            {
                question.Max = number;
            }
        }
    }
}
