using InclusionNumerique.Staff;

namespace InclusionNumerique.Tests.Staff;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("tasse orange volcan piano")]
    [InlineData("Agrafe-Tournesol-27")]
    [InlineData("наша тёплая кружка чая")]
    [InlineData("x7!Kp#2vQ9$mWz4")]
    public void A_long_uncommon_phrase_is_accepted(string password) => RefusalOf(password).Should().BeNull();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tasse volcan 1")]
    public void Less_than_15_characters_is_refused(string? password) => RefusalOf(password).Should().Contain("15 caractères au moins");

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("azazazazazazazazaz")]
    [InlineData("12121212121212121212")]
    public void Fewer_than_5_different_characters_is_refused(string password) => RefusalOf(password).Should().Contain("différents");

    [Theory]
    [InlineData("motdepassemotdepasse")]
    [InlineData("Mot de passe 2026 !")]
    [InlineData("AzertyuiopQsdfghjklm")]
    [InlineData("123456789012345678")]
    [InlineData("Rennes35000Bretagne")]
    [InlineData("Espace-Social-Commun-Blosne")]
    [InlineData("stade rennais 2026!!")]
    [InlineData("Inclusion Numérique 2026")]
    [InlineData("bonjourbonjour!!!!")]
    [InlineData("Liberté Égalité Fraternité")]
    [InlineData("passwordpassword123")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("jetaimepourlavie35")]
    public void Words_and_runs_that_everybody_tries_do_not_count_as_length(string password) => RefusalOf(password).Should().Contain("tout le monde essaie");

    [Theory]
    [InlineData("mediatrice aux chaussettes")]
    [InlineData("MÉDIATRICE aux chaussettes")]
    [InlineData("l'adresse p.exemple42 tasse")]
    public void One_s_own_name_or_address_is_refused(string password) => RefusalOf(password).Should().Contain("votre nom ou votre adresse");

    [Fact]
    public void More_than_200_characters_is_refused_and_200_accepted()
    {
        var sentence = string.Concat(Enumerable.Repeat("tasse volcan piano ", 20));

        RefusalOf(sentence[..200]).Should().BeNull();
        RefusalOf(sentence[..201]).Should().Contain("200 caractères au plus");
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\uD800')]
    [InlineData('\uFFFE')]
    [InlineData('\u202E')]
    public void Any_character_is_judged_without_an_error(char odd) => RefusalOf($"tasse {odd} volcan piano {odd}").Should().BeNull();

    [Fact]
    public void An_enormous_text_is_refused() => RefusalOf(new string('x', 100_000)).Should().NotBeNull();

    private static string? RefusalOf(string? password)
    {
        var refusals = new List<Refusal>();
        PasswordRule.Check(refusals, "Password", password, "p.exemple42@demo.invalid", "Médiatrice Démo Un");
        return refusals.SingleOrDefault()?.Message;
    }
}
