namespace InclusionNumerique.Access;

/// <summary>Roles are rights, not people: one professional may hold several.</summary>
public enum Role : short
{
    Mediator = 1,
    Receptionist = 2,
    Professional = 3,
    Coordinator = 4,
    Observer = 5,
    Administrator = 6,
    Volunteer = 7,
}
