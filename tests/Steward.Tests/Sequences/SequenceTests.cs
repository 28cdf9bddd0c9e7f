namespace Steward.Tests.Sequences;

/// <summary>
/// Whatever is done in whatever order, undone in reverse it is as if it had never been, and strangers see nothing of each other.
/// A failure names its seed; STEWARD_TEST_SEED runs that one alone.
/// </summary>
public sealed class SequenceTests(TestSteward steward, Templates templates) : IClassFixture<Templates>
{
    private const int Each = 50;

    public static TheoryData<int> Seeds =>
        Environment.GetEnvironmentVariable("STEWARD_TEST_SEED") is { } one
            ? [int.Parse(one, null)]
            : [.. Enumerable.Range(1, 10).Select(hundred => hundred * 100)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Undone_in_reverse_a_sequence_restores_every_row(int seed)
    {
        foreach (var one in Enumerable.Range(seed, seed % 100 == 0 ? Each : 1))
            await new Sequence(steward, templates, one).Run();
    }
}
