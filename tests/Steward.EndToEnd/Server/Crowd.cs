namespace Steward.EndToEnd.Server;

/// <summary>Requests at the same time: enough of them that a limit is met however slow the machine is.</summary>
internal static class Crowd
{
    public const int Size = 40;

    public static Task<HttpResponseMessage[]> Of(Func<Task<HttpResponseMessage>> send) =>
        Task.WhenAll(Enumerable.Range(0, Size).Select(_ => send()));
}
