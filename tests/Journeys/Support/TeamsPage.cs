using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>A conversation of the emulated Teams in a browser, as one person sees it, drawn by the official renderer.</summary>
public sealed class TeamsPage(IPage page)
{
    private static readonly string Pictures = Directory.CreateDirectory(Path.Combine(PublishedBot.Repository(), "artifacts", "screenshots", "teams")).FullName;

    public ILocator Dialog => page.Locator("dialog[open]");

    public ILocator Toast => page.Locator("#toast");

    /// <summary>Opens the conversation as this person.</summary>
    public async Task<TeamsPage> Go(TeamsOffice office, string conversation, string person)
    {
        page.SetDefaultTimeout(30_000);
        SetDefaultExpectTimeout(30_000);
        await page.GotoAsync(office.Teams.Page(conversation, person).ToString());
        await Expect(page.Locator("#name")).Not.ToBeEmptyAsync();
        return this;
    }

    /// <summary>The message or card that says this.</summary>
    public ILocator Message(string words) => page.Locator("article", new() { HasText = words });

    public async Task Says(string text)
    {
        await page.Locator("#type").FillAsync(text);
        await page.Locator("#type").PressAsync("Enter");
    }

    public Task Presses(string words, string button) => Message(words).Last.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    public Task Chooses(string words, string question, string answer) => Message(words).Last.GetByLabel(question).First.SelectOptionAsync(new SelectOptionValue { Label = answer });

    /// <summary>Fills in the dialog that is open, and sends it.</summary>
    public async Task Fills(string button, params (string Label, string Value)[] answers)
    {
        foreach (var (label, value) in answers) await Dialog.GetByLabel(label).First.FillAsync(value);
        await Dialog.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }

    /// <summary>A picture under <c>artifacts/screenshots/teams</c>, of everything that can be scrolled to.</summary>
    public async Task Picture(string name, bool whole = true)
    {
        await Fits();
        await Shoot(name, whole);
    }

    /// <summary>The picture alone.</summary>
    public Task Shoot(string name, bool whole = true) => page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png"), FullPage = whole });

    /// <summary>Nothing reaches out of the window, and every part of a card can be read by everybody.</summary>
    public async Task Fits()
    {
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth + 1")).ShouldBeTrue("something reaches out of the window");
        var found = await page.Violations();
        found.Where(v => v.Rule is "label" or "button-name" or "link-name" or "image-alt" or "select-name").ShouldBeEmpty();
    }
}
