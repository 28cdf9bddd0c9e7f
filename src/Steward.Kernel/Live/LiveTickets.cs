using Microsoft.Extensions.DependencyInjection;

namespace Steward.Kernel;

/// <summary>Redeems tickets for the live feed.</summary>
public sealed class LiveTickets(IServiceScopeFactory scopes)
{
    /// <summary>Whom the ticket stands for; null: it was used, has ended, or never was. It is used up by this.</summary>
    /// <param name="ticket">As <c>add_live_ticket</c> gave it.</param>
    /// <param name="anonymous">The caller as the surface knows it.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<Caller?> Take(string ticket, Caller anonymous, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope
            .ServiceProvider.GetRequiredService<Porch>()
            .Call("kernel.take_ticket", ct, AddLiveTicket.Hash(ticket));
        return rows is [[Guid tenant, Guid user, short kind, Guid credential, long allowed, string role]]
            ? anonymous with
            {
                Kind = CallerKind.User,
                Surface = Surface.Live,
                Tenant = new(tenant),
                User = new(user),
                Credential = new((CredentialKind)kind, credential),
                Scopes = new((uint)allowed),
                Role = Enum.Parse<Role>(role),
            }
            : null;
    }
}
