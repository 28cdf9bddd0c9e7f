using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Steward.Kernel;

/// <summary>One operation as the catalogue knows it. All generics are closed once, at the start.</summary>
public abstract class OperationInfo
{
    private protected OperationInfo(Type type, Type resultType, IReadOnlySet<string> named)
    {
        var about =
            type.GetCustomAttribute<OperationAttribute>()
            ?? throw new InvalidOperationException($"{type} has no [Operation].");
        Type = type;
        ResultType = resultType;
        Name = about.Name;
        Title = char.ToUpperInvariant(Name[0]) + Name[1..].Replace('_', ' ');
        Description = type.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "";
        Scope = about.Scope;
        IsCommand = type.IsAssignableTo(typeof(ICommand<>).MakeGenericType(resultType));
        Effect = about.Effect is Effect.ByKind ? (IsCommand ? Effect.Write : Effect.Read) : about.Effect;
        Route = about.Route is { Length: > 0 } route ? OperationRoute.Parse(route) : null;
        Everyday = about.Everyday;
        BringsText = about.BringsText;
        CopiesText = about.CopiesText;
        ReachesFurther = about.ReachesFurther;
        GoesOn = about.GoesOn;
        NeverUndone = about.NeverUndone;
        MaxBody = about.MaxBody;
        IsAnonymous = type.IsDefined(typeof(AnonymousAttribute));
        IsPerson = type.IsDefined(typeof(PersonAttribute));
        IsSystem = type.IsDefined(typeof(SystemAttribute));
        FoundsTenant = type.IsDefined(typeof(FoundsTenantAttribute));
        HasSecretResult = type.IsDefined(typeof(SecretResultAttribute));
        Inputs = [.. InputInfo.Of(type, named)];
        Resources = [.. Inputs.Where(input => input.Resource is not null)];
        Item = type.IsAssignableTo(typeof(IBulk))
            ? Of(Inputs.Single(input => input.Items is not []).ItemType!, named)
            : null;
        TakesNames = Inputs.Any(input => input.TakesNames || input.Items.Any(item => item.TakesNames));
    }

    public string Name { get; }
    public string Title { get; }
    public string Description { get; }
    public Type Type { get; }
    public Type ResultType { get; }
    public string? Scope { get; }
    public Effect Effect { get; }
    public bool IsCommand { get; }
    public OperationRoute? Route { get; }
    public int Everyday { get; }
    public bool BringsText { get; }
    public bool CopiesText { get; }
    public bool ReachesFurther { get; }
    public bool GoesOn { get; }
    public string? NeverUndone { get; }
    public int MaxBody { get; }
    public bool IsAnonymous { get; }
    public bool IsPerson { get; }
    public bool IsSystem { get; }
    public bool FoundsTenant { get; }
    public bool HasSecretResult { get; }
    public IReadOnlyList<InputInfo> Inputs { get; }

    /// <summary>The inputs that name a row; the first one is what If-Match speaks of.</summary>
    public IReadOnlyList<InputInfo> Resources { get; }

    /// <summary>What a bulk operation does many times.</summary>
    public OperationInfo? Item { get; }

    /// <summary>Whether a row may be named somewhere in the input.</summary>
    public bool TakesNames { get; }

    /// <summary>Reads the input from JSON. Throws a refusal (422) that names every fault at once.</summary>
    public GivenInput Parse(ReadOnlyMemory<byte> json) => InputReader.Read(this, json);

    /// <summary>What a bulk operation answers when each of its items, which are calls of this one, was done by itself.</summary>
    internal abstract object ResultOfEach(IReadOnlyList<BulkOutcome> outcomes);

    internal abstract Task<object?> Handle(
        IServiceProvider services,
        IOperation operation,
        OperationContext context,
        CancellationToken ct
    );

    internal static OperationInfo Of(Type type, IReadOnlySet<string> named)
    {
        var result = type.GetInterfaces()
            .First(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IOperation<>))
            .GenericTypeArguments[0];
        return (OperationInfo)
            Activator.CreateInstance(
                typeof(Closed<,>).MakeGenericType(type, result),
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions,
                null,
                [named],
                null
            )!;
    }

    private sealed class Closed<TOperation, TResult> : OperationInfo
        where TOperation : IOperation<TResult>
    {
        private readonly Lazy<ObjectFactory> create;

        public Closed(IReadOnlySet<string> named)
            : base(typeof(TOperation), typeof(TResult), named)
        {
            var handler =
                typeof(TOperation).GetNestedType("Handler", BindingFlags.Public | BindingFlags.NonPublic)
                ?? throw new InvalidOperationException($"{typeof(TOperation)} has no nested Handler.");
            create = new(() => ActivatorUtilities.CreateFactory(handler, []));
        }

        internal override object ResultOfEach(IReadOnlyList<BulkOutcome> outcomes) => BulkResult<TResult>.Of(outcomes);

        internal override async Task<object?> Handle(
            IServiceProvider services,
            IOperation operation,
            OperationContext context,
            CancellationToken ct
        ) =>
            await ((IHandler<TOperation, TResult>)create.Value(services, null)).Handle(
                (TOperation)operation,
                context,
                ct
            );
    }
}

/// <summary>The REST route of an operation, below <c>/api/v1</c>.</summary>
public sealed record OperationRoute(string Method, string Path)
{
    internal static OperationRoute Parse(string route) =>
        route.Split(' ', 2) is [var method, ['/', ..] path]
            ? new(method, path)
            : throw new FormatException($"'{route}' is not a verb and a path.");
}
