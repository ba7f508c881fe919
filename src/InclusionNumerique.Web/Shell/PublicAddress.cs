using Microsoft.AspNetCore.Components;

namespace InclusionNumerique.Web.Shell;

/// <summary>Where the product answers, as links that leave it say: the address that INCLUSION_PUBLIC_URL names, or else the one by which the reader came.</summary>
public sealed record PublicAddress(Uri? Given)
{
    /// <summary>With a last slash.</summary>
    public string Of(NavigationManager navigation) => Given?.AbsoluteUri ?? navigation.BaseUri;

    /// <exception cref="LaunchRefusedException">It is no address at which the product could answer.</exception>
    public static PublicAddress Read(string? text) => text switch
    {
        null or "" => new(Given: null),
        _ when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "https" or "http", Host: not "", UserInfo: "", Query: "", Fragment: "", AbsolutePath: "/" } => new(uri),
        _ => throw new LaunchRefusedException("INCLUSION_PUBLIC_URL doit être l’adresse complète de l’accueil, sans chemin, par exemple https://numerique.exemple.fr"),
    };
}
