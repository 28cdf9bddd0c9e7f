using Steward.Assistant;

namespace Steward.Tests.Assistant.Agents;

public sealed class AgentTests(TestSteward steward)
{
    private const string Text =
        "---\nname: gardener\ndescription: Knows plants.\ntools: add_task, Bash\n---\nWater them.";

    internal sealed class AddSample : Sample<AddAgent>
    {
        public override Task<AddAgent> Of(World world) =>
            Task.FromResult(new AddAgent(Text, "added", Id: TestSteward.NewId()));
    }

    internal sealed class ListSample : Sample<ListAgents>
    {
        public override async Task<ListAgents> Of(World world)
        {
            await world.Ana.Run(new AddAgent(Text, "listed"));
            return new();
        }
    }

    internal sealed class GetSample : Sample<GetAgent>
    {
        public override async Task<GetAgent> Of(World world)
        {
            await world.Ana.Run(new AddAgent(Text, "read"));
            return new("read", 1);
        }
    }

    internal sealed class UpdateSample : Sample<UpdateAgent>
    {
        public override async Task<UpdateAgent> Of(World world)
        {
            await world.Ana.Run(new AddAgent(Text, "updated"));
            return new("updated", Text + " Daily.");
        }
    }

    internal sealed class RestoreSample : Sample<RestoreAgentVersion>
    {
        public override async Task<RestoreAgentVersion> Of(World world)
        {
            await world.Ana.Run(new AddAgent(Text, "restored"));
            await world.Ana.Run(new UpdateAgent("restored", Text + " Daily."));
            return new("restored", 1);
        }
    }

    internal sealed class RemoveSample : Sample<RemoveAgent>
    {
        public override async Task<RemoveAgent> Of(World world)
        {
            await world.Ana.Run(new AddAgent(Text, "removed"));
            await world.Ana.Run(new UpdateAgent("removed", Text + " Daily."));
            return new("removed");
        }
    }

    [Fact]
    public async Task Three_agents_come_with_Steward_and_say_no_more_than_they_must()
    {
        var ana = await steward.NewOwner();

        var agents = (await ana.Run(new ListAgents())).Items;

        Assert.Equal(["planner", "reviewer", "steward"], agents.Select(agent => agent.Name));
        Assert.All(agents, agent => Assert.Equal(AgentSource.BuiltIn, agent.Source));
        Assert.All(agents, agent => Assert.Empty(agent.Warnings.Concat(agent.MissingTools)));
        foreach (var agent in agents)
            Assert.InRange((await ana.Run(new GetAgent(agent.Name))).Instructions.Length, 400, 1500);
        Assert.Contains("`ACCEPT` or `REJECT`", (await ana.Run(new GetAgent("reviewer"))).Instructions);
        Assert.Equal("steward", (await Asked(ana, null)).Name);
    }

    [Fact]
    public async Task What_is_added_tells_what_it_may_use_and_what_is_missing()
    {
        var ana = await steward.NewOwner();
        var preview = (AgentView)(await ana.Preview(new AddAgent(Text + "\n", "Head Gardener.md"))).Result!;

        var added = await ana.Run(new AddAgent(Text, "Head Gardener.md"));

        Assert.Equal(("head-gardener", "Knows plants.", 1), (added.Name, added.Description, added.Number));
        Assert.Equal(["add_task"], added.Tools);
        Assert.Equal(["Bash"], added.MissingTools);
        Assert.Equal((added.Name, "Bash"), (preview.Name, Assert.Single(preview.MissingTools)));
        Assert.Equal(["head-gardener", "planner", "reviewer", "steward"], await Names(ana));
        Assert.Equal("Water them.", (await Asked(ana, "head-gardener")).Instructions);
    }

    [Fact]
    public async Task A_file_is_taken_with_warnings_or_strictly_refused()
    {
        var ana = await steward.NewOwner();
        var text = Text.Replace("tools:", "hooks: none\ntools:");

        var refusal = await ana.Refused(new AddAgent(text, Strict: true));
        var added = await ana.Run(new AddAgent(text));

        Assert.Contains("line 4: 'hooks' is no field", refusal.Message);
        Assert.Contains("'hooks' is no field", Assert.Single(added.Warnings));
        Assert.Equal("invalid_agent", (await ana.Refused(new UpdateAgent("gardener", text + "!", Strict: true))).Code);
        Assert.Single((await ana.Run(new UpdateAgent("gardener", text + "!"))).Warnings);
    }

    [Fact]
    public async Task One_of_a_built_in_name_takes_its_place_until_it_is_removed()
    {
        var ana = await steward.NewOwner();
        var steward1 = (await Asked(ana, null)).Instructions;

        await ana.Run(new AddAgent(Text, "steward"));
        Assert.Equal("Water them.", (await Asked(ana, null)).Instructions);
        Assert.Equal(
            AgentSource.Own,
            (await ana.Run(new ListAgents())).Items.Single(one => one.Name == "steward").Source
        );

        await ana.Run(new RemoveAgent("steward"));
        Assert.Equal(steward1, (await Asked(ana, null)).Instructions);
        Assert.Equal("built_in_agent", (await ana.Refused(new RemoveAgent("steward"))).Code);
        Assert.Equal("built_in_agent", (await ana.Refused(new UpdateAgent("steward", Text))).Code);
        Assert.Equal("built_in_agent", (await ana.Refused(new RestoreAgentVersion("steward", 1))).Code);
    }

    [Fact]
    public async Task Earlier_files_are_kept_and_come_back_as_the_newest()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddAgent(Text));
        var second = await ana.Run(
            new UpdateAgent("gardener", "---\nname: other\ndescription: New.\nmodel: opus\n---\nCut them.")
        );
        Assert.Equal(("gardener", "New.", "opus", 2), (second.Name, second.Description, second.Model, second.Number));
        Assert.Null(
            (await ana.Call(new UpdateAgent("gardener", (await ana.Run(new GetAgent("gardener"))).Text))).ChangeId
        );

        var third = await ana.Run(new RestoreAgentVersion("gardener", 1));

        Assert.Equal(("Knows plants.", null, 3), (third.Description, third.Model, third.Number));
        Assert.Equal("Water them.", (await Asked(ana, "gardener")).Instructions);
        var shown = await ana.Run(new GetAgent("gardener", 2));
        Assert.Equal(("Cut them.", 3), (shown.Instructions, shown.Agent.Number));
        Assert.Equal([3, 2, 1], shown.Versions.Select(version => version.Number));
        Assert.Equal(RefusalKind.NotFound, (await ana.Refused(new GetAgent("gardener", 4))).Kind);
        Assert.Equal(RefusalKind.NotFound, (await ana.Refused(new RestoreAgentVersion("gardener", 4))).Kind);
    }

    [Fact]
    public async Task Fifty_versions_are_kept()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddAgent(Text));
        for (var number = 2; number <= 53; number++)
            await ana.Run(new UpdateAgent("gardener", $"{Text} {number}"));

        var versions = (await ana.Run(new GetAgent("gardener"))).Versions;

        Assert.Equal(Enumerable.Range(4, 50).Reverse(), versions.Select(version => version.Number));
    }

    [Fact]
    public async Task An_agent_that_was_removed_comes_back_with_its_versions()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddAgent(Text));
        await ana.Run(new UpdateAgent("gardener", Text + " Daily."));
        var before = await ana.Run(new GetAgent("gardener"));

        var gone = await ana.Call(new RemoveAgent("gardener"));
        Assert.Equal("unknown_agent", (await ana.Refused(new GetAgent("gardener"))).Code);
        await ana.Run(new UndoChange(gone.ChangeId!.Value));

        var again = await ana.Run(new GetAgent("gardener"));
        Assert.Equal((before.Text, before.Agent.Number), (again.Text, again.Agent.Number));
        Assert.Equal(before.Versions, again.Versions);
    }

    [Fact]
    public async Task Members_see_agents_and_only_who_runs_the_tenant_in_person_changes_them()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var added = await ana.Call(new AddAgent(Text));
        IOperation[] changes =
        [
            new AddAgent(Text, "other"),
            new UpdateAgent("gardener", "x"),
            new RestoreAgentVersion("gardener", 1),
            new RemoveAgent("gardener"),
        ];

        Assert.Equal("Water them.", (await ben.Run(new GetAgent("gardener"))).Instructions);
        var key = ana.As(caller => caller with { Credential = new(CredentialKind.ApiKey, TestSteward.NewId()) });
        foreach (var change in changes)
        {
            Assert.Equal("missing_scope", (await ben.Refused(change)).Code);
            Assert.Equal("person_only", (await ana.AsAgent().Refused(change)).Code);
            Assert.Equal("person_only", (await key.Refused(change)).Code);
        }
        await Assert.ThrowsAsync<RefusalException>(() => ana.AsAgent().Run(new UndoChange(added.ChangeId!.Value)));
        await Assert.ThrowsAsync<RefusalException>(() => ben.Run(new UndoChange(added.ChangeId!.Value)));
    }

    [Fact]
    public async Task Another_tenants_agents_do_not_exist()
    {
        var (ana, bob) = (await steward.NewOwner(), await steward.NewOwner("Bob"));
        await ana.Run(new AddAgent(Text));

        Assert.Equal(["planner", "reviewer", "steward"], await Names(bob));
        foreach (
            var call in new IOperation[]
            {
                new GetAgent("gardener"),
                new UpdateAgent("gardener", "x"),
                new RestoreAgentVersion("gardener", 1),
                new RemoveAgent("gardener"),
            }
        )
        {
            var refusal = await bob.Refused(call);
            Assert.Equal((RefusalKind.NotFound, "unknown_agent"), (refusal.Kind, refusal.Code));
        }
        await bob.Run(new AddAgent(Text + " Bob's."));
        Assert.Equal("Water them.", (await Asked(ana, "gardener")).Instructions);
        Assert.Equal("Water them. Bob's.", (await Asked(bob, "gardener")).Instructions);
    }

    [Fact]
    public async Task Who_asks_for_a_name_that_nobody_has_is_told_those_there_are()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddAgent(Text));

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => Asked(ana, "Gardener"));

        Assert.Equal(RefusalKind.NotFound, refusal.Kind);
        Assert.EndsWith("There are gardener, planner, reviewer, steward.", refusal.Message);
    }

    [Fact]
    public async Task Of_two_adds_at_once_with_one_name_one_stands()
    {
        var ana = await steward.NewOwner();

        var codes = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(async number =>
                {
                    try
                    {
                        await ana.Run(new AddAgent($"{Text} {number}"));
                        return "added";
                    }
                    catch (RefusalException refusal)
                    {
                        return refusal.Code;
                    }
                })
        );

        Assert.Equal(["added", .. Enumerable.Repeat("already_exists", 5)], codes.Order());
        Assert.Single((await ana.Run(new GetAgent("gardener"))).Versions);
    }

    [Fact]
    public async Task Two_updates_at_once_are_two_versions()
    {
        var ana = await steward.NewOwner();
        await ana.Run(new AddAgent(Text));

        await Task.WhenAll(
            ana.Run(new UpdateAgent("gardener", Text + " A")),
            ana.Run(new UpdateAgent("gardener", Text + " B"))
        );

        Assert.Equal([3, 2, 1], (await ana.Run(new GetAgent("gardener"))).Versions.Select(version => version.Number));
    }

    [Fact]
    public async Task A_tenant_has_a_hundred_agents_at_most()
    {
        var ana = await steward.NewOwner();
        for (var number = 0; number < 100; number++)
            await ana.Run(new AddAgent(Text, $"gardener-{number}"));

        Assert.Equal("too_many_agents", (await ana.Refused(new AddAgent(Text))).Code);
    }

    [Theory]
    [InlineData("", "gardener", "invalid_input")]
    [InlineData(" ", "gardener", "invalid_input")]
    [InlineData("\uFEFF", "gardener", "invalid_agent")]
    [InlineData("Water them.", null, "invalid_agent")]
    [InlineData("Water them.", "!?", "invalid_agent")]
    [InlineData(Text, "!?", "invalid_input")]
    [InlineData("a\0b", "gardener", "invalid_input")]
    public async Task What_is_no_agent_is_refused(string text, string? name, string code)
    {
        var ana = await steward.NewOwner();

        Assert.Equal(code, (await ana.Refused(new AddAgent(text, name))).Code);
        Assert.Equal("invalid_input", (await ana.Refused(new AddAgent("a\uD800b", "gardener"))).Code);
        Assert.Equal(3, (await Names(ana)).Count());
    }

    private static async Task<IEnumerable<string>> Names(Member member) =>
        (await member.Run(new ListAgents())).Items.Select(agent => agent.Name);

    /// <summary>As a run asks for its agent.</summary>
    private static async Task<AgentDefinition> Asked(Member member, string? name) =>
        (await member.Run(new AskedAgent(name))).Definition;

    [Operation("get_asked_agent", null)]
    [System.ComponentModel.Description("What a run is told.")]
    internal sealed record AskedAgent(string? Name) : IQuery<AskedAgent.Told>
    {
        internal sealed record Told(AgentDefinition Definition);

        internal sealed class Handler(AgentBook book) : IHandler<AskedAgent, Told>
        {
            public async Task<Told> Handle(AskedAgent query, OperationContext context, CancellationToken ct) =>
                new(await book.Get(context.Tenant, query.Name, ct));
        }
    }
}
