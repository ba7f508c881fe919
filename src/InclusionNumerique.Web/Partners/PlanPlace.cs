namespace InclusionNumerique.Web.Partners;

/// <summary>A place on the plan.</summary>
/// <param name="Number">Its number in the list; null: the only one.</param>
public sealed record PlanPlace(Guid Id, int? Number, string Name, double? Latitude, double? Longitude);
