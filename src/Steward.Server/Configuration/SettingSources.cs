using System.Collections;
using System.Text.Json;

namespace Steward.Server.Configuration;

/// <summary>Where settings come from: the command line, the environment, a file.</summary>
internal static class SettingSources
{
    private const string Prefix = "STEWARD__";

    public static SettingSource Arguments(params (string Key, string? Value)[] arguments) =>
        new(
            Named(
                arguments
                    .Where(argument => argument.Value is not null)
                    .Select(a => KeyValuePair.Create(a.Key, a.Value!))
            ),
            key => "--" + key
        );

    /// <summary>An empty variable counts as not set: that is how container descriptions leave one out.</summary>
    public static SettingSource Environment(IDictionary variables) =>
        new(
            Named(
                from DictionaryEntry variable in variables
                let name = (string)variable.Key
                where name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                let value = variable.Value as string
                where !string.IsNullOrWhiteSpace(value)
                select KeyValuePair.Create(name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal), value)
            ),
            key => Prefix + key.Replace(":", "__", StringComparison.Ordinal).ToUpperInvariant()
        );

    /// <exception cref="FormatException">The file is there but cannot be read, or is not a JSON object.</exception>
    public static SettingSource File(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(
                System.IO.File.ReadAllBytes(path),
                new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new FormatException($"{path}: must hold one JSON object.");
            return new(Named(Flatten("", document.RootElement)), key => $"{path}: {key.Replace(':', '.')}");
        }
        catch (JsonException e)
        {
            throw new FormatException(
                $"{path}: is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Flatten(string path, JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Flatten(Join(path, p.Name), p.Value)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Flatten($"{path}:{i}", item)),
            JsonValueKind.String => [new(path, element.GetString()!)],
            JsonValueKind.Null => [],
            _ => [new(path, element.GetRawText())],
        };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}:{name}";

    private static Dictionary<string, string> Named(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in pairs)
            values[key] = value;
        return values;
    }
}
