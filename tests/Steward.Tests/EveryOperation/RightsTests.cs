namespace Steward.Tests.EveryOperation;

/// <summary>Who may not, may not: whatever the operation.</summary>
public sealed class RightsTests(TestSteward steward)
{
    [Theory, MemberData(nameof(Operations.All), MemberType = typeof(Operations))]
    public async Task Its_sample_succeeds(string operation) => await (await Staged.Of(steward, operation)).Run();

    [Theory, MemberData(nameof(Operations.Scoped), MemberType = typeof(Operations))]
    public async Task Without_its_scope_it_is_refused(string operation)
    {
        var staged = await Staged.Of(steward, operation);
        var others = Scopes.All.Where(scope => scope != staged.Operation.Scope);

        var refusal = await staged.Refused(caller => caller with { Scopes = ScopeSet.Of(others) });

        Assert.Equal((RefusalKind.Forbidden, "missing_scope"), (refusal.Kind, refusal.Code));
        Assert.Equal(staged.Operation.Scope, refusal.Params["scope"]);
    }

    [Theory, MemberData(nameof(Operations.ScopedCommands), MemberType = typeof(Operations))]
    public async Task A_viewer_writes_nothing_whatever_the_token_says(string operation)
    {
        var staged = await Staged.Of(steward, operation);
        var viewer = await steward.NewMember(staged.Tenant, Role.Viewer, "Eve");
        var before = await Tables.Owned(steward, staged.Tenant);

        // A command that needs no more than to read may leave machinery, such as a ticket: never a row.
        var mayCall = Scopes.Of(Role.Viewer).Contains(staged.Operation.Scope!);
        foreach (var token in (ScopeSet[])[viewer.Caller.Scopes, ScopeSet.All])
            try
            {
                await viewer.As(caller => caller with { Scopes = token }).Call(staged.Input);
                Assert.True(mayCall);
            }
            catch (RefusalException refusal)
            {
                Assert.Equal(RefusalKind.Forbidden, refusal.Kind);
            }
        Assert.Equal(before, await Tables.Owned(steward, staged.Tenant));
    }

    [Theory, MemberData(nameof(Operations.OfPersons), MemberType = typeof(Operations))]
    public async Task What_is_a_persons_is_refused_to_agents_keys_and_jobs(string operation)
    {
        var staged = await Staged.Of(steward, operation);

        foreach (
            var to in (Func<Caller, Caller>[])
                [
                    caller => caller with { Kind = CallerKind.Agent, Agent = "mcp", Surface = Surface.Mcp },
                    caller => caller with { Kind = CallerKind.Agent, Agent = "helper" },
                    caller => caller with { Surface = Surface.Mcp },
                    caller => caller with { Credential = new(CredentialKind.ApiKey, TestSteward.NewId()) },
                    caller => caller with { Credential = new(CredentialKind.Job, default), Surface = Surface.Job },
                ]
        )
            Assert.Equal("person_only", (await staged.Refused(to)).Code);
    }

    [Theory, MemberData(nameof(Operations.OfSystem), MemberType = typeof(Operations))]
    public async Task What_is_the_systems_is_refused_to_everybody_else(string operation)
    {
        var staged = await Staged.Of(steward, operation);

        foreach (var role in Enum.GetValues<Role>())
        {
            var member = await steward.NewMember(staged.Tenant, role, $"{role}");
            Assert.Equal("system_only", (await member.Refused(staged.Input)).Code);
            Assert.Equal("system_only", (await member.AsAgent().Refused(staged.Input)).Code);
        }
    }

    [Theory, MemberData(nameof(Operations.NotOfSystem), MemberType = typeof(Operations))]
    public async Task The_system_does_only_what_is_listed(string operation)
    {
        var staged = await Staged.Of(steward, operation);

        var refusal = await staged.Refused(caller => Caller.System(caller.Tenant, "test"));

        Assert.Equal("not_for_system", refusal.Code);
    }

    [Theory, MemberData(nameof(Operations.WithCaller), MemberType = typeof(Operations))]
    public async Task Nobody_is_told_to_sign_in(string operation)
    {
        var staged = await Staged.Of(steward, operation);

        var refusal = await staged.Refused(caller => Caller.Anonymous(caller.Surface, "test"));

        Assert.Equal(RefusalKind.Unauthenticated, refusal.Kind);
    }

    [Theory, MemberData(nameof(Operations.NotOfSystem), MemberType = typeof(Operations))]
    public async Task What_vouches_for_the_caller_is_asked_each_time(string operation)
    {
        var staged = await Staged.Of(steward, operation);
        var elsewhere = await steward.NewSession(staged.World.Bob.Tenant, staged.World.Bob.Id);

        foreach (
            var to in (Func<Caller, Caller>[])
                [
                    caller => caller with { Credential = new(CredentialKind.Session, TestSteward.NewId()) },
                    caller => caller with { Credential = new(CredentialKind.Session, elsewhere) },
                    caller =>
                        caller with
                        {
                            Credential = new(CredentialKind.Session, elsewhere),
                            User = staged.World.Bob.Id,
                        },
                    caller => caller with { Tenant = staged.World.Bob.Tenant },
                ]
        )
            Assert.Equal(RefusalKind.Unauthenticated, (await staged.Refused(to)).Kind);
    }

    [Theory, MemberData(nameof(Operations.WithCaller), MemberType = typeof(Operations))]
    public async Task Who_may_not_does_not_hear_what_was_wrong_with_the_input(string operation)
    {
        var staged = await Staged.Of(steward, operation);
        var anonymous = Caller.Anonymous(Surface.Rest, "test");
        var powerless = staged.Caller.Caller with { Scopes = ScopeSet.None };

        foreach (var caller in staged.Operation.Scope is null ? [anonymous] : new[] { anonymous, powerless })
        {
            var refusal = await Assert.ThrowsAsync<RefusalException>(() =>
                steward.Pipeline.Run(
                    new()
                    {
                        Operation = staged.Operation,
                        Caller = caller,
                        Input = () => throw RefusalException.Invalid("", "malformed", "It is not read at all."),
                    },
                    TestContext.Current.CancellationToken
                )
            );

            Assert.True(refusal.Kind is RefusalKind.Unauthenticated or RefusalKind.Forbidden, refusal.Code);
        }
    }
}
