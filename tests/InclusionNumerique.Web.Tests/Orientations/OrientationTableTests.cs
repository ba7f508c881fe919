using Bunit;
using InclusionNumerique.Orientations;
using InclusionNumerique.Queue;
using InclusionNumerique.Web.Orientations;
using Microsoft.Extensions.DependencyInjection;

namespace InclusionNumerique.Web.Tests.Orientations;

public sealed class OrientationTableTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 24);

    private static readonly OrientationRow Sent = new(
        Guid.CreateVersion7(), "BCD-234", Now.AddDays(-9), "Travailleuse Sociale Démo", "CDAS", TargetKind.Partner, "Médiathèque Démo", OrientationMode.Explained, NeedKind.Digital, Urgency.RightCutOff, null,
        null, OrientationState.Sent, Now.AddDays(-9), Today.AddDays(-7), Today.AddDays(-1), null, null, null, null, null, IsNews: true);

    public OrientationTableTests() => Services.AddSingleton<TimeProvider>(new Still());

    [Fact]
    public void News_urgency_and_delay_are_said_in_words()
    {
        var text = Show(Sent, OrientationList.Sent);

        text.Should().ContainAll("Nouveau", "sans nom", "Droit coupé", "En retard, signalée à la coordination", "Médiathèque Démo");
    }

    [Fact]
    public void Who_owes_the_next_step_is_you_only_on_your_own_side()
    {
        var refused = Sent with { State = OrientationState.Refused, Reason = OrientationReason.NoRoom };

        Show(refused, OrientationList.Sent).Should().Contain("Vous").And.Contain("Refusée : pas de place");
        Show(refused, OrientationList.Late).Should().NotContain("Vous").And.Contain("Travailleuse Sociale Démo");
    }

    [Fact]
    public void What_has_ended_owes_nothing()
    {
        var closed = Sent with { State = OrientationState.Closed, Outcome = OrientationOutcome.Helped, ArrivedAt = Now, DueOn = null, EscalatesOn = null };

        Show(closed, OrientationList.Sent).Should().ContainAll("Clôturée : aide apportée", "Venue mar. 24 nov. à 10").And.NotContain("retard");
    }

    [Fact]
    public void The_drawn_code_has_a_text_beside_it()
    {
        var code = Render<QrCode>(p => p.Add(c => c.Text, "BCD-234"));

        code.Find("svg[role=img]").GetAttribute("aria-label").Should().Be("Code QR du billet BCD-234");
        code.Find("path").GetAttribute("d").Should().StartWith("M4 4h1v1h-1z", "four modules of margin, then the finder");
    }

    private string Show(OrientationRow row, OrientationList list) =>
        Render<OrientationTable>(p => p.Add(t => t.Rows, [row]).Add(t => t.List, list)).Find("tbody").TextContent;

    private sealed class Still : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
