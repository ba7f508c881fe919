using InclusionNumerique.Access;
using InclusionNumerique.Dashboards;
using InclusionNumerique.Data;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Reports;

/// <summary>Keeps the words, the period and the choice of sections of a draft.</summary>
public sealed class SaveReport(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public sealed class Form
    {
        public Guid Id { get; set; }

        /// <summary>The version that was read; once it is saved, the one that this made.</summary>
        public uint Version { get; set; }

        public string Title { get; set; } = "";

        public FigureFilter Filter { get; set; } = null!;

        public string Introduction { get; set; } = "";

        /// <summary>Every part, once, in the report's order.</summary>
        public List<ReportSection> Sections { get; set; } = [];
    }

    /// <summary>The refusal's field of one section.</summary>
    public static string FieldOf(FigurePart part) => $"{nameof(Form.Sections)}.{part}";

    internal static Outcome IsLeft { get; } = Outcome.Refused("", "Ce rapport n’est plus un brouillon : il ne change plus. Rechargez la page.");

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveReport)))
        {
            return Outcome.Forbidden;
        }

        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Title), form.Title, Report.TitleMost, "Donnez un titre au rapport.");
        PlainText.Check(refusals, nameof(form.Introduction), form.Introduction, Report.TextMost);
        DraftReport.CheckPeriod(refusals, form.Filter.Period, clock.Today());
        foreach (var section in form.Sections)
        {
            PlainText.Check(refusals, FieldOf(section.Part), section.Comment, Report.TextMost);
        }

        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        if (!form.Sections.Select(s => s.Part).Order().SequenceEqual(Enum.GetValues<FigurePart>()))
        {
            return Saving.Gone;
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await db.Reports.SingleOrDefaultAsync(r => r.Id == form.Id, cancellation) is not { } report)
        {
            return Saving.Gone;
        }

        if (report.State != ReportState.Draft)
        {
            return IsLeft;
        }

        var filter = report.Kind.IsForTeam() ? form.Filter : Outside.Snap(form.Filter, clock.Today());
        if ((filter.Period.From, filter.Period.To) != (form.Filter.Period.From, form.Filter.Period.To))
        {
            return Outcome.Refused("Period", ReportTexts.OutsidePeriods);
        }

        db.Entry(report).Property(r => r.Version).OriginalValue = form.Version;
        (report.Title, report.Filter, report.Introduction, report.Sections) = (form.Title.Trim(), filter, form.Introduction, [.. form.Sections]);
        if (!db.ChangeTracker.HasChanges())
        {
            return Outcome.Done;
        }

        var outcome = await db.SaveAsync(() => db.Audit(actor, clock.GetUtcNow(), nameof(SaveReport), nameof(Report), report.Id, form.Filter.SiteId), Outcome.Done, cancellation);
        form.Version = outcome.IsDone ? report.Version : form.Version;
        return outcome;
    }
}
