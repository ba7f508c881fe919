namespace InclusionNumerique.Dashboards;

/// <summary>Tables that share their sums with others: they are hidden together.</summary>
internal sealed partial class DisclosedCounts
{
    // Sessions of a site fall into half-days of the week, as those of all sites do.
    private void AddLoad(IReadOnlyList<int> sites)
    {
        static int SumOfHalf(int halfDay) => Disclosure.End + halfDay;
        int[] halves = [.. Enumerable.Range(2, 14)];
        int SumOfSite(int index) => 100 + index;
        if (!Disclose(Sessions,
        [
            .. sites.Select((site, i) => (Dimension.SiteSessions, site, Disclosure.Start, SumOfSite(i))),
            .. sites.SelectMany((site, i) => halves.Select(half => (Dimension.SiteHalfDay, (site * 100) + half, SumOfSite(i), SumOfHalf(half)))),
            .. halves.Select(half => (Dimension.SessionHalfDay, half, SumOfHalf(half), Disclosure.End)),
        ]))
        {
            AddPlain(Dimension.SiteSessions, sites, Sessions);
        }
    }

    // A request has an organisation and a theme, and was stated at first or found on the way: five tables that share their sums. Where they cannot be shown together,
    // those that were there without the cross table are.
    private void AddCross(CrossSpec cross, int[] organisations, int[] themes)
    {
        const int stated = 2, found = 3;
        static int SumOfLine(int line) => 100 + line;
        static int SumOfColumn(int column) => 200 + column;
        int SumOfTheme(int theme) => 300 + Array.IndexOf(themes, theme);
        if (Disclose(Requests,
        [
            .. organisations.Select(o => (Dimension.Organisation, o, Disclosure.Start, SumOfLine(cross.LineOf(o)))),
            .. cross.Organisations.SelectMany((_, line) => cross.Themes.Select((_, column) => (Dimension.Cross, CrossSpec.Cell(line, column), SumOfLine(line), SumOfColumn(column)))),
            .. themes.Select(t => (Dimension.Theme, t, SumOfColumn(cross.ColumnOf(t)), SumOfTheme(t))),
            .. themes.SelectMany(t => new[] { (Dimension.FoundTheme, t, SumOfTheme(t), found), (Dimension.StatedThemes, t, SumOfTheme(t), stated) }),
            (Dimension.Found, 0, stated, Disclosure.End),
            (Dimension.Found, 1, found, Disclosure.End),
        ]))
        {
            return;
        }

        AddPlain(Dimension.Organisation, organisations, Requests);
        AddPlain(Dimension.Theme, themes, Requests);
        AddPlain(Dimension.Found, [0, 1], Requests);
    }
}
