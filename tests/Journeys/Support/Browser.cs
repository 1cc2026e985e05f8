using Microsoft.Playwright;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>The machine's own Chrome, Chromium or Edge, headless.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly string[] Places =
    [
        "/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Path(), Args = Flags, Headless = true });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A fresh window: no cookies, no memory.</summary>
    public async Task<IPage> Open(BotProcess bot, bool phone = false, bool dark = false)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = bot.Address.ToString(),
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 860 },
            DeviceScaleFactor = phone ? 2 : 1,
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
        });
        return await context.NewPageAsync();
    }

    private static string Path() => Environment.GetEnvironmentVariable("CHROME_PATH") is { Length: > 0 } chosen ? chosen
        : Places.FirstOrDefault(File.Exists)
          ?? throw new InvalidOperationException("These journeys need Chrome, Chromium or Edge. Install one, or say where it is: CHROME_PATH=/path/to/chrome");
}
