namespace Steward.Tasks;

/// <summary>How far a change of a repeating task reaches.</summary>
public enum ApplyTo
{
    This,
    AllToCome,
}
