using System.Text.Json.Nodes;

namespace Steward.Tests.EveryOperation;

public sealed class ResultTests(TestSteward steward)
{
    [Theory, MemberData(nameof(Operations.Commands), MemberType = typeof(Operations))]
    public async Task It_answers_with_the_row_as_it_stands_now(string operation)
    {
        var staged = await Staged.Of(steward, operation);

        var done = await staged.Run();

        if (JsonNode.Parse(Answer.Json(done.Result)) is not JsonObject view || view["id"] is not { } id)
            return;
        foreach (var row in (await Journal.Rows(staged, done)).Where(row => row.Id == id.GetValue<Guid>()))
        {
            var after = JsonNode.Parse(Answer.Json(row.After))!.AsObject();
            foreach (var name in (string[])["version", "created_at", "updated_at"])
                if (view[name] is { } told)
                    Assert.Equal((name, after[name]!.ToJsonString()), (name, told.ToJsonString()));
        }
    }
}
