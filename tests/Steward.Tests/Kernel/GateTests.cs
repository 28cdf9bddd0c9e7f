using System.ComponentModel;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class GateTests(TestSteward steward)
{
    [Operation("count_members", Scopes.ManageTenant)]
    [Description("A query that not every role may make.")]
    public sealed record CountMembers : IQuery<Nothing>
    {
        internal sealed class Handler : IHandler<CountMembers, Nothing>
        {
            public Task<Nothing> Handle(CountMembers query, OperationContext context, CancellationToken ct) =>
                Task.FromResult(Nothing.Value);
        }
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        var ana = (await steward.NewOwner()).As(c => c with { Scopes = ScopeSet.Of(Scopes.ReadTasks) });

        var refusal = await ana.Refused(new AddTask("Pay the rent"));

        Assert.Equal((RefusalKind.Forbidden, "missing_scope"), (refusal.Kind, refusal.Code));
        Assert.Contains(Scopes.WriteTasks, refusal.Message);
        Assert.Equal(Scopes.WriteTasks, refusal.Params["scope"]);
    }

    [Fact]
    public async Task A_token_gives_no_more_than_its_scopes_whatever_the_role()
    {
        var ana = (await steward.NewOwner()).As(c => c with { Scopes = ScopeSet.Of(Scopes.ReadTasks) });

        Assert.Equal("missing_scope", (await ana.Refused(new CountMembers())).Code);
    }

    [Fact]
    public async Task A_role_gives_no_more_than_its_scopes_whatever_the_token()
    {
        var ana = await steward.NewOwner();
        var eve = (await steward.NewMember(ana.Tenant, Role.Viewer, "Eve")).As(c =>
            c with
            {
                Scopes = ScopeSet.All,
                Role = Role.Owner,
            }
        );

        Assert.Equal("missing_scope", (await eve.Refused(new CountMembers())).Code);
        Assert.Equal("missing_scope", (await eve.Refused(new AddTask("Pay the rent"))).Code);
    }

    [Fact]
    public async Task An_agent_uses_the_tools_of_its_list_only()
    {
        var ana = await steward.NewOwner();
        var agent = ana.AsAgent()
            .As(c =>
                c with
                {
                    Tools = new HashSet<string> { "add_task", "plan_note" },
                }
            );

        var task = await agent.Run(new AddTask("Pay the rent"));

        Assert.Equal("tool_not_allowed", (await agent.Refused(new CompleteTask(task.Id))).Code);
        Assert.Equal("tool_not_allowed", (await agent.Refused(new GetTask(task.Id))).Code);
        Assert.Equal("tool_not_allowed", (await agent.Refused(new PlanNote("calls add_note"))).Code);
        Assert.Single(await ana.Changes());
    }

    [Fact]
    public async Task An_agent_does_not_do_by_itself_what_cannot_be_taken_back()
    {
        var ana = await steward.NewOwner();
        var note = await ana.Run(new AddNote("Keys"));

        foreach (var operation in new IOperation[] { new SendNote(note.Id), new RemoveNote(note.Id) })
        {
            var refusal = await ana.AsAgent().Refused(operation);
            Assert.Equal((RefusalKind.Forbidden, "approval_required"), (refusal.Kind, refusal.Code));
            await ana.Call(operation);
        }
    }

    [Fact]
    public async Task A_changed_role_counts_at_once_on_every_node()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Admin, "Ben");
        await using var other = Node.Of(steward);
        await ben.Run(new AddTask("Pay the rent"));
        await ben.Run(new CountMembers());
        await other.Call(ben, new CountMembers());

        await SetRole(ben, Role.Viewer);

        Assert.Equal("missing_scope", (await other.Refused(ben, new CountMembers())).Code);
        Assert.Equal("missing_scope", (await other.Refused(ben, new AddTask("More"))).Code);
        Assert.Equal("missing_scope", (await ben.Refused(new CountMembers())).Code);
        Assert.Single((await other.Run(ben, new ListTasks())).Items);
    }

    [Fact]
    public async Task Who_is_no_longer_a_member_is_out_at_once()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Admin, "Ben");
        await ben.Run(new ListTasks());

        await steward.ExecuteAsOwner("DELETE FROM identity.membership WHERE id = $1", ben.Id.Value);

        await AssertOut(ben);
    }

    [Theory]
    [InlineData("ended_at = now()")]
    [InlineData("expires_at = now() - interval '1 second'")]
    public async Task A_session_that_has_ended_is_out_at_once(string how)
    {
        var ana = await steward.NewOwner();
        await ana.Run(new ListTasks());

        await steward.ExecuteAsOwner($"UPDATE identity.session SET {how} WHERE id = $1", ana.Caller.Credential.Id);

        await AssertOut(ana);
    }

    [Theory]
    [InlineData("revoked_at = now()")]
    [InlineData("expires_at = now() - interval '1 second'")]
    public async Task A_key_that_has_ended_is_out_at_once(string how)
    {
        var ana = await steward.NewOwner();
        var key = TestSteward.NewId();
        await steward.ExecuteAsOwner(
            "INSERT INTO identity.api_key (tenant_id, id, user_id, name, hint, scopes, expires_at, version, created_at, updated_at) "
                + "VALUES ($1, $2, $3, 'CI', 'stw_', '{}', now() + interval '1 day', 1, now(), now())",
            ana.Tenant.Value,
            key,
            ana.Id.Value
        );
        var program = ana.As(c => c with { Credential = new(CredentialKind.ApiKey, key) });
        await program.Run(new AddTask("Pay the rent"));

        await steward.ExecuteAsOwner($"UPDATE identity.api_key SET {how} WHERE id = $1", key);

        await AssertOut(program);
    }

    [Fact]
    public async Task Another_ones_session_vouches_for_nobody()
    {
        var ana = await steward.NewOwner();
        var bob = await steward.NewOwner("Bob");

        await AssertOut(bob.As(c => c with { Credential = ana.Caller.Credential }));
        await AssertOut(bob.As(c => c with { Tenant = ana.Tenant }));
    }

    private static async Task AssertOut(Member member)
    {
        foreach (var operation in new IOperation[] { new ListTasks(), new AddTask("More"), new CountMembers() })
        {
            var refusal = await member.Refused(operation);
            Assert.Equal((RefusalKind.Unauthenticated, "session_ended"), (refusal.Kind, refusal.Code));
        }
    }

    private Task<int> SetRole(Member member, Role role) =>
        steward.ExecuteAsOwner(
            "UPDATE identity.membership SET role = $1 WHERE id = $2",
            role.ToString(),
            member.Id.Value
        );
}
