using Steward.Identity;

namespace Steward.Tests.Identity;

internal static class IdentitySamples
{
    /// <summary>A sample that somebody calls who has not signed in.</summary>
    internal abstract class OfGuest<TOperation> : Sample<TOperation>
        where TOperation : IOperation
    {
        public override Member Caller(World world) => world.Steward.NewGuest();
    }

    internal sealed class SignUpSample : OfGuest<SignUp>
    {
        public override Task<SignUp> Of(World world) =>
            Task.FromResult(
                new SignUp(
                    $"{TestSteward.NewId():n}@example.org",
                    People.Password,
                    "Ana",
                    "Ana's household",
                    "Europe/Berlin"
                )
            );
    }

    internal sealed class SignInSample : OfGuest<SignIn>
    {
        public override async Task<SignIn> Of(World world) =>
            new(await world.Ana.GiveAccount(), People.Password, world.Ana.Tenant);
    }

    internal sealed class RefreshSample : OfGuest<Refresh>
    {
        public override async Task<Refresh> Of(World world) =>
            new((await SignInAsAna(world)).RefreshToken!, world.Ana.Tenant);
    }

    internal sealed class SignOutSample : OfGuest<SignOut>
    {
        public override async Task<SignOut> Of(World world) => new((await SignInAsAna(world)).RefreshToken);
    }

    internal sealed class SwitchTenantSample : Sample<SwitchTenant>
    {
        public override async Task<SwitchTenant> Of(World world) =>
            new((await world.Ana.Run(new AddTenant("Ana's company"))).Id);
    }

    internal sealed class ListSessionsSample : Sample<ListSessions>
    {
        public override Task<ListSessions> Of(World world) => Task.FromResult(new ListSessions());
    }

    internal sealed class EndSessionSample : Sample<EndSession>
    {
        public override async Task<EndSession> Of(World world) =>
            new(await world.Steward.NewSession(world.Ana.Tenant, world.Ana.Id));
    }

    internal sealed class GetMeSample : Sample<GetMe>
    {
        public override Task<GetMe> Of(World world) => Task.FromResult(new GetMe());
    }

    internal sealed class UpdateMeSample : Sample<UpdateMe>
    {
        public override Task<UpdateMe> Of(World world) =>
            Task.FromResult(new UpdateMe("Anastasia", (string?)"America/Bogota"));

        public override Member Caller(World world) => world.Ben;
    }

    internal sealed class ChangePasswordSample : Sample<ChangePassword>
    {
        public override async Task<ChangePassword> Of(World world)
        {
            await world.Ana.GiveAccount();
            return new(People.Password, "another long secret");
        }
    }

    internal sealed class GetTenantSample : Sample<GetTenant>
    {
        public override Task<GetTenant> Of(World world) => Task.FromResult(new GetTenant());
    }

    internal sealed class UpdateTenantSample : Sample<UpdateTenant>
    {
        public override Task<UpdateTenant> Of(World world) =>
            Task.FromResult(new UpdateTenant("The whole family", "Europe/Lisbon"));
    }

    internal sealed class ListTenantsSample : Sample<ListTenants>
    {
        public override Task<ListTenants> Of(World world) => Task.FromResult(new ListTenants());
    }

    internal sealed class AddTenantSample : Sample<AddTenant>
    {
        public override Task<AddTenant> Of(World world) => Task.FromResult(new AddTenant("Ana's company"));
    }

    internal sealed class AddUserSample : Sample<AddUser>
    {
        public override Task<AddUser> Of(World world) =>
            Task.FromResult(
                new AddUser($"{TestSteward.NewId():n}@example.org", People.Password, "Ana", "Ana's household")
            );

        public override Member Caller(World world) =>
            new(world.Steward, Steward.Kernel.Caller.System(default, "test") with { Surface = Surface.Cli });
    }

    internal sealed class ListMembershipsSample : Sample<ListMemberships>
    {
        public override Task<ListMemberships> Of(World world) => Task.FromResult(new ListMemberships(Limit: 1));
    }

    internal sealed class UpdateMembershipSample : Sample<UpdateMembership>
    {
        public override Task<UpdateMembership> Of(World world) =>
            Task.FromResult(new UpdateMembership(world.Ben.Id, Role.Admin, "Benjamin", (string?)"Europe/Paris"));
    }

    internal sealed class RemoveMembershipSample : Sample<RemoveMembership>
    {
        public override Task<RemoveMembership> Of(World world) => Task.FromResult(new RemoveMembership(world.Ben.Id));
    }

    internal sealed class ListInvitationsSample : Sample<ListInvitations>
    {
        public override async Task<ListInvitations> Of(World world)
        {
            await world.Ana.Run(new AddInvitation());
            return new();
        }
    }

    internal sealed class AddInvitationSample : Sample<AddInvitation>
    {
        public override Task<AddInvitation> Of(World world) =>
            Task.FromResult(new AddInvitation(Role.Viewer, "carla@example.org", 3));
    }

    internal sealed class RevokeInvitationSample : Sample<RevokeInvitation>
    {
        public override async Task<RevokeInvitation> Of(World world) =>
            new((await world.Ana.Run(new AddInvitation())).Invitation.Id);
    }

    internal sealed class AcceptInvitationSample : OfGuest<AcceptInvitation>
    {
        public override async Task<AcceptInvitation> Of(World world) =>
            new(
                (await world.Ana.Run(new AddInvitation())).Token,
                People.Password,
                $"{TestSteward.NewId():n}@example.org",
                "Carla"
            );
    }

    internal sealed class ListApiKeysSample : Sample<ListApiKeys>
    {
        public override async Task<ListApiKeys> Of(World world)
        {
            await NewApiKey(world);
            return new();
        }
    }

    internal sealed class AddApiKeySample : Sample<AddApiKey>
    {
        public override Task<AddApiKey> Of(World world) =>
            Task.FromResult(new AddApiKey("The backup script", ["read:*"], NextWeek));
    }

    internal sealed class RevokeApiKeySample : Sample<RevokeApiKey>
    {
        public override async Task<RevokeApiKey> Of(World world) => new((await NewApiKey(world)).Id);
    }

    private static DateTimeOffset NextWeek => TimeProvider.System.GetUtcNow().AddDays(7);

    private static Task<NewApiKey> NewApiKey(World world) =>
        world.Ana.Run(new AddApiKey("The backup script", ["read:tasks"], NextWeek));

    private static async Task<SignedIn> SignInAsAna(World world) =>
        await world.Steward.NewGuest().Run(new SignIn(await world.Ana.GiveAccount(), People.Password));
}
