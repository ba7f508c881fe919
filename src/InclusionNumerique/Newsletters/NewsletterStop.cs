namespace InclusionNumerique.Newsletters;

/// <summary>The links of one e-mail by which its reader ends the letter, without signing in. Neither says who it is.</summary>
public sealed record NewsletterStop(string Address, string Secret)
{
    /// <summary>A page with a button.</summary>
    public const string PagePath = "desabonnement";

    /// <summary>For mail programs: they post to it when their own button is pressed (RFC 8058).</summary>
    public const string OneClickPath = "desabonnement/un-clic";

    public string Page => $"{Address}{PagePath}?jeton={Secret}";

    public string OneClick => $"{Address}{OneClickPath}?jeton={Secret}";
}
