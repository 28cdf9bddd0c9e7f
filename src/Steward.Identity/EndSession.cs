namespace Steward.Identity;

[Operation("end_session", null, Route = "DELETE /sessions/{session_id}")]
[Person]
[Description("Ends one of your sessions, at once and on every server: that of a device you have lost, say.")]
public sealed record EndSession(Guid SessionId) : ICommand<Nothing>
{
    internal sealed class Handler(Sessions sessions) : IHandler<EndSession, Nothing>
    {
        public async Task<Nothing> Handle(EndSession command, OperationContext context, CancellationToken ct)
        {
            if (!await sessions.End(context.User, command.SessionId, ct))
                throw RefusalException.NotFound("session");
            context.Raise(new UserSignedOut(context.User, command.SessionId));
            return Nothing.Value;
        }
    }
}
