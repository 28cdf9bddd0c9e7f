namespace Steward.Server.Cli;

/// <summary>The largest usual size of a model that hardware runs well, with weights of 4 bits.</summary>
/// <param name="Billions">Parameters, in billions.</param>
/// <param name="OnGpu">Or on the processor.</param>
internal sealed record LocalModel(double Billions, bool OnGpu)
{
    private const long GiB = 1L << 30;

    private static readonly double[] Sizes = [0.6, 1.7, 4, 8, 14, 32, 70, 120];

    /// <summary>Memory that it needs, in bytes: a little over half a byte for each parameter, and the conversation.</summary>
    public long Memory => Needs(Billions);

    /// <summary>Null: none that would be of use.</summary>
    public static LocalModel? Fitting(Hardware hardware)
    {
        // Layers are spread over several; each keeps a tenth for itself.
        var onGpus = hardware.Gpus.Sum(gpu => gpu.Memory) / 10 * 9;
        var onGpu = Sizes.LastOrDefault(size => Needs(size) <= onGpus);
        // Steward, its database and the system want the other half; and what a processor reads for each word is slow beyond that.
        var onProcessor = Sizes.LastOrDefault(size =>
            Needs(size) <= hardware.Memory / 2
            && size
                <= hardware.Cores switch
                {
                    >= 8 => 8,
                    >= 4 => 4,
                    _ => 1.7,
                }
        );
        return onGpu > 0 && onGpu >= onProcessor ? new(onGpu, OnGpu: true)
            : onProcessor > 0 ? new(onProcessor, OnGpu: false)
            : null;
    }

    private static long Needs(double billions) => (long)((billions * 0.57 + (billions < 10 ? 1 : 2.5)) * GiB);
}
