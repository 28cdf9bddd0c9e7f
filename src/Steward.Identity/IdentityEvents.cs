namespace Steward.Identity;

public sealed record UserSignedUp(UserId UserId) : Event;

public sealed record UserSignedIn(UserId UserId, Guid SessionId) : Event;

public sealed record UserSignedOut(UserId UserId, Guid SessionId) : Event;

/// <summary>A refresh token came again that had been replaced: one of its two holders had no right to it.</summary>
public sealed record RefreshTokenReused(UserId UserId, Guid SessionId) : Event;

public sealed record PasswordChanged(UserId UserId) : Event;

public sealed record TenantAdded(TenantId TenantId, string Name) : Event;

public sealed record TenantUpdated(TenantId TenantId) : Event;

public sealed record MemberUpdated(UserId UserId) : Event;

public sealed record MemberRoleChanged(UserId UserId, Role From, Role To) : Event;

public sealed record MemberRemoved(UserId UserId, Role Role) : Event;

public sealed record InvitationAdded(Guid InvitationId, Role Role) : Event;

public sealed record InvitationRevoked(Guid InvitationId) : Event;

public sealed record InvitationAccepted(Guid InvitationId, UserId UserId, Role Role) : Event;

public sealed record ApiKeyAdded(Guid ApiKeyId, string Name) : Event;

public sealed record ApiKeyRevoked(Guid ApiKeyId, string Name) : Event;
