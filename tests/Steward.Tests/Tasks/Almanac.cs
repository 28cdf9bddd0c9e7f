using Microsoft.Extensions.DependencyInjection;
using Steward.Tasks;
using Steward.Tests.Identity.Tokens;

namespace Steward.Tests.Tasks;

/// <summary>Ana, on a day that the test chooses; noon in Berlin, where she lives.</summary>
internal sealed class Almanac : IAsyncDisposable
{
    private readonly ManualTime time;
    private readonly Node node;

    private Almanac(ManualTime time, Node node, Member ana) => (this.time, this.node, Ana) = (time, node, ana);

    public Member Ana { get; }

    public static async Task<Almanac> On(TestSteward steward, string day)
    {
        var time = new ManualTime();
        var node = Node.Of(steward, services => services.AddSingleton<TimeProvider>(time));
        return new Almanac(time, node, await steward.NewOwner()) { Today = Day(day) };
    }

    public DateOnly Today
    {
        get;
        set
        {
            field = value;
            time.Now = Zones.At(value, new(12, 0), "Europe/Berlin");
        }
    }

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    public Task<T> Run<T>(IOperation<T> operation) => node.Run(Ana, operation);

    public Task<Outcome> Call(IOperation operation) => node.Call(Ana, operation);

    public Task<RefusalException> Refused(IOperation operation) => node.Refused(Ana, operation);

    public Task<TaskView> Add(string rule, Due? due = null, RecurrenceFrom? from = null, Guid? project = null) =>
        Run(new AddTask("Water the plants", Due: due, Recurrence: rule, RecurrenceFrom: from, ProjectId: project));

    /// <summary>Completes it and answers with the one that follows; null if none does.</summary>
    public async Task<TaskView?> Complete(TaskView task)
    {
        await Run(new CompleteTask(task.Id));
        return (await Open()).SingleOrDefault(one => one.SeriesId == task.SeriesId);
    }

    public async Task<IReadOnlyList<TaskView>> Open() =>
        (await Run(new ListTasks([Status.Todo, Status.InProgress, Status.InReview], Limit: 200))).Items;

    /// <summary>All tasks but those in the trash, the newest first.</summary>
    public async Task<IReadOnlyList<TaskView>> All() => (await Run(new ListTasks(Limit: 200))).Items;

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
