using System.Text.Json.Serialization.Metadata;

namespace Steward.Kernel;

/// <summary>What happens to <c>[Secret]</c> properties where JSON is kept or shown to others.</summary>
internal static class Secrets
{
    private const string New = "(new)";

    public static void LeaveOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(IsSecret).ToList())
            type.Properties.Remove(property);
    }

    public static void Mask(JsonTypeInfo type)
    {
        for (var i = 0; i < type.Properties.Count; i++)
        {
            if (!IsSecret(type.Properties[i]))
                continue;
            var masked = type.CreateJsonPropertyInfo(typeof(string), type.Properties[i].Name);
            var get = type.Properties[i].Get!;
            masked.Get = row => get(row) is null ? null : New;
            type.Properties[i] = masked;
        }
    }

    private static bool IsSecret(JsonPropertyInfo property) =>
        property.AttributeProvider?.IsDefined(typeof(SecretAttribute), inherit: true) == true;
}
