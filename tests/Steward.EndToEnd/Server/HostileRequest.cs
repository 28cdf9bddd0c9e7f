using System.Globalization;
using System.Text;

namespace Steward.EndToEnd.Server;

/// <summary>One request as it goes onto the wire, whatever HttpClient would make of it.</summary>
internal sealed record HostileRequest(HostileOperation Operation, HostileCaller? Caller)
{
    private const int Shown = 600;

    public required string Target { get; set; }

    /// <summary>As bytes, one to a character.</summary>
    public string? Body { get; set; }
    public List<(string Name, string Value)> Headers { get; } = [];

    /// <summary>Nothing of it was made hostile.</summary>
    public bool IsValid { get; set; }

    /// <summary>Beyond what the server reads: it may close before it has been sent to its end.</summary>
    public bool IsTooLarge =>
        Target.Length > 7 << 10 || Body?.Length > 1 << 20 || Headers.Sum(header => header.Value.Length) > 30 << 10;

    public HttpRequestMessage ToMessage(Uri root)
    {
        var address = new Uri(
            root.GetLeftPart(UriPartial.Authority) + Target,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );
        var message = new HttpRequestMessage(new(Operation.Method), address);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(Body));
            message.Content.Headers.ContentType = new("application/json");
        }
        foreach (var (name, value) in Headers)
            Add(message, name, value);
        if (IsTooLarge)
            message.Headers.ConnectionClose = true;
        return message;
    }

    public override string ToString()
    {
        var headers = string.Concat(Headers.Select(header => $"\n  {header.Name}: {Short(header.Value)}"));
        return $"{Operation.Method} {Short(Target)}{headers}\n  {(Body is null ? "(no body)" : Short(Body))}";
    }

    private static void Add(HttpRequestMessage message, string name, string value)
    {
        if (!name.StartsWith("Content-", StringComparison.Ordinal))
        {
            message.Headers.TryAddWithoutValidation(name, value);
            return;
        }
        message.Content ??= new ByteArrayContent([]);
        message.Content.Headers.Remove(name);
        message.Content.Headers.TryAddWithoutValidation(name, value);
    }

    private static string Short(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, Shown)))
            if (c is >= ' ' and <= '~')
                shown.Append(c);
            else
                shown.Append(CultureInfo.InvariantCulture, $"<{(int)c:x2}>");
        return text.Length > Shown ? $"{shown}... ({text.Length} bytes)" : shown.ToString();
    }
}
