namespace InclusionNumerique.Checking;

/// <summary>One rule that any published table or sentence must keep.</summary>
internal interface IReportCheck
{
    public IEnumerable<Finding> Of(PublishedReport report, GroupSizes sizes);
}
