using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Steward.Assistant;
using Steward.Identity;
using Steward.Server.EmbeddedPostgres;
using Steward.Tasks;

namespace Steward.Tests;

/// <summary>One PostgreSQL and one Steward per run; a new tenant per test keeps tests apart.</summary>
public sealed class TestSteward : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("steward-tests-").FullName;
    private PostgresServer postgres = null!;
    private NpgsqlDataSource owner = null!;

    /// <summary>18 by default; bin/test runs everything again with 15.</summary>
    public static int PostgresMajor { get; } =
        int.Parse(
            Environment.GetEnvironmentVariable("STEWARD_TEST_POSTGRES") ?? "18",
            System.Globalization.CultureInfo.InvariantCulture
        );

    public static Assembly[] Modules { get; } =
    [typeof(Due).Assembly, typeof(JsonWebKey).Assembly, typeof(Say).Assembly, typeof(TestModule).Assembly];

    /// <summary>One for the run, so that another node reads the same signing keys.</summary>
    public static MasterKey MasterKey { get; } = NewMasterKey();

    public ServiceProvider Services { get; private set; } = null!;
    public Pipeline Pipeline => Services.GetRequiredService<Pipeline>();
    public Catalogue Catalogue => Services.GetRequiredService<Catalogue>();
    public string OwnerConnectionString => postgres.OwnerConnectionString;
    public string ServerConnectionString => postgres.ServerConnectionString;

    public async ValueTask InitializeAsync()
    {
        var binaries = await PostgresBinaries.Find(null, PostgresMajor, default);
        postgres = await PostgresServer.Start(
            binaries,
            folder,
            PostgresOptions.Throwaway,
            NullLogger.Instance,
            default
        );
        await NewMigrator().Up(default);
        owner = NpgsqlDataSource.Create(OwnerConnectionString);
        await ExecuteAsOwner(TestModule.Schema);
        Services = NewServices(NpgsqlDataSource.Create(ServerConnectionString));
        await RowLog.Install(this);
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await owner.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await postgres.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public Migrator NewMigrator() =>
        new(
            OwnerConnectionString,
            new NpgsqlConnectionStringBuilder(ServerConnectionString).Username!,
            NullLogger.Instance
        );

    /// <summary>Another Steward over the same database, as another node; connected as the owner, row security does not hold it.</summary>
    public static ServiceProvider NewServices(NpgsqlDataSource source, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSteward(source, Modules);
        services.AddIdentity(
            new IdentityOptions { SignUp = SignUpMode.Open, PasswordRounds = 1000 },
            MasterKey,
            new OutboundHttp([])
        );
        services.AddAssistant();
        services.AddModels(new(), MasterKey, new OutboundHttp(["127.0.0.1"]));
        services.AddOutsideServers(
            new() { Folder = Path.GetTempPath(), Catalogue = [new("memory", "true") { Description = "Remembers." }] },
            MasterKey
        );
        configure?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <summary>A tenant of its own with one owner in a session.</summary>
    public async Task<Member> NewOwner(string name = "Ana")
    {
        var tenant = new TenantId(NewId());
        await ExecuteAsOwner(
            "INSERT INTO identity.tenant VALUES ($1, $1, $2, 'Europe/Berlin', 1, now(), now())",
            tenant.Value,
            $"{name}'s household"
        );
        return await NewMember(tenant, Role.Owner, name);
    }

    public async Task<Member> NewMember(TenantId tenant, Role role, string name)
    {
        var user = new UserId(NewId());
        await ExecuteAsOwner(
            "INSERT INTO identity.membership (tenant_id, id, role, email, display_name, time_zone, version, created_at, updated_at) "
                + "VALUES ($1, $2, $3, $4, $5, NULL, 1, now(), now())",
            tenant.Value,
            user.Value,
            role.ToString(),
            $"{name}@{user.Value:n}.example",
            name
        );
        return new(
            this,
            new Caller
            {
                Kind = CallerKind.User,
                Tenant = tenant,
                User = user,
                Role = role,
                Credential = new(CredentialKind.Session, await NewSession(tenant, user)),
                Scopes = Scopes.Of(role),
                Surface = Surface.Rest,
                CorrelationId = "test",
            }
        );
    }

    public async Task<Guid> NewSession(TenantId tenant, UserId user)
    {
        var session = NewId();
        await ExecuteAsOwner(
            "INSERT INTO identity.session (id, user_id, tenant_id, created_at, seen_at, expires_at) "
                + "VALUES ($1, $2, $3, now(), now(), now() + interval '30 days')",
            session,
            user.Value,
            tenant.Value
        );
        return session;
    }

    public async Task<int> ExecuteAsOwner(string sql, params object[] values)
    {
        await using var command = owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows as the owner sees them, whom row security does not hold.</summary>
    public async Task<List<object?[]>> QueryAsOwner(string sql, params object[] values)
    {
        await using var command = owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
            rows.Add([
                .. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i)),
            ]);
        return rows;
    }

    private static readonly Identifiers identifiers = new();

    public static Guid NewId() => identifiers.New(TimeProvider.System.GetUtcNow());

    /// <summary>Somebody who has not signed in, at an address of his own.</summary>
    public Member NewGuest(string? address = null) =>
        new(this, Caller.Anonymous(Surface.Rest, "test", address ?? NewAddress(), "a browser"));

    /// <summary>An address that no other test uses: throttles count by it.</summary>
    public static string NewAddress() =>
        new System.Net.IPAddress([0xfd, 0, .. Guid.CreateVersion7().ToByteArray()[10..16], .. new byte[8]]).ToString();

    private static MasterKey NewMasterKey()
    {
        var folder = Directory.CreateTempSubdirectory("steward-tests-");
        var key = MasterKey.LoadOrCreate(folder.FullName);
        folder.Delete(recursive: true);
        return key;
    }
}
