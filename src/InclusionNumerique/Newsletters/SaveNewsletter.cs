using InclusionNumerique.Access;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Newsletters;

/// <summary>Keeps the words, the order and the choice of a draft's sections.</summary>
public sealed class SaveNewsletter(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; }

        /// <summary>The version that was read; once it is saved, the one that this made.</summary>
        public uint Version { get; set; }

        /// <summary>All of the draft's sections, each once, in the letter's order.</summary>
        public List<NewsletterSection> Sections { get; set; } = [];
    }

    /// <summary>The refusal's field of one section.</summary>
    public static string FieldOf(SectionKind kind) => $"{nameof(Form.Sections)}.{kind}";

    internal static Outcome IsSent { get; } = Outcome.Refused("", "Cette lettre est partie : elle ne change plus.");

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveNewsletter)))
        {
            return Outcome.Forbidden;
        }

        var refusals = new List<Refusal>();
        foreach (var section in form.Sections)
        {
            PlainText.Check(refusals, FieldOf(section.Kind), section.Text, Newsletter.TextMost);
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Newsletters.SingleOrDefaultAsync(n => n.Id == form.Id, cancellation) is not { } letter)
        {
            return Saving.Gone;
        }

        if (letter.SentAt is not null)
        {
            return IsSent;
        }

        if (!form.Sections.Select(s => s.Kind).Order().SequenceEqual(letter.Sections.Select(s => s.Kind).Order()))
        {
            return Saving.Gone;
        }

        db.Entry(letter).Property(n => n.Version).OriginalValue = form.Version;
        if (letter.Sections.SequenceEqual(form.Sections))
        {
            return Outcome.Done;
        }

        letter.Sections = [.. form.Sections];
        var outcome = await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(SaveNewsletter), nameof(Newsletter), letter.Id), Outcome.Done, cancellation);
        form.Version = outcome.IsDone ? letter.Version : form.Version;
        return outcome;
    }
}
