namespace Steward.Kernel;

/// <summary>Who hears of which event. Listeners hold no state: they turn an event into an operation, or into nothing.</summary>
internal sealed class Listeners
{
    private readonly Dictionary<Type, List<Func<Event, OperationContext, IOperation?>>> byEvent = [];

    public Listeners(Modules modules)
    {
        foreach (var type in modules.Types.Where(type => type is { IsAbstract: false, IsInterface: false }))
        foreach (
            var heard in type.GetInterfaces()
                .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IListener<>))
        )
        {
            var adapter = typeof(Listeners)
                .GetMethod(
                    nameof(Adapt),
                    System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic
                )!
                .MakeGenericMethod(heard.GenericTypeArguments[0]);
            var listener = Activator.CreateInstance(type, nonPublic: true);
            byEvent.TryAdd(heard.GenericTypeArguments[0], []);
            byEvent[heard.GenericTypeArguments[0]]
                .Add((Func<Event, OperationContext, IOperation?>)adapter.Invoke(null, [listener])!);
        }
    }

    public IEnumerable<IOperation> Hear(Event happened, OperationContext context)
    {
        if (byEvent.TryGetValue(happened.GetType(), out var listeners))
            foreach (var listener in listeners)
                if (listener(happened, context) is { } answer)
                    yield return answer;
    }

    private static Func<Event, OperationContext, IOperation?> Adapt<TEvent>(IListener<TEvent> listener)
        where TEvent : Event => (happened, context) => listener.Hear((TEvent)happened, context);
}
