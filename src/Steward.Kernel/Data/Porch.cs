using System.Text.RegularExpressions;

namespace Steward.Kernel;

/// <summary>
/// Calls the database's SECURITY DEFINER functions: the only way to what must be looked up before a tenant is known. It writes
/// no SQL of its own making: a function's name and its arguments by position.
/// </summary>
public sealed partial class Porch
{
    private readonly Database database;

    internal Porch(Database database) => this.database = database;

    /// <summary>The function's rows, each as its columns in order; SQL null is null.</summary>
    public Task<IReadOnlyList<object?[]>> Call(string function, CancellationToken ct, params object?[] arguments)
    {
        if (!FunctionName().IsMatch(function))
            throw new ArgumentException($"'{function}' is not a function's name.", nameof(function));
        return database.CallFunction(function, arguments, ct);
    }

    [GeneratedRegex("^[a-z_]+\\.[a-z_]+$")]
    private static partial Regex FunctionName();
}
