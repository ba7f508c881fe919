using System.Globalization;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;

namespace InclusionNumerique.Dashboards;

/// <summary>Puts the orientations of one or two periods into the page's lines.</summary>
internal sealed class OrientationComposer(OrientationCounts now, OrientationCounts? before)
{
    private const string Unit = "orientations";

    private static readonly (string Label, OrientationPart Part, int Key, bool IsRare)[] FateLines =
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

    private static readonly (string Label, OrientationPart Part, int Key)[] AfterLines =
    [
        ("Réorientées ailleurs", OrientationPart.AfterRefusal, (int)OrientationState.Redirected),
        ("Suite à décider par l’émetteur", OrientationPart.AfterRefusal, (int)OrientationState.Refused),
        ("Sans suite", OrientationPart.AfterRefusal, (int)OrientationState.Abandoned),
    ];

    private static readonly (string Label, OrientationPart Part, int Key)
        ArrivedLine = ("Arrivées", OrientationPart.Reached, (int)Stage.Arrived),
        NotComeLine = ("Non venues", OrientationPart.NotCome, OrientationCounts.All),
        RefusedLine = ("Refusées ou réorientées", OrientationPart.Refused, OrientationCounts.All),
        WronglySentLine = ("Mal orientées", OrientationPart.Wrong, 1),
        AbandonedLine = ("Sans suite", OrientationPart.Abandoned, OrientationCounts.All),
        OpenLine = ("Encore ouvertes", OrientationPart.Open, OrientationCounts.All),
        OverdueLine = ("En retard", OrientationPart.Open, 1);

    private static readonly int[] NeedKinds = [.. Enum.GetValues<NeedKind>().Select(n => (int)n)];

    /// <summary>What a count of what became of the orientations is called; null: there is no such count.</summary>
    /// <param name="key">Of <see cref="OrientationTallies.KeyOf"/>.</param>
    public static string? LabelOf(int key)
    {
        (string Label, OrientationPart Part, int Key)[] lines =
        [
            ArrivedLine, NotComeLine, RefusedLine, WronglySentLine, AbandonedLine, OpenLine, OverdueLine, .. Enum.GetValues<Stage>().Select(s => (LabelOf(s), OrientationPart.Reached, (int)s)),
            .. FateLines.Select(l => (l.Label, l.Part, l.Key)), .. ReasonLines(), .. AfterLines.Select(l => ("Après un refus : " + l.Label, l.Part, l.Key)), .. OutcomeLines().Select(l => ("Closes : " + l.Label, l.Part, l.Key)),
        ];
        return lines.FirstOrDefault(l => OrientationTallies.KeyOf(l.Part, l.Key) == key).Label;
    }

    public OrientationReport Compose()
    {
        var targets = new OrientationTargets(now.Rows, before?.Rows ?? []);
        return new()
        {
            Sent = Compare(c => c.Sent),
            Funnel = [.. Enum.GetValues<Stage>().Select(stage => new FunnelStage(LabelOf(stage), Compare(c => c.At(stage)), stage == Stage.Sent ? null : OrientationTallies.KeyOf(OrientationPart.Reached, (int)stage)))],
            Tables = [Fates(), Reasons(), AfterRefusal(), Outcomes()],
            Arrived = Share(ArrivedLine, c => c.Sent),
            NotCome = Share(NotComeLine, c => c.Sent),
            Refused = Share(RefusedLine, c => c.Sent),
            Wrong = Share(WronglySentLine, c => c.Sent),
            Abandoned = Share(AbandonedLine, c => c.Sent),
            Open = Share(OpenLine, c => c.Sent),
            Overdue = Share(OverdueLine, c => c[OrientationPart.Open]),
            Delay = new("Ensemble", now.DelayOf(0, now.At(Stage.Arrived)), before?.DelayOf(0, before.At(Stage.Arrived))),
            Modes = Modes(),
            Senders = Senders(),
            Kinds = targets.Kinds(now, before),
            Targets = targets.Lines(now, before),
            Needs = [.. Enum.GetValues<NeedKind>().Select(n => n.Label())],
            WrongByNeed = [.. OrientationCounts.Refusals.Where(r => (int)r <= OrientationCounts.Wrong)
                .Select(r => new WrongLine(r, LabelOf(r), now.ByNeed(r, NeedKinds), now[OrientationPart.Reason, (int)r]))],
        };
    }

    // Each orientation stands in one line. Lines that the rules of orientations do not foresee are there only when they are counted.
    private FigureTable Fates() =>
        Table("ori-etats", "Où en sont les orientations", "Situation", c => c.Sent,
            [.. FateLines.Where(l => !l.IsRare || IsShown(now[l.Part, l.Key]) || (before is not null && IsShown(before[l.Part, l.Key]))).Select(l => (l.Label, l.Part, l.Key))]);

    private FigureTable Reasons() => Table("ori-refus", "Pourquoi elles ont été refusées ou réorientées", "Motif", Of(OrientationPart.Refused, OrientationCounts.All), ReasonLines());

    private FigureTable AfterRefusal() => Table("ori-apres-refus", "Ce qui a suivi un refus", "Suite", Of(OrientationPart.Refused, OrientationCounts.All), AfterLines);

    private FigureTable Outcomes() => Table("ori-issues", "Avec quelle issue elles sont closes", "Issue", c => c.At(Stage.Closed), OutcomeLines());

    private ModeLine[] Modes()
    {
        var keys = Enum.GetValues<OrientationMode>().Select(m => $"{(int)m}").ToArray();
        OrientationBreakdown Split(OrientationCounts counts) =>
            new(counts, [.. keys.Select(k => (k, ""))], r => r.Table == OrientationTable.Modes ? $"{r.Code}" : null, isByWait: true);
        var (split, splitBefore) = (Split(now), before is null ? null : Split(before));
        return [.. Enum.GetValues<OrientationMode>().Zip(keys, (mode, key) => new ModeLine(
            mode, LabelOf(mode), split.Line(key).Whole, split.AwaitedOf(key), split.Settled(key), splitBefore?.Settled(key), now.DelayOf((int)mode, split.Line(key).Part)))];
    }

    private ProportionLine[] Senders()
    {
        var names = now.Rows.Concat(before?.Rows ?? []).Where(r => r.Table == OrientationTable.Senders).DistinctBy(r => r.Key)
            .OrderBy(r => r.Key.Length == 0).ThenBy(r => r.Label, StringComparer.Create(new("fr-FR"), ignoreCase: true)).ToArray();
        OrientationBreakdown Split(OrientationCounts counts) => new(counts, [.. names.Select(n => (n.Key, ""))], r => r.Table == OrientationTable.Senders ? r.Key : null);
        var (split, splitBefore) = (Split(now), before is null ? null : Split(before));
        return [.. names.Select(n => new ProportionLine(n.Key.Length == 0 ? "Sans institution" : n.Label, split.Line(n.Key), splitBefore?.Line(n.Key), n.Key.Length == 0 ? 0 : int.Parse(n.Key, CultureInfo.InvariantCulture)))];
    }

    private FigureTable Table(string id, string title, string head, Func<OrientationCounts, Figure> total, params (string Label, OrientationPart Part, int Key)[] lines)
    {
        var whole = Compare(total);
        return new FigureTable(id, title, head, Unit, whole, [.. lines.Select(l => Line(l.Label, Compare(c => c[l.Part, l.Key]), whole.Now, OrientationTallies.KeyOf(l.Part, l.Key)))]);
    }

    private static FigureLine Line(string label, Compared count, Figure total, int key) =>
        new(label, count, total.Value is > 0 and { } whole ? (double?)count.Now.Value / whole : null, Key: key);

    private Compared Compare(Func<OrientationCounts, Figure> figure) => new(figure(now), before is null ? null : figure(before));

    private ProportionLine Share((string Label, OrientationPart Part, int Key) line, Func<OrientationCounts, Figure> whole)
    {
        Proportion Of(OrientationCounts counts) => new(counts[line.Part, line.Key], whole(counts));
        return new(line.Label, Of(now), before is null ? null : Of(before), OrientationTallies.KeyOf(line.Part, line.Key));
    }

    private static (string Label, OrientationPart Part, int Key)[] ReasonLines() =>
        [.. OrientationCounts.Refusals.Select(r => (((int)r <= OrientationCounts.Wrong ? "Mal orientée : " : "") + LabelOf(r), OrientationPart.Reason, (int)r))];

    private static (string Label, OrientationPart Part, int Key)[] OutcomeLines() => [.. Enum.GetValues<OrientationOutcome>().Select(o => (o.Label(), OrientationPart.Outcome, (int)o))];

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

    public static string LabelOf(OrientationReason reason) => reason switch
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
