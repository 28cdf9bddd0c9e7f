namespace Steward.Kernel;

/// <summary>How long each text of a list may be.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemLengthAttribute(int most)
    : ValidationAttribute($"No text in {{0}} may be longer than {most} characters.")
{
    public int Most => most;

    public override bool IsValid(object? value) =>
        value is not IEnumerable<string?> texts || texts.All(text => text is null || text.Length <= most);
}
