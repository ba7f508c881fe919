using System.Globalization;
using System.Text;
using InclusionNumerique.Data;
using InclusionNumerique.Messages;
using InclusionNumerique.Sites;
using InclusionNumerique.Staff;
using Microsoft.EntityFrameworkCore;

namespace InclusionNumerique.Trainings;

/// <summary>What a message tells of a session.</summary>
internal sealed record TrainingFacts(Guid SessionId, int Sequence, string Module, Site Site, string? Room, string? Reason, IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Parts)
{
    public string Place => Room is null ? Site.Name : $"{Site.Name}, {Room}";
}

public static class TrainingTexts
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static string Label(this RegistrationState state) => state switch
    {
        RegistrationState.Registered => "Inscription notée",
        RegistrationState.Waiting => "Liste d’attente",
        RegistrationState.Cancelled => "Inscription annulée",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Label(this TrainingItemKind kind) => kind switch
    {
        TrainingItemKind.Practice => "Pratique",
        TrainingItemKind.Ease => "Aisance",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>"45 min", "3 h", "1 h 30"; a training day counts seven hours to nobody here.</summary>
    public static string Duration(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var m) => $"{m}\u00A0min",
        (var h, 0) => $"{h}\u00A0h",
        var (h, m) => $"{h}\u00A0h\u00A0{m:00}",
    };

    /// <summary>"mardi 1er décembre 2026, 9 h – 12 h".</summary>
    public static string Part(DateTimeOffset from, DateTimeOffset to) => $"{FrenchTime.Day(from)} {from.ToParis().Year}, {FrenchTime.Hours(from, to)}";

    /// <summary>"Accompagnement social · CDAS · Blosne", or "Tous les professionnels".</summary>
    public static string LineInWords(TrainingAudience line, IReadOnlyDictionary<int, string> institutions, IReadOnlyDictionary<int, string> sites)
    {
        string[] parts =
        [
            string.Join(", ", line.Missions.Select(m => m.Label())),
            string.Join(", ", line.InstitutionIds.Select(i => institutions.GetValueOrDefault(i, "?"))),
            string.Join(", ", line.SiteIds.Select(s => sites.GetValueOrDefault(s, "?"))),
        ];
        return parts.All(p => p == "") ? "Tous les professionnels" : string.Join(" · ", parts.Where(p => p != ""));
    }

    /// <summary>Of the version that holds on that day, by their positions.</summary>
    internal static async Task<Dictionary<short, string>> LinesInWordsAsync(this InclusionDb db, int moduleId, DateOnly day, CancellationToken cancellation)
    {
        var institutions = await db.Institutions.ToDictionaryAsync(i => i.Id, i => i.ShortName, cancellation);
        var sites = await db.Sites.ToDictionaryAsync(s => s.Id, s => s.ShortName, cancellation);
        var lines = await db.TrainingAudiences.AsNoTracking()
            .Where(a => a.ModuleId == moduleId && a.ValidFrom == db.TrainingVersions.Where(v => v.ModuleId == moduleId && v.ValidFrom <= day).Max(v => v.ValidFrom)).ToListAsync(cancellation);
        return lines.ToDictionary(l => l.Position, l => Cut(LineInWords(l, institutions, sites)));
    }

    internal static string Subject(MessageKind kind, TrainingFacts facts) => MessageTexts.SingleLine(kind switch
    {
        MessageKind.TrainingInvitation => "Invitation",
        MessageKind.TrainingSeat => "Inscription notée",
        MessageKind.TrainingWaiting => "Liste d’attente",
        MessageKind.TrainingPromoted => "Une place s’est libérée pour vous",
        MessageKind.TrainingMoved => "Changement",
        MessageKind.TrainingCancelled => "Annulation",
        _ => "Rappel",
    } + $" : formation « {facts.Module} », {FrenchTime.Day(facts.Parts[0].From)}");

    internal static string Mail(MessageKind kind, TrainingFacts facts, TrainingInvitation? invitation)
    {
        var text = new StringBuilder("Bonjour,\n\n").Append(kind switch
        {
            MessageKind.TrainingInvitation => invitation!.IsCompulsory ? "Vous êtes invité·e à une formation obligatoire pour vous." : "Vous êtes invité·e à une formation facultative.",
            MessageKind.TrainingSeat => "Votre place est réservée.",
            MessageKind.TrainingWaiting => "La session est complète : vous êtes sur la liste d’attente. Si une place se libère, elle est à vous et un message vous le dit.",
            MessageKind.TrainingPromoted => "Une place s’est libérée : elle est à vous. Si vous ne pouvez plus venir, annulez votre inscription, la personne suivante sera contente.",
            MessageKind.TrainingMoved => "Cette session a changé. Voici ce qui est prévu maintenant ; votre inscription reste valable.",
            MessageKind.TrainingCancelled when facts.Reason is { } reason => $"Cette session est annulée : {MessageTexts.SingleLine(reason)}",
            MessageKind.TrainingCancelled => "Votre inscription est annulée.",
            _ => "C’est dans deux jours.",
        }).Append("\n\n");
        text.Append("Formation : ").Append(MessageTexts.SingleLine(facts.Module)).Append('\n');
        foreach (var (from, to) in facts.Parts)
        {
            text.Append("Quand : ").Append(Part(from, to)).Append('\n');
        }

        text.Append("Où : ").Append(MessageTexts.SingleLine(facts.Place)).Append(facts.Site.Address is { } address ? $", {MessageTexts.SingleLine(address)}\n" : "\n");
        if (invitation is not null)
        {
            text.Append("Pourquoi vous : ").Append(MessageTexts.SingleLine(invitation.Why)).Append("\n\nPour vous inscrire : page « Formations » d’Inclusion Numérique.\n");
        }
        else if (kind is not MessageKind.TrainingCancelled)
        {
            text.Append("\nPour annuler : page « Formations » d’Inclusion Numérique.\n");
        }

        return text.ToString();
    }

    private static string Cut(string words) => words.Length <= TrainingInvitation.WhyMost ? words : string.Concat(words.AsSpan(0, TrainingInvitation.WhyMost - 1), "…");
}
