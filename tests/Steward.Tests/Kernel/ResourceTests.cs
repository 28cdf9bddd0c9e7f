using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class ResourceTests(TestSteward steward)
{
    [Operation("touch_notes", Scopes.WriteKnowledge)]
    [Description("Takes a list of rows, and one of another module.")]
    public sealed record TouchNotes(
        [property: Resource("note", Access.Write), MaxLength(10)] IReadOnlyList<Guid> NoteIds,
        [property: Resource("task")] Optional<Guid?> TaskId = default
    ) : ICommand<Nothing>
    {
        internal sealed class Handler : IHandler<TouchNotes, Nothing>
        {
            public Task<Nothing> Handle(TouchNotes command, OperationContext context, CancellationToken ct) =>
                Task.FromResult(Nothing.Value);
        }
    }

    [Fact]
    public async Task What_is_not_seen_does_not_exist_and_what_is_seen_may_be_forbidden()
    {
        var ana = await steward.NewOwner();
        var ben = await steward.NewMember(ana.Tenant, Role.Member, "Ben");
        var own = await ana.Run(new AddNote("private"));
        var shared = await ana.Run(new AddNote("shared"));

        Assert.Equal("shared", (await ben.Run(new ReadNote(shared.Id))).Title);
        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new ReadNote(own.Id))).Kind);
        Assert.Equal(RefusalKind.NotFound, (await ben.Refused(new RenameNote(own.Id, "x"))).Kind);
        var forbidden = await ben.Refused(new RenameNote(shared.Id, "x"));
        Assert.Equal((RefusalKind.Forbidden, "not_allowed"), (forbidden.Kind, forbidden.Code));
        Assert.Equal(RefusalKind.Forbidden, (await ben.Refused(new RemoveNote(shared.Id))).Kind);
    }

    [Fact]
    public async Task Each_id_of_a_list_and_of_another_module_is_asked_for()
    {
        var (ana, bob) = (await steward.NewOwner(), await steward.NewOwner("Bob"));
        var (one, two) = (await ana.Run(new AddNote("1")), await ana.Run(new AddNote("2")));
        var (task, foreign) = (await ana.Run(new AddTask("x")), await bob.Run(new AddTask("x")));
        var foreignNote = await bob.Run(new AddNote("shared"));

        await ana.Run(new TouchNotes([one.Id, two.Id], task.Id));
        await ana.Run(new TouchNotes([], (Guid?)null));

        Assert.Equal("note_ids", (await ana.Refused(new TouchNotes([one.Id, foreignNote.Id]))).Params["input"]);
        Assert.Equal("task_id", (await ana.Refused(new TouchNotes([one.Id], foreign.Id))).Params["input"]);
    }

    [Fact]
    public async Task The_version_that_the_caller_knows_must_be_the_rows()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));
        await ana.Run(new UpdateTask(task.Id, Title: "Pay it"));

        var refusal = await ana.Refused(new CompleteTask(task.Id), r => r with { IfVersion = 1 });

        Assert.Equal((RefusalKind.PreconditionFailed, "version_mismatch"), (refusal.Kind, refusal.Code));
        await ana.Call(new CompleteTask(task.Id), r => r with { IfVersion = 2 });
        Assert.Equal(
            "no_version",
            (await ana.Refused(new ScheduleNote("x"), r => r with { IfVersion = 1 })).Errors[0].Code
        );
    }

    [Fact]
    public async Task A_foreign_id_is_answered_as_one_that_never_was_and_told_to_the_log_only()
    {
        var (ana, bob) = (await steward.NewOwner(), await steward.NewOwner("Bob"));
        var foreign = (await ana.Run(new AddTask("Pay the rent"))).Id;
        var (never, log) = (TestSteward.NewId(), new WarningLog());
        await using var node = Node.Of(steward, services => services.AddSingleton<ILoggerProvider>(log));
        var watch = node.Services.GetRequiredService<ForeignIds>();
        await watch.StartAsync(default);

        var answers = new List<string>();
        foreach (var id in new[] { never, foreign })
        {
            var refusal = await node.Refused(bob, new GetTask(id));
            answers.Add(
                JsonSerializer
                    .Serialize(
                        new
                        {
                            refusal.Kind,
                            refusal.Code,
                            refusal.Message,
                            refusal.Params,
                            refusal.Errors,
                        }
                    )
                    .Replace(id.ToString(), "id")
            );
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Contains($"A task of another tenant was asked for: {foreign}", await log.First);
        await watch.StopAsync(default);
        Assert.DoesNotContain(log.Lines, line => line.Contains(never.ToString()));
    }

    private sealed class WarningLog : ILoggerProvider, ILogger
    {
        private readonly TaskCompletionSource<string> first = new();

        public ConcurrentQueue<string> Lines { get; } = [];
        public Task<string> First => first.Task.WaitAsync(TimeSpan.FromSeconds(20));

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (eventId.Id != 30)
                return;
            Lines.Enqueue(formatter(state, exception));
            first.TrySetResult(formatter(state, exception));
        }

        public void Dispose() { }
    }
}
