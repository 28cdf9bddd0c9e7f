using System.Linq.Expressions;

namespace Steward.Assistant;

public enum OutsideCallState
{
    /// <summary>It will be made, or is being made.</summary>
    Pending,
    Done,

    /// <summary>It was not made, or the server says that it has failed.</summary>
    Failed,

    /// <summary>It may have been made, and no answer came. It is never made again by itself.</summary>
    Unknown,
}

/// <summary>One call of an outside tool: what was meant to be sent, and what is known to have come of it.</summary>
internal sealed class OutsideCall : TenantEntity
{
    public required Guid ServerId { get; init; }
    public required string Server { get; init; }
    public required string Tool { get; init; }

    /// <summary>Of the definition that held when it was asked for.</summary>
    public required string Hash { get; init; }

    /// <summary>JSON, exactly as it is sent.</summary>
    public required string Arguments { get; init; }
    public required UserId UserId { get; init; }
    public string? Agent { get; init; }
    public Guid? RunId { get; init; }
    public OutsideCallState State { get; private set; } = OutsideCallState.Pending;

    /// <summary>What the server has answered.</summary>
    public string? Result { get; private set; }

    /// <summary>What Steward says about it.</summary>
    public string? Problem { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The person who has settled what was not known.</summary>
    public UserId? DecidedBy { get; private set; }
    public string? Note { get; private set; }

    /// <summary>An answer that comes when the call was given up is believed, unless a person has spoken.</summary>
    public OutsideCallEnded? End(OutsideCallState state, string? result, string? problem, DateTimeOffset at)
    {
        var isOpen = State is OutsideCallState.Pending;
        var comesLate = State is OutsideCallState.Unknown && DecidedBy is null && result is not null;
        if (!isOpen && !comesLate)
            return null;
        (State, Result, Problem, EndedAt) = (state, result, problem, at);
        return new(Id, state);
    }

    public OutsideCallDecided Decide(bool hasHappened, string? note, UserId by)
    {
        if (State is not OutsideCallState.Unknown)
            throw RefusalException.Conflict(
                "already_known",
                $"What came of this call is known: it is {Wire.Name(State.ToString())}."
            );
        State = hasHappened ? OutsideCallState.Done : OutsideCallState.Failed;
        (DecidedBy, Note) = (by, note);
        return new(Id, State);
    }

    private sealed class Mapping : IEntityTypeConfiguration<OutsideCall>
    {
        public void Configure(EntityTypeBuilder<OutsideCall> builder)
        {
            builder.ToTable("outside_call", "assistant");
            builder.Property(call => call.State).HasConversion<string>();
        }
    }
}

/// <summary>Whose call it is sees it, and who answers for what leaves the tenant.</summary>
internal sealed class OutsideCallAccess : AccessRule<OutsideCall>
{
    public override string? ReadScope => Scopes.RunAgents;

    public override Expression<Func<OutsideCall, bool>> VisibleTo(Caller caller)
    {
        var (user, runsTenant) = (caller.User, caller.Scopes.Contains(Scopes.ManageTenant));
        return call => runsTenant || call.UserId == user;
    }
}

public sealed record OutsideToolCalled(Guid OutsideCallId, string Server, string Tool) : Event;

public sealed record OutsideCallEnded(Guid OutsideCallId, OutsideCallState State) : Event;

public sealed record OutsideCallDecided(Guid OutsideCallId, OutsideCallState State) : Event;
