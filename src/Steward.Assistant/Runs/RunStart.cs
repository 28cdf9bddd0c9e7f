namespace Steward.Assistant;

/// <summary>A run, and what is read together with it before anybody works on it.</summary>
/// <param name="Steps">Those that it has.</param>
/// <param name="Earlier">What was said before in its conversation, the newest first.</param>
/// <param name="Setup">Tells whether what the tenant has configured for its runs is still the same.</param>
internal sealed record RunStart(Run Run, IReadOnlyList<StepView> Steps, IReadOnlyList<Run> Earlier, string Setup)
{
    public const int MostEarlier = 30;
}
