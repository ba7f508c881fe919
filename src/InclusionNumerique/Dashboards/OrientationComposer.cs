using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;

namespace InclusionNumerique.Dashboards;

/// <summary>Puts the orientations of one or two periods into the page's lines.</summary>
internal sealed class OrientationComposer(OrientationCounts now, OrientationCounts? before)
{
    private const string Unit = "orientations";

    private static readonly int[] NeedKinds = [.. Enum.GetValues<NeedKind>().Select(n => (int)n)];

    public OrientationReport Compose()
    {
        var targets = new OrientationTargets(now.Rows, before?.Rows ?? []);
        return new()
        {
            Sent = Compare(c => c.Sent),
            Funnel = [.. Enum.GetValues<Stage>().Select(stage => new FunnelStage(LabelOf(stage), Compare(c => c.At(stage))))],
            Tables = [Fates(), Reasons(), AfterRefusal(), Outcomes()],
            Arrived = Share("Arrivées", c => new(c.At(Stage.Arrived), c.Sent)),
            NotCome = Share("Non venues", c => new(c[OrientationPart.NotCome], c.Sent)),
            Refused = Share("Refusées ou réorientées", c => new(c[OrientationPart.Refused], c.Sent)),
            Wrong = Share("Mal orientées", c => new(c[OrientationPart.Wrong, 1], c.Sent)),
            Abandoned = Share("Sans suite", c => new(c[OrientationPart.Abandoned], c.Sent)),
            Open = Share("Encore ouvertes", c => new(c[OrientationPart.Open], c.Sent)),
            Overdue = Share("En retard", c => new(c[OrientationPart.Open, 1], c[OrientationPart.Open])),
            Delay = new("Ensemble", now.DelayOf(0, now.At(Stage.Arrived)), before?.DelayOf(0, before.At(Stage.Arrived))),
            Modes = Modes(),
            Senders = Senders(),
            Kinds = targets.Kinds(now, before),
            Targets = targets.Lines(now, before),
            Needs = [.. Enum.GetValues<NeedKind>().Select(n => n.Label())],
            WrongByNeed = [.. OrientationCounts.Refusals.Where(r => (int)r <= OrientationCounts.Wrong)
                .Select(r => new WrongLine(LabelOf(r), now.ByNeed(r, NeedKinds), now[OrientationPart.Reason, (int)r]))],
        };
    }

    // Each orientation stands in one line. Lines that the rules of orientations do not foresee are there only when they are counted.
    private FigureTable Fates()
    {
        (string Label, OrientationPart Part, int Key, bool IsRare)[] lines =
        [
            ("Envoyées, sans réponse", OrientationPart.Awaited, (int)Stage.Sent, false),
            ("Attendues", OrientationPart.Awaited, (int)Stage.Expected, false),
            ("Non venues", OrientationPart.NotCome, OrientationCounts.All, false),
            ("Refusées", OrientationPart.Refused, OrientationCounts.Before, false),
            ("Annulées", OrientationPart.Cancelled, OrientationCounts.Before, false),
            ("Sans suite, jamais refusées ni attendues en vain", OrientationPart.Abandoned, OrientationCounts.Before, true),
            ("Arrivées, prise en charge à dire", OrientationPart.Helped, (int)Stage.Arrived, false),
            ("Arrivées, puis réorientées", OrientationPart.Refused, (int)Stage.Arrived, false),
            ("Arrivées, puis annulées", OrientationPart.Cancelled, (int)Stage.Arrived, true),
            ("Arrivées, puis sans suite", OrientationPart.Abandoned, (int)Stage.Arrived, true),
            ("Prises en charge, en cours", OrientationPart.Helped, (int)Stage.InCharge, false),
            ("Prises en charge, puis réorientées", OrientationPart.Refused, (int)Stage.InCharge, false),
            ("Prises en charge, puis annulées", OrientationPart.Cancelled, (int)Stage.InCharge, true),
            ("Prises en charge, puis sans suite", OrientationPart.Abandoned, (int)Stage.InCharge, true),
            ("Closes avec une issue", OrientationPart.Reached, (int)Stage.Closed, false),
        ];
        return Table("ori-etats", "Où en sont les orientations", "Situation", c => c.Sent,
            [.. lines.Where(l => !l.IsRare || IsShown(now[l.Part, l.Key]) || (before is not null && IsShown(before[l.Part, l.Key]))).Select(l => (l.Label, Of(l.Part, l.Key)))]);
    }

    private FigureTable Reasons() => Table("ori-refus", "Pourquoi elles ont été refusées ou réorientées", "Motif", Of(OrientationPart.Refused, OrientationCounts.All),
        [.. OrientationCounts.Refusals.Select(r => (((int)r <= OrientationCounts.Wrong ? "Mal orientée : " : "") + LabelOf(r), Of(OrientationPart.Reason, (int)r)))]);

    private FigureTable AfterRefusal() => Table("ori-apres-refus", "Ce qui a suivi un refus", "Suite", Of(OrientationPart.Refused, OrientationCounts.All),
        ("Réorientées ailleurs", Of(OrientationPart.AfterRefusal, (int)OrientationState.Redirected)),
        ("Suite à décider par l’émetteur", Of(OrientationPart.AfterRefusal, (int)OrientationState.Refused)),
        ("Sans suite", Of(OrientationPart.AfterRefusal, (int)OrientationState.Abandoned)));

    private FigureTable Outcomes() => Table("ori-issues", "Avec quelle issue elles sont closes", "Issue", c => c.At(Stage.Closed),
        [.. Enum.GetValues<OrientationOutcome>().Select(o => (o.Label(), Of(OrientationPart.Outcome, (int)o)))]);

    private ModeLine[] Modes()
    {
        var keys = Enum.GetValues<OrientationMode>().Select(m => $"{(int)m}").ToArray();
        OrientationBreakdown Split(OrientationCounts counts) =>
            new(counts, [.. keys.Select(k => (k, ""))], r => r.Table == OrientationTable.Modes ? $"{r.Code}" : null, isByWait: true);
        var (split, splitBefore) = (Split(now), before is null ? null : Split(before));
        return [.. Enum.GetValues<OrientationMode>().Zip(keys, (mode, key) => new ModeLine(
            LabelOf(mode), split.Line(key).Whole, split.AwaitedOf(key), split.Settled(key), splitBefore?.Settled(key), now.DelayOf((int)mode, split.Line(key).Part)))];
    }

    private ProportionLine[] Senders()
    {
        var names = now.Rows.Concat(before?.Rows ?? []).Where(r => r.Table == OrientationTable.Senders).DistinctBy(r => r.Key)
            .OrderBy(r => r.Key.Length == 0).ThenBy(r => r.Label, StringComparer.Create(new("fr-FR"), ignoreCase: true)).ToArray();
        OrientationBreakdown Split(OrientationCounts counts) => new(counts, [.. names.Select(n => (n.Key, ""))], r => r.Table == OrientationTable.Senders ? r.Key : null);
        var (split, splitBefore) = (Split(now), before is null ? null : Split(before));
        return [.. names.Select(n => new ProportionLine(n.Key.Length == 0 ? "Sans institution" : n.Label, split.Line(n.Key), splitBefore?.Line(n.Key)))];
    }

    private FigureTable Table(string id, string title, string head, Func<OrientationCounts, Figure> total, params (string Label, Func<OrientationCounts, Figure> Count)[] lines)
    {
        var whole = Compare(total);
        return new FigureTable(id, title, head, Unit, whole, [.. lines.Select(l => Line(l.Label, Compare(l.Count), whole.Now))]);
    }

    private static FigureLine Line(string label, Compared count, Figure total) => new(label, count, total.Value is > 0 and { } whole ? (double?)count.Now.Value / whole : null);

    private Compared Compare(Func<OrientationCounts, Figure> figure) => new(figure(now), before is null ? null : figure(before));

    private ProportionLine Share(string label, Func<OrientationCounts, Proportion> share) => new(label, share(now), before is null ? null : share(before));

    private static Func<OrientationCounts, Figure> Of(OrientationPart part, int key) => c => c[part, key];

    private static bool IsShown(Figure figure) => figure.Value is > 0;

    private static string LabelOf(Stage stage) => stage switch
    {
        Stage.Sent => "Envoyées",
        Stage.Expected => "Acceptées ou attendues",
        Stage.Arrived => "Arrivées",
        Stage.InCharge => "Prises en charge",
        _ => "Closes avec une issue",
    };

    private static string LabelOf(OrientationMode mode) => mode switch
    {
        OrientationMode.Explained => "Expliquée",
        OrientationMode.AppointmentMade => "Rendez-vous pris",
        _ => "Accompagnée",
    };

    private static string LabelOf(OrientationReason reason) => reason switch
    {
        OrientationReason.SocialNotDigital => "question sociale, pas numérique",
        OrientationReason.NotAutonomousForKiosk => "pas autonome pour la borne",
        OrientationReason.WebsiteDown => "site internet en panne",
        OrientationReason.ServiceNotOffered => "service non proposé",
        OrientationReason.OutOfArea => "hors secteur",
        OrientationReason.ConditionsNotMet => "conditions non remplies",
        OrientationReason.OtherWrong => "autre erreur d’orientation",
        OrientationReason.NoRoom => "Pas de place",
        OrientationReason.AlreadyFollowed => "Déjà suivie",
        OrientationReason.PapersMissing => "Papiers manquants",
        OrientationReason.TemporarilyClosed => "Fermeture temporaire",
        _ => "Autre refus",
    };
}
