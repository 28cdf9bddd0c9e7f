using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Steward.Assistant;

namespace Steward.Tests.Assistant.Agents;

public sealed class MisdecodedTextTests
{
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding Mac = CodePagesEncodingProvider.Instance.GetEncoding(10000)!;

    private static readonly string[] Ordinary =
    [
        "Grüße aus Österreich: „Ä“, „Ü“ und „Spaß“, „Fuß“ – „GRÖSSE“…",
        "« Ça va, le château ? » « café » « Â » « là » où, à… l’âme, Noël ™",
        "«\u00A0café\u00A0» «\u00A0à\u00A0» «\u00A0Â\u00A0» “â”… (â) â–b",
        "NÃO, SÃO PAULO, MAÇÃ, “MAÇÃ” ‘IRMÃ’ MAÇÃ… IRMÃ – AMANHÃ— AMANHÃ» não",
        "România: Â, â, „Â“, „Împărat” în",
        "Þetta er ekki ð, Ð eða ß–Æ",
        "Señor ñ, ESPAÑA… «ÑANDÚ» MONTAÑA” OTOÑ’ ÿ",
        "√2 ≈ 1.41, √π, Â² ≠ Ã, ∑∫∂, 20 °C, 5 µm, ½, §§ 3–5, © 2026, 10 €–20 €",
        "Привет, мир! Ελληνικά 中文。日本語「は」 한국어 עברית العربية 🚨✅→—‘’“”…",
        "‚einfach‘ ‚Öl‘ ‚äh‘ ‚ö‘ „Å“ Åse, ÅÄÖ åäö ÅÉ",
        "ÄÖÜßäöü ÀÈÌÒÙ ÇÉÊËÎÏÔÛ ÿŸœŒšŠžŽ",
    ];

    [Theory]
    [InlineData("highâ€‘quality", "high‑quality")]
    [InlineData("ðŸš¨ MANDATORY ðŸš¨", "🚨 MANDATORY 🚨")]
    [InlineData("symptoms â€” fix", "symptoms — fix")]
    [InlineData("donâ€™t â€œdoâ€\u009D itâ€¦", "don’t “do” it…")]
    [InlineData("fÃ¼r GrÃ¶ÃŸe, Ã„rger, schÃ¶n, Ã–ffnen", "für Größe, Ärger, schön, Öffnen")]
    [InlineData("cafÃ©, dÃ©jÃ\u00A0 vu, Ã\u00A0 la, Ã§a, naÃ¯f", "café, déjà vu, à la, ça, naïf")]
    [InlineData("25Â°C, Â© 2026, mÂ², wordÂ\u00A0word, Â§ 5", "25°C, © 2026, m², word\u00A0word, § 5")]
    [InlineData("â”œâ”€â”€ src\nâ””â”€â”€ test", "├── src\n└── test")]
    [InlineData("âœ… â\u009DŒ", "✅ ❌")]
    [InlineData("â\u0080\u0093 latin-1", "– latin-1")]
    [InlineData("Ã¢â‚¬â€œ twice, fÃƒÂ¼r", "– twice, für")]
    [InlineData("ÐŸÑ€Ð¸Ð²ÐµÑ‚ Ð¸ Ð¼Ð¸Ñ€", "Привет и мир")]
    [InlineData("ä¸\u00ADæ–‡", "中文")]
    [InlineData("fine – „Spaß“ but donâ€™t", "fine – „Spaß“ but don’t")]
    [InlineData("**\uF8FFüßπ REPOSITORY** ‚õî ‚úÖ ‚Üí ‚ùå ‚ö†Ô∏è", "**🧹 REPOSITORY** ⛔ ✅ → ❌ ⚠️")]
    [InlineData("f√ºr", "für")]
    public void What_was_decoded_wrongly_is_repaired_in_pieces(string wrong, string right) =>
        Assert.Equal(right, MisdecodedText.Repair(wrong));

    [Fact]
    public void What_people_write_stays_as_it_is() =>
        Assert.All(Ordinary, text => Assert.Same(text, MisdecodedText.Repair(text)));

    [Fact]
    public void So_do_sentences_made_of_it() =>
        Prop.ForAll(
                Gen.Elements(Ordinary.SelectMany(text => text.Split(' ')).ToArray()).ListOf().ToArbitrary(),
                words => MisdecodedText.Repair(string.Join(' ', words)) == string.Join(' ', words)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    /// <summary>Signs of which wrongly decoded text is made, in any order.</summary>
    [Fact]
    public void What_is_repaired_is_repaired_for_good() =>
        Prop.ForAll(
                Gen.Elements(
                        "âÃÂðïÐÑ€™œ‚ƒŸš¨”“–…»\u00A0©¼¶\u008F\u009D√∂ºü\uF8FFßπõîÔ∏è中Äа aZ.".EnumerateRunes().ToArray()
                    )
                    .ListOf()
                    .ToArbitrary(),
                runes =>
                {
                    var once = MisdecodedText.Repair(string.Concat(runes));
                    return ReferenceEquals(once, MisdecodedText.Repair(once));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void Words_decoded_wrongly_once_or_twice_come_back()
    {
        string[] words =
        [
            "für",
            "größer",
            "schön",
            "café",
            "niño",
            "don’t",
            "“so”",
            "a—b",
            "🚨",
            "✅",
            "→",
            "…",
            "•",
            "ok",
        ];
        Prop.ForAll(
                Gen.Elements(words).NonEmptyListOf().Zip(Gen.Elements(1, 2)).ToArbitrary(),
                made => Repaired(string.Join(' ', made.Item1), Windows, made.Item2)
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
        Assert.All(["中文", "привет", "Ελλάδα"], word => Assert.True(Repaired(word, Windows, 1)));
        Assert.All(["🚨", "✅", "→", "—", "…", "⚠️", "für", "é"], word => Assert.True(Repaired(word, Mac, 1)));

        static bool Repaired(string right, Encoding encoding, int times)
        {
            var wrong = right;
            while (times-- > 0)
                wrong = encoding.GetString(Encoding.UTF8.GetBytes(wrong));
            return MisdecodedText.Repair(wrong) == right;
        }
    }

    [Fact]
    public void It_takes_time_in_proportion()
    {
        foreach (var piece in new[] { "Ã", "ƒ", "â€", "Ãƒ", "ðŸš¨", "Ð¿", "√", "é »", "â€™" })
        {
            var text = string.Concat(Enumerable.Repeat(piece, (256 << 10) / piece.Length));
            var watch = Stopwatch.StartNew();
            MisdecodedText.Repair("Ã" + text);
            Assert.True(watch.Elapsed.TotalSeconds < 1, $"{piece} {watch.Elapsed.TotalSeconds}");
        }
    }
}
