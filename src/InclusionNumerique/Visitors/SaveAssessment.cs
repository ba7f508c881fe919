using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Visitors;

/// <summary>Keeps what a person and a mediator answered together to the common grid.</summary>
public sealed class SaveAssessment(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public Guid VisitorId { get; set; }

        public int GridId { get; set; }

        /// <summary>In the order of the questions: see <see cref="GridScore"/>; null: not yet answered.</summary>
        public List<short?> Answers { get; set; } = [];
    }

    /// <summary>The refusal's field for a question, from 0.</summary>
    public static string Field(int question) => $"Answers[{question}]";

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.FindVisitorAsync(nameof(SaveAssessment), form.VisitorId, actor, cancellation) is not { } visitor)
        {
            return Outcome.Forbidden;
        }

        var grid = await db.AssessmentGrids.Include(g => g.Questions.OrderBy(q => q.Position)).AsNoTracking().SingleOrDefaultAsync(g => g.Id == form.GridId, cancellation);
        if (grid is null || form.Answers.Count != grid.Questions.Count || form.Answers.Any(a => a is < GridScore.PassedOver or > GridScore.Alone))
        {
            return Outcome.Refused("", "La grille a changé entre-temps. Rechargez la page ; vos réponses à l’écran sont à redonner.");
        }

        var missing = form.Answers.Select((a, i) => (a, i)).Where(x => x.a is null).Select(x => new Refusal(Field(x.i), "Choisissez une réponse, ou « On passe ».")).ToList();
        if (missing.Count > 0)
        {
            return Outcome.From(missing);
        }

        short[] answers = [.. form.Answers.Select(a => a!.Value)];
        if (GridScore.Of(grid, answers) is not { } score)
        {
            return Outcome.Refused("", "Moins de la moitié des questions ont une réponse : c’est trop peu pour un résultat.");
        }

        db.Assessments.Add(new Assessment
        {
            Id = form.Id, VisitorId = visitor.Id, GridId = grid.Id, Answers = answers, Score = score.Score, Level = score.Level, IsKioskAlone = score.IsKioskAlone,
            At = clock.GetUtcNow(), ById = actor.Id,
        });
        db.Audit(actor, clock.GetUtcNow(), nameof(SaveAssessment), nameof(Visitor), visitor.Id, visitor.SiteId);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return Outcome.Done;
        }
        catch (DbUpdateException e) when (e.IsUniqueViolation())
        {
            return Outcome.Done;
        }
    }
}
