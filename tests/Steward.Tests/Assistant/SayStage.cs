using Microsoft.Extensions.DependencyInjection;
using Steward.Assistant;
using Steward.Tasks;
using Steward.Tests.Identity.Tokens;

namespace Steward.Tests.Assistant;

/// <summary>A household of Ana and Ben that somebody speaks to, on Friday 2026-11-20 at ten in Berlin.</summary>
internal sealed class SayStage : IAsyncDisposable
{
    private readonly Node node;

    private SayStage(Node node, Member ana, Member ben) => (this.node, Ana, Ben) = (node, ana, ben);

    public Member Ana { get; }
    public Member Ben { get; }
    public IntentBook Book => node.Services.GetRequiredService<IntentBook>();

    public static async Task<SayStage> Of(TestSteward steward)
    {
        var time = new ManualTime { Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero) };
        var node = Node.Of(steward, services => services.AddSingleton<TimeProvider>(time));
        var ana = await steward.NewOwner();
        return new(node, ana, await steward.NewMember(ana.Tenant, Role.Member, "Ben"));
    }

    /// <summary>With the rows that the sentences of the language speak of.</summary>
    public static async Task<SayStage> Of(TestSteward steward, string language)
    {
        var stage = await Of(steward);
        await (language is "de" ? stage.Set(Deutsch) : stage.Set(English));
        return stage;
    }

    private sealed record Names(
        string Home,
        string Garden,
        string Attic,
        string Doing,
        string Bills,
        string Rent,
        string Plants,
        string Paint,
        string Shoes,
        string CompletePaint,
        string Monday
    );

    private static readonly Names English = new(
        "Home",
        "Garden",
        "Attic",
        "Doing",
        "bills",
        "Pay the rent",
        "Water the plants",
        "Buy paint",
        "Old shoes",
        "complete Buy paint",
        "every monday"
    );

    private static readonly Names Deutsch = new(
        "Haus",
        "Garten",
        "Dachboden",
        "Arbeit",
        "Rechnungen",
        "Miete zahlen",
        "Blumen gießen",
        "Farbe kaufen",
        "Alte Schuhe",
        "erledige Farbe kaufen",
        "jeden Montag"
    );

    private async Task Set(Names names)
    {
        var home = await Run(new AddProject(names.Home, "HOME"));
        await Run(new AddProject(names.Garden, "GARDEN"));
        await Run(new ArchiveProject((await Run(new AddProject(names.Attic, "ATTIC"))).Id));
        await Run(new AddSection(home.Id, names.Doing));
        var bills = await Run(new AddLabel(names.Bills));
        var rent = await Run(
            new AddTask(
                names.Rent,
                Due: new(new(2026, 11, 20)),
                ProjectId: home.Id,
                LabelIds: [bills.Id],
                AssigneeIds: [Ben.Id]
            )
        );
        await Run(new AddComment(rent.Id, "By card."));
        await Run(new AddTask(names.Plants, Recurrence: names.Monday));
        await Run(new AddTask(names.Paint, Due: new(new(2026, 11, 19)), AssigneeIds: [Ana.Id]));
        await Run(new DeleteTask((await Run(new AddTask(names.Shoes))).Id));
        await Run(new Say(names.CompletePaint));
        await Run(new AddTask(names.Paint + " 2", Due: new(new(2026, 11, 19)), AssigneeIds: [Ana.Id]));
    }

    public Task<T> Run<T>(IOperation<T> operation) => node.Run(Ana, operation);

    public Task<SayResult> Say(string text, string? language = null, bool confirm = false, Member? by = null) =>
        node.Run(by ?? Ana, new Say(text, language, confirm));

    /// <summary>What it would come to; nothing is done.</summary>
    public async Task<SayResult> Preview(string text, string? language = null) =>
        (SayResult)
            (
                await node
                    .Services.GetRequiredService<Pipeline>()
                    .Run(
                        new()
                        {
                            Operation = node.Services.GetRequiredService<Catalogue>().Of(typeof(Say)),
                            Caller = Ana.Caller,
                            Input = () => new(new Say(text, language)),
                            Preview = true,
                        },
                        TestContext.Current.CancellationToken
                    )
            ).Result!;

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
