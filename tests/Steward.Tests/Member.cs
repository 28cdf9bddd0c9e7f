using System.Text.Json;

namespace Steward.Tests;

/// <summary>A caller in a test: Ana, Bob, Eve.</summary>
public sealed class Member(TestSteward steward, Caller caller)
{
    public TestSteward Steward => steward;
    public Caller Caller => caller;
    public TenantId Tenant => caller.Tenant;
    public UserId Id => caller.User;

    /// <summary>The same person with other rights, surface or credential.</summary>
    public Member As(Func<Caller, Caller> change) => new(steward, change(caller));

    /// <summary>An agent on this person's behalf, as a call over MCP is.</summary>
    public Member AsAgent(string name = "mcp", Guid? run = null) =>
        As(c => c with { Kind = CallerKind.Agent, Agent = name, RunId = run, Surface = Surface.Mcp });

    public async Task<T> Run<T>(IOperation<T> operation) => (T)(await Call(operation)).Result!;

    public Task<Outcome> Call(IOperation operation, Func<OperationRequest, OperationRequest>? with = null)
    {
        var request = new OperationRequest
        {
            Operation = steward.Catalogue.Of(operation.GetType()),
            Caller = caller,
            Input = () => new(operation),
        };
        return steward.Pipeline.Run(with?.Invoke(request) ?? request, TestContext.Current.CancellationToken);
    }

    /// <summary>As a surface calls: by wire name, with JSON, in which rows may be named.</summary>
    public Task<Outcome> Call(
        string name,
        object input,
        Func<OperationRequest, OperationRequest>? with = null,
        Pipeline? through = null
    )
    {
        var operation = steward.Catalogue.Find(name)!;
        var json = JsonSerializer.SerializeToUtf8Bytes(input);
        var request = new OperationRequest
        {
            Operation = operation,
            Caller = caller,
            Input = () => operation.Parse(json),
        };
        return (through ?? steward.Pipeline).Run(
            with?.Invoke(request) ?? request,
            TestContext.Current.CancellationToken
        );
    }

    public Task<RefusalException> Refused(string name, object input) =>
        Assert.ThrowsAsync<RefusalException>(() => Call(name, input));

    public Task<Outcome> Preview(IOperation operation) => Call(operation, request => request with { Preview = true });

    public async Task<RefusalException> Refused(
        IOperation operation,
        Func<OperationRequest, OperationRequest>? with = null
    ) => await Assert.ThrowsAsync<RefusalException>(() => Call(operation, with));

    public async Task<IReadOnlyList<ChangeView>> Changes() => (await Run(new ListChanges(Limit: 200))).Items;

    /// <summary>The names of the events in the journal, the oldest first.</summary>
    public async Task<string[]> Events() =>
        [
            .. (await Changes())
                .Reverse()
                .SelectMany(change => change.Events.EnumerateArray())
                .Select(e => e.GetProperty("name").GetString()!),
        ];
}
