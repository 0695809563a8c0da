namespace SenseAuto.Inference;

/// <summary>Order of a picture's dimensions in a model's input, after the batch of one.</summary>
public enum TensorLayout
{
    /// <summary>Rows of pixels, channels beside each other.</summary>
    Nhwc,

    /// <summary>One plane per channel.</summary>
    Nchw,
}

/// <summary>What a model's channels are.</summary>
public enum ColourOrder
{
    Rgb,
    Bgr,
    Grey,

    /// <summary>No picture: what the front half of a network hands to its back half.</summary>
    Features,
}

/// <summary>Which side of a cut.</summary>
public enum GraphHalf
{
    /// <summary>From the input to the cut, whose tensor is the only output.</summary>
    Front,

    /// <summary>From the cut, whose tensor is the only input.</summary>
    Back,
}

/// <summary>A tensor as the model file must declare it.</summary>
public sealed record TensorSpec(string Name, int[] Shape);

/// <summary>The picture a model takes: every value is pixel (0..255) x Scale + Offset.</summary>
public sealed record InputSpec(
    string Name, int[] Shape, TensorLayout Layout, ColourOrder Colour, float Scale, float Offset)
{
    public int Height => Layout == TensorLayout.Nhwc ? Shape[1] : Shape[2];

    public int Width => Layout == TensorLayout.Nhwc ? Shape[2] : Shape[3];

    public int Channels => Layout == TensorLayout.Nhwc ? Shape[3] : Shape[1];
}

/// <summary>One half of a network, so that two frames can share its cost.</summary>
/// <param name="Node">Of the topology; nothing but its result crosses the cut.</param>
public sealed record GraphCut(string Node, GraphHalf Half);

/// <summary>A model that is imported from an npm package: a topology and its weights, each with its hash.</summary>
/// <param name="Weights">In the order of the topology's list.</param>
/// <param name="WeightsSha256">Of these files one after the other.</param>
/// <param name="Cut">Null: the whole network.</param>
public sealed record PackageSource(
    string Name, string Version, string Topology, string TopologySha256, string[] Weights, string WeightsSha256,
    GraphCut? Cut = null);

/// <summary>A model that the user fetches from upstream and names in the settings.</summary>
public sealed record UpstreamSource(string Url, string Commit, string Path);

/// <summary>A network that the project trained itself.</summary>
/// <param name="File">The ONNX file, from the root of the project.</param>
/// <param name="Recipe">The page that says how it was made, and from which data.</param>
public sealed record TrainedSource(string File, string Recipe);

/// <summary>One model of the catalogue. Exactly one of Package, Upstream and Trained is given.</summary>
/// <param name="Id">Name in settings, schedules and file names.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Licence">SPDX name of the licence of the weights.</param>
/// <param name="Decoder">Which code understands the outputs.</param>
/// <param name="Sha256">Of the ONNX file that runs.</param>
/// <param name="CostMs">Median of one run on one x64 development core; a board has its own table.</param>
/// <param name="Input">The one input of the model.</param>
/// <param name="Outputs">In the order in which a session numbers them.</param>
/// <param name="Package">Where it is imported from.</param>
/// <param name="Upstream">Where the user gets the file.</param>
/// <param name="Trained">Where the project keeps it.</param>
public sealed record ModelEntry(
    string Id,
    string Use,
    string Licence,
    string Decoder,
    string Sha256,
    double CostMs,
    InputSpec Input,
    TensorSpec[] Outputs,
    PackageSource? Package = null,
    UpstreamSource? Upstream = null,
    TrainedSource? Trained = null);
