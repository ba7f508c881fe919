using InclusionNumerique.Web.Shell;

namespace InclusionNumerique.Web.Tests.Shell;

public sealed class DeskPageTests
{
    /// <summary>Going to another address loads the old page once more before it is taken away: it reads on while it goes.</summary>
    [Fact]
    public void A_page_that_was_left_cancels_what_it_still_reads_and_does_not_fail()
    {
        var page = new AnyPage();

        page.Dispose();

        page.Left.IsCancellationRequested.Should().BeTrue();
    }

    private sealed class AnyPage : DeskPage
    {
        public CancellationToken Left => Leaving;
    }
}
