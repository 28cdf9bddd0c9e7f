using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Steward.EndToEnd.Web;

/// <summary>Pictures of pages in the documentation; <c>STEWARD_WRITE_PICTURES=1</c> takes them anew, to be looked at.</summary>
internal static class Picture
{
    private const int Largest = 150_000;

    /// <summary>The page as it stands now, or a look at whether there is a picture of it.</summary>
    public static async Task Of(IPage page, string name)
    {
        var file = Path.Combine(Folder(), name);
        await page.EvaluateAsync("document.activeElement?.blur(); document.fonts.ready");
        if (Environment.GetEnvironmentVariable("STEWARD_WRITE_PICTURES") is "1")
            await page.ScreenshotAsync(
                new()
                {
                    Path = file,
                    Animations = ScreenshotAnimations.Disabled,
                    // There are no scrollbars in a picture, and no room is left for them.
                    Style = "html { scrollbar-gutter: auto !important }",
                }
            );
        Assert.True(File.Exists(file), $"{name} is missing: run this test with STEWARD_WRITE_PICTURES=1.");
        var png = await File.ReadAllBytesAsync(file);
        var pixels = await page.EvaluateAsync<int>("innerWidth * devicePixelRatio");
        Assert.Equal(pixels, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.InRange(png.Length, 1, Largest);
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/pictures"));
}
