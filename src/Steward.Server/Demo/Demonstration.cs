using System.Security.Cryptography;
using Steward.Identity;
using Steward.Tasks;

namespace Steward.Server.Demo;

/// <summary>
/// A household to look at: two members and a viewer, and tasks with some history, part of it an agent's. It is made through the
/// door, as everything is, and only where nobody has an account yet.
/// </summary>
internal sealed class Demonstration(
    Pipeline pipeline,
    Catalogue catalogue,
    Authenticator authenticator,
    TimeProvider clock
)
{
    private const string Correlation = "demonstration";
    private readonly string password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Loads it; answers with the lines that say how to sign in, or why there is none.</summary>
    public async Task<IReadOnlyList<string>> Load(CancellationToken ct)
    {
        try
        {
            var ana = await SignUp(ct);
            var ben = await Invite(ana, "ben", "Ben", Role.Member, ct);
            await Invite(ana, "eve", "Eve", Role.Viewer, ct);
            await FillTasks(ana, ben, ct);
        }
        catch (RefusalException refusal) when (refusal.Code is "sign_up_closed" or "email_taken")
        {
            return ["Demonstration: not loaded, since there are accounts already. Use another --data folder for it."];
        }
        return
        [
            "Demonstration: sign in as ana@demo.example (owner), ben@demo.example (member) or eve@demo.example (viewer),",
            $"each with the password {password} (made for this data folder; it is not shown again).",
        ];
    }

    private async Task FillTasks(Caller ana, Caller ben, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var rent = await Run(ana, new AddTask("Pay the rent", "By bank transfer", 1, new Due(today.AddDays(3))), ct);
        await Run(ana, new UpdateTask(rent.Id, AssigneeIds: (UserId[])[ben.User]), ct);
        var shelf = await Run(ben, new AddTask("Put up the shelf", Priority: 3), ct);
        await Run(ben, new UpdateTask(shelf.Id, Status: Status.InProgress), ct);
        await Run(
            ana,
            new AddTask("Dentist", Due: new Due(today.AddDays(9), new TimeOnly(15, 0)), AssigneeIds: [ana.User]),
            ct
        );
        var bulbs = await Run(ben, new AddTask("Buy light bulbs", "E27, warm white"), ct);
        await Run(ben, new CompleteTask(bulbs.Id, "Bought four"), ct);
        var gym = await Run(ana, new AddTask("Cancel the gym"), ct);
        await Run(ana, new DeleteTask(gym.Id), ct);

        // On Ana's behalf, as an MCP client works; the journal tells it apart from her own hand.
        var agent = ana with
        {
            Kind = CallerKind.Agent,
            Agent = "demo-agent",
            Surface = Surface.Mcp,
        };
        foreach (var title in (string[])["Water the plants", "Book the train to Hamburg", "Write the shopping list"])
            await Run(agent, new AddTask(title), ct);
        var passport = await Run(
            agent,
            new AddTask("Renew the passport", Priority: 2, Due: new Due(today.AddDays(30))),
            ct
        );
        await Run(agent, new UpdateTask(passport.Id, Notes: "Needs a photo and the old passport"), ct);
    }

    private async Task<Caller> SignUp(CancellationToken ct)
    {
        var signUp = new SignUp("ana@demo.example", password, "Ana", "The demonstration household", "Europe/Berlin");
        return await CallerOf(await Run(Nobody, signUp, ct), ct);
    }

    private async Task<Caller> Invite(Caller by, string mailbox, string name, Role role, CancellationToken ct)
    {
        var invitation = await Run(by, new AddInvitation(role, $"{mailbox}@demo.example"), ct);
        var accept = new AcceptInvitation(invitation.Token, password, DisplayName: name);
        return await CallerOf(await Run(Nobody, accept, ct), ct);
    }

    private async Task<Caller> CallerOf(SignedIn signedIn, CancellationToken ct) =>
        await authenticator.Authenticate(signedIn.AccessToken, Nobody, ct)
        ?? throw new InvalidOperationException("The token just issued is not valid.");

    private async Task<T> Run<T>(Caller caller, IOperation<T> operation, CancellationToken ct)
    {
        var request = new OperationRequest
        {
            Operation = catalogue.Of(operation.GetType()),
            Caller = caller,
            Input = () => new(operation),
        };
        return (T)(await pipeline.Run(request, ct)).Result!;
    }

    private static Caller Nobody => Caller.Anonymous(Surface.Cli, Correlation);
}
