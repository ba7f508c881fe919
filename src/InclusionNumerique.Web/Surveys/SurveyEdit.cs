using System.Globalization;
using System.Text.RegularExpressions;
using InclusionNumerique.Surveys;

namespace InclusionNumerique.Web.Surveys;

/// <summary>A questionnaire on the bench: what is selected, what was last done, and the way back from a removal. Lives on one circuit, used from its thread alone.</summary>
public sealed partial class SurveyEdit(SurveyForm form, IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.OrdinalIgnoreCase);
    private Action? _undo;

    public SurveyForm Form { get; } = form;

    /// <summary>Of a page or a question; "" is the whole.</summary>
    public string Selected { get; private set; } = "";

    /// <summary>What was last done, in words.</summary>
    public string? Said { get; private set; }

    public bool CanUndo => _undo is not null;

    /// <summary>Moves on with whatever the outline shows.</summary>
    public int Revision { get; private set; }

    /// <summary>By the id of a page or a question.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    public SurveyQuestion? Question => Form.Questions.FirstOrDefault(q => q.Id == Selected);

    /// <summary>The selected one, or that of the selected question.</summary>
    public SurveyBlock? Block => Form.Blocks.Find(b => b.Id == Selected || b.Questions.Exists(q => q.Id == Selected));

    public static string NameOf(SurveyBlock block) => string.IsNullOrWhiteSpace(block.Title) ? "sans titre" : $"« {block.Title} »";

    public void Select(string id)
    {
        Selected = Form.Blocks.Exists(b => b.Id == id) || Form.Questions.Any(q => q.Id == id) ? id : "";
        Revision++;
    }

    public void Refuse(IReadOnlyList<Refusal> refusals)
    {
        Refusals = refusals;
        Revision++;
    }

    /// <param name="undo">Takes it back; null: there is no way back.</param>
    public void Say(string? said, Action? undo = null)
    {
        (Said, _undo) = (said, undo);
        Revision++;
    }

    public void Undo()
    {
        if (_undo is { } undo)
        {
            _undo = null;
            undo();
            Revision++;
        }
    }

    public void AddBlock()
    {
        var block = new SurveyBlock { Id = FreeId("B") };
        Form.Blocks.Insert(Block is { } here ? Form.Blocks.IndexOf(here) + 1 : Form.Blocks.Count, block);
        Select(block.Id);
        Say($"Page ajoutée, {Ordinal(Form.Blocks.IndexOf(block))} sur {Form.Blocks.Count}.");
    }

    /// <summary>Behind the selected question, or at the end of the selected page.</summary>
    public void AddQuestion(QuestionKind kind)
    {
        if (Form.Blocks.Count == 0)
        {
            AddBlock();
        }

        var question = new SurveyQuestion { Id = NextQuestionId(), Kind = kind };
        if (kind == QuestionKind.Scale)
        {
            (question.LeastLabel, question.MostLabel) = ("pas du tout d’accord", "tout à fait d’accord");
        }

        Insert(question, $"Question {question.Id} ajoutée.");
    }

    public void Duplicate(SurveyQuestion question)
    {
        var copy = SurveyForm.Parse(new SurveyForm { Blocks = [new() { Questions = [question] }] }.ToJson()).Blocks[0].Questions[0];
        copy.Id = NextQuestionId();
        for (var i = 0; i < copy.Items.Count; i++)
        {
            copy.Items[i].Id = NextItemId(copy);
        }

        Insert(copy, $"Question {question.Id} copiée en {copy.Id}.");
    }

    /// <summary>One place up (-1) or down (1); a question goes over to the next page at the end of its own.</summary>
    public void Move(int by)
    {
        if (Question is { } question && Block is { } block)
        {
            var (page, place) = (Form.Blocks.IndexOf(block), block.Questions.IndexOf(question));
            var isOver = place + by < 0 || place + by >= block.Questions.Count;
            if (isOver && (page + by < 0 || page + by >= Form.Blocks.Count))
            {
                Say($"{question.Id} est déjà {(by < 0 ? "la première" : "la dernière")} question.");
                return;
            }

            var target = isOver ? Form.Blocks[page + by] : block;
            block.Questions.RemoveAt(place);
            target.Questions.Insert(isOver ? by < 0 ? target.Questions.Count : 0 : place + by, question);
            SayPlace(question, target);
        }
        else if (Block is { } moved)
        {
            var place = Form.Blocks.IndexOf(moved);
            var next = Math.Clamp(place + by, 0, Form.Blocks.Count - 1);
            Form.Blocks.RemoveAt(place);
            Form.Blocks.Insert(next, moved);
            Say($"Page {NameOf(moved)} : {Ordinal(next)} sur {Form.Blocks.Count}.");
        }
    }

    public void MoveTo(SurveyQuestion question, string blockId)
    {
        if (Block is { } from && Form.Blocks.Find(b => b.Id == blockId) is { } to && to != from && from.Questions.Remove(question))
        {
            to.Questions.Add(question);
            SayPlace(question, to);
        }
    }

    public void Remove()
    {
        if (Question is { } question && Block is { } block)
        {
            var place = block.Questions.IndexOf(question);
            block.Questions.RemoveAt(place);
            Select(block.Questions.Count > 0 ? block.Questions[Math.Min(place, block.Questions.Count - 1)].Id : block.Id);
            Say($"Question {question.Id} retirée.", () => Return(question.Id, () => (Form.Blocks.Contains(block) ? block : Form.Blocks[^1]).Questions.Insert(Math.Min(place, block.Questions.Count), question)));
        }
        else if (Block is { } removed)
        {
            var place = Form.Blocks.IndexOf(removed);
            Form.Blocks.RemoveAt(place);
            Select(Form.Blocks.Count > 0 ? Form.Blocks[Math.Min(place, Form.Blocks.Count - 1)].Id : "");
            Say($"Page {NameOf(removed)} retirée{(removed.Questions.Count > 0 ? $", avec {SurveyDeskWords.Questions(removed.Questions.Count)}" : "")}.", () => Return(removed.Id, () => Form.Blocks.Insert(Math.Min(place, Form.Blocks.Count), removed)));
        }
    }

    /// <summary>The next free code of a line or an option.</summary>
    public string NextItemId(SurveyQuestion question) => FreeId(question.Id.Replace('.', '_') + ".");

    private void Return(string id, Action insert)
    {
        insert();
        Select(id);
        Say($"{id} est de retour.");
    }

    private void Insert(SurveyQuestion question, string said)
    {
        var block = Block ?? Form.Blocks[^1];
        block.Questions.Insert(Question is { } here ? block.Questions.IndexOf(here) + 1 : block.Questions.Count, question);
        Select(question.Id);
        Say(said);
    }

    private void SayPlace(SurveyQuestion question, SurveyBlock block) =>
        Say($"{question.Id} : {Ordinal(block.Questions.IndexOf(question))} sur {block.Questions.Count}, page {NameOf(block)}.");

    private static string Ordinal(int place) => place == 0 ? "1re" : $"{place + 1}e";

    // As those that are there: Q9 after Q8, P32 after P31.
    private string NextQuestionId()
    {
        var last = Form.Questions.LastOrDefault(q => Numbered().IsMatch(q.Id)) is { } question ? Numbered().Match(question.Id) : null;
        return FreeId(last?.Groups[1].Value ?? "Q", last?.Groups[2].Value is ['0', ..] or { Length: > 1 } ? last.Groups[2].Length : 1);
    }

    // One more than the greatest, also of those that are gone: what was answered under a code must never be something else's.
    private string FreeId(string prefix, int width = 1)
    {
        var next = _taken.Where(id => id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(id => int.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).DefaultIfEmpty(0).Max();
        var free = prefix + (next + 1).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
        _taken.Add(free);
        return free;
    }

    [GeneratedRegex("^([A-Za-z]+)([0-9]+)$")]
    private static partial Regex Numbered();
}
