using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Steward.Assistant;
using Steward.Identity;
using Steward.Tasks;

namespace Steward.Tests;

/// <summary>What holds the house together and the compiler cannot see.</summary>
public sealed partial class ArchitectureTests
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Assembly Kernel = typeof(Catalogue).Assembly;
    private static readonly Assembly[] Modules =
    [
        typeof(SignUp).Assembly,
        typeof(AddTask).Assembly,
        typeof(Say).Assembly,
    ];
    private static readonly Catalogue Catalogue = new(new Modules(Modules));

    [Fact]
    public void A_module_knows_the_kernel_and_nothing_else()
    {
        Assert.Empty(Ours(Kernel));
        Assert.All(Modules, module => Assert.Equal(["Steward.Kernel"], Ours(module)));

        static IEnumerable<string> Ours(Assembly assembly) =>
            assembly
                .GetReferencedAssemblies()
                .Select(reference => reference.Name!)
                .Where(name => name.StartsWith("steward", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void No_handler_reaches_the_database_past_a_repository_or_the_porch()
    {
        Type[] doors =
        [
            typeof(DbContext),
            typeof(DbConnection),
            typeof(DbDataSource),
            typeof(Database),
            typeof(IServiceProvider),
        ];

        var reaching =
            from operation in Catalogue.All
            where operation.Type.Assembly != Kernel
            from constructor in operation
                .Type.GetNestedType("Handler", BindingFlags.NonPublic | BindingFlags.Public)!
                .GetConstructors()
            from parameter in constructor.GetParameters()
            where doors.Any(door => parameter.ParameterType.IsAssignableTo(door))
            select $"{operation.Name} takes {parameter.ParameterType.Name}";

        Assert.Empty(reaching);
    }

    [Fact]
    public void A_repository_is_asked_by_tenant_first()
    {
        var repositories = Modules
            .Append(Kernel)
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => IsRepository(type) || IsRepository(type.BaseType));

        Assert.Empty(
            from type in repositories
            from method in type.GetMethods(Declared)
            where !method.IsPrivate && !method.IsDefined(typeof(CompilerGeneratedAttribute))
            where method.GetParameters() is not [{ ParameterType: var first }, ..] || first != typeof(TenantId)
            select $"{type.Name}.{method.Name}"
        );

        static bool IsRepository(Type? type) =>
            type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Repository<>);
    }

    [Fact]
    public void Every_operation_has_a_route_but_those_of_the_system() =>
        Assert.Empty(
            Catalogue
                .All.Where(operation => operation.Route is null != operation.IsSystem)
                .Select(operation => operation.Name)
        );

    [Fact]
    public void Wire_names_are_snake_case_and_begin_with_a_verb() =>
        Assert.DoesNotContain(
            Catalogue.All.Select(operation => operation.Name),
            name => !WireName().IsMatch(name) || !Verbs.Contains(name.Split('_')[0])
        );

    /// <summary>Whoever adds one must mean it: it needs no caller.</summary>
    [Fact]
    public void These_need_no_caller() =>
        Assert.Equal(
            Anonymous,
            Catalogue.All.Where(operation => operation.IsAnonymous).Select(operation => operation.Name)
        );

    /// <summary>Whoever adds one must mean it: what its handler did is kept although the caller is refused.</summary>
    [Fact]
    public void These_refusals_leave_a_trace() =>
        Assert.Equal(
            AfterCommit,
            from file in Sources("src")
            from Match match in KeptRefusal().Matches(File.ReadAllText(file))
            orderby Path.GetFileName(file), match.Groups[1].Value
            select $"{Path.GetFileName(file)}: {match.Groups[1].Value}"
        );

    [Fact]
    public void Every_text_and_list_that_comes_in_is_bounded()
    {
        var unbounded =
            from operation in Catalogue.All
            where !operation.IsSystem
            from input in operation.Inputs
            from fault in Unbounded(input.Property, $"{operation.Name}.{input.Name}")
            select fault;

        Assert.Empty(unbounded);
    }

    [Fact]
    public void Every_resource_is_an_entity_with_a_rule()
    {
        var types = Modules.Append(typeof(Pipeline).Assembly).SelectMany(module => module.GetTypes()).ToList();
        var entities = types
            .Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(TenantEntity)))
            .ToList();
        var ruled = types.Select(type => type.BaseType).Where(IsRule);

        Assert.Equal(
            entities.OrderBy(type => type.Name),
            ruled.Select(rule => rule!.GenericTypeArguments[0]).OrderBy(type => type.Name)
        );
        var names = entities.Select(type => Wire.Name(type.Name)).Append("task").ToHashSet();
        Assert.DoesNotContain(
            Catalogue.All.SelectMany(operation => operation.Resources),
            input => !names.Contains(input.Resource!.Entity)
        );

        static bool IsRule(Type? type) =>
            type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(AccessRule<>);
    }

    [Fact]
    public void A_secret_in_a_result_is_declared() =>
        Assert.Empty(
            from operation in Catalogue.All
            where operation.HasSecretResult != HasSecret(operation.ResultType)
            select operation.Name
        );

    [Fact]
    public void Files_stay_readable() =>
        Assert.Empty(
            Sources("src").Where(file => File.ReadLines(file).Count() > 300).Select(file => Path.GetFileName(file))
        );

    [Fact]
    public void Each_file_holds_one_namespace_and_no_directions_around_the_rules()
    {
        foreach (var file in Sources("src"))
        {
            var text = File.ReadAllText(file);
            Assert.False(text.Contains("#region") || text.Contains("TODO"), file);
            Assert.False(text.Contains("#pragma warning disable RS0030"), $"{file} goes round a banned API.");
        }
    }

    private static readonly string[] Anonymous = ["accept_invitation", "refresh", "sign_in", "sign_out", "sign_up"];

    private static readonly string[] AfterCommit =
    [
        "AcceptInvitation.cs: invalid_input",
        "ChangePassword.cs: wrong_password",
        "PasswordProof.cs: wrong_credentials",
        "Refresh.cs: refresh_token_reused",
        "SignUp.cs: email_taken",
    ];

    private static readonly string[] Verbs =
    [
        "accept",
        "add",
        "archive",
        "call",
        "cancel",
        "change",
        "check",
        "complete",
        "create",
        "decide",
        "delete",
        "end",
        "export",
        "find",
        "follow",
        "get",
        "import",
        "inspect",
        "invite",
        "list",
        "move",
        "open",
        "prepare",
        "purge",
        "quick",
        "record",
        "refresh",
        "remove",
        "reopen",
        "restore",
        "retry",
        "revoke",
        "say",
        "send",
        "share",
        "sign",
        "skip",
        "store",
        "switch",
        "unarchive",
        "undo",
        "update",
    ];

    private static IEnumerable<string> Unbounded(PropertyInfo property, string name)
    {
        var type = property.PropertyType;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
            type = type.GenericTypeArguments[0];
        type = Nullable.GetUnderlyingType(type) ?? type;
        var isBounded = property.GetCustomAttributes<ValidationAttribute>(true).Any(IsBound);

        if (type == typeof(string))
            return isBounded ? [] : [$"{name} has no MaxLength"];
        if (type.IsAssignableTo(typeof(System.Collections.IEnumerable)))
        {
            var item = type.IsArray ? type.GetElementType()! : type.GenericTypeArguments[^1];
            return
            [
                .. isBounded ? Enumerable.Empty<string>() : [$"{name} has no MaxLength"],
                .. Items(item, name, property),
            ];
        }
        return type.Namespace!.StartsWith("Steward", StringComparison.Ordinal) && type.IsClass ? Parts(type, name) : [];
    }

    private static IEnumerable<string> Items(Type item, string name, PropertyInfo property)
    {
        if (item == typeof(string))
            return property.IsDefined(typeof(ItemLengthAttribute)) ? [] : [$"{name}: its texts have no ItemLength"];
        return item.Namespace!.StartsWith("Steward", StringComparison.Ordinal) && item.IsClass ? Parts(item, name) : [];
    }

    private static IEnumerable<string> Parts(Type type, string name) =>
        type.GetProperties()
            .Where(part => part.SetMethod is not null)
            .SelectMany(part => Unbounded(part, $"{name}.{Wire.Name(part.Name)}"));

    private static bool IsBound(ValidationAttribute check) =>
        check is MaxLengthAttribute { Length: > 0 } or StringLengthAttribute or LengthAttribute;

    private static bool HasSecret(Type type) =>
        type.GetProperties()
            .Any(property =>
                property.IsDefined(typeof(SecretAttribute))
                || (
                    property.PropertyType is { IsClass: true, Namespace: { } space }
                    && space.StartsWith("Steward", StringComparison.Ordinal)
                    && property.PropertyType != type
                    && HasSecret(property.PropertyType)
                )
            );

    private static IEnumerable<string> Sources(params string[] folders) =>
        folders
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories)
            )
            .Order(StringComparer.Ordinal);

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));

    [GeneratedRegex("^[a-z]+(_[a-z0-9]+)*$")]
    private static partial Regex WireName();

    [GeneratedRegex("\"([a-z_]+)\",[^;]{0,400}?AfterCommit = true", RegexOptions.Singleline)]
    private static partial Regex KeptRefusal();
}
