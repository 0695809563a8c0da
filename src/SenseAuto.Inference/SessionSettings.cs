namespace SenseAuto.Inference;

/// <summary>How sessions run on a board.</summary>
/// <param name="Threads">Threads of one run; 1 keeps it on the calling thread.</param>
/// <param name="ExecutionProvider">"cpu", or a provider that the ONNX Runtime of the board was built with.</param>
public sealed record SessionSettings(int Threads = 1, string ExecutionProvider = "cpu");
