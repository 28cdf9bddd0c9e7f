namespace Steward.Kernel;

/// <summary>A tenant: the unit of isolation.</summary>
public readonly record struct TenantId(Guid Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>A person.</summary>
public readonly record struct UserId(Guid Value)
{
    public override string ToString() => Value.ToString();
}
