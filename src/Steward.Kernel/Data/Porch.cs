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
    public Task<IReadOnlyList<object?[]>> Call(string function, CancellationToken ct, params object?[] arguments) =>
        database.CallFunction(Checked(function), arguments, ct);

    internal static string Checked(string function) =>
        FunctionName().IsMatch(function)
            ? function
            : throw new ArgumentException($"'{function}' is not a function's name.", nameof(function));

    [GeneratedRegex("^[a-z_]+\\.[a-z_]+$")]
    private static partial Regex FunctionName();
}
