using System.Diagnostics.CodeAnalysis;

namespace Steward.Kernel;

internal static class Identifiers
{
    /// <summary>A UUID version 7 of the given time; the one place where ids are made.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "Everybody else asks here.")]
    public static Guid New(DateTimeOffset at) => Guid.CreateVersion7(at);
}
