using System.Text.RegularExpressions;

namespace Steward.Tests.EveryOperation;

/// <summary>What the surfaces are derived from is there, and good enough for a stranger and for a model.</summary>
public sealed partial class DeclarationTests
{
    [Fact]
    public void Every_operation_has_a_sample_and_every_sample_an_operation() =>
        Assert.Equal(
            Operations.Listed.Select(operation => operation.Type.Name),
            Samples
                .All.Keys.Where(type => !type.IsNested)
                .Select(type => Operations.Catalogue.Of(type))
                .OrderBy(o => o.Name, StringComparer.Ordinal)
                .Select(o => o.Type.Name)
        );

    [Theory, MemberData(nameof(Operations.All), MemberType = typeof(Operations))]
    public void It_is_named_and_described(string name)
    {
        var operation = Operations.Catalogue.Find(name)!;

        Assert.Matches(WireName(), name);
        Assert.Equal(Wire.Name(operation.Type.Name), name);
        Assert.Matches("^[A-Z].*[.]$", operation.Description);
        if (operation.Scope is { } scope)
            Assert.Contains(scope, Scopes.All);
        if (operation.NeverUndone is { } why)
            Assert.Matches("[.]$", why);
        if (!operation.IsCommand)
            Assert.Equal(Effect.Read, operation.Effect);
    }

    [Theory, MemberData(nameof(Operations.All), MemberType = typeof(Operations))]
    public void It_needs_a_scope_or_says_who_else_may(string name)
    {
        var operation = Operations.Catalogue.Find(name)!;

        Assert.True(
            operation.Scope is not null
                || operation.IsAnonymous
                || operation.IsPerson
                || operation.IsSystem
                || Unscoped.Contains(name),
            "Whoever is signed in may do this: give it a scope, or list it here on purpose."
        );
    }

    [Theory, MemberData(nameof(Operations.All), MemberType = typeof(Operations))]
    public void Its_schemas_name_every_input(string name)
    {
        var operation = Operations.Catalogue.Find(name)!;

        var input = Schemas.Input(operation);
        var properties = input["properties"]?.AsObject().Select(pair => pair.Key) ?? [];

        Assert.Equal(operation.Inputs.Select(i => i.Name).Order(), properties.Order());
        Assert.NotNull(Schemas.Output(operation));
    }

    [Theory, MemberData(nameof(Operations.All), MemberType = typeof(Operations))]
    public void Its_route_holds_inputs_of_its_own(string name)
    {
        var operation = Operations.Catalogue.Find(name)!;
        if (operation.Route is not { } route)
            return;

        Assert.Contains(route.Method, (string[])(operation.IsCommand ? ["POST", "PUT", "PATCH", "DELETE"] : ["GET"]));
        foreach (Match place in Placeholder().Matches(route.Path))
            Assert.Contains(operation.Inputs, input => input.Name == place.Groups[1].Value && input.IsRequired);
    }

    [Fact]
    public void No_two_operations_share_a_route() =>
        Assert.Empty(
            Operations
                .Listed.Where(operation => operation.Route is not null)
                .GroupBy(operation => (operation.Route!.Method, Placeholder().Replace(operation.Route.Path, "{}")))
                .Where(group => group.Count() > 1)
                .Select(group => string.Join(" and ", group.Select(operation => operation.Name)))
        );

    private static readonly string[] Unscoped =
    [
        "find_named",
        "get_approval",
        "list_approvals",
        "get_me",
        "get_progress",
        "get_tenant",
        "get_visit",
        "list_memberships",
        "say",
        "update_visit",
    ];

    [GeneratedRegex("^[a-z]+(_[a-z0-9]+)*$")]
    private static partial Regex WireName();

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Placeholder();
}
