using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Steward.Kernel;

[Operation("add_live_ticket", Scopes.ReadAudit, Route = "POST /live/tickets", NeverUndone = "it ends by itself.")]
[SecretResult]
[Description(
    "Gives a ticket that opens the live feed of changes once, within 30 seconds: GET /api/v1/live?ticket=..., as a WebSocket or as "
        + "server-sent events. So no token ever stands in an address."
)]
public sealed record AddLiveTicket : ICommand<LiveTicket>
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(30);

    internal static byte[] Hash(string ticket) => SHA256.HashData(Encoding.UTF8.GetBytes(ticket));

    internal sealed class Handler(Porch porch) : IHandler<AddLiveTicket, LiveTicket>
    {
        public async Task<LiveTicket> Handle(AddLiveTicket command, OperationContext context, CancellationToken ct)
        {
            var caller = context.Caller;
            if (caller.Kind is not CallerKind.User)
                throw RefusalException.Forbidden(
                    "not_for_agents",
                    "The live feed is for a person's programs. Call follow_changes with its cursor instead."
                );
            if (context.IsPreview)
                return new("(new)", context.Now + Life);

            var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            var rows = await porch.Call(
                "kernel.add_ticket",
                ct,
                Hash(ticket),
                caller.Tenant,
                caller.User,
                (short)caller.Credential.Kind,
                caller.Credential.Id,
                (long)caller.Scopes.Bits,
                Life
            );
            return new(ticket, new((DateTime)rows[0][0]!, TimeSpan.Zero));
        }
    }
}

public sealed record LiveTicket([property: Secret] string Ticket, DateTimeOffset ExpiresAt)
{
    // A record's own ToString would show the secret.
    public override string ToString() => nameof(LiveTicket);
}
