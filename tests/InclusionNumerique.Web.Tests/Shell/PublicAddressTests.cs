using InclusionNumerique.Web.Shell;

namespace InclusionNumerique.Web.Tests.Shell;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("https://numerique.exemple.fr", "https://numerique.exemple.fr/")]
    [InlineData("https://numerique.exemple.fr/", "https://numerique.exemple.fr/")]
    [InlineData("http://10.0.0.4:8080", "http://10.0.0.4:8080/")]
    public void An_address_is_read_and_ends_with_a_slash(string text, string expected) => PublicAddress.Read(text).Given!.AbsoluteUri.Should().Be(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_one_the_reader_s_way_in_is_used(string? text) => PublicAddress.Read(text).Given.Should().BeNull();

    [Theory]
    [InlineData("numerique.exemple.fr")]
    [InlineData("https://")]
    [InlineData("ftp://numerique.exemple.fr")]
    [InlineData("https://numerique.exemple.fr/accueil")]
    [InlineData("https://numerique.exemple.fr?a=1")]
    [InlineData("https://numerique.exemple.fr#a")]
    [InlineData("https://moi:secret@numerique.exemple.fr")]
    [InlineData("javascript:alert(1)")]
    public void Anything_else_is_refused_at_the_start(string text) =>
        FluentActions.Invoking(() => PublicAddress.Read(text)).Should().Throw<LaunchRefusedException>().WithMessage("INCLUSION_PUBLIC_URL*");
}
