using Steward.Identity;
using Steward.Tasks;

namespace Steward.Tests.Identity;

public sealed class ApiKeyTests(TestSteward steward)
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_key_may_what_it_was_given_and_no_more()
    {
        var ana = await steward.NewOwner();
        var made = await ana.Run(new AddApiKey("The backup script", ["read:tasks"], Now.AddDays(1)));
        Assert.StartsWith("stw_", made.Key, StringComparison.Ordinal);
        var listed = Assert.Single((await ana.Run(new ListApiKeys())).Items);
        Assert.Equal((made.Id, made.Key[^4..], ana.Id), (listed.Id, listed.Hint, listed.UserId));

        var program = await steward.Bearer(made.Key);
        await program.Run(new ListTasks());
        Assert.Equal("missing_scope", (await program.Refused(new AddTask("Pay the rent"))).Code);
        Assert.Equal("person_only", (await program.Refused(new ListApiKeys())).Code);
        var me = await program.Run(new GetMe());
        Assert.Equal((ana.Id, null, "read:tasks"), (me.User.Id, me.SessionId, Assert.Single(me.Scopes)));
    }

    [Fact]
    public async Task A_key_stands_nowhere_but_in_the_answer()
    {
        var ana = await steward.NewOwner();
        var preview = await ana.Preview(new AddApiKey("Preview", ["read:tasks"], Now.AddDays(1)));
        var made = await ana.Call(new AddApiKey("The backup script", ["read:tasks"], Now.AddDays(1)));
        var key = ((NewApiKey)made.Result!).Key;

        Assert.Contains("\"(new)\"", System.Text.Json.JsonSerializer.Serialize(preview.Result, Wire.Json));
        var change = await ana.Run(new GetChange(made.ChangeId!.Value));
        Assert.DoesNotContain(key, System.Text.Json.JsonSerializer.Serialize(change, Wire.Json));
        Assert.DoesNotContain(
            key,
            System.Text.Json.JsonSerializer.Serialize(await ana.Run(new ListApiKeys()), Wire.Json)
        );
        Assert.DoesNotContain(key, made.Result!.ToString());
    }

    [Fact]
    public async Task The_journal_tells_with_which_key_a_change_was_made()
    {
        var ana = await steward.NewOwner();
        var made = await ana.Run(new AddApiKey("Mails to tasks", ["write:tasks"], Now.AddDays(1)));
        var program = await steward.Bearer(made.Key);
        await ana.Run(new AddTask("By hand"));
        await program.Run(new AddTask("By a program"));
        await program.AsAgent().Run(new AddTask("By an agent with a key"));

        var changes = (await ana.Changes()).Where(change => change.Operation == "add_task").ToList();

        Assert.Equal([made.Id, made.Id, null], changes.Select(change => change.ApiKeyId));
        Assert.All(changes, change => Assert.Equal(ana.Id, change.UserId));
    }

    [Fact]
    public async Task A_revoked_key_does_not_count_from_that_moment_and_stays_revoked()
    {
        var ana = await steward.NewOwner();
        var made = await ana.Run(new AddApiKey("The backup script", ["read:tasks"], Now.AddDays(1)));
        var program = await steward.Bearer(made.Key);
        await program.Run(new ListTasks());

        var revoked = await ana.Call(new RevokeApiKey(made.Id));

        Assert.Equal("session_ended", (await program.Refused(new ListTasks())).Code);
        Assert.Equal("session_ended", (await program.Refused(new GetMe())).Code);
        Assert.Equal("never_undone", (await ana.Refused(new UndoChange(revoked.ChangeId!.Value))).Code);
        Assert.Null((await ana.Call(new RevokeApiKey(made.Id))).ChangeId);
    }

    [Fact]
    public async Task An_expired_key_does_not_count()
    {
        var ana = await steward.NewOwner();
        var made = await ana.Run(new AddApiKey("The backup script", ["read:tasks"], Now.AddDays(1)));
        var program = await steward.Bearer(made.Key);
        await steward.ExecuteAsOwner("UPDATE identity.api_key SET expires_at = now() WHERE id = $1", made.Id);

        Assert.Equal("session_ended", (await program.Refused(new ListTasks())).Code);
    }

    [Theory]
    [InlineData("stw_")]
    [InlineData("stw_0000000000000000000000000000000000000000000000000")]
    [InlineData("")]
    [InlineData("Bearer")]
    public async Task What_is_no_key_is_nobody(string key) => Assert.Null(await steward.TryBearer(key));

    [Fact]
    public async Task A_key_with_a_right_checksum_that_nobody_made_is_nobody() =>
        Assert.Null(await steward.TryBearer(SecretToken.New(SecretToken.ApiKey)));

    [Fact]
    public async Task It_gets_only_what_its_owner_has_until_a_year_from_now()
    {
        var ana = await steward.NewOwner();
        var viewer = await steward.NewMember(ana.Tenant, Role.Viewer, "Vera");

        Assert.Equal(
            "scope_not_yours",
            (await viewer.Refused(new AddApiKey("x", ["write:tasks"], Now.AddDays(1)))).Code
        );
        var unknown = await ana.Refused(new AddApiKey("x", ["read:tasks", "fly:away"], Now.AddDays(1)));
        Assert.Equal(("/scopes/1", "unknown_scope"), (unknown.Errors[0].Pointer, unknown.Errors[0].Code));
        Assert.Equal("/expires_at", (await ana.Refused(new AddApiKey("x", ["read:*"], Now))).Errors[0].Pointer);
        Assert.Equal(
            "/expires_at",
            (await ana.Refused(new AddApiKey("x", ["read:*"], Now.AddDays(367)))).Errors[0].Pointer
        );
        Assert.Equal("too_short", (await ana.Refused(new AddApiKey("x", [], Now.AddDays(1)))).Errors[0].Code);

        var all = await ana.Run(new AddApiKey("x", ["read:*"], Now.AddDays(1)));
        Assert.Equal(["read:tasks", "read:money", "read:knowledge"], all.Scopes);
    }

    [Fact]
    public async Task Others_see_no_keys_but_an_owner_does_and_may_revoke_them()
    {
        var world = await World.New(steward);
        var made = await world.Ben.Run(new AddApiKey("Ben's", ["read:tasks"], Now.AddDays(1)));
        var admin = await steward.NewMember(world.Ana.Tenant, Role.Admin, "Adam");

        Assert.Empty((await admin.Run(new ListApiKeys())).Items);
        Assert.Equal(RefusalKind.NotFound, (await admin.Refused(new RevokeApiKey(made.Id))).Kind);
        Assert.DoesNotContain("api_key_added", await admin.Events());

        Assert.Equal("Ben's", Assert.Single((await world.Ana.Run(new ListApiKeys())).Items).Name);
        Assert.NotNull((await world.Ana.Run(new RevokeApiKey(made.Id))).RevokedAt);
    }

    [Fact]
    public void A_secret_has_a_checksum_that_tells_a_mistyped_one()
    {
        var token = SecretToken.New(SecretToken.ApiKey);
        Assert.Equal(53, token.Length);
        Assert.True(SecretToken.IsWellFormed(SecretToken.ApiKey, token));
        Assert.False(SecretToken.IsWellFormed(SecretToken.Invitation, token));
        for (var i = 0; i < token.Length; i++)
            Assert.False(
                SecretToken.IsWellFormed(
                    SecretToken.ApiKey,
                    token[..i] + (token[i] == 'a' ? 'b' : 'a') + token[(i + 1)..]
                )
            );
    }
}
