namespace InclusionNumerique.Web.Access;

/// <summary>The role picker of the sign-in page: only where the product runs on demo data and holds no real account.</summary>
public static class DemoSignIn
{
    public static bool IsOffered { get; set; }
}
