using NpgsqlTypes;

namespace InclusionNumerique.Partners;

/// <summary>Opening hours in the OSM syntax, as the national standard writes them: "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00; PH off".</summary>
public sealed class OsmHours
{
    /// <summary>Null when the text is empty or cannot be read.</summary>
    public static OsmHours? Read(string? text) => throw new NotImplementedException();

    /// <summary>The ordinary week in minutes from Monday 0:00, as half-open ranges within [0, 10080), in order.</summary>
    public NpgsqlRange<int>[] Week => throw new NotImplementedException();

    /// <summary>The text names dates, months, week numbers or public holidays: <see cref="Week"/> alone does not say.</summary>
    public bool IsDated => throw new NotImplementedException();

    /// <summary>At a local time of Rennes.</summary>
    public bool IsOpenAt(DateTime local) => throw new NotImplementedException();

    /// <summary>Open periods of one day, as written on a poster; a period past midnight ends on the next day.</summary>
    public IReadOnlyList<(TimeOnly From, TimeOnly To)> On(DateOnly day) => throw new NotImplementedException();
}
