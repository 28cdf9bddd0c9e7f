namespace Steward.Assistant;

[Operation("record_server_tools", null, BringsText = true, NeverUndone = "the server has said so.")]
[System]
[Description("Notes what a server says about its tools. What has changed waits until a person has looked at it.")]
public sealed record RecordServerTools(
    Guid ServerId,
    [property: Description("The version of the server that was asked.")] int Number,
    [property: MaxLength(RecordServerTools.Most)] IReadOnlyList<ToolDefinition>? Tools,
    [property: MaxLength(500), Description("Why it could not be asked.")] string? Problem = null,
    [property: MaxLength(500), Description("What of its tools is not taken, and why.")] string? LeftOut = null
) : ICommand<Nothing>
{
    /// <summary>What a server offers beyond that is not taken.</summary>
    internal const int Most = 64;

    internal sealed class Handler(
        Repository<OutsideServer> servers,
        OutsideToolRepository tools,
        ServerEditing editing,
        Porch porch
    ) : IHandler<RecordServerTools, Nothing>
    {
        public async Task<Nothing> Handle(RecordServerTools command, OperationContext context, CancellationToken ct)
        {
            var wasAskedFor =
                await porch.Call(
                    "assistant.end_outside_work",
                    ct,
                    context.Tenant,
                    nameof(OutsideWorkKind.List),
                    command.ServerId
                )
                is [[true]];
            if (await servers.Find(context.Tenant, command.ServerId, ct) is not { } server)
                return Nothing.Value;
            if (server.Number != command.Number)
            {
                // Something else was decided about it since it was asked.
                await editing.Ask(server, context, ct);
                return Nothing.Value;
            }
            if (command.Tools is null && command.Problem is null)
                return Nothing.Value;
            server.Problem = command.Problem;
            if (command.Tools is not { } seen)
                return Nothing.Value;
            server.LeftOut = command.LeftOut;
            var changed = await See(server, seen, context, ct);
            // It is asked before calls, too, and mostly says what it has always said.
            if (wasAskedFor || changed is not null)
            {
                server.ListedAt = context.Now;
                context.Raise(new ServerToolsListed(server.Id, changed ?? []));
            }
            return Nothing.Value;
        }

        /// <returns>The tools about which it says something that nobody has looked at; null: it offers what it did.</returns>
        private async Task<IReadOnlyList<string>?> See(
            OutsideServer server,
            IReadOnlyList<ToolDefinition> seen,
            OperationContext context,
            CancellationToken ct
        )
        {
            var known = (await tools.Of(context.Tenant, server.Id, ct)).ToDictionary(tool => tool.Name);
            var isFirst = server.ListedAt is null;
            var changed = new List<string>();
            var isOther = isFirst;
            foreach (var now in seen)
                if (!known.Remove(now.Name, out var tool))
                {
                    isOther = true;
                    tools.Add(
                        context.Tenant,
                        new()
                        {
                            Id = context.NewId(),
                            ServerId = server.Id,
                            Name = now.Name,
                            Definition = now.Text,
                            Hash = now.Hash,
                            IsAllowed = isFirst && server.AllowsAll,
                            IsOffered = true,
                        }
                    );
                }
                else if (tool.See(now))
                    changed.Add(now.Name);
            foreach (var gone in known.Values)
                // What nobody has allowed need not be kept: a server could think up others for ever.
                if (!gone.IsAllowed)
                    tools.Remove(context.Tenant, gone);
                else
                    gone.IsOffered = false;
            return isOther || changed.Count > 0 ? changed : null;
        }
    }
}
