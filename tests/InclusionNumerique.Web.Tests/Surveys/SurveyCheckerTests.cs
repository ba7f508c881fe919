using Bunit;
using InclusionNumerique.Checking;
using InclusionNumerique.Web.Surveys;

namespace InclusionNumerique.Web.Tests.Surveys;

public sealed class SurveyCheckerTests : BunitContext
{
    [Fact]
    public void A_finding_stands_in_the_row_of_its_cell_and_the_cell_is_marked()
    {
        var result = Shown(new() { Text = "Item;CCAS (N = 50);Centre social (N = 10)\nÀ l’aise;7,16;5,80\nPlus souvent;4,44;3,99", Sentences = "Les scores du Centre social sont supérieurs à 4." });

        var row = result.Find("tbody tr:nth-child(2)");
        row.QuerySelector("td.check-found.bad")!.TextContent.Should().Be("3,99");
        row.QuerySelector("[data-testid=finding]")!.TextContent.Should().Contain("Impossible").And.Contain("3,99 est impossible avec 10").And.Contain("Attendu : 3,90 ou 4,00");
        result.FindAll("tbody tr:nth-child(1) [data-testid=finding]").Should().BeEmpty();
        result.Find(".check-sentence").TextContent.Should().Contain("supérieurs à 4").And.Contain("1.2 Centre social 3,99");
        result.Find("[role=status]").TextContent.Should().Be("2 constats.");
    }

    [Fact]
    public void Tables_that_agree_are_said_to_be_possible_and_not_to_be_right() =>
        Shown(new() { Text = "Réponse;N;%\nOui;53;37,86 %\nNon;87;62,14 %" }).Find("[role=status]").TextContent.Should().Contain("Aucun constat").And.Contain("ne prouve pas");

    [Fact]
    public void Every_finding_of_the_report_is_on_the_page_once()
    {
        var report = ReportJson.Report2022();
        var findings = ReportChecker.Check(report);

        var result = Render<SurveyCheckResult>(p => p.Add(r => r.Report, report).Add(r => r.Findings, findings));

        result.FindAll("[data-testid=finding]").Should().HaveSameCount(findings);
        result.Find("details").TextContent.Should().Contain("tableaux sans constat");
    }

    private IRenderedComponent<SurveyCheckResult> Shown(CheckForm form)
    {
        var report = form.Read().Report!;
        return Render<SurveyCheckResult>(p => p.Add(r => r.Report, report).Add(r => r.Findings, ReportChecker.Check(report)));
    }
}
