namespace InclusionNumerique.Staff;

/// <summary>Main mission of a professional, by the evaluation report's coding.</summary>
public enum Mission : short
{
    AccessToRights = 1,
    SocialWork = 2,
    Administration = 3,
    Animation = 4,
    Management = 5,
    Health = 6,
}

public static class MissionTexts
{
    public static string Label(this Mission mission) => mission switch
    {
        Mission.AccessToRights => "Accès aux droits, aide aux démarches",
        Mission.SocialWork => "Accompagnement social",
        Mission.Administration => "Administration, secrétariat, accueil",
        Mission.Animation => "Animation, médiation",
        Mission.Management => "Encadrement",
        Mission.Health => "Secteur santé",
        _ => throw new ArgumentOutOfRangeException(nameof(mission)),
    };
}
