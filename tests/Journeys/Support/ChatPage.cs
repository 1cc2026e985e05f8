using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>The web chat as a person uses it: by what is written on the screen.</summary>
public sealed class ChatPage(IPage page)
{
    private static readonly string Pictures = Directory.CreateDirectory(Path.Combine(PublishedBot.Repository(), "artifacts", "screenshots")).FullName;

    public IPage Page => page;

    public ILocator Log => page.Locator("#log");

    /// <summary>The newest private answer.</summary>
    public ILocator Answer => page.Locator("article.answer").Last;

    public ILocator Dialog => page.Locator("dialog[open]");

    /// <summary>Opens the page and waits until somebody can write.</summary>
    public async Task Open()
    {
        await page.GotoAsync("/");
        await Expect(page.Locator("#acting option")).Not.ToHaveCountAsync(0);
        await Expect(page.Locator("#place-name")).ToContainTextAsync("#");
    }

    public async Task ActAs(string name)
    {
        var value = await page.Locator("#acting option", new() { HasText = name }).First.GetAttributeAsync("value");
        await page.SelectOptionAsync("#acting", value!);
        await Expect(page.Locator("#acting option:checked")).ToContainTextAsync(name);
    }

    /// <summary>Types and presses Enter.</summary>
    public async Task Say(string text)
    {
        var write = page.Locator("#write");
        await write.FillAsync(text);
        await write.PressAsync("Enter");
        await Expect(write).ToHaveValueAsync("");
    }

    /// <summary>The room of an incident, by the beginning of its name.</summary>
    public async Task GoTo(string name)
    {
        var drawer = page.Locator("#drawer-button");
        if (await drawer.IsVisibleAsync()) await drawer.ClickAsync();
        await page.Locator("nav a", new() { HasText = name }).First.ClickAsync();
        await Expect(page.Locator("#place-name")).ToContainTextAsync(name);
    }

    /// <summary>The message or card that says this.</summary>
    public ILocator Message(string words) => page.Locator("article.message", new() { HasText = words });

    /// <summary>Presses a button on the newest card that says this.</summary>
    public Task Press(string card, string button) =>
        Message(card).Last.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    /// <summary>Presses a button of a private answer and reads the file that it hands over.</summary>
    public async Task<string> Download(string button)
    {
        var file = await page.RunAndWaitForDownloadAsync(() => page.Locator("article.answer").GetByRole(AriaRole.Button, new() { Name = button }).Last.ClickAsync());
        return await File.ReadAllTextAsync(await file.PathAsync());
    }

    /// <summary>Answers one question of a card.</summary>
    public Task Choose(string card, string question, string answer) =>
        Message(card).Last.GetByLabel(question).First.SelectOptionAsync(new SelectOptionValue { Label = answer });

    /// <summary>Fills in the dialog that is open, by the labels of its fields, and sends it.</summary>
    public async Task Fill(params (string Label, string Value)[] answers)
    {
        await Expect(Dialog).ToBeVisibleAsync();
        await ShouldBeUsableByEveryone();
        foreach (var (label, value) in answers)
        {
            var field = Dialog.GetByLabel(label).First;
            if (await field.EvaluateAsync<string>("f => f.tagName") == "SELECT") await field.SelectOptionAsync(new SelectOptionValue { Label = value });
            else if (await field.GetAttributeAsync("type") is "radio" or "checkbox") await field.CheckAsync();
            else await field.FillAsync(value);
        }
        await Dialog.Locator("button[type=submit]").ClickAsync();
    }

    /// <summary>A picture under <c>artifacts/screenshots</c>, for people to look at.</summary>
    public Task Picture(string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png") });

    /// <summary>Nothing serious or critical stands in the way of anybody.</summary>
    public async Task ShouldBeUsableByEveryone()
    {
        var found = await page.Violations();
        found.Where(v => v.Impact is "serious" or "critical").ShouldBeEmpty();
    }
}
