using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Steward.Identity;

namespace Steward.Tests.Identity;

/// <summary>What depends on who came first needs a database in which nobody has been yet.</summary>
public sealed class InstallationTests(TestSteward steward) : IAsyncLifetime
{
    private readonly string database = $"fresh_{TestSteward.NewId():n}";
    private readonly List<ServiceProvider> nodes = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await AsSuperuser($"CREATE DATABASE {database} OWNER steward_owner");
        var server = new NpgsqlConnectionStringBuilder(steward.ServerConnectionString);
        await new Migrator(In(steward.OwnerConnectionString), server.Username!, NullLogger.Instance).Up(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
        await AsSuperuser($"DROP DATABASE {database} WITH (FORCE)");
    }

    [Fact]
    public async Task The_first_to_sign_up_is_the_operator_and_the_door_closes_behind()
    {
        var node = Node(SignUpMode.First);
        var codes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => SignUp(node, $"user{i}@example.org")));

        Assert.Equal(1, codes.Count(code => code is null));
        Assert.Equal(3, codes.Count(code => code is "sign_up_closed"));
        Assert.Equal("sign_up_closed", await SignUp(node, "late@example.org"));
        Assert.Equal(
            [
                [true],
            ],
            await Query("SELECT is_operator FROM identity.account")
        );
    }

    [Fact]
    public async Task Where_everybody_may_sign_up_only_the_first_is_the_operator()
    {
        var node = Node(SignUpMode.Open);
        Assert.Null(await SignUp(node, "first@example.org"));
        Assert.Null(await SignUp(node, "second@example.org"));

        Assert.Equal(
            [
                ["first@example.org", true, true],
                ["second@example.org", false, false],
            ],
            await Query("SELECT email, is_operator, email_proved FROM identity.account ORDER BY email")
        );
    }

    [Fact]
    public async Task Where_one_must_be_invited_the_first_comes_from_the_command_line()
    {
        var node = Node(SignUpMode.Invited);
        Assert.Equal("sign_up_closed", await SignUp(node, "ana@example.org"));

        var admin = node.GetRequiredService<UserAdmin>();
        var added = await admin.Add(new("Ana@example.org", People.Password, "Ana", "Ana's household"), Ct);

        Assert.Equal("ana@example.org", added.Email);
        await admin.Add(new("bob@example.org", People.Password, "Bob", "Bob's household"), Ct);
        var again = await Assert.ThrowsAsync<RefusalException>(() =>
            admin.Add(new("ana@example.org", People.Password, "Ana", "Home"), Ct)
        );
        Assert.Equal("email_taken", again.Code);
        var signedIn = (SignedIn)(await Run(node, new SignIn("ana@example.org", People.Password))).Result!;
        Assert.Equal((added.TenantId, Role.Owner), (signedIn.Tenant.Id, signedIn.User.Role));
        Assert.Equal(
            [
                [true, true],
                [false, true],
            ],
            await Query("SELECT is_operator, email_proved FROM identity.account ORDER BY email")
        );
    }

    [Fact]
    public async Task Servers_that_start_at_once_share_one_signing_key()
    {
        var servers = Enumerable.Range(0, 4).Select(_ => Node(SignUpMode.Open)).ToList();
        var sets = await Task.WhenAll(servers.Select(server => server.GetRequiredService<SigningKeys>().KeySet(Ct)));

        Assert.Single(sets.Distinct());
        Assert.Single(await Query("SELECT id FROM identity.signing_key"));
    }

    [Fact]
    public async Task The_next_key_is_published_before_it_signs_and_the_old_one_goes_when_its_tokens_have()
    {
        var time = new Tokens.ManualTime();
        time.Now = TimeProvider.System.GetUtcNow();
        var node = Node(SignUpMode.Open, time);
        var keys = node.GetRequiredService<SigningKeys>();
        var upkeep = node.GetRequiredService<IdentityUpkeep>();
        await upkeep.Run(Ct);
        var first = keys.Ring.Current(time.Now).Id;

        time.Now += KeyRing.SignsFor - KeyRing.Lead;
        await upkeep.Run(Ct);
        Assert.Equal((2, first), (keys.Ring.Published(time.Now).Count, keys.Ring.Current(time.Now).Id));

        time.Now += KeyRing.Lead;
        await upkeep.Run(Ct);
        Assert.NotEqual(first, keys.Ring.Current(time.Now).Id);
        Assert.Equal(2, keys.Ring.Published(time.Now).Count);

        time.Now += TimeSpan.FromHours(1);
        await upkeep.Run(Ct);
        Assert.DoesNotContain(first, await keys.KeySet(Ct));
        Assert.Single(await Query("SELECT id FROM identity.signing_key"));
    }

    [Fact]
    public async Task The_private_key_is_not_in_the_database()
    {
        await Node(SignUpMode.Open).GetRequiredService<SigningKeys>().KeySet(Ct);

        var key = (byte[])(await Query("SELECT sealed FROM identity.signing_key"))[0][0]!;
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => SigningKey.Import(key, default));
    }

    private ServiceProvider Node(SignUpMode mode, TimeProvider? time = null)
    {
        var node = TestSteward.NewServices(
            NpgsqlDataSource.Create(In(steward.ServerConnectionString)),
            services =>
            {
                services.AddSingleton(new IdentityOptions { SignUp = mode, PasswordRounds = 1000 });
                if (time is not null)
                    services.AddSingleton(time);
            }
        );
        nodes.Add(node);
        return node;
    }

    private static async Task<string?> SignUp(ServiceProvider node, string email)
    {
        try
        {
            await Run(node, new SignUp(email, People.Password, "Ana", "Home"));
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal.Code;
        }
    }

    private static Task<Outcome> Run(ServiceProvider node, IOperation operation) =>
        node.GetRequiredService<Pipeline>()
            .Run(
                new()
                {
                    Operation = node.GetRequiredService<Catalogue>().Of(operation.GetType()),
                    Caller = Caller.Anonymous(Surface.Rest, "test", TestSteward.NewAddress()),
                    Input = () => new(operation),
                },
                Ct
            );

    private async Task<List<object?[]>> Query(string sql)
    {
        await using var source = NpgsqlDataSource.Create(In(steward.OwnerConnectionString));
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(Ct))
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        return rows;
    }

    private async Task AsSuperuser(string sql)
    {
        var postgres = new NpgsqlConnectionStringBuilder(steward.OwnerConnectionString)
        {
            Username = "postgres",
            Database = "postgres",
        };
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private string In(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { Database = database }.ConnectionString;
}
