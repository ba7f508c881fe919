using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

/// <summary>Makes the next version of the common assessment grid; what was answered before keeps its own.</summary>
public sealed class SaveGrid(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        /// <summary>The version that the form was filled from.</summary>
        public int FromVersion { get; set; }

        public int? InclusionFrom { get; set; }

        public int? SkillsFrom { get; set; }

        public List<Question> Questions { get; set; } = [];
    }

    public sealed class Question
    {
        public string? Text { get; set; }

        public DigCompArea Area { get; set; } = DigCompArea.Information;

        public bool IsForKiosk { get; set; }
    }

    /// <summary>The refusal's field for the text of a question, from 0.</summary>
    public static string Field(int question) => $"Questions[{question}]";

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveGrid)))
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        var current = await db.AssessmentGrids.Include(g => g.Questions.OrderBy(q => q.Position)).AsNoTracking().OrderByDescending(g => g.Id).FirstAsync(cancellation);
        var next = GridOf(form, actor, clock.GetUtcNow());
        if (IsSame(current, next))
        {
            return Outcome.Refused("", "Rien n’a changé : la version en cours reste la même.");
        }

        if (current.Id != form.FromVersion)
        {
            return TakenBy;
        }

        db.AssessmentGrids.Add(next);
        db.Audit(actor, clock.GetUtcNow(), nameof(SaveGrid), nameof(AssessmentGrid), next.Id);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return TakenBy;
        }
    }

    private static Outcome TakenBy { get; } = Outcome.Refused("", "Quelqu’un d’autre vient de faire une nouvelle version. Rechargez la page pour la voir ; votre saisie est encore à l’écran.");

    private static List<Refusal> Check(Form form)
    {
        var refusals = new List<Refusal>();
        if (form.Questions.Count is 0 or > AssessmentGrid.QuestionsMost)
        {
            refusals.Add(new Refusal("", $"Une grille compte de 1 à {AssessmentGrid.QuestionsMost} questions : elle doit se remplir en cinq minutes."));
        }

        foreach (var (i, question) in form.Questions.Index())
        {
            PlainText.Require(refusals, Field(i), question.Text, GridQuestion.TextMost, "Écrivez la question à la première personne (exemple : J’ouvre ma boîte mail).");
            if (!Enum.IsDefined(question.Area))
            {
                refusals.Add(new Refusal(Field(i), "Ce domaine n’existe pas. Choisissez dans la liste."));
            }
        }

        if (form.Questions.Count > 0 && !form.Questions.Any(q => q.IsForKiosk))
        {
            refusals.Add(new Refusal("", "Cochez au moins une question nécessaire pour la borne."));
        }

        if (form.InclusionFrom is not > 0 || form.SkillsFrom is not <= 100 || form.InclusionFrom >= form.SkillsFrom)
        {
            refusals.Add(new Refusal(nameof(form.SkillsFrom), "Les deux seuils vont de 1 à 100, le second plus haut que le premier (exemple : 35 et 70)."));
        }

        return refusals;
    }

    private static AssessmentGrid GridOf(Form form, Actor actor, DateTimeOffset now)
    {
        var id = form.FromVersion + 1;
        var grid = new AssessmentGrid { Id = id, InclusionFrom = (short)form.InclusionFrom!.Value, SkillsFrom = (short)form.SkillsFrom!.Value, CreatedAt = now, CreatedById = actor.Id };
        grid.Questions.AddRange(form.Questions.Select((q, i) => new GridQuestion { GridId = id, Position = (short)i, Text = q.Text!.Trim(), Area = q.Area, IsForKiosk = q.IsForKiosk }));
        return grid;
    }

    private static bool IsSame(AssessmentGrid a, AssessmentGrid b) =>
        (a.InclusionFrom, a.SkillsFrom) == (b.InclusionFrom, b.SkillsFrom)
        && a.Questions.Select(q => (q.Text, q.Area, q.IsForKiosk)).SequenceEqual(b.Questions.Select(q => (q.Text, q.Area, q.IsForKiosk)));
}
