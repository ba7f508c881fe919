using InclusionNumerique.Access;

namespace InclusionNumerique.Web.Access;

public static class AccessTexts
{
    public static string Label(Role role) => role switch
    {
        Role.Mediator => "Médiation numérique",
        Role.Receptionist => "Accueil",
        Role.Professional => "Professionnel",
        Role.Coordinator => "Coordination",
        Role.Observer => "Observation (chiffres)",
        Role.Administrator => "Administration",
        Role.Volunteer => "Bénévolat",
        _ => role.ToString(),
    };
}
