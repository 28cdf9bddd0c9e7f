using System.ComponentModel;

namespace Steward.Tests.Kernel;

/// <summary>What the tests of jobs enqueue.</summary>
internal static class JobOperations
{
    /// <summary>Breaks as long as it is told to.</summary>
    [Operation("break_down", Scopes.WriteKnowledge)]
    [Description("A job that fails.")]
    public sealed record BreakDown(Guid Id) : ICommand<Nothing>
    {
        internal static readonly HashSet<Guid> Broken = [];

        internal sealed class Handler(Repository<Note> notes) : IHandler<BreakDown, Nothing>
        {
            public Task<Nothing> Handle(BreakDown command, OperationContext context, CancellationToken ct)
            {
                notes.Add(
                    context.Tenant,
                    new Note
                    {
                        Id = command.Id,
                        Title = $"{command.Id}",
                        OwnerId = context.User,
                    }
                );
                if (Broken.Contains(command.Id))
                    throw new InvalidOperationException("It is broken.");
                return Task.FromResult(Nothing.Value);
            }
        }
    }

    [Operation("enqueue_job", Scopes.ReadKnowledge)]
    [Description("Enqueues any job.")]
    public sealed record EnqueueJob(string What, Guid Id) : ICommand<Nothing>
    {
        internal sealed class Handler : IHandler<EnqueueJob, Nothing>
        {
            public Task<Nothing> Handle(EnqueueJob command, OperationContext context, CancellationToken ct)
            {
                context.Enqueue(
                    command.What switch
                    {
                        "break" => new BreakDown(command.Id),
                        "remove" => new RemoveNote(command.Id),
                        "lock" => new LockNote(command.Id),
                        "pin" => new SetPin("1234"),
                        _ => new AddNote($"{command.Id}"),
                    }
                );
                return Task.FromResult(Nothing.Value);
            }
        }
    }

    [Operation("set_pin", Scopes.WriteKnowledge)]
    [Description("Takes a secret.")]
    public sealed record SetPin([property: Secret] string Pin) : ICommand<Nothing>
    {
        internal sealed class Handler : IHandler<SetPin, Nothing>
        {
            public Task<Nothing> Handle(SetPin command, OperationContext context, CancellationToken ct) =>
                Task.FromResult(Nothing.Value);
        }
    }
}
