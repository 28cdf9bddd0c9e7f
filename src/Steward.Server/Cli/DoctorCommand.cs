using System.CommandLine;
using System.Globalization;

namespace Steward.Server.Cli;

/// <summary><c>steward doctor</c>: what this machine is, and which model of one's own would fit on it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command(
            "doctor",
            "Tells what this machine has, and the size of a local model that fits on it."
        );
        command.SetAction(
            async (parsed, ct) =>
            {
                foreach (var line in Lines(await Hardware.Here(ct)))
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
                return ExitCode.Done;
            }
        );
        return command;
    }

    internal static IEnumerable<string> Lines(Hardware hardware)
    {
        yield return $"Cores: {hardware.Cores}";
        yield return $"Memory: {GiB(hardware.Memory)}";
        foreach (var gpu in hardware.Gpus)
            yield return $"GPU: {gpu.Name}, {GiB(gpu.Memory)}";
        if (hardware.Gpus.Count == 0)
            yield return "GPU: none found";
        if (LocalModel.Fitting(hardware) is not { } model)
        {
            yield return "Local model: none that would be of use. Configure one elsewhere; without any, Steward understands fixed sentences.";
            yield break;
        }
        var size = model.Billions.ToString(CultureInfo.InvariantCulture);
        yield return $"Local model: up to {size} billion parameters at 4 bits ({GiB(model.Memory)}), on the {(model.OnGpu ? "GPU" : "processor")}.";
        if (model.Billions < 8)
            yield return "One so small answers simply and makes mistakes with tools; several steps in a row want a larger one.";
    }

    private static string GiB(long bytes) =>
        (bytes / (double)(1L << 30)).ToString("0.0", CultureInfo.InvariantCulture) + " GiB";
}
