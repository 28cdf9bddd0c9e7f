using System.CommandLine;
using Microsoft.Extensions.Logging;
using Steward.Identity;
using Steward.Server.Hosting;

namespace Steward.Server.Cli;

/// <summary>
/// <c>steward user add</c>: signs a person up with a tenant of her own, whatever the settings allow to strangers: who can run this has
/// the installation in hand.
/// </summary>
internal static class UserCommand
{
    public static Command Create()
    {
        var installation = new InstallationOptions();
        var email = new Option<string>("--email")
        {
            Description = "The e-mail address to sign in with.",
            Required = true,
        };
        var name = new Option<string>("--name") { Description = "The name that others see.", Required = true };
        var tenant = new Option<string?>("--tenant")
        {
            Description = "The name of the tenant (default: of the person).",
        };
        var zone = new Option<string?>("--time-zone") { Description = "The tenant's IANA time zone." };
        var add = new Command(
            "add",
            "Adds a person with a tenant of her own. The password is read from standard input."
        )
        {
            email,
            name,
            tenant,
            zone,
        };
        installation.AddTo(add, listens: false);
        add.SetAction(
            (parsed, ct) =>
                installation.Work(
                    parsed,
                    async (database, logs) =>
                    {
                        await database.Prepare(logs, ct);
                        var signUp = new SignUp(
                            parsed.GetValue(email)!,
                            Password.Read(parsed),
                            parsed.GetValue(name)!,
                            parsed.GetValue(tenant) ?? parsed.GetValue(name)!,
                            parsed.GetValue(zone)
                        );
                        var signedIn = await Run(
                            signUp,
                            installation.Read(parsed, TextWriter.Null)!,
                            database,
                            logs,
                            ct
                        );
                        await parsed.InvocationConfiguration.Output.WriteLineAsync(
                            $"Added {signedIn.User.Email}, user {signedIn.User.Id} in tenant {signedIn.Tenant.Id}."
                        );
                        return ExitCode.Done;
                    },
                    ct
                )
        );
        return new Command("user", "People of this installation.") { add };
    }

    private static async Task<SignedIn> Run(
        SignUp signUp,
        Configuration.StewardOptions options,
        StewardDatabase database,
        ILoggerFactory logs,
        CancellationToken ct
    )
    {
        var services = new ServiceCollection();
        services.AddSingleton(logs).AddLogging();
        services.AddSteward(database.Source, StewardApp.Modules);
        services.AddIdentity(
            options with
            {
                Signup = Configuration.Signup.Open,
            },
            MasterKey.LoadOrCreate(options.DataFolder),
            new OutboundHttp(options.OutboundAllow)
        );
        await using var provider = services.BuildServiceProvider();
        var catalogue = provider.GetRequiredService<Catalogue>();
        var outcome = await provider
            .GetRequiredService<Pipeline>()
            .Run(
                new()
                {
                    Operation = catalogue.Of(typeof(SignUp)),
                    Caller = Caller.Anonymous(Surface.Cli, "steward-user-add"),
                    Input = () => new(signUp),
                },
                ct
            );
        return (SignedIn)outcome.Result!;
    }
}
