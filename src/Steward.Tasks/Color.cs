namespace Steward.Tasks;

/// <summary>A color as <c>#1f6feb</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ColorAttribute() : RegularExpressionAttribute("#[0-9a-fA-F]{6}")
{
    public override string FormatErrorMessage(string name) => $"{name} must be a color as #1f6feb.";
}
