using System.Text.Json;

namespace Steward.Assistant;

/// <summary>How what people decide about a server is kept, and its tools asked for.</summary>
internal sealed class ServerEditing(
    ServerVersionRepository versions,
    OutsideToolRepository tools,
    OutsideOptions options,
    Porch porch
)
{
    private const int MostVersions = 50;

    /// <summary>What stands now is the newest version.</summary>
    public async Task Keep(OutsideServer server, OperationContext context, CancellationToken ct)
    {
        server.Number++;
        var known = await versions.Of(context.Tenant, server.Id, ct);
        foreach (var old in known.SkipLast(MostVersions - 1))
            versions.Remove(context.Tenant, old);
        versions.Add(
            context.Tenant,
            new()
            {
                Id = context.NewId(),
                ServerId = server.Id,
                Number = server.Number,
                Url = server.Url,
                Header = server.Header,
                IsEnabled = server.IsEnabled,
                Choices = JsonSerializer.Serialize(
                    (await tools.Of(context.Tenant, server.Id, ct)).Select(tool => new ToolChoice(
                        tool.Name,
                        tool.Hash,
                        tool.IsAllowed,
                        tool.IsUnasked
                    )),
                    Wire.Json
                ),
                CreatedBy = context.Caller.Kind is CallerKind.System ? server.CreatedBy : context.User,
            }
        );
    }

    /// <summary>Its tools are asked for once this is committed.</summary>
    public async Task Ask(OutsideServer server, OperationContext context, CancellationToken ct)
    {
        if (!server.IsEnabled)
            return;
        await porch.Call("assistant.add_outside_work", ct, context.Tenant, nameof(OutsideWorkKind.List), server.Id);
        context.Wake();
    }

    /// <exception cref="RefusalException">The operator does not offer it any more.</exception>
    public void CheckOffered(OutsideServer server)
    {
        if (server.Kind is ServerKind.Catalogue && options.Find(server.Entry) is null)
            throw RefusalException.Conflict(
                "not_in_catalogue",
                $"{server.Entry} is not in the operator's catalogue any more. Remove the server, or ask the operator."
            );
    }
}
