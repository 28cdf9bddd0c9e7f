using System.Linq.Expressions;
using System.Text.Json;

namespace Steward.Kernel;

/// <summary>Something to order rows by. Rows where it is empty come last, in both directions.</summary>
internal abstract class QuerySort<TRow>(string name, string description)
{
    public string Name => name;
    public string Description => description;

    public abstract IOrderedQueryable<TRow> Sort(IQueryable<TRow> rows, bool descending);

    /// <summary>The same among rows that the keys before leave equal.</summary>
    public abstract IOrderedQueryable<TRow> Then(IOrderedQueryable<TRow> rows, bool descending);

    /// <summary>
    /// The rows that come after one with this value, or that equal it and come after it by <paramref name="ties"/>, the keys behind.
    /// </summary>
    public abstract Expression? After(object? value, bool descending, Expression? ties, bool inMemory);

    public abstract object? Of(TRow row);

    public abstract object? Read(JsonElement value);

    public abstract void Write(Utf8JsonWriter json, object? value);
}
