namespace Steward.Assistant;

/// <summary>What the operator decides about other MCP servers.</summary>
public sealed record OutsideOptions
{
    /// <summary>The programs that tenants may enable; nobody else gives a command.</summary>
    public IReadOnlyList<CatalogueEntry> Catalogue { get; init; } = [];

    /// <summary>In which each program of each tenant gets a folder of its own.</summary>
    public required string Folder { get; init; }
    public OutsideLimits Limits { get; init; } = new();

    public CatalogueEntry? Find(string? entry) => Catalogue.FirstOrDefault(one => one.Name == entry);
}

/// <summary>A program that speaks MCP over its standard input and output, and what it gets.</summary>
public sealed record CatalogueEntry(string Name, string Command)
{
    /// <summary>In place of this, in arguments and environment, comes the path of its own folder.</summary>
    public const string FolderMark = "{folder}";

    public string Description { get; init; } = "";
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>All that it gets, beside PATH, HOME and LANG.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether it reaches a network, and then all that this machine reaches, or none at all.</summary>
    public bool HasNetwork { get; init; }

    /// <summary>Folders that it sees beside the system's programs, to read them.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>In MiB, of each of its processes.</summary>
    public int Memory { get; init; } = 512;

    /// <summary>Threads count as processes; node alone has a dozen.</summary>
    public int Processes { get; init; } = 64;

    /// <summary>Whether there is such a program on this machine.</summary>
    public static bool IsProgram(string command) => ServerSandbox.Find(command) is not null;

    // A record's own ToString would show what may be a secret in the environment.
    public override string ToString() => Name;
}

/// <summary>How long is waited, how many there may be, and how much of an answer is taken.</summary>
public sealed record OutsideLimits
{
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan List { get; init; } = TimeSpan.FromSeconds(15);
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a call waits for its turn; then it is not made.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A connection that nobody has used for so long is closed, and its program ends.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long is waited for a server to take its leave.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What a server says about its tools is believed for so long.</summary>
    public TimeSpan Fresh { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Calls that one server works on at once, for each node.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>Programs that run at once on each node.</summary>
    public int Programs { get; init; } = 16;

    /// <summary>Of one message on the wire.</summary>
    public long MessageBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>After so many failures within <see cref="FailuresWithin"/>, when they are half of the calls, a server is left alone.</summary>
    public int Failures { get; init; } = 4;
    public TimeSpan FailuresWithin { get; init; } = TimeSpan.FromMinutes(1);
    public TimeSpan LeftAlone { get; init; } = TimeSpan.FromSeconds(30);
}
