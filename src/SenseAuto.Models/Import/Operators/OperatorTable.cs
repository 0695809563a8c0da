using System;
using System.Collections.Generic;

namespace SenseAuto.Models.Import.Operators;

/// <summary>Every TensorFlow operator the importer knows, and who writes it.</summary>
internal static class OperatorTable
{
    public static Dictionary<string, OperationWriter> All() => new(StringComparer.Ordinal)
    {
        ["Conv2D"] = Convolutions.Full,
        ["_FusedConv2D"] = Convolutions.Full,
        ["DepthwiseConv2dNative"] = Convolutions.Depthwise,
        ["FusedDepthwiseConv2dNative"] = Convolutions.Depthwise,
        ["Conv2DBackpropInput"] = Convolutions.Backward,
        ["MaxPool"] = Pools.Max,
        ["AvgPool"] = Pools.Average,
        ["ResizeBilinear"] = Pools.ResizeBilinear,
        ["Pad"] = Pools.Pad,
        ["PadV2"] = Pools.Pad,

        ["MatMul"] = Products.MatMul,
        ["_FusedMatMul"] = Products.MatMul,
        ["BatchMatMulV2"] = Products.BatchMatMul,

        ["Add"] = Elementwise.Binary("Add"),
        ["AddV2"] = Elementwise.Binary("Add"),
        ["BiasAdd"] = Elementwise.Binary("Add"),
        ["AddN"] = Elementwise.AddAll,
        ["Sub"] = Elementwise.Binary("Sub"),
        ["Mul"] = Elementwise.Binary("Mul"),
        ["RealDiv"] = Elementwise.Binary("Div"),
        ["FloorDiv"] = Elementwise.FloorDivide,
        ["Maximum"] = Elementwise.Binary("Max"),
        ["Minimum"] = Elementwise.Binary("Min"),
        ["SquaredDifference"] = Elementwise.SquaredDifference,
        ["Atan2"] = Elementwise.Atan2,
        ["Prelu"] = Elementwise.Prelu,
        ["LessEqual"] = Elementwise.Compare("LessOrEqual"),
        ["GreaterEqual"] = Elementwise.Compare("GreaterOrEqual"),
        ["LogicalAnd"] = Elementwise.Compare("And"),

        ["Abs"] = Elementwise.Unary("Abs"),
        ["Cos"] = Elementwise.Unary("Cos"),
        ["Sin"] = Elementwise.Unary("Sin"),
        ["Neg"] = Elementwise.Unary("Neg"),
        ["Floor"] = Elementwise.Unary("Floor"),
        ["Sqrt"] = Elementwise.Unary("Sqrt"),
        ["Relu"] = Elementwise.Unary("Relu"),
        ["Sigmoid"] = Elementwise.Unary("Sigmoid"),
        ["Relu6"] = Elementwise.Relu6,
        ["LeakyRelu"] = Elementwise.LeakyRelu,
        ["Square"] = Elementwise.Square,
        ["Rsqrt"] = Elementwise.ReciprocalSquareRoot,
        ["Cast"] = Elementwise.Cast,
        ["Softmax"] = Reductions.Softmax,
        ["Mean"] = Reductions.Of("ReduceMean"),
        ["Min"] = Reductions.Of("ReduceMin"),
        ["Max"] = Reductions.Of("ReduceMax"),
        ["Sum"] = Reductions.Sum,
        ["ArgMax"] = Reductions.ArgMax,

        ["Identity"] = Shapes.Identity,
        ["Transpose"] = Shapes.Transpose,
        ["Reshape"] = Shapes.Reshape,
        ["Squeeze"] = Shapes.Squeeze,
        ["ExpandDims"] = Shapes.ExpandDims,
        ["Shape"] = Shapes.ShapeOf,
        ["ZerosLike"] = Shapes.ZerosLike,
        ["Fill"] = Shapes.Fill,
        ["Range"] = Shapes.Range,
        ["SparseToDense"] = Shapes.SparseToDense,
        ["ConcatV2"] = Joins.Concat,
        ["SplitV"] = Joins.SplitV,
        ["Pack"] = Joins.Pack,
        ["Unpack"] = Joins.Unpack,
        ["Tile"] = Joins.Tile,
        ["StridedSlice"] = Slices.StridedSlice,
        ["GatherV2"] = Slices.Gather,
        ["GatherNd"] = Slices.GatherNd,
    };
}
