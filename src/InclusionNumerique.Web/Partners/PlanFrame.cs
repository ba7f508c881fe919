using System.Globalization;

namespace InclusionNumerique.Web.Partners;

/// <summary>From latitude and longitude to the drawing: equirectangular, true at the latitude of Rennes. The drawing is schematic: streets are not on it.</summary>
public static class PlanFrame
{
    public const double Width = 600;
    public const double Height = 500;

    private const double West = -1.7420;
    private const double East = -1.6060;
    private const double North = 48.1460;
    private const double South = North - ((East - West) * Squeeze * Height / Width);

    // A degree of longitude is shorter than one of latitude: the cosine of 48.11°.
    private const double Squeeze = 0.66771;

    /// <summary>Rivers and the ring road, as far as somebody needs them to know where they are.</summary>
    public static IReadOnlyList<(string Class, string Name, string Points)> Lines { get; } =
    [
        ("water", "La Vilaine", Path(
            (48.1215, -1.5980), (48.1195, -1.6060), (48.1180, -1.6140), (48.1140, -1.6240), (48.1118, -1.6330), (48.1095, -1.6420), (48.1088, -1.6520), (48.1105, -1.6610), (48.1101, -1.6700),
            (48.1096, -1.6790), (48.1092, -1.6880), (48.1104, -1.6960), (48.1090, -1.7040), (48.1060, -1.7110), (48.1020, -1.7190), (48.0985, -1.7290), (48.0930, -1.7390), (48.0900, -1.7480))),
        ("water", "L’Ille", Path(
            (48.1540, -1.6890), (48.1470, -1.6860), (48.1400, -1.6800), (48.1330, -1.6785), (48.1270, -1.6775), (48.1220, -1.6770), (48.1180, -1.6830), (48.1140, -1.6865), (48.1094, -1.6885))),
        ("ring", "Rocade", Path(
            (48.1385, -1.6930), (48.1375, -1.6700), (48.1368, -1.6530), (48.1345, -1.6350), (48.1320, -1.6200), (48.1240, -1.6100), (48.1130, -1.6120), (48.1030, -1.6170), (48.0930, -1.6240),
            (48.0835, -1.6350), (48.0785, -1.6520), (48.0775, -1.6720), (48.0790, -1.6900), (48.0850, -1.7040), (48.0930, -1.7170), (48.1030, -1.7270), (48.1130, -1.7280), (48.1230, -1.7210),
            (48.1320, -1.7110), (48.1385, -1.6930))),
    ];

    public static bool Holds(double latitude, double longitude) => latitude is > South and < North && longitude is > West and < East;

    public static double X(double longitude) => (longitude - West) / (East - West) * Width;

    public static double Y(double latitude) => (North - latitude) / (North - South) * Height;

    /// <summary>As an SVG attribute has it.</summary>
    public static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Path(params (double Latitude, double Longitude)[] points) => string.Join(' ', points.Select(p => $"{Text(X(p.Longitude))},{Text(Y(p.Latitude))}"));
}
