using InclusionNumerique.Access;
using InclusionNumerique.Data;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>Makes a module, or gives it a new version from a day on. A version of the same day is put right; older ones stay facts.</summary>
public sealed class SaveTrainingModule(IDbContextFactory<InclusionDb> factory, TimeProvider clock)
{
    public const int LinesMost = 12;

    public sealed class Form
    {
        /// <summary>Null: a new module.</summary>
        public int? Id { get; set; }

        public uint Version { get; set; }

        public string Name { get; set; } = "";

        public bool IsActive { get; set; } = true;

        /// <summary>First day on which the rest holds.</summary>
        public DateOnly? ValidFrom { get; set; }

        public string Aims { get; set; } = "";

        public int? Minutes { get; set; }

        public int? Capacity { get; set; } = 8;

        public string? Prerequisites { get; set; }

        public string? Material { get; set; }

        /// <summary>Empty: it concerns nobody, and nobody is invited.</summary>
        public List<Line> Audience { get; set; } = [];
    }

    /// <summary>See <see cref="TrainingAudience"/>: an empty part names everybody.</summary>
    public sealed class Line
    {
        public HashSet<Mission> Missions { get; set; } = [];

        public HashSet<int> InstitutionIds { get; set; } = [];

        public HashSet<int> SiteIds { get; set; } = [];

        public bool IsCompulsory { get; set; }
    }

    public async Task<Outcome> ExecuteAsync(Form form, Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(nameof(SaveTrainingModule)))
        {
            return Outcome.Forbidden;
        }

        var refusals = Check(form, clock.Today());
        if (refusals.Count > 0)
        {
            return Outcome.From(refusals);
        }

        await using var db = await factory.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var module = await db.FindForSaveAsync<TrainingModule>(form.Id, form.Version, cancellation);
        if (form.Id is not null && module is null)
        {
            return Saving.Gone;
        }

        module ??= db.Add(new TrainingModule { Name = form.Name }).Entity;
        (module.Name, module.IsActive) = (form.Name.Trim(), form.IsActive);
        // Two who edit the audience of one module meet here too.
        db.Entry(module).Property(m => m.Name).IsModified = form.Id is not null;
        await db.TrainingVersions.Where(v => v.ModuleId == module.Id && v.ValidFrom == form.ValidFrom).ExecuteDeleteAsync(cancellation);
        module.Versions.Add(VersionOf(form));
        return await db.SaveAsync(
            () => db.Audit(actor, clock.GetUtcNow(), nameof(SaveTrainingModule), nameof(TrainingModule), module.Id),
            Outcome.Refused(nameof(form.Name), "Une autre formation porte déjà ce nom."),
            cancellation);
    }

    private static TrainingVersion VersionOf(Form form)
    {
        var version = new TrainingVersion
        {
            ValidFrom = form.ValidFrom!.Value, Aims = form.Aims.Trim(), Minutes = (short)form.Minutes!.Value, Capacity = (short)form.Capacity!.Value,
            Prerequisites = PlainText.Tidy(form.Prerequisites), Material = PlainText.Tidy(form.Material),
        };
        version.Audiences.AddRange(form.Audience.Select((line, i) => new TrainingAudience
        {
            Position = (short)i, Missions = [.. line.Missions.Order()], InstitutionIds = [.. line.InstitutionIds.Order()], SiteIds = [.. line.SiteIds.Order()], IsCompulsory = line.IsCompulsory,
        }));
        return version;
    }

    private static List<Refusal> Check(Form form, DateOnly today)
    {
        var refusals = new List<Refusal>();
        PlainText.Require(refusals, nameof(form.Name), form.Name, TrainingModule.NameMost, "Donnez un nom à la formation.");
        PlainText.Require(refusals, nameof(form.Aims), form.Aims, TrainingVersion.TextMost, "Dites ce qu’on y apprend.");
        PlainText.Check(refusals, nameof(form.Prerequisites), form.Prerequisites, TrainingVersion.TextMost);
        PlainText.Check(refusals, nameof(form.Material), form.Material, TrainingVersion.TextMost);
        if (form.ValidFrom is not { } day || day < Sites.Site.OpenedLeast || day > today.AddYears(2))
        {
            refusals.Add(new Refusal(nameof(form.ValidFrom), "Indiquez le jour à partir duquel c’est vrai, deux ans à l’avance au plus."));
        }

        if (form.Minutes is not (>= 15 and <= TrainingVersion.MinutesMost))
        {
            refusals.Add(new Refusal(nameof(form.Minutes), "Indiquez la durée, de 15 minutes à 40 heures."));
        }

        if (form.Capacity is not (>= 1 and <= TrainingVersion.CapacityMost))
        {
            refusals.Add(new Refusal(nameof(form.Capacity), $"Indiquez le nombre de places, de 1 à {TrainingVersion.CapacityMost}."));
        }

        if (form.Audience.Count > LinesMost || form.Audience.Exists(l => !l.Missions.All(Enum.IsDefined)))
        {
            refusals.Add(new Refusal(nameof(form.Audience), $"{LinesMost} publics au plus."));
        }

        return refusals;
    }
}
