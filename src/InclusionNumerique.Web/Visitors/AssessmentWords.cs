using InclusionNumerique.Sessions;
using InclusionNumerique.Visitors;

namespace InclusionNumerique.Web.Visitors;

/// <summary>A passing of the grid in plain words, as said to the person.</summary>
public static class AssessmentWords
{
    public static string Said(HelpLevel level) => level switch
    {
        HelpLevel.Emergency => "On fait avec vous, ou pour vous, ce qui presse.",
        HelpLevel.Inclusion => "Vous faites déjà des choses. On avance pas à pas.",
        HelpLevel.Skills => "Vous vous débrouillez bien. On peut aller plus loin.",
        _ => "",
    };

    public static string Label(this DigCompArea area) => area switch
    {
        DigCompArea.Information => "Information et données",
        DigCompArea.Communication => "Communication et collaboration",
        DigCompArea.Content => "Création de contenus",
        DigCompArea.Safety => "Protection et sécurité",
        DigCompArea.ProblemSolving => "Résolution de problèmes",
        _ => "",
    };
}
