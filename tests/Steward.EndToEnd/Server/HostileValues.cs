using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Steward.EndToEnd.Server;

/// <summary>What nobody means and somebody sends. JSON stands here as bytes, one to a character, for not all of it is Unicode.</summary>
internal static partial class HostileValues
{
    private static readonly string[] Texts =
    [
        "",
        " ",
        "\t\r\n",
        "\0",
        "before\0after",
        "\ud800",
        "\udc00 alone",
        "\udc00\ud800",
        "\ufffe\uffff",
        "\ufeffBOM",
        "\U0001F469\u200d\U0001F467 \U00010FFFF",
        "e\u0301 \u0041\u030a \u1100\u1161",
        "Z\u0351\u036b\u0343\u0365" + new string('\u0300', 400),
        "\u202eexe.txt\u202c \u0627\u0644\u0645 \u2066\u2067",
        "a\u200bb\u200c\u2060\u00ad",
        "\u2028\u2029\u0085\u001b[31m\u0007",
        "\uff1cscript\uff1e \ufb01 \u0130 \u0131 \u00df \u1e9e",
        "<script>alert(1)</script>",
        "' OR '1'='1",
        "'; DROP TABLE tasks.task; --",
        "\\'; SELECT pg_sleep(30); --",
        "$1 $$ :p @p0 {0} E'\\x00'",
        "100%_[a-z]\\",
        "\\",
        "../../../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "/dev/zero",
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data",
        "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
        "%s%n%x%p {0:N99999} %00",
        "${jndi:ldap://127.0.0.1/a}",
        "$(reboot) `reboot` | reboot",
        "a\r\nSet-Cookie: a=b",
        "=cmd|' /C calc'!A0",
        "(a+)+$ (((((((((((a",
        "null",
        "true",
        "NaN",
        "-Infinity",
        "1e400",
        "0x10",
        "__proto__",
        "constructor",
        "a@b",
        "@",
        "a@@b.example",
        "\"a b\"@example.org",
        "\uff20@\uff20.example",
        "stw_",
        "read:*",
        "owner",
    ];

    private static readonly string[] Times =
    [
        "0000-01-01",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "-0001-01-01",
        "+002026-11-20",
        "2026-02-30",
        "2026-13-01",
        "2026-1-1",
        "20261120",
        "2026-W47-5",
        "infinity",
        "-infinity",
        "now",
        "2026-11-20",
        "2026-11-20T09:00:00",
        "2026-11-20T09:00:00Z",
        "2026-12-31T23:59:60Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T09:00:00+14:00",
        "2026-11-20T09:00:00+99:99",
        "2026-11-20T09:00:00.1234567890123Z",
        "0001-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "0001-01-01T23:00:00-14:00",
        "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T23:59:59.9999999-14:00",
        "1900-01-01T00:00:00Z",
        "\u0662\u0660\u0662\u0666-11-20",
        "24:00:00",
        "23:59:60",
        "00:00:00.0000001",
        "23:59:59.9999999",
        "-01:00:00",
        "1.02:03:04",
        "9:00",
    ];

    private static readonly string[] Zones =
    [
        "Europe/Atlantis",
        "europe/berlin",
        "Etc/GMT+12",
        "Pacific/Kiritimati",
        "UTC+25",
        "UTC",
        "GMT0",
        "posixrules",
        "../../etc/passwd",
        "Europe/",
        "EST5EDT",
        "Z",
    ];

    private static readonly string[] Ids =
    [
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "019AA0F0-7C00-7000-8000-00000000000A",
        "{019aa0f0-7c00-7000-8000-00000000000a}",
        "019aa0f07c0070008000000000000001",
        "{0x019aa0f0,0x7c00,0x7000,{0x80,0x00,0x00,0x00,0x00,0x00,0x00,0x01}}",
        "019aa0f0-7c00-7000-8000-00000000000",
        "urn:uuid:019aa0f0-7c00-7000-8000-00000000000a",
        "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "1",
        "-1",
    ];

    private static readonly string[] Cursors =
    [
        "AAAAAAAAAAAAAAAAAAAAAA",
        "______________________",
        "//////////////////////",
        "AAAAAAAAAAAAAAAAAAAAA=",
        "AAAAAAAAAAAAAAAAAAAAAB",
        "0",
        "0.0.0",
        "1-18446744073709551615-9223372036854775807",
        "99999999999999999999.1.1",
    ];

    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "-1",
        "1",
        "201",
        "1.0",
        "1.5",
        "1e2",
        "1E-400",
        "1e400",
        "-1e400",
        "1e99999999999999999999",
        "2147483647",
        "2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "18446744073709551616",
        new('9', 400),
        "0." + new string('3', 400),
    ];

    private static readonly string[] Json =
    [
        "null",
        "true",
        "false",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "[{}]",
        "[1,\"a\",null]",
        "{\"\":null}",
        "{\"a\":1,\"a\":2}",
        "{\"$type\":\"System.Diagnostics.Process\"}",
        "{\"$ref\":\"#/components\"}",
        "{\"__proto__\":{\"admin\":true}}",
        "{\"\\ud800\":1}",
        "\"\\u0000\"",
        "\"\\ud83d\\ude00\"",
        "\"\\u0074itle\"",
        "\"\\/\\b\\f\"",
        // From here on it is no JSON.
        "",
        "NaN",
        "Infinity",
        "undefined",
        "'a'",
        "01",
        "+1",
        ".5",
        "1.",
        "0x10",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "[",
        "}",
        "\"",
        "\"\\u12\"",
        "\"\\x41\"",
        "\"a\nb\"",
        "\"a\0b\"",
        "1 // one",
        "/* one */ 1",
        "\"\xff\xfe\"",
        "\"\xc0\x80\"",
        "\"\xe0\x80\xaf\"",
        "\"\xed\xa0\x80\"",
        "\"\xf5\x80\x80\x80\"",
        "\"\xe2\x82\"",
        "\xef\xbb\xbf{}",
        "tru",
    ];

    private static readonly int[] Depths = [20, 28, 29, 30, 31, 32, 33, 64, 65, 5_000, 100_000];
    private static readonly int[] Lengths =
    [
        1,
        9,
        10,
        64,
        65,
        100,
        101,
        200,
        201,
        254,
        255,
        500,
        501,
        1000,
        20_000,
        20_001,
    ];
    private static readonly string[] Letters =
    [
        "a",
        "\u00e9",
        "\u0301",
        "\u4e2d",
        "\U0001F600",
        "\"",
        "\\",
        "\u0001",
        " ",
    ];
    private static readonly int[] Huge = [200_000, (1 << 20) - 400, 1 << 20, (1 << 20) + 1, 1_100_000];

    private static readonly string[] Targets =
    [
        "//",
        "/.",
        "/..",
        "/../../../../etc/passwd",
        "/%2e%2e/",
        "/%2f",
        "/%5c",
        "/%00",
        "/%",
        "/%zz",
        "/%c0%af",
        "/%ed%a0%80",
        "/%25%30%30",
        "/;a=b",
        "/a:b@c",
        "/~",
        "/\\",
        "/" + new string('a', 3000),
        "/" + new string('a', 9000),
        "?",
        "#a",
        "?%00=%00",
        "?a=%",
        "?=",
        "?&&&",
        "?limit=1&limit=2",
        "?limit[]=1",
        "?if_version=1&if_version=2",
        "?if_version=9223372036854775808",
        "?\u00e9=\u00e9",
        "?access_token=a",
    ];

    private static readonly (string Name, string[] Values)[] Headers =
    [
        ("Idempotency-Key", ["", " ", "a b", "\u00e9", "\"a\"", "'--", new('k', 200), new('k', 201), new('k', 20_000)]),
        (
            "If-Match",
            ["", "*", "\"\"", "\"-1\"", "W/\"1\"", "1", "\"1\", \"2\"", "\"99999999999999999999\"", "\"\u00e9\"", "**"]
        ),
        ("If-None-Match", ["", "*", ",", "W/", "\"1\",W/\"2\",*", new(',', 9000), "\u00e9"]),
        (
            "Prefer",
            [
                "",
                "preview",
                "preview;a=b",
                "preview, preview",
                "return=minimal",
                ",;=",
                "PREVIEW",
                "previe\u00e9",
                new(',', 9000),
            ]
        ),
        ("Time-Zone", [.. Zones, "", "\u00e9", new('z', 9000)]),
        ("X-Correlation-Id", ["", "a b", "\u00e9", "%0d%0aa: b", "{0}", "{\"a\":1}", new('c', 129), new('c', 20_000)]),
        ("Accept", ["", "text/html", "image/*;q=0", "*/*;q=a", "application/xml", ";;;", new('a', 9000)]),
        ("Accept-Encoding", ["", "gzip;q=a", "br, zstd, *;q=0", "identity;q=0"]),
        ("Accept-Language", ["", "xx-XX-\u00e9", "*;q=9"]),
        (
            "Content-Type",
            [
                "",
                "a",
                "text/plain",
                "application/xml",
                "multipart/form-data",
                "application/x-www-form-urlencoded",
                "application/json; charset=utf-7",
                "application/json; charset=utf-16",
                "application/json; charset=\"utf-8\"",
                "application/json;;;",
                "application/problem+json",
                "APPLICATION/JSON",
                "application/json, text/plain",
            ]
        ),
        ("Content-Encoding", ["gzip", "br", "identity", "a"]),
        ("Range", ["bytes=0-1", "bytes=-1", "a"]),
        (
            "Cookie",
            ["steward_refresh=a", "steward_refresh", "=;=;", "steward_refresh=\u00e9", "a=" + new string('a', 9000)]
        ),
        ("Origin", ["null", "http://[", "\u00e9", "http://localhost"]),
        ("Sec-Fetch-Site", ["same-origin", "cross-site", "\u00e9"]),
        ("X-Forwarded-For", ["", "a", "::1%1", "1.2.3.4, 5.6.7.8", "[::1]:99999", "0", new(',', 5000)]),
        ("X-Forwarded-Proto", ["", "https", "a", "http,https"]),
        ("X-HTTP-Method-Override", ["DELETE"]),
        ("traceparent", ["00-00000000000000000000000000000000-0000000000000000-00", "\u00e9", "a"]),
        ("tracestate", ["=", new('a', 5000)]),
        (
            "User-Agent",
            [
                "",
                "steward-cli/",
                "\u00e9\u4e2d",
                "\"\\'",
                "{0}",
                new('u', 20_000),
                "a\tb",
                "\u202e",
                new string('u', 199) + "\U0001F600",
                "\ufffe",
            ]
        ),
        ("Expect", ["100-continue"]),
    ];

    private static readonly string[] Authorizations =
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer a",
        "Bearer a.b.c",
        "Bearer ..",
        "Bearer stw_",
        "Bearer stw_" + new string('a', 43),
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
        Token("{\"alg\":\"none\"}"),
        Token("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"\\ud800\"}"),
        Token("{\"alg\":\"RS256\",\"kid\":\"../../etc/passwd\"}"),
        Token("{\"alg\":\"HS256\",\"\\ud800\":1}"),
        Token(new string('[', 3000)),
        "Bearer \u00e9",
        "Bearer " + new string('a', 20_000),
        "Bearer a, Bearer b",
        "Basic YTpi",
        "Basic \u00e9",
        "Digest username=\"a\"",
        "Negotiate AAAA",
    ];

    public static string Target(Random random) => Pick(random, Targets);

    public static string Authorization(Random random) => Pick(random, Authorizations);

    public static (string Name, string Value) Header(Random random)
    {
        var (name, values) = Pick(random, Headers);
        return (name, Pick(random, values));
    }

    /// <summary>A text where one like <paramref name="usual"/> is meant, under that name.</summary>
    public static string Text(Random random, string name, string usual)
    {
        if (random.Next(5) < 3)
            if (name.Contains("zone", StringComparison.Ordinal))
                return Pick(random, Zones);
            else if (name is "cursor")
                return random.Next(2) == 0 ? Pick(random, Cursors) : Damaged(random, usual);
            else if (TimeLike().IsMatch(usual) || name is "since" or "until" or "due_from" or "due_until")
                return Pick(random, Times);
            else if (Guid.TryParse(usual, out _) || name.EndsWith("id", StringComparison.Ordinal))
                return Pick(random, Ids);
            else if (usual.Length > 0 && random.Next(2) == 0)
                return Damaged(random, usual);
        return random.Next(6) switch
        {
            0 => Long(random),
            1 => Pick(random, Numbers),
            _ => Pick(random, Texts),
        };
    }

    /// <summary>JSON, or what is none, where <paramref name="usual"/> is meant.</summary>
    public static string Value(Random random, string name, string usual) =>
        random.Next(12) switch
        {
            0 or 1 => Pick(random, Json),
            2 or 3 => Pick(random, Numbers),
            4 => Deep(random),
            5 when random.Next(4) == 0 => Quoted(random, new string('h', Pick(random, Huge))),
            _ => Quoted(random, Text(random, name, usual)),
        };

    /// <summary>A whole body that is not the one it should be.</summary>
    public static string Body(Random random) =>
        random.Next(6) switch
        {
            0 => Deep(random),
            1 => "[" + string.Join(',', Enumerable.Repeat("{}", 20_000)) + "]",
            2 => "{" + string.Join(',', Enumerable.Range(0, random.Next(1, 20_000)).Select(n => $"\"a{n}\":{n}")) + "}",
            3 => "{}" + new string(' ', Pick(random, Huge)),
            _ => Pick(random, Json),
        };

    public static string Quoted(Random random, string text)
    {
        var escapeAll = random.Next(4) == 0;
        var json = new StringBuilder("\"");
        for (var at = 0; at < text.Length; at++)
            if (escapeAll || text[at] is '"' or '\\' or < ' ' || IsLone(text, at))
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:x4}");
            else
                json.Append(text[at]);
        return Bytes(json.Append('"').ToString());
    }

    /// <summary>Its UTF-8, a character to a byte.</summary>
    public static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static bool IsLone(string text, int at) =>
        char.IsHighSurrogate(text[at])
            ? at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])
            : char.IsLowSurrogate(text[at]) && (at == 0 || !char.IsHighSurrogate(text[at - 1]));

    private static string Long(Random random)
    {
        var letter = Pick(random, Letters);
        var length = random.Next(12) == 0 ? Pick(random, Huge) : Pick(random, Lengths);
        return string.Concat(Enumerable.Repeat(letter, Math.Max(1, length / letter.Length)));
    }

    private static string Deep(Random random)
    {
        var depth = Pick(random, Depths);
        var isClosed = random.Next(4) > 0;
        return random.Next(2) == 0
            ? new string('[', depth) + (isClosed ? new string(']', depth) : "")
            : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + (isClosed ? new string('}', depth) : "");
    }

    private static string Damaged(Random random, string text)
    {
        var at = random.Next(text.Length + 1);
        return random.Next(3) switch
        {
            0 => text[..at],
            1 when at < text.Length => text[..at] + (char)(text[at] ^ (1 << random.Next(7))) + text[(at + 1)..],
            _ => text.Insert(at, Pick(random, Texts)),
        };
    }

    private static string Token(string header) =>
        $"Bearer {Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.e30.AAAA";

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    [GeneratedRegex(@"^\d+[-:]\d\d[-:]\d\d(T|$)")]
    private static partial Regex TimeLike();
}
