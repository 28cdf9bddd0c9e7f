using System.Text.Json;
using System.Text.Json.Nodes;

namespace Steward.Tests.EveryOperation;

/// <summary>An operation's sample in a world of its own, ready to be called.</summary>
internal sealed record Staged(World World, OperationInfo Operation, Member Caller, IOperation Input)
{
    public TenantId Tenant => World.Ana.Tenant;

    /// <summary>The input as a surface gets it; what the sample leaves out is left out.</summary>
    public JsonObject Json
    {
        get
        {
            var json = JsonSerializer.SerializeToNode(Input, Operation.Type, Wire.Json)!.AsObject();
            foreach (var (name, _) in json.Where(pair => pair.Value is null).ToList())
                json.Remove(name);
            return json;
        }
    }

    public static async Task<Staged> Of(TestSteward steward, string operation)
    {
        var world = await World.New(steward);
        var info = Operations.Catalogue.Find(operation)!;
        var sample = Samples.Of(info.Type);
        var input = await sample.Make(world);
        return new(world, info, sample.Caller(world), input);
    }

    public Task<Outcome> Run(Func<OperationRequest, OperationRequest>? with = null) => Caller.Call(Input, with);

    public Task<RefusalException> Refused(Func<Caller, Caller> to) => Caller.As(to).Refused(Input);

    /// <summary>Through the given pipeline, from JSON.</summary>
    public Task<Outcome> Run(Pipeline pipeline, JsonObject json) =>
        pipeline.Run(
            new()
            {
                Operation = Operation,
                Caller = Caller.Caller,
                Input = () => Operation.Parse(JsonSerializer.SerializeToUtf8Bytes(json)),
            },
            TestContext.Current.CancellationToken
        );
}
