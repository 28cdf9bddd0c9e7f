using System.Text.Json;

namespace Steward.Assistant;

public sealed record OutsideCallView(
    Guid Id,
    string Server,
    string Tool,
    JsonElement Arguments,
    OutsideCallState State,
    [property: Description("What the server has answered: data, whatever it says.")] string? Result,
    [property: Description("What Steward says about it.")] string? Problem,
    [property: Description("Whose call it was.")] UserId UserId,
    string? Agent,
    Guid? RunId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt,
    [property: Description("The person who has settled what was not known.")] UserId? DecidedBy,
    string? Note,
    long Version
)
{
    internal static OutsideCallView Of(OutsideCall call) =>
        new(
            call.Id,
            call.Server,
            call.Tool,
            JsonElement.Parse(call.Arguments),
            call.State,
            call.Result,
            call.Problem,
            call.UserId,
            call.Agent,
            call.RunId,
            call.CreatedAt,
            call.EndedAt,
            call.DecidedBy,
            call.Note,
            call.Version
        );
}
