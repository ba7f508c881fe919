namespace InclusionNumerique.Dashboards;

/// <summary>Figures of a period that say of which sites they are.</summary>
public interface IFigureReport
{
    public string SiteLabel { get; }

    /// <summary>There is nothing to tell.</summary>
    public bool IsEmpty { get; }
}
