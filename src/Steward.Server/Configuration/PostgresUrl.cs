using Npgsql;

namespace Steward.Server.Configuration;

/// <summary>
/// Reads <c>postgres://user:password@host:port/database?sslmode=require</c>, the notation of libpq, and Npgsql's own keywords.
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
/// </summary>
internal static class PostgresUrl
{
    /// <returns>A connection string for Npgsql.</returns>
    /// <exception cref="FormatException">Says what is wrong, and repeats no part that may be secret.</exception>
    public static string Parse(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return Checked(() => new(text));
        if (text[..scheme] is not ("postgres" or "postgresql"))
            throw new FormatException("must begin with postgres:// or be a list of keywords (Host=...;Database=...).");
        return Checked(() => FromUrl(text[(scheme + 3)..]));
    }

    private static NpgsqlConnectionStringBuilder FromUrl(string rest)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        var (address, query) = Cut(rest, rest.IndexOf('?', StringComparison.Ordinal));
        var (authority, database) = Cut(address, address.IndexOf('/', StringComparison.Ordinal));
        // The last @: a password with an unescaped one is a common slip, and there is only one way to read it.
        var at = authority.LastIndexOf('@');
        var (host, port) = HostAndPort(authority[(at + 1)..]);

        if (host.Length > 0)
            builder.Host = host;
        if (port is not null)
            builder.Port = port.Value;
        if (at >= 0)
        {
            var (user, password) = Cut(authority[..at], authority.IndexOf(':', StringComparison.Ordinal));
            builder.Username = Uri.UnescapeDataString(user);
            if (password.Length > 0)
                builder.Password = Uri.UnescapeDataString(password);
        }
        if (database.Length > 0)
            builder.Database = Uri.UnescapeDataString(database);
        foreach (var parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Cut(parameter, parameter.IndexOf('=', StringComparison.Ordinal));
            Apply(builder, name, Uri.UnescapeDataString(value));
        }
        return builder;
    }

    private static (string Host, int? Port) HostAndPort(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon < 0 || text.EndsWith(']'))
            return (Unbracketed(text), null);
        if (!int.TryParse(text[(colon + 1)..], out var port) || port is < 1 or > 65535)
            throw new FormatException("its port is not a number from 1 to 65535.");
        return (Unbracketed(text[..colon]), port);
    }

    private static string Unbracketed(string host) => Uri.UnescapeDataString(host).Trim('[', ']');

    private static void Apply(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        var keyword = name switch
        {
            "sslmode" => "SSL Mode",
            "sslrootcert" => "Root Certificate",
            "sslcert" => "SSL Certificate",
            "sslkey" => "SSL Key",
            "connect_timeout" => "Timeout",
            "application_name" => "Application Name",
            "target_session_attrs" => "Target Session Attributes",
            "channel_binding" => "Channel Binding",
            "options" => "Options",
            "host" => "Host",
            "port" => "Port",
            "user" => "Username",
            "password" => "Password",
            "dbname" => "Database",
            _ => throw new FormatException($"its parameter \"{name}\" is not supported."),
        };
        var mode = keyword is "SSL Mode" or "Target Session Attributes";
        try
        {
            builder[keyword] = mode ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            throw new FormatException($"its parameter \"{name}\" has a value that is not allowed.", e);
        }
    }

    private static string Checked(Func<NpgsqlConnectionStringBuilder> build)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = build();
        }
        catch (Exception e) when (e is ArgumentException or OverflowException or InvalidCastException)
        {
            throw new FormatException("is neither a postgres:// address nor a list of Npgsql's keywords.", e);
        }
        if (string.IsNullOrEmpty(builder.Host))
            throw new FormatException("names no host.");
        if (string.IsNullOrEmpty(builder.Database))
            throw new FormatException("names no database.");
        return builder.ConnectionString;
    }

    private static (string Before, string After) Cut(string text, int at) =>
        at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
}
