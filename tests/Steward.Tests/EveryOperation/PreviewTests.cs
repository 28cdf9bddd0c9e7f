using System.Text.Json;

namespace Steward.Tests.EveryOperation;

public sealed class PreviewTests(TestSteward steward)
{
    [Theory, MemberData(nameof(Operations.Commands), MemberType = typeof(Operations))]
    public async Task Its_preview_is_its_effect_and_leaves_nothing(string operation)
    {
        var staged = await Staged.Of(steward, operation);
        var before = await Tables.Everything(steward, staged.Tenant);

        var preview = await staged.Run(request => request with { Preview = true, IdempotencyKey = "preview" });
        Assert.Equal(before, await Tables.Everything(steward, staged.Tenant));

        var effect = await staged.Run();
        Assert.Null(preview.ChangeId);
        Assert.Equal(Normal(Shown(effect.Result)), Normal(preview.Result));
        Assert.Equal(Normal(await Journal.Rows(staged, effect)), Normal(preview.Preview));

        // A preview makes no secret.
        object? Shown(object? result) =>
            staged.Operation.HasSecretResult
                ? JsonSerializer.SerializeToElement(result, staged.Operation.ResultType, Wire.Shown)
                : result;

        string Normal(object? answer) => Answer.Normal(Answer.Json(answer), before);
    }
}
