namespace Steward.Identity;

internal static class Names
{
    /// <summary>What has a name may get another one, but not none.</summary>
    public static IEnumerable<ValidationResult> Check(Optional<string> name, string input) =>
        name.IsSet && string.IsNullOrWhiteSpace(name.Value) ? [new("The name may not be empty.", [input])] : [];
}
