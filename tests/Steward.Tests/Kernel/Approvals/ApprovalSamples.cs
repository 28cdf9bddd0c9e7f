using System.Text.Json;
using Steward.Tasks;

namespace Steward.Tests.Kernel.Approvals;

/// <summary>What the tests over all operations need to know of approvals.</summary>
internal static class ApprovalSamples
{
    /// <summary>An agent of Ana's wants to rename a note of hers, which a rule asks about.</summary>
    public static async Task<Guid> Waiting(Member ana)
    {
        await ana.Run(new AddApprovalRule("rename_note", RuleAction.Ask));
        var note = await ana.Run(new AddNote($"Keys {TestSteward.NewId()}"));
        var refusal = await ana.AsAgent().Refused(new RenameNote(note.Id, "More keys"));
        return (Guid)refusal.Params["approval_id"]!;
    }

    internal sealed class ListApprovalsSample : Sample<ListApprovals>
    {
        public override async Task<ListApprovals> Of(World world)
        {
            await Waiting(world.Ana);
            return new();
        }
    }

    internal sealed class GetApprovalSample : Sample<GetApproval>
    {
        public override async Task<GetApproval> Of(World world) => new(await Waiting(world.Ana));
    }

    internal sealed class DecideApprovalSample : Sample<DecideApproval>
    {
        public override async Task<DecideApproval> Of(World world)
        {
            var approval = await world.Ana.Run(new GetApproval(await Waiting(world.Ana)));
            return new(approval.Id, Decision.Approve, approval.PreviewHash, "Go on.");
        }
    }

    internal sealed class AddApprovalRuleSample : Sample<AddApprovalRule>
    {
        public override async Task<AddApprovalRule> Of(World world)
        {
            var task = await world.Ana.Run(new AddTask("Pay the rent"));
            return new(
                "complete_task",
                RuleAction.Allow,
                Arguments: JsonSerializer.SerializeToElement(new { task_id = task.Id }),
                Most: 5,
                Per: RuleWindow.Day,
                ExpiresAt: DateTimeOffset.UtcNow.AddDays(7)
            );
        }
    }

    internal sealed class ListApprovalRulesSample : Sample<ListApprovalRules>
    {
        public override async Task<ListApprovalRules> Of(World world)
        {
            await world.Ana.Run(new AddApprovalRule("rename_note", RuleAction.Ask));
            return new();
        }
    }

    internal sealed class RemoveApprovalRuleSample : Sample<RemoveApprovalRule>
    {
        public override async Task<RemoveApprovalRule> Of(World world) =>
            new((await world.Ana.Run(new AddApprovalRule("rename_note", RuleAction.Ask))).Id);
    }

    internal sealed class StoreApprovalSample : Sample<StoreApproval>
    {
        public override Member Caller(World world) =>
            world.Ana.As(caller => Steward.Kernel.Caller.System(caller.Tenant, "sample"));

        public override async Task<StoreApproval> Of(World world) =>
            new(
                world.Ana.Id,
                "remove_note",
                $$"""{"note_id":"{{(await world.Ana.Run(new AddNote($"Keys {TestSteward.NewId()}"))).Id}}"}""",
                null,
                "mcp",
                null,
                null,
                world.Ana.Caller.Credential.Kind,
                world.Ana.Caller.Credential.Id,
                world.Ana.Caller.Scopes.Bits,
                null,
                null,
                ["It cannot be taken back."],
                Decider.Anyone,
                24,
                "[]",
                1,
                "hash"
            );
    }
}
