namespace Steward.Kernel;

/// <summary>An operation as it was asked for. Where a row is named instead of its id, a placeholder stands that the name alone decides.</summary>
public sealed class GivenInput
{
    private readonly OperationInfo? info;
    private readonly byte[] json = [];

    public GivenInput(IOperation operation)
    {
        Operation = operation;
        if (operation is IBulk { Mode: BulkMode.Each, Calls.Count: > 0 and <= IBulk.Most } bulk)
            Each = [.. bulk.Calls.Select(call => (Func<GivenInput>)(() => new(call)))];
    }

    internal GivenInput(IReadOnlyList<Func<GivenInput>> each) => Each = each;

    internal GivenInput(OperationInfo info, byte[] json, IOperation operation, IReadOnlyList<GivenName> names)
    {
        this.info = info;
        this.json = json;
        Operation = operation;
        Names = names;
    }

    public IOperation Operation
    {
        get => field ?? throw new InvalidOperationException("Each of these is an operation by itself.");
    }

    /// <summary>The calls of a bulk operation that are to be done each by itself.</summary>
    internal IReadOnlyList<Func<GivenInput>>? Each { get; }

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
