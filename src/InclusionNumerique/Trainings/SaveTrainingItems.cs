using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>Sets what participants of a module are asked before and after. A sentence that is no longer there is retired: its answers still count.</summary>
public sealed class SaveTrainingItems(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int ItemsMost = 8;

    public sealed class Form
    {
        public int ModuleId { get; set; }

        public uint Version { get; set; }

        /// <summary>Self-rated practice, one sentence a line.</summary>
        public string Practice { get; set; } = "";

        /// <summary>Ease, one sentence a line.</summary>
        public string Ease { get; set; } = "";
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveTrainingItems)))
        {
            return Outcome.Forbidden;
        }

        List<(TrainingItemKind Kind, string Text)> wanted = [.. Lines(form.Practice).Select(t => (TrainingItemKind.Practice, t)), .. Lines(form.Ease).Select(t => (TrainingItemKind.Ease, t))];
        var refusals = new List<Refusal>();
        Check(refusals, nameof(form.Practice), form.Practice);
        Check(refusals, nameof(form.Ease), form.Ease);
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.FindForSaveAsync<TrainingModule>(form.ModuleId, form.Version, cancellation) is not { } module)
        {
            return Saving.Gone;
        }

        await db.Entry(module).Collection(m => m.Items).LoadAsync(cancellation);
        db.Entry(module).Property(m => m.Name).IsModified = true;
        foreach (var item in module.Items)
        {
            item.IsRetired = !wanted.Contains((item.Kind, item.Text));
        }

        foreach (var (index, (kind, text)) in wanted.Index())
        {
            if (module.Items.Find(i => i.Kind == kind && i.Text == text) is { } present)
            {
                present.Position = (short)index;
            }
            else
            {
                module.Items.Add(new TrainingItem { Kind = kind, Text = text, Position = (short)index });
            }
        }

        return await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(SaveTrainingItems), nameof(TrainingModule), module.Id), Outcome.Done, cancellation);
    }

    private static List<string> Lines(string? text) => [.. (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

    private static void Check(List<Refusal> refusals, string field, string? text)
    {
        var lines = Lines(text);
        if (lines.Count > ItemsMost)
        {
            refusals.Add(new Refusal(field, $"{ItemsMost} phrases au plus : un questionnaire court est un questionnaire rempli."));
        }

        foreach (var line in lines.Take(ItemsMost))
        {
            PlainText.Check(refusals, field, line, TrainingItem.TextMost);
        }
    }
}
