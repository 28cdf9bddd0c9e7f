namespace Steward.Kernel;

/// <summary>What an operation does to the world; decides about approval and about hints to MCP clients.</summary>
public enum Effect
{
    /// <summary>Taken from the kind: a query reads, a command writes.</summary>
    ByKind,
    Read,

    /// <summary>Steward can take it back.</summary>
    Write,

    /// <summary>It cannot be taken back.</summary>
    Destructive,

    /// <summary>Something leaves Steward.</summary>
    Outward,
}

/// <summary>The wire name, the scope it needs (null: any caller) and where it stands on the surfaces.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OperationAttribute(string name, string? scope) : Attribute
{
    public string Name => name;
    public string? Scope => scope;

    /// <summary>Verb and path below <c>/api/v1</c>: <c>POST /tasks/{task_id}/completion</c>. Empty: not on REST.</summary>
    public string Route { get; init; } = "";

    public Effect Effect { get; init; }

    /// <summary>Rank among the tools that an MCP client is shown first; 1 is the first, 0 is not shown.</summary>
    public int Everyday { get; init; }

    /// <summary>How many bytes a request's body may have over REST, where that is more than the server takes of others.</summary>
    public int MaxBody { get; init; }

    /// <summary>Whether it writes text that its caller has not written, as an import does.</summary>
    public bool BringsText { get; init; }

    /// <summary>Whether it adds rows with text of those that it is about, as the next of a task that repeats.</summary>
    public bool CopiesText { get; init; }

    /// <summary>Whether it can do more than something with the rows that its input names, as by names within a text.</summary>
    public bool ReachesFurther { get; init; }

    /// <summary>Whether the work goes on when the operation has answered (202 over REST).</summary>
    public bool GoesOn { get; init; }

    /// <summary>Why the operation can never be undone; null: it can.</summary>
    public string? NeverUndone { get; init; }
}

/// <summary>Needs no caller (sign-in and its like). The list of these is fixed by a test.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AnonymousAttribute : Attribute;

/// <summary>Only for a person in a session from sign-in: never over MCP, an API key or an agent.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PersonAttribute : Attribute;

/// <summary>Only for <c>system</c>: a listed job.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SystemAttribute : Attribute;

/// <summary>Makes a tenant, and goes on in it: its change is the first one of the new tenant's journal.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FoundsTenantAttribute : Attribute;

/// <summary>The result holds a secret that is shown once: a replay answers 409 <c>already_done</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SecretResultAttribute : Attribute;

/// <summary>What the caller wants with a row.</summary>
public enum Access
{
    Read,
    Write,
    Delete,
    Manage,
}

/// <summary>
/// The id of a row that the caller must see (else 404) and may treat so (else 403). <c>entity</c> is the wire name of the
/// entity (<c>task</c>), so that a module can name a row of another without knowing its type.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ResourceAttribute(string entity, Access access = Access.Read) : Attribute
{
    public string Entity => entity;
    public Access Access => access;

    /// <summary>Whether a name is that of a row in the trash; otherwise it is never one.</summary>
    public bool InTrash { get; init; }
}

/// <summary>A property or column that never reaches journal, log or preview.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
