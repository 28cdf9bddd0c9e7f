using System.Text.Json;

namespace Steward.Kernel;

/// <summary>What a handler may know about its call, and where it says what happened.</summary>
public sealed class OperationContext
{
    private readonly Transaction transaction;
    private readonly OperationInfo operation;

    internal OperationContext(Transaction transaction, OperationInfo operation)
    {
        this.transaction = transaction;
        this.operation = operation;
    }

    public Caller Caller => transaction.Caller;
    public TenantId Tenant => Caller.Tenant;
    public UserId User => Caller.User;

    /// <summary>The time of the call, in UTC, the same all through it.</summary>
    public DateTimeOffset Now => transaction.Now;

    /// <summary>The IANA zone of the request, else of the member's profile, else of the tenant.</summary>
    public string TimeZone => transaction.TimeZone;

    /// <summary>The day that it is for the caller.</summary>
    public DateOnly Today => Zones.Today(Now, TimeZone);

    /// <summary>Whether the effect will be rolled back and shown.</summary>
    public bool IsPreview => transaction.IsPreview;

    /// <summary>
    /// From here on the call is a preview whose answer is its result alone: nothing of it stands. For an input that asks so; only
    /// the operation that was called may say it.
    /// </summary>
    public void OnlyPreview() => transaction.OnlyPreview();

    /// <summary>A new UUID version 7.</summary>
    public Guid NewId() => transaction.NewId();

    /// <summary>
    /// Notes what happened; null is nothing. From here on the changed rows carry the versions and times that will stand, so that a
    /// result made after it tells them.
    /// </summary>
    public void Raise(Event? happened)
    {
        if (happened is not null)
            transaction.Raise(happened);
    }

    /// <summary>
    /// Runs another operation in the same transaction, authorized as the same caller: a child of this change, undone with it.
    /// </summary>
    public Task<TResult> Call<TResult>(IOperation<TResult> inner, CancellationToken ct) => transaction.Call(inner, ct);

    /// <summary>The same by wire name, for an operation of another module; input and result are JSON in wire names.</summary>
    public Task<JsonElement> Call(string name, object input, CancellationToken ct) => transaction.Call(name, input, ct);

    /// <summary>
    /// What names in a query stand for, among the rows that the caller sees; a name's kind is an entity's wire name. An id stands for
    /// itself.
    /// </summary>
    public Task<IReadOnlyList<ResolvedName>> Resolve(IReadOnlyList<QueryName> names, CancellationToken ct) =>
        new QueryNames(transaction).Resolve(names, ct);

    /// <summary>Names of the kind that begin so, in any letters' case, of rows that the caller sees.</summary>
    public Task<IReadOnlyList<string>> NamesBeginning(QueryName name, CancellationToken ct) =>
        new QueryNames(transaction).Beginning(name, ct);

    /// <summary>
    /// A person has said beforehand that an agent need not ask about this very call because of what its effect is. It holds only in a run
    /// that has read nothing of others; rules that ask hold all the same.
    /// </summary>
    public void SpareApproval() => transaction.Spare(operation);

    /// <summary>
    /// Stores an operation to be run after this change is committed, through the pipeline, as the same user, authorized then.
    /// It is not stored if this change is rolled back.
    /// </summary>
    public void Enqueue(IOperation later, DateTimeOffset? at = null) => transaction.Enqueue(later, at ?? Now);

    /// <summary>
    /// Calls one of the database's functions with the commit, in the same message, and once all stands hands over its rows: on this
    /// node, and only if it has not ended in between. In a preview nothing is called.
    /// </summary>
    public void WithCommit(string function, Action<IReadOnlyList<object?[]>> then, params object?[] arguments) =>
        transaction.WithCommit(function, arguments, then);

    /// <summary>Once this is committed, those who wait for work look for it at once.</summary>
    public void Wake() => transaction.Wake();

    /// <summary>
    /// The rows that go by these names, among those that the caller sees: the whole name as it is written or, if there is none, in
    /// other letters' case. A name that nobody has has no row; of one that many have it is some, so none of them is meant.
    /// </summary>
    /// <param name="entity">The entity's wire name, of any module.</param>
    /// <param name="names">All that are asked for: they are found at once.</param>
    /// <param name="ct">Ends the search.</param>
    /// <param name="within">Only rows that stand in this one, as sections in a project.</param>
    /// <param name="inTrash">Looks in the trash, and only there.</param>
    public Task<ILookup<string, NamedRow>> FindNames(
        string entity,
        IEnumerable<string> names,
        CancellationToken ct,
        Guid? within = null,
        bool inTrash = false
    ) => new NameSearch(transaction, entity) { Within = within, InTrash = inTrash }.Find(names, ct);

    /// <summary>
    /// For commands that write thousands of rows: saves what has been done so far, within the same transaction, and lets go of
    /// it, so that memory stays even. The rows held before are no longer followed: load anew what is to be changed again.
    /// </summary>
    public Task Flush(CancellationToken ct) => transaction.Flush(ct);

    internal Guid ChangeId => transaction.ChangeId;

    internal Task<(object? Result, IReadOnlyList<RowImages> Rows, Decider By)> RunApproved(
        Approval approval,
        OperationInfo approved,
        CancellationToken ct
    ) => transaction.RunApproved(approval, approved, ct);

    internal void Called(IEnumerable<string> operations) => transaction.Called(operations);

    /// <summary>
    /// Gives an anonymous call its tenant and user, once they are proved, and one that makes a tenant the new one. From here on row
    /// security admits that tenant only.
    /// </summary>
    public Task Admit(TenantId tenant, UserId user, CancellationToken ct)
    {
        if (!operation.IsAnonymous && !operation.FoundsTenant)
            throw new InvalidOperationException($"{operation.Name} has a caller, and stays in the caller's tenant.");
        return transaction.Admit(tenant, user, ct);
    }
}
