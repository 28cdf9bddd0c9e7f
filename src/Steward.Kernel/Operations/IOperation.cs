namespace Steward.Kernel;

/// <summary>Something that Steward can do: a record, declared once, from which every surface is derived.</summary>
public interface IOperation;

public interface IOperation<TResult> : IOperation;

/// <summary>Changes something: runs in a transaction, is journaled, can be previewed.</summary>
public interface ICommand<TResult> : IOperation<TResult>;

/// <summary>Changes nothing: runs read-only.</summary>
public interface IQuery<TResult> : IOperation<TResult>;

/// <summary>Does what the record says. It stands as the nested class <c>Handler</c> in its operation.</summary>
public interface IHandler<in TOperation, TResult>
    where TOperation : IOperation<TResult>
{
    Task<TResult> Handle(TOperation operation, OperationContext context, CancellationToken ct);
}

/// <summary>The result of an operation that has nothing to say: 204 in REST, an empty object elsewhere.</summary>
public sealed record Nothing
{
    public static readonly Nothing Value = new();
}

/// <summary>One page of a list. <c>NextCursor</c> is opaque and null on the last page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor)
{
    public Page<TView> Select<TView>(Func<T, TView> view) => new([.. Items.Select(view)], NextCursor);
}

/// <summary>A fact in a change, named in the past tense. It goes into the journal and out to listeners.</summary>
public abstract record Event;

/// <summary>Hears of an event within the same transaction and may answer with one operation, run as the same caller.</summary>
public interface IListener<in TEvent>
    where TEvent : Event
{
    IOperation? Hear(TEvent happened, OperationContext context);
}
