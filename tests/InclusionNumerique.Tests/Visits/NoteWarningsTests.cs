using InclusionNumerique.Visits;

namespace InclusionNumerique.Tests.Visits;

/// <summary>The targets are those of the privacy menu: every social security number, 95 % of the rest, 5 % of false alarms at most.</summary>
public sealed class NoteWarningsTests
{
    private static readonly Random Any = new(7);

    private static string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => Any.Next(10)));

    [Fact]
    public void Every_social_security_number_is_seen_however_it_is_spaced()
    {
        string[] separators = ["", " ", ".", "-"];
        var missed = Enumerable.Range(0, 1000)
            .Select(i => string.Join(separators[i % 4], Any.Next(1, 3), Digits(2), $"{Any.Next(1, 13):00}", i % 50 == 0 ? "2A" : $"{Any.Next(1, 96):00}", Digits(3), Digits(3), $"{Any.Next(1, 98):00}"))
            .Where(nir => !NoteWarnings.Find($"numéro {nir} à vérifier").Contains("un numéro de sécurité sociale"));

        missed.Should().BeEmpty();
    }

    [Theory]
    [InlineData("06 12 34 56 78", "un numéro de téléphone")]
    [InlineData("0612345678", "un numéro de téléphone")]
    [InlineData("02.99.00.00.00", "un numéro de téléphone")]
    [InlineData("+33 6 12 34 56 78", "un numéro de téléphone")]
    [InlineData("+33 (0)6 12 34 56 78", "un numéro de téléphone")]
    [InlineData("0033612345678", "un numéro de téléphone")]
    [InlineData("FR76 3000 6000 0112 3456 7890 189", "un IBAN")]
    [InlineData("fr7630006000011234567890189", "un IBAN")]
    [InlineData("quelqu.un@exemple.fr", "une adresse électronique")]
    public void Other_identifiers_are_named(string identifier, string name)
    {
        NoteWarnings.Find($"voir {identifier} demain").Should().Equal(name);
    }

    [Fact]
    public void Everyday_notes_raise_no_alarm()
    {
        string[] shapes =
        [
            "Dossier CAF {0}, attestation imprimée", "Rendez-vous le 12/03/2026 à 14h30", "Facture de {1} € à contester", "Manque l’avis d’impôt 2025", "Reviendra avec le code reçu par courrier",
            "Passeport : pré-demande {0} faite", "Site ANTS en panne depuis 10 h", "Amende n° {0}{1}", "A refait son mot de passe seul", "Loyer de 4{1},50 € – aide demandée",
        ];
        var alarms = Enumerable.Range(0, 500).Count(i => NoteWarnings.Find(string.Format(System.Globalization.CultureInfo.InvariantCulture, shapes[i % shapes.Length], Digits(7), Digits(2))).Count > 0);

        alarms.Should().BeLessThanOrEqualTo(25);
    }

    [Fact]
    public void A_very_long_note_is_read_without_delay_or_error()
    {
        NoteWarnings.Find(string.Concat(Enumerable.Repeat("1 2 3 4 a@", 10_000))).Should().NotBeNull();
    }
}
