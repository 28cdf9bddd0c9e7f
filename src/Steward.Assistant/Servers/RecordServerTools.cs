namespace Steward.Assistant;

[Operation("record_server_tools", null, BringsText = true, NeverUndone = "the server has said so.")]
[System]
[Description("Notes what a server says about its tools. What has changed waits until a person has looked at it.")]
public sealed record RecordServerTools(
    Guid ServerId,
    [property: Description("The version of the server that was asked.")] int Number,
    [property: MaxLength(RecordServerTools.Most)] IReadOnlyList<ToolDefinition>? Tools,
    [property: MaxLength(500), Description("Why it could not be asked, or what of it was not taken.")] string? Problem
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
            await porch.Call("assistant.end_outside_work", ct, context.Tenant, command.ServerId);
            if (await servers.Find(context.Tenant, command.ServerId, ct) is not { } server)
                return Nothing.Value;
            if (server.Number != command.Number)
            {
                // Something else was decided about it since it was asked.
                await editing.Ask(server, context, ct);
                return Nothing.Value;
            }
            if (command.Tools is { } seen)
                await See(server, seen, context, ct);
            server.Problem = command.Problem;
            return Nothing.Value;
        }

        private async Task See(
            OutsideServer server,
            IReadOnlyList<ToolDefinition> seen,
            OperationContext context,
            CancellationToken ct
        )
        {
            var known = (await tools.Of(context.Tenant, server.Id, ct)).ToDictionary(tool => tool.Name);
            var isFirst = server.ListedAt is null;
            var changed = new List<string>();
            foreach (var now in seen)
                if (!known.Remove(now.Name, out var tool))
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
                else if (tool.See(now))
                    changed.Add(now.Name);
            foreach (var gone in known.Values)
                gone.IsOffered = false;
            server.ListedAt = context.Now;
            context.Raise(new ServerToolsListed(server.Id, changed));
        }
    }
}
