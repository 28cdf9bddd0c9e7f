namespace Steward.Tests.EveryOperation;

/// <summary>The catalogue's operations as test data, by wire name. An operation that is added is tested without a word here.</summary>
public static class Operations
{
    public static Catalogue Catalogue { get; } = new(new Modules(TestSteward.Modules));

    /// <summary>A nested one is a single test's own.</summary>
    public static IEnumerable<OperationInfo> Listed => Catalogue.All.Where(operation => !operation.Type.IsNested);

    public static TheoryData<string> All => Where(_ => true);
    public static TheoryData<string> WithCaller => Where(operation => !operation.IsAnonymous);
    public static TheoryData<string> Scoped => Where(operation => operation.Scope is not null);
    public static TheoryData<string> ScopedCommands =>
        Where(operation => operation is { IsCommand: true, Scope: not null });
    public static TheoryData<string> OfPersons => Where(operation => operation.IsPerson);
    public static TheoryData<string> OfSystem => Where(operation => operation.IsSystem);
    public static TheoryData<string> NotOfSystem =>
        Where(operation => operation is { IsSystem: false, IsAnonymous: false });
    public static TheoryData<string> Commands => Where(operation => operation.IsCommand);
    public static TheoryData<string> CommandsWithCaller =>
        Where(operation => operation is { IsCommand: true, IsAnonymous: false });
    public static TheoryData<string> OnRest => Where(operation => operation.Route is not null);
    public static TheoryData<string> OnRestNamingIds =>
        Where(operation => operation.Route is not null && Ids.Inputs(operation).Any());
    public static TheoryData<string> ForPeopleNamingIds =>
        Where(operation => operation is { IsSystem: false, IsAnonymous: false } && Ids.Inputs(operation).Any());
    public static TheoryData<string> NamingIds => Where(operation => Ids.Inputs(operation).Any());

    public static TheoryData<string> TakingNames => Where(operation => operation.TakesNames);
    public static TheoryData<string> CommandsTakingNames =>
        Where(operation => operation is { TakesNames: true, IsCommand: true, HasSecretResult: false });
    public static TheoryData<string> OnRestTakingNames =>
        Where(operation => operation is { TakesNames: true, Route: not null });
    public static TheoryData<string> ForPeopleTakingNames =>
        Where(operation => operation is { TakesNames: true, IsSystem: false, IsAnonymous: false });

    private static TheoryData<string> Where(Func<OperationInfo, bool> wanted) =>
        [.. Listed.Where(HasSample).Where(wanted).Select(operation => operation.Name)];

    /// <summary>That one is missing is told once, by a test of its own.</summary>
    public static bool HasSample(OperationInfo operation) => Samples.All.ContainsKey(operation.Type);
}
