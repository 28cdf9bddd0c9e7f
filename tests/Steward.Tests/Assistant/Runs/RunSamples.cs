using Steward.Assistant;

namespace Steward.Tests.Assistant;

internal static class RunSamples
{
    private static async Task<Guid> Conversation(World world) => (await world.Ana.Run(new AddConversation("Plans"))).Id;

    private static async Task<Guid> Run(World world) =>
        (await world.Ana.Run(new AddMessage(await Conversation(world), "Plan the day", "steward"))).Id;

    internal sealed class AddSample : Sample<AddConversation>
    {
        public override Task<AddConversation> Of(World world) =>
            Task.FromResult(new AddConversation("Plans", TestSteward.NewId()));
    }

    internal sealed class ListSample : Sample<ListConversations>
    {
        public override async Task<ListConversations> Of(World world)
        {
            await Conversation(world);
            return new();
        }
    }

    internal sealed class GetSample : Sample<GetConversation>
    {
        public override async Task<GetConversation> Of(World world) => new(await Conversation(world));
    }

    internal sealed class UpdateSample : Sample<UpdateConversation>
    {
        public override async Task<UpdateConversation> Of(World world) => new(await Conversation(world), "Other plans");
    }

    internal sealed class DeleteSample : Sample<DeleteConversation>
    {
        public override async Task<DeleteConversation> Of(World world) => new(await Conversation(world));
    }

    internal sealed class SaySample : Sample<AddMessage>
    {
        public override async Task<AddMessage> Of(World world) =>
            new(await Conversation(world), "Plan the day", "steward", []);
    }

    internal sealed class RunsSample : Sample<ListRuns>
    {
        public override async Task<ListRuns> Of(World world)
        {
            var conversation = await Conversation(world);
            await world.Ana.Run(new AddMessage(conversation, "Plan the day"));
            return new(conversation);
        }
    }

    internal sealed class GetRunSample : Sample<GetRun>
    {
        public override async Task<GetRun> Of(World world) => new(await Run(world));
    }

    internal sealed class StepsSample : Sample<ListSteps>
    {
        public override async Task<ListSteps> Of(World world) => new(await Run(world));
    }

    internal sealed class CancelSample : Sample<CancelRun>
    {
        public override async Task<CancelRun> Of(World world) => new(await Run(world));
    }

    internal sealed class RetrySample : Sample<RetryRun>
    {
        public override async Task<RetryRun> Of(World world)
        {
            var run = await Run(world);
            await world.Steward.ExecuteAsOwner("UPDATE assistant.run SET state = 'Failed' WHERE id = $1", run);
            return new(run);
        }
    }

    internal sealed class LimitsSample : Sample<GetRunLimits>
    {
        public override Task<GetRunLimits> Of(World world) => Task.FromResult(new GetRunLimits());
    }

    internal sealed class UpdateLimitsSample : Sample<UpdateRunLimits>
    {
        public override Task<UpdateRunLimits> Of(World world) =>
            Task.FromResult(new UpdateRunLimits(StepsPerRun: 10, TokensPerDay: (long?)1_000_000));
    }

    internal sealed class UsageSample : Sample<ListUsage>
    {
        public override Task<ListUsage> Of(World world) => Task.FromResult(new ListUsage());
    }

    internal sealed class NamesSample : Sample<FindNamed>
    {
        public override async Task<FindNamed> Of(World world)
        {
            await world.Ana.Run(new Steward.Tasks.AddTask("Pay the rent"));
            return new("Please complete Pay the rent.");
        }
    }

    internal sealed class PrepareSample : Sample<PrepareRun>
    {
        public override Task<PrepareRun> Of(World world) => Task.FromResult(new PrepareRun("steward"));

        public override Member Caller(World world) =>
            world.Ana.As(caller => global::Steward.Kernel.Caller.System(caller.Tenant, "test"));
    }

    internal sealed class WritersSample : Sample<CheckWriters>
    {
        public override async Task<CheckWriters> Of(World world)
        {
            var task = await world.Ana.Run(new Steward.Tasks.AddTask("Pay the rent"));
            return new(world.Ana.Id, null, [task.Id]);
        }

        public override Member Caller(World world) =>
            world.Ana.As(caller => global::Steward.Kernel.Caller.System(caller.Tenant, "test"));
    }
}
