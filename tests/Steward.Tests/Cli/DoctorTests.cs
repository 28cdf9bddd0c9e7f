using Steward.Server.Cli;

namespace Steward.Tests.Cli;

public sealed class DoctorTests
{
    [Theory]
    [InlineData(1, 1, 0, null)]
    [InlineData(2, 4, 0, "1.7 processor")]
    [InlineData(2, 3, 0, "0.6 processor")]
    [InlineData(2, 64, 0, "1.7 processor")]
    [InlineData(4, 16, 0, "4 processor")]
    [InlineData(16, 16, 0, "8 processor")]
    [InlineData(64, 512, 0, "8 processor")]
    [InlineData(8, 32, 8, "8 gpu")]
    [InlineData(8, 32, 24, "32 gpu")]
    [InlineData(2, 8, 12, "14 gpu")]
    [InlineData(16, 64, 2, "8 processor")]
    [InlineData(2, 8, 2000, "120 gpu")]
    public void The_largest_model_that_runs_well_is_named(int cores, int memory, int gpu, string? expected)
    {
        IReadOnlyList<Gpu> gpus = gpu == 0 ? [] : [new("A", (long)gpu << 29), new("B", (long)gpu << 29)];

        var model = LocalModel.Fitting(new(cores, (long)memory << 30, gpus));

        Assert.Equal(
            expected,
            model is null
                ? null
                : FormattableString.Invariant($"{model.Billions} {(model.OnGpu ? "gpu" : "processor")}")
        );
    }

    [Fact]
    public void What_nvidia_smi_prints_is_read_and_the_rest_passed_over() =>
        Assert.Equal(
            [new Gpu("NVIDIA GeForce RTX 4090", 24564L << 20), new Gpu("Odd, with a comma", 1L << 20)],
            Gpu.Read(
                "NVIDIA GeForce RTX 4090, 24564\r\nOdd, with a comma, 1\nNo devices were found\nx, [N/A]\nx, -1\nx, 99999999999999999999\n\n,"
            )
        );

    [Fact]
    public async Task The_verb_tells_of_this_machine()
    {
        using var output = new StringWriter();
        var exit = await CommandLine.Run(["doctor"], new() { Output = output });

        Assert.Equal(0, exit);
        Assert.StartsWith($"Cores: {Environment.ProcessorCount}", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Local model: ", output.ToString(), StringComparison.Ordinal);
    }
}
