using System.Text.Json;
using Steward.Assistant;

namespace Steward.Tests.Assistant;

internal static class ServerSamples
{
    private const string Url = "https://mcp.example/mcp";

    public static readonly ToolDefinition Echo = Definition("echo", "Says what it is given.");

    public static ToolDefinition Definition(string name, string description) =>
        ToolDefinition.Of(name, null, description, JsonElement.Parse("""{"type": "object"}"""), null)!;

    public static Member System(World world) =>
        world.Ana.As(caller => global::Steward.Kernel.Caller.System(caller.Tenant, "sample"));

    /// <summary>A server that has told its tools.</summary>
    public static async Task<ServerView> Known(World world, string name)
    {
        var server = await world.Ana.Run(new AddServer(name, Url: Url));
        await System(world).Run(new RecordServerTools(server.Id, server.Number, [Echo], null));
        return server;
    }

    private static async Task<OutsideCallView> Called(World world, string server)
    {
        await Known(world, server);
        return await world.Ana.Run(new CallOutsideTool(server, "echo", JsonElement.Parse("""{"text": "Hello"}""")));
    }

    internal sealed class AddSample : Sample<AddServer>
    {
        public override Task<AddServer> Of(World world) =>
            Task.FromResult(new AddServer("added", "memory", Id: TestSteward.NewId()));
    }

    internal sealed class UpdateSample : Sample<UpdateServer>
    {
        public override async Task<UpdateServer> Of(World world)
        {
            await Known(world, "updated");
            return new("updated", Url: "https://other.example/mcp", IsEnabled: false);
        }
    }

    internal sealed class RemoveSample : Sample<RemoveServer>
    {
        public override async Task<RemoveServer> Of(World world)
        {
            await Known(world, "removed");
            return new("removed");
        }
    }

    internal sealed class ListSample : Sample<ListServers>
    {
        public override async Task<ListServers> Of(World world)
        {
            await Known(world, "listed");
            return new();
        }
    }

    internal sealed class CatalogueSample : Sample<ListServerCatalogue>
    {
        public override Task<ListServerCatalogue> Of(World world) => Task.FromResult(new ListServerCatalogue());
    }

    internal sealed class GetSample : Sample<GetServer>
    {
        public override async Task<GetServer> Of(World world)
        {
            await Known(world, "read");
            return new("read");
        }
    }

    internal sealed class RefreshSample : Sample<RefreshServer>
    {
        public override async Task<RefreshServer> Of(World world)
        {
            await Known(world, "refreshed");
            return new("refreshed");
        }
    }

    internal sealed class RestoreSample : Sample<RestoreServerVersion>
    {
        public override async Task<RestoreServerVersion> Of(World world)
        {
            await Known(world, "restored");
            await world.Ana.Run(new UpdateServer("restored", IsEnabled: false));
            return new("restored", 1);
        }
    }

    internal sealed class UpdateToolSample : Sample<UpdateServerTool>
    {
        public override async Task<UpdateServerTool> Of(World world)
        {
            await Known(world, "decided");
            return new("decided", "echo", IsUnasked: true);
        }
    }

    internal sealed class OpenSample : Sample<OpenServer>
    {
        public override async Task<OpenServer> Of(World world) => new((await Known(world, "opened")).Id);

        public override Member Caller(World world) => System(world);
    }

    internal sealed class RecordToolsSample : Sample<RecordServerTools>
    {
        public override async Task<RecordServerTools> Of(World world)
        {
            var server = await world.Ana.Run(new AddServer("recorded", Url: Url));
            return new(server.Id, server.Number, [Echo], "One of its tools is not taken.");
        }

        public override Member Caller(World world) => System(world);
    }

    internal sealed class CallSample : Sample<CallOutsideTool>
    {
        public override async Task<CallOutsideTool> Of(World world)
        {
            await Known(world, "called");
            return new("called", "echo", JsonElement.Parse("""{"text": "Hello"}"""), TestSteward.NewId());
        }
    }

    internal sealed class GetCallSample : Sample<GetOutsideCall>
    {
        public override async Task<GetOutsideCall> Of(World world) => new((await Called(world, "shown")).Id);
    }

    internal sealed class ListCallsSample : Sample<ListOutsideCalls>
    {
        public override async Task<ListOutsideCalls> Of(World world)
        {
            await Called(world, "listed_call");
            return new(OutsideCallState.Pending);
        }
    }

    internal sealed class DecideSample : Sample<DecideOutsideCall>
    {
        public override async Task<DecideOutsideCall> Of(World world)
        {
            var call = await Called(world, "settled");
            await System(world).Run(new RecordOutsideCall(call.Id, OutsideCallState.Unknown, null, "Nobody knows."));
            return new(call.Id, true, "I asked them.");
        }
    }

    internal sealed class OpenCallSample : Sample<OpenOutsideCall>
    {
        public override async Task<OpenOutsideCall> Of(World world) => new((await Called(world, "begun")).Id);

        public override Member Caller(World world) => System(world);
    }

    internal sealed class RecordCallSample : Sample<RecordOutsideCall>
    {
        public override async Task<RecordOutsideCall> Of(World world) =>
            new((await Called(world, "ended")).Id, OutsideCallState.Done, "You said Hello", null);

        public override Member Caller(World world) => System(world);
    }
}
