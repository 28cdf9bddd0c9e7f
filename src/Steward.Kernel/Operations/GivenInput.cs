namespace Steward.Kernel;

/// <summary>An operation as it was asked for. Where a row is named instead of its id, a placeholder stands that the name alone decides.</summary>
public sealed class GivenInput
{
    private readonly OperationInfo? info;
    private readonly byte[] json = [];

    public GivenInput(IOperation operation) => Operation = operation;

    internal GivenInput(OperationInfo info, byte[] json, IOperation operation, IReadOnlyList<GivenName> names)
    {
        this.info = info;
        this.json = json;
        Operation = operation;
        Names = names;
    }

    public IOperation Operation { get; }

    /// <summary>What has to be looked up before the operation can run.</summary>
    public IReadOnlyList<GivenName> Names { get; } = [];

    /// <summary>The operation with ids in the places of the names.</summary>
    internal IOperation With(Func<GivenName, Guid> id)
    {
        if (info is null)
            return Operation;
        var input = InputReader.Read(info, InputNames.Replace(info, json, id)).Operation;
        // With ids known, some rule may fail that held for the placeholders.
        Validation.Check(info, input);
        return input;
    }
}

/// <summary>A row that an input names.</summary>
/// <param name="Input">The input.</param>
/// <param name="Pointer">Its place: <c>/assignee_ids/1</c>, <c>/tasks/3/project_id</c>.</param>
/// <param name="Text">The name.</param>
public sealed record GivenName(InputInfo Input, string Pointer, string Text)
{
    internal NamedKind Kind => new(Input.Resource!.Entity, Input.Resource.InTrash);
}

/// <summary>Among which rows a name is looked for.</summary>
internal readonly record struct NamedKind(string Entity, bool InTrash);
