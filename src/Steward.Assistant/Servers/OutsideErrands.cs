using System.Text;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;

namespace Steward.Assistant;

/// <summary>Does one piece of outside work, and notes what came of it in a transaction of its own.</summary>
internal sealed class OutsideErrands(
    OutsideServers servers,
    OutsideOptions options,
    Pipeline pipeline,
    Catalogue catalogue,
    TimeProvider clock,
    ILogger<OutsideErrands> log
)
{
    private const int LongestProblem = 500;

    public Task Do(OutsideWork work, CancellationToken ct) =>
        work.Kind is OutsideWorkKind.List ? List(work, ct) : Call(work, ct);

    private async Task List(OutsideWork work, CancellationToken ct)
    {
        OpenedServer server;
        try
        {
            server = (OpenedServer)await Run(new OpenServer(work.Id), work.Tenant);
        }
        catch (RefusalException refusal) when (refusal.Kind is RefusalKind.NotFound)
        {
            await Run(new RecordServerTools(work.Id, 0, null), work.Tenant);
            return;
        }
        try
        {
            if (server.IsEnabled)
                await Note(server, await servers.List(server, ct));
            else
                await Run(new RecordServerTools(work.Id, server.Number, null), work.Tenant);
        }
        catch (OutsideFault fault)
        {
            await Run(new RecordServerTools(work.Id, server.Number, null, Sentence(fault)), work.Tenant);
        }
    }

    private async Task Call(OutsideWork work, CancellationToken ct)
    {
        if (work.IsLost)
        {
            await Unknown(work, "The Steward that made this call has ended meanwhile");
            return;
        }
        var call = await Open(work);
        try
        {
            if (clock.GetUtcNow() - call.CreatedAt > options.Limits.Wait + options.Limits.Wait)
                throw OutsideFault.Unsent("was not called in time. Nothing was sent", false);
            var server = Checked(call);
            var answer = await servers.Call(
                server,
                call,
                tools => Note(server, tools),
                async () =>
                {
                    if (Checked(await Open(work)).Way != server.Way)
                        throw OutsideFault.Unsent("has another address or secret by now. Nothing was sent", false);
                },
                ct
            );
            await Record(
                work,
                answer.IsError is true ? OutsideCallState.Failed : OutsideCallState.Done,
                Text(answer),
                answer.IsError is true ? "The server says that it has failed." : null
            );
        }
        catch (OutsideFault fault) when (fault.IsUnsent || fault.IsAnswer)
        {
            await Record(
                work,
                OutsideCallState.Failed,
                fault.IsAnswer ? fault.Message : null,
                fault.IsAnswer ? "The server has not done it." : Sentence(fault)
            );
        }
        catch (OutsideFault fault)
        {
            await Unknown(work, Sentence(fault).TrimEnd('.'));
        }
        catch (OperationCanceledException)
        {
            await Unknown(work, "Steward was stopped before an answer came");
        }
    }

    private async Task<OpenedCall> Open(OutsideWork work) =>
        (OpenedCall)await Run(new OpenOutsideCall(work.Id), work.Tenant);

    /// <exception cref="OutsideFault">People have decided otherwise since it was asked for.</exception>
    private static OpenedServer Checked(OpenedCall call) =>
        call.Obstacle is { } obstacle
            ? throw OutsideFault.Unsent($"{obstacle}. Nothing was sent", false)
            : call.Server!;

    private Task<object> Unknown(OutsideWork work, string why)
    {
        log.OutcomeUnknown(work.Id, why);
        return Record(
            work,
            OutsideCallState.Unknown,
            null,
            $"{why}. Whether it was done is not known, and it is not tried again: a person finds out."
        );
    }

    private Task<object> Note(OpenedServer server, ServerTools tools) =>
        Run(new RecordServerTools(server.Id, server.Number, tools.Tools, LeftOut: tools.LeftOut), server.Tenant);

    private Task<object> Record(OutsideWork work, OutsideCallState state, string? result, string? problem) =>
        Run(new RecordOutsideCall(work.Id, state, result, problem), work.Tenant);

    /// <summary>Also while this node stops: what has happened is noted.</summary>
    private async Task<object> Run(IOperation operation, TenantId tenant) =>
        (
            await pipeline.Run(
                new()
                {
                    Operation = catalogue.Of(operation.GetType()),
                    Caller = Caller.System(tenant, "outside"),
                    Input = () => new(operation),
                },
                CancellationToken.None
            )
        ).Result!;

    private static string Sentence(OutsideFault fault)
    {
        var text = $"The server {fault.Message}.";
        return text.Length <= LongestProblem ? text : Texts.Clean(text[..LongestProblem]);
    }

    /// <summary>What a model can read of it, its beginning and its end.</summary>
    private static string Text(CallToolResult answer)
    {
        var text = new StringBuilder();
        foreach (var block in answer.Content)
            text.Append(
                    block switch
                    {
                        TextContentBlock words => words.Text,
                        EmbeddedResourceBlock { Resource: TextResourceContents resource } => resource.Text,
                        ResourceLinkBlock link => $"[{link.Name}: {link.Uri}]",
                        ImageContentBlock image => $"[a picture, {image.MimeType}, left out]",
                        AudioContentBlock sound => $"[a sound, {sound.MimeType}, left out]",
                        _ => $"[{block.Type}, left out]",
                    }
                )
                .Append('\n');
        if (text.Length == 0 && answer.StructuredContent is { } content)
            text.Append(content.GetRawText());
        return Texts.HeadAndTail(Texts.Clean(text.ToString().TrimEnd('\n')), Texts.LongestOutput);
    }
}
