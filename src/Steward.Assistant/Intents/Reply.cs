namespace Steward.Assistant;

/// <summary>What the Assistant says of its own; each language has all of these.</summary>
internal static class Reply
{
    public const string NotUnderstood = "not_understood";
    public const string DidYouMean = "did_you_mean";
    public const string NobodyIsCalledSo = "nobody_is_called_so";
    public const string SeveralAreCalledSo = "several_are_called_so";
    public const string Confirm = "confirm";

    public static IReadOnlyList<string> All { get; } =
    [NotUnderstood, DidYouMean, NobodyIsCalledSo, SeveralAreCalledSo, Confirm];
}
