using System.Globalization;

namespace Steward.Server.Configuration;

/// <summary>
/// Named values in layers, the first of which wins, and the faults found while reading them. A key is written as in the
/// file, levels parted by a colon: <c>forwarded_headers:known_proxies</c>.
/// </summary>
internal sealed class Settings(IReadOnlyList<SettingSource> sources)
{
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> faults = [];

    /// <summary>What has been asked for so far.</summary>
    public IReadOnlyCollection<string> Known => known;

    public string? Text(string key)
    {
        known.Add(key);
        return sources
            .Select(source => source.Values.GetValueOrDefault(key))
            .FirstOrDefault(value => value is not null);
    }

    /// <summary>Reads by <paramref name="parse"/>, whose FormatException says what is wrong without repeating the value.</summary>
    public T? Value<T>(string key, Func<string, T> parse, T? fallback = default, bool secret = false)
    {
        if (Text(key) is not { } text)
            return fallback;
        try
        {
            return parse(text);
        }
        catch (FormatException e)
        {
            Fault(key, secret ? e.Message : $"\"{Shortened(text)}\" {e.Message}");
            return fallback;
        }
    }

    /// <summary>
    /// A list: in one value, parted by commas, or as an array (<c>hosts:0</c>, <c>hosts:1</c>). The first layer that has one
    /// gives all of it.
    /// </summary>
    public IReadOnlyList<T> List<T>(string key, Func<string, T> parse, bool secret = false)
    {
        known.Add(key);
        known.UnionWith(sources.SelectMany(source => source.Values.Keys).Where(item => IsItem(key, item)));
        var values = new List<T>();
        var source = sources.FirstOrDefault(s =>
            s.Values.ContainsKey(key) || s.Values.Keys.Any(item => IsItem(key, item))
        );
        if (source?.Values.GetValueOrDefault(key) is { } whole)
            foreach (
                var part in whole.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            )
                Parse(key, part);
        else if (source is not null)
            foreach (
                var (item, text) in source
                    .Values.Where(pair => IsItem(key, pair.Key))
                    .OrderBy(pair => Index(key, pair.Key))
            )
                Parse(item, text);
        return values;

        void Parse(string name, string text)
        {
            try
            {
                values.Add(parse(text));
            }
            catch (FormatException e)
            {
                Fault(name, secret ? e.Message : $"\"{Shortened(text)}\" {e.Message}");
            }
        }
    }

    /// <summary>The keys <c>key:0</c>, <c>key:1</c> ... of an array, of values or of objects, in order.</summary>
    public IReadOnlyList<string> Items(string key) =>
        [
            .. sources
                .SelectMany(source => source.Values.Keys)
                .Where(item => IsItem(key, item))
                .Select(item => Index(key, item))
                .Distinct()
                .Order()
                .Select(index => $"{key}:{index}"),
        ];

    public void Fault(string key, string problem) => faults.Add($"{NameOf(key)}: {problem}");

    /// <summary>All that is wrong, what nobody asked for included; to be called when everything has been read.</summary>
    public IReadOnlyList<string> Faults() => [.. faults, .. sources.SelectMany(Unknown)];

    private IEnumerable<string> Unknown(SettingSource source) =>
        from key in source.Values.Keys
        where !known.Contains(key)
        let near = Spelling.Nearest(key, known)
        select $"{source.NameOf(key)}: there is no such setting"
            + (near is null ? "." : $"; did you mean {source.NameOf(near)}?");

    private string NameOf(string key) =>
        (sources.FirstOrDefault(source => source.Values.ContainsKey(key)) ?? sources[^1]).NameOf(key);

    private static bool IsItem(string key, string item) =>
        item.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase) && Index(key, item) >= 0;

    private static int Index(string key, string item) =>
        int.TryParse(
            item[(key.Length + 1)..].Split(':')[0],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var index
        )
            ? index
            : -1;

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "...";
}

/// <summary>One layer, and how a key is spelled in it.</summary>
internal sealed record SettingSource(IReadOnlyDictionary<string, string> Values, Func<string, string> NameOf);
