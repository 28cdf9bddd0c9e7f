using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Steward.Tasks;

namespace Steward.Tests.Kernel;

public sealed class ValidationTests(TestSteward steward)
{
    public sealed record Part([property: MaxLength(3)] string Name, [property: Range(1, 9)] int Amount = 1)
        : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Name == "no")
                yield return new("No.", [nameof(Name)]);
        }
    }

    [Operation("combine_parts", Scopes.WriteKnowledge)]
    [Description("An operation with records in a list.")]
    public sealed record CombineParts(
        [property: MaxLength(5)] IReadOnlyList<Part> Parts,
        Optional<Part?> Whole = default,
        [property: MaxLength(3)] IReadOnlyList<string>? Names = null
    ) : ICommand<Nothing>
    {
        internal sealed class Handler : IHandler<CombineParts, Nothing>
        {
            public Task<Nothing> Handle(CombineParts command, OperationContext context, CancellationToken ct) =>
                Task.FromResult(Nothing.Value);
        }
    }

    [Fact]
    public async Task All_faults_are_told_at_once_each_with_its_pointer()
    {
        var ana = await steward.NewOwner();

        var refusal = await ana.Refused(new AddTask("", new string('x', 20_001), 5, Id: Guid.Empty));

        Assert.Equal((RefusalKind.Invalid, "invalid_input"), (refusal.Kind, refusal.Code));
        Assert.Equal(
            [("/title", "required"), ("/notes", "too_long"), ("/priority", "out_of_range"), ("/id", "uuid7")],
            refusal.Errors.Select(error => (error.Pointer, error.Code))
        );
    }

    [Fact]
    public async Task What_stands_within_is_checked_too()
    {
        var ana = await steward.NewOwner();

        var refusal = await ana.Refused(
            new CombineParts([new("good"), new("ok", 10), new("no")], new Part("a\0"), ["ok", "\ud800"])
        );

        Assert.Equal(
            [
                ("/parts/0/name", "too_long"),
                ("/parts/1/amount", "out_of_range"),
                ("/parts/2/name", "invalid"),
                ("/whole/name", "invalid_text"),
                ("/names/1", "invalid_text"),
            ],
            refusal.Errors.Select(error => (error.Pointer, error.Code))
        );
    }

    [Fact]
    public async Task What_could_not_be_stored_or_normalised_is_refused()
    {
        var ana = await steward.NewOwner();

        foreach (var text in new[] { "\0", "a\0b", "\ud83d", "\ude00\ud83d", "\ufffe" })
            Assert.Equal("invalid_text", Assert.Single((await ana.Refused(new AddTask($"x{text}"))).Errors).Code);
    }

    [Fact]
    public async Task Odd_but_valid_text_comes_back_as_it_went_in()
    {
        var ana = await steward.NewOwner();
        var odd = "😀 \u202e\u200b\ufeff\u0001 <script> '\"\\ %s {{x}} ﷺ";

        var task = await ana.Run(new AddTask(odd));

        Assert.Equal(odd, (await ana.Run(new GetTask(task.Id))).Title);
        await RowLog.AssertJournaled(steward, ana.Tenant);
    }

    [Fact]
    public async Task A_record_checks_itself()
    {
        var ana = await steward.NewOwner();
        var task = await ana.Run(new AddTask("Pay the rent"));

        Assert.Equal("/title", Assert.Single((await ana.Refused(new UpdateTask(task.Id, Title: " "))).Errors).Pointer);
        Assert.Equal("/change_ids", Assert.Single((await ana.Refused(new UndoChanges())).Errors).Pointer);
    }

    [Fact]
    public async Task A_zone_of_the_request_must_be_one()
    {
        var ana = (await steward.NewOwner()).As(c => c with { TimeZone = "Europe/Atlantis" });

        Assert.Equal("unknown_time_zone", Assert.Single((await ana.Refused(new ListTasks())).Errors).Code);
    }
}
