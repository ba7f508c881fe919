using System.Text.RegularExpressions;

namespace InclusionNumerique.Surveys;

/// <summary>What a questionnaire must be before it is stored, and before it is opened. The field of a refusal is the id of the block or question, "" for the whole.</summary>
public static partial class SurveyFormChecks
{
    /// <summary>Of a draft: it may be unfinished, but never unreadable.</summary>
    public static List<Refusal> OfDraft(SurveyForm form)
    {
        var refusals = new List<Refusal>();
        if (form.Blocks.Count > SurveyForm.BlocksMost || form.Questions.Count() > SurveyForm.QuestionsMost)
        {
            refusals.Add(new("", $"{SurveyForm.BlocksMost} pages et {SurveyForm.QuestionsMost} questions au plus."));
            return refusals;
        }

        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var block in form.Blocks)
        {
            CheckId(refusals, ids, block.Id, block.Id);
            PlainText.Check(refusals, block.Id, block.Title, SurveyQuestion.TextMost);
            PlainText.Check(refusals, block.Id, block.Intro, SurveyQuestion.TextMost);
            foreach (var question in block.Questions)
            {
                CheckId(refusals, ids, question.Id, question.Id);
                CheckDraft(refusals, ids, question);
            }
        }

        return refusals;
    }

    /// <summary>Whatever would stop a respondent, too.</summary>
    public static List<Refusal> ForOpening(SurveyForm form)
    {
        var refusals = OfDraft(form);
        if (form.Audiences.Count == 0)
        {
            refusals.Add(new("", "Choisissez au moins un public."));
        }

        if (!form.Questions.Any())
        {
            refusals.Add(new("", "Ajoutez au moins une question."));
        }

        var before = new Dictionary<string, (SurveyBlock Block, SurveyQuestion Question)>(StringComparer.Ordinal);
        foreach (var block in form.Blocks)
        {
            if (string.IsNullOrWhiteSpace(block.Title))
            {
                refusals.Add(new(block.Id, "Donnez un titre à cette page."));
            }

            foreach (var question in block.Questions)
            {
                CheckOpening(refusals, question);
                CheckConditions(refusals, form, before, block, question);
                foreach (var key in question.Keys)
                {
                    before.TryAdd(key, (block, question));
                }
            }
        }

        return refusals;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,15}(\\.[0-9]{1,3})?$")]
    private static partial Regex Identifier();

    // Answers and translations give them a meaning of their own.
    private static bool IsReserved(string id) => id.ToLowerInvariant() is SurveyTexts.TitleKey or SurveyTexts.PurposeKey or SurveyAnswers.Other or SurveyAnswers.Yes or SurveyAnswers.No or SurveyAnswers.DontKnow;

    private static void CheckId(List<Refusal> refusals, HashSet<string> ids, string id, string field)
    {
        if (!Identifier().IsMatch(id))
        {
            refusals.Add(new(field, "Ce code doit commencer par une lettre et ne contenir que des lettres sans accent, des chiffres ou _ (16 au plus)."));
        }
        else if (IsReserved(id))
        {
            refusals.Add(new(field, $"Le code {id} a déjà un sens pour le produit : choisissez-en un autre."));
        }
        else if (!ids.Add(id))
        {
            refusals.Add(new(field, $"Le code {id} sert déjà plus haut."));
        }
    }

    private static void CheckDraft(List<Refusal> refusals, HashSet<string> ids, SurveyQuestion question)
    {
        foreach (var text in (string?[])[question.Text, question.Hint, question.LeastLabel, question.MostLabel, question.Unit, question.Reason])
        {
            PlainText.Check(refusals, question.Id, text, SurveyQuestion.TextMost);
        }

        if (question.Items.Count > SurveyQuestion.ItemsMost)
        {
            refusals.Add(new(question.Id, $"{SurveyQuestion.ItemsMost} lignes au plus."));
        }

        foreach (var item in question.Items.Take(SurveyQuestion.ItemsMost))
        {
            CheckId(refusals, ids, item.Id, question.Id);
            PlainText.Check(refusals, question.Id, item.Text, SurveyQuestion.TextMost);
        }
    }

    private static void CheckOpening(List<Refusal> refusals, SurveyQuestion question)
    {
        void Refuse(string message) => refusals.Add(new(question.Id, message));
        if (string.IsNullOrWhiteSpace(question.Text))
        {
            Refuse("Écrivez la question.");
        }

        if (question.IsChoice ? question.Items.Count + (question.HasOther ? 1 : 0) < 2 : question.Items.Exists(i => string.IsNullOrWhiteSpace(i.Text)))
        {
            Refuse(question.IsChoice ? "Proposez au moins deux réponses." : "Une ligne est vide : complétez-la ou retirez-la.");
        }

        if (question.IsChoice && question.Items.Exists(i => string.IsNullOrWhiteSpace(i.Text)))
        {
            Refuse("Une réponse proposée est vide : complétez-la ou retirez-la.");
        }

        if (question.Kind == QuestionKind.Scale && (question.Most - question.Least is < 1 or >= SurveyQuestion.PointsMost || question.Least < 0))
        {
            Refuse($"Une échelle va de 0 ou plus à un nombre plus grand, en {SurveyQuestion.PointsMost} points au plus.");
        }

        if (question.Kind == QuestionKind.Scale && (string.IsNullOrWhiteSpace(question.LeastLabel) || string.IsNullOrWhiteSpace(question.MostLabel)))
        {
            Refuse("Nommez les deux bouts de l’échelle.");
        }

        if (question.Min > question.Max)
        {
            Refuse("Le minimum dépasse le maximum.");
        }

        if (question.Kind == QuestionKind.Text && string.IsNullOrWhiteSpace(question.Reason))
        {
            Refuse("Un texte libre peut nommer quelqu’un : dites pourquoi il est nécessaire.");
        }
    }

    private static void CheckConditions(List<Refusal> refusals, SurveyForm form, Dictionary<string, (SurveyBlock Block, SurveyQuestion Question)> before, SurveyBlock block, SurveyQuestion question)
    {
        foreach (var condition in question.Conditions)
        {
            if (!before.TryGetValue(condition.Key, out var asked))
            {
                refusals.Add(new(question.Id, $"La condition porte sur {condition.Key}, qui n’est pas posée avant."));
            }
            else if (form.MayComeAfter(asked.Block, block))
            {
                refusals.Add(new(question.Id, $"La condition porte sur {condition.Key}, d’une autre page : les pages se mélangent, elle peut venir après. Seules la première page et la même page conviennent."));
            }
            else if (condition.Values.Count == 0 || condition.Values.Exists(v => !IsAnswer(asked.Question, v)))
            {
                refusals.Add(new(question.Id, $"La condition sur {condition.Key} attend une réponse qui n’existe pas."));
            }
        }
    }

    private static bool IsAnswer(SurveyQuestion question, string value) => question.Kind switch
    {
        QuestionKind.YesNo => value is SurveyAnswers.Yes or SurveyAnswers.No || (value == SurveyAnswers.DontKnow && question.HasDontKnow),
        QuestionKind.Scale => int.TryParse(value, out var point) && point >= question.Least && point <= question.Most,
        QuestionKind.Number => decimal.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _),
        QuestionKind.Text => false,
        _ => question.Items.Exists(i => i.Id == value) || (question.HasOther && value == SurveyAnswers.Other),
    };
}
