namespace Steward.Server.Configuration;

/// <summary>The operator's settings are wrong; the process ends with EX_CONFIG of sysexits.h.</summary>
internal sealed class ConfigurationException(IReadOnlyList<string> faults)
    : Exception($"{faults.Count} wrong setting(s)\n" + string.Join('\n', faults.Select(fault => "  " + fault)))
{
    public const int ExitCode = 78;

    public IReadOnlyList<string> Faults { get; } = faults;
}
