"""Records what TensorFlow's kernels give, with gradients, into tests/ops/known.txt. Run with a TensorFlow 2.21 install."""
import inspect
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(7)


def f(*shape, low=-2.0, high=2.0):
    return rng.uniform(low, high, shape).astype(np.float32)


def i(values, dtype=np.int32):
    return np.array(values, dtype)


cases = []


def case(op, *inputs, n=None, **attrs):
    cases.append((op, inputs, attrs))


UNARY = {
    "Neg": {}, "Abs": {}, "Sign": {}, "Square": {}, "Sqrt": dict(low=0.1), "Rsqrt": dict(low=0.1), "Exp": {}, "Expm1": {},
    "Log": dict(low=0.1), "Log1p": dict(low=-0.5), "Sin": {}, "Cos": {}, "Tan": dict(low=-1, high=1), "Sinh": {}, "Cosh": {},
    "Asin": dict(low=-0.9, high=0.9), "Acos": dict(low=-0.9, high=0.9), "Atan": {}, "Asinh": {}, "Acosh": dict(low=1.1, high=3),
    "Atanh": dict(low=-0.9, high=0.9), "Erf": {}, "Erfc": {}, "Erfinv": dict(low=-0.9, high=0.9), "Lgamma": dict(low=0.2, high=4),
    "Floor": {}, "Ceil": {}, "Rint": {}, "Round": {}, "Reciprocal": dict(low=0.5), "Softplus": {},
    "Softsign": {}, "Relu": {}, "Relu6": dict(low=-3, high=9), "LeakyRelu": {}, "Elu": {}, "Selu": {}, "Tanh": {}, "Sigmoid": {},
    "Softmax": {}, "LogSoftmax": {}, "IsNan": {}, "IsInf": {}, "IsFinite": {}, "L2Loss": {}, "ZerosLike": {}, "OnesLike": {},
}
for op, how in UNARY.items():
    case(op, f(3, 5, **how))
for op in ("IsNan", "IsInf", "IsFinite"):
    case(op, np.array([1, np.nan, np.inf, -np.inf], np.float32))
case("Digamma", np.array([0.5, 1.5, 4], np.float64))
case("LogicalNot", np.array([True, False]))
for op in ("AddV2", "Sub", "Mul", "RealDiv", "Maximum", "Minimum", "SquaredDifference", "FloorDiv", "FloorMod", "DivNoNan", "MulNoNan", "Atan2"):
    case(op, f(2, 3, 4), f(2, 3, 4, low=0.5))
    case(op, f(2, 3, 4), f(4, low=0.5))
    case(op, f(3, 1), f(2, 1, 4, low=0.5))
case("Xlogy", f(2, 3, low=0), f(2, 3, low=0.1))
case("Pow", f(2, 3, low=0.2), f(3))
case("Pow", i([[2, 3], [4, 5]]), i([3, 2]))
for op in ("FloorDiv", "FloorMod", "TruncateDiv"):
    case(op, i([7, -7, 7, -7]), i([2, 2, -2, -2]))
case("AddV2", i([250, 10], np.uint8), i([10, 10], np.uint8))
case("Mul", i([100, 7], np.int8), i([3, -2], np.int8))
for op in ("Less", "LessEqual", "Greater", "GreaterEqual", "Equal", "NotEqual"):
    case(op, i([1, 2, 3]), i([[2], [3]]))
case("Equal", np.array(["a", "b"]), np.array(["a", "c"]))
case("LogicalAnd", np.array([True, False, True]), np.array([[True], [False]]))
case("LogicalOr", np.array([True, False, True]), np.array([[True], [False]]))
case("SelectV2", np.array([[True], [False]]), f(2, 3), f(3))
case("ClipByValue", f(2, 3), np.float32(-1), np.float32(1))
case("AddN", [f(2, 3), f(2, 3), f(2, 3)])
for to in ("int32", "uint8", "float16", "float64", "bool"):
    case("Cast", np.array([-1.7, 0.0, 2.5, 300.9], np.float32), DstT=getattr(tf, to))
case("Cast", i([0, 1, 300]), DstT=tf.float32)

case("Reshape", f(2, 6), i([3, -1]))
case("Transpose", f(2, 3, 4), i([2, 0, 1]))
case("ExpandDims", f(2, 3), np.int32(1))
case("ExpandDims", f(2, 3), np.int32(-1))
case("Squeeze", f(2, 1, 3, 1), axis=[1])
case("Squeeze", f(2, 1, 3, 1))
case("ConcatV2", [f(2, 3), f(2, 1)], np.int32(1))
case("ConcatV2", [f(2, 3), f(1, 3), f(2, 3)], np.int32(-2))
case("Pack", [f(2, 3), f(2, 3)], axis=1)
case("Unpack", f(2, 3), num=3, axis=1)
case("Split", np.int32(1), f(2, 6), num_split=3)
case("SplitV", f(2, 6), i([1, -1, 2]), np.int32(1), num_split=3)
case("Slice", f(3, 4), i([1, 0]), i([2, -1]))
case("StridedSlice", f(4, 5), i([1, 0]), i([3, 5]), i([1, 2]))
case("StridedSlice", f(4, 5), i([0, 3]), i([0, 0]), i([1, -1]), begin_mask=1, end_mask=3)
case("StridedSlice", f(4, 5), i([2]), i([3]), i([1]), shrink_axis_mask=1)
case("StridedSlice", f(2, 3, 4), i([0, 0, 1]), i([0, 0, 2]), i([1, 1, 1]), ellipsis_mask=1, new_axis_mask=2, shrink_axis_mask=4)
case("GatherV2", f(4, 3), i([[0, 3], [3, 1]]), np.int32(0))
case("GatherV2", f(2, 4, 3), i([1, 1]), np.int32(1))
case("GatherV2", f(2, 4), i([[0, 3], [2, 2]]), np.int32(1), batch_dims=1)
case("GatherNd", f(3, 4), i([[0, 1], [2, 3]]))
case("GatherNd", f(3, 4), i([[[2]], [[0]]]))
case("ScatterNd", i([[1], [3], [1]]), f(3, 2), i([4, 2]))
for op in ("TensorScatterUpdate", "TensorScatterAdd", "TensorScatterSub"):
    case(op, f(4, 2), i([[1], [3]]), f(2, 2))
case("TensorScatterMax", f(4), i([[1], [3]]), f(2))
case("TensorScatterMin", f(4), i([[1], [3]]), f(2))
case("Tile", f(2, 3), i([2, 1]))
case("Pad", f(2, 3), i([[1, 0], [0, 2]]))
case("PadV2", f(2, 3), i([[1, 0], [0, 2]]), np.float32(9))
case("MirrorPad", f(2, 3), i([[1, 0], [1, 2]]), mode="REFLECT")
case("MirrorPad", f(2, 3), i([[1, 0], [1, 2]]), mode="SYMMETRIC")
case("BroadcastTo", f(3, 1), i([2, 3, 4]))
case("Fill", i([2, 3]), np.float32(1.5))
case("Range", np.int32(2), np.int32(11), np.int32(3))
case("Range", np.float32(0), np.float32(1), np.float32(0.25))
case("LinSpace", np.float32(0), np.float32(1), np.int32(5))
case("Shape", f(2, 3))
case("Size", f(2, 3))
case("Rank", f(2, 3))
case("OneHot", i([0, 2, 5, -1]), np.int32(3), np.float32(1), np.float32(0), axis=-1)
case("OneHot", i([[0, 2], [1, 1]]), np.int32(3), np.float32(5), np.float32(-1), axis=1)
case("ReverseV2", f(2, 3), i([1]))
case("Roll", f(2, 5), i([2]), i([1]))
case("InvertPermutation", i([2, 0, 1]))
case("Where", np.array([[True, False], [True, True]]))
case("Unique", i([4, 2, 4, 4, 7]))
case("Identity", f(2))

for op in ("Sum", "Mean", "Max", "Min", "Prod"):
    case(op, f(2, 3, 4, low=0.5), i([1]))
    case(op, f(2, 3, 4, low=0.5), i([0, 2]), keep_dims=True)
    case(op, f(2, 3, 4, low=0.5), i([-1]))
    case(op, f(3, 40, low=0.5, high=1.2), i([0, 1]))
case("Mean", i([[1, 2], [4, 4]]), i([0]))
case("All", np.array([[True, False], [True, True]]), i([1]))
case("Any", np.array([[True, False], [False, False]]), i([1]))
case("ArgMax", f(3, 4), np.int32(1))
case("ArgMin", f(3, 4), np.int32(0), output_type=tf.int32)
case("Cumsum", f(3, 4), np.int32(1), exclusive=True, reverse=True)
case("Cumsum", f(3, 4), np.int32(0))
case("Cumprod", f(3, 4), np.int32(1))
case("TopKV2", f(2, 5), np.int32(2))
case("InTopKV2", f(3, 4), i([0, 1, 2]), np.int32(2))
for op in ("UnsortedSegmentSum", "UnsortedSegmentMax", "UnsortedSegmentMin", "UnsortedSegmentProd"):
    case(op, f(4, 2), i([0, 2, 0, 1]), np.int32(3))
case("DenseBincount", i([1, 1, 3]), np.int32(5), np.array([], np.float32))

for ta in (False, True):
    for tb in (False, True):
        case("MatMul", f(*((4, 3) if ta else (3, 4))), f(*((5, 4) if tb else (4, 5))), transpose_a=ta, transpose_b=tb)
        case("BatchMatMulV2", f(2, 1, *((4, 3) if ta else (3, 4))), f(3, *((5, 4) if tb else (4, 5))), adj_x=ta, adj_y=tb)
case("MatMul", f(13, 30), f(30, 17))
case("MatMul", i([[1, 2], [3, 4]]), i([[1, 0], [2, 1]]))
case("BiasAdd", f(2, 3, 4), f(4))
case("BiasAdd", f(2, 3, 4), f(3), data_format="NCHW")
case("SoftmaxCrossEntropyWithLogits", f(3, 4), np.eye(4, dtype=np.float32)[[0, 2, 1]])
case("SparseSoftmaxCrossEntropyWithLogits", f(3, 4), i([0, 2, 1]))
for padding in ("VALID", "SAME"):
    for stride in (1, 2):
        case("Conv2D", f(2, 5, 6, 3), f(3, 2, 3, 4), strides=[1, stride, stride, 1], padding=padding)
        case("DepthwiseConv2dNative", f(2, 5, 6, 3), f(3, 2, 3, 2), strides=[1, stride, stride, 1], padding=padding)
        for op in ("MaxPool", "AvgPool"):
            case(op, f(2, 5, 6, 3), ksize=[1, 2, 3, 1], strides=[1, stride, stride, 1], padding=padding)
case("Conv2D", f(1, 4, 4, 3), f(1, 1, 3, 5), strides=[1, 1, 1, 1], padding="VALID")
case("Conv2D", f(1, 6, 6, 2), f(3, 3, 2, 2), strides=[1, 1, 1, 1], padding="VALID", dilations=[1, 2, 2, 1])
case("Conv2D", f(1, 5, 5, 4), f(3, 3, 2, 6), strides=[1, 1, 1, 1], padding="SAME")
case("Conv2DBackpropInput", i([2, 5, 6, 3]), f(3, 2, 3, 4), f(2, 3, 3, 4), strides=[1, 2, 2, 1], padding="SAME")
for op in ("MaxPool3D", "AvgPool3D"):
    case(op, f(1, 4, 4, 4, 2), ksize=[1, 2, 2, 2, 1], strides=[1, 2, 2, 2, 1], padding="VALID")
case("FusedBatchNormV3", f(2, 3, 3, 2), f(2), f(2), np.array([], np.float32), np.array([], np.float32), is_training=True, epsilon=0.001)
case("FusedBatchNormV3", f(2, 3, 3, 2), f(2), f(2), f(2), f(2, low=0.5), is_training=False, epsilon=0.001)

# Operations that programs call and layers do not: tests/ops/known_library.txt.
layers = len(cases)

spd = f(3, 3)
spd = (spd @ spd.T + 3 * np.eye(3)).astype(np.float32)
for op in ("BitwiseAnd", "BitwiseOr", "BitwiseXor", "LeftShift", "RightShift"):
    case(op, i([12, -7, 100, 3]), i([10, 3, 5, 1]))
case("Invert", i([0, 5, -3]))
case("PopulationCount", i([0, 7, 255]))
for op in ("Xdivy", "Xlog1py", "Igamma", "Igammac"):
    case(op, f(2, 3, low=0.3), f(2, 3, low=0.4))
case("Zeta", f(2, 3, low=1.5, high=4), f(2, 3, low=0.5))
case("Polygamma", np.array([1, 2, 3], np.float32), f(3, low=0.5))
case("Betainc", f(3, low=0.5), f(3, low=0.5), f(3, low=0.1, high=0.9))
for op in ("BesselI0e", "BesselI1e", "BesselI0", "BesselI1"):
    case(op, f(2, 3))
case("Ndtri", f(2, 3, low=0.1, high=0.9))
case("NextAfter", f(3), f(3))
case("TruncateMod", i([7, -7, 7]), i([3, 3, -3]))
case("CumulativeLogsumexp", f(2, 4), np.int32(1))
case("HistogramFixedWidth", f(20), np.array([-2, 2], np.float32), np.int32(5))
for op in ("SegmentSum", "SegmentMean", "SegmentMax", "SegmentMin", "SegmentProd"):
    case(op, f(4, 2), i([0, 0, 2, 2]))
case("DepthToSpace", f(1, 2, 3, 8), block_size=2)
case("SpaceToDepth", f(1, 4, 6, 2), block_size=2)
case("ExtractImagePatches", f(1, 4, 5, 2), ksizes=[1, 2, 3, 1], strides=[1, 2, 1, 1], rates=[1, 1, 1, 1], padding="SAME")
case("ReverseSequence", f(3, 4), i([2, 4, 1]), seq_dim=1, batch_dim=0)
case("UniqueWithCounts", i([4, 2, 4, 4, 7]))
case("ListDiff", i([1, 2, 3, 4, 5]), i([2, 5]))
case("DynamicPartition", f(4, 2), i([0, 2, 0, 1]), num_partitions=3)
case("DynamicStitch", [i([0, 2]), i([1, 3])], [f(2, 3), f(2, 3)])
case("LowerBound", np.array([[1, 3, 3, 5]], np.float32), np.array([[3, 6, 0]], np.float32))
case("UpperBound", np.array([[1, 3, 3, 5]], np.float32), np.array([[3, 6, 0]], np.float32))
case("BroadcastArgs", i([2, 1, 3]), i([4, 1]))
case("MatrixInverse", f(2, 3, 3))
case("MatrixInverse", spd, adjoint=True)
case("MatrixDeterminant", f(2, 3, 3))
case("LogMatrixDeterminant", f(2, 3, 3))
case("Cholesky", spd)
case("MatrixSolve", spd, f(3, 2))
case("MatrixSolve", spd, f(3, 2), adjoint=True)
case("MatrixTriangularSolve", spd, f(3, 2), lower=True)
case("MatrixTriangularSolve", spd, f(3, 2), lower=False)
case("Qr", f(4, 3))
case("Qr", f(3, 3), full_matrices=True)
case("SelfAdjointEigV2", spd)
case("SelfAdjointEigV2", f(4, 4), compute_v=True)
case("Svd", f(4, 3))
case("Svd", f(3, 3))
case("Svd", f(2, 4), compute_uv=True, full_matrices=True)
case("MatrixBandPart", f(2, 3, 4), np.int64(1), np.int64(0))
case("MatrixDiagV3", f(2, 3), np.int32(1), np.int32(-1), np.int32(-1), np.float32(9))
case("MatrixDiagPartV3", f(2, 3, 4), i([-1, 1]), np.float32(0))
case("MatrixSetDiagV3", f(2, 3, 4), f(2, 3), np.int32(0))
case("Diag", f(2, 2))
case("DiagPart", f(2, 3, 2, 3))
case("Cross", f(2, 3), f(2, 3))
case("RGBToHSV", f(2, 2, 3, low=0, high=1))
case("HSVToRGB", f(2, 2, 3, low=0, high=1))
case("AdjustContrastv2", f(2, 3, 4, 3), np.float32(1.5))
case("AdjustHue", f(2, 2, 3, low=0, high=1), np.float32(0.2))
case("AdjustSaturation", f(2, 2, 3, low=0, high=1), np.float32(0.5))
case("ResizeBicubic", f(1, 4, 5, 2), i([6, 3]), half_pixel_centers=True)
case("ResizeArea", f(1, 4, 5, 2), i([2, 3]))
case("ScaleAndTranslate", f(1, 4, 5, 2), i([2, 8]), np.array([0.5, 1.6], np.float32), np.array([0, 0], np.float32), kernel_type="lanczos3")
case("CropAndResize", f(2, 5, 6, 2), np.array([[0.1, 0.2, 0.9, 0.8], [0, 0, 1.2, 1]], np.float32), i([1, 0]), i([3, 4]))
case("NonMaxSuppressionV3", np.array([[0, 0, 1, 1], [0, 0.1, 1, 1.1], [0, 2, 1, 3]], np.float32), np.array([0.6, 0.9, 0.5], np.float32), np.int32(3), np.float32(0.5), np.float32(0))
case("StringLower", np.array(["AbC", "x"]))
case("StringUpper", np.array(["AbC", "x"]))
case("StringLength", np.array(["AbC", "xy"]))
case("StringJoin", [np.array(["a", "b"]), np.array(["c", "d"])], separator="-")
case("ReduceJoin", np.array([["a", "b"], ["c", "d"]]), i([0]), separator="+")
case("Substr", np.array(["hello", "world"]), np.int32(1), np.int32(3))
case("StringToNumber", np.array(["1.5", "-2"]))
case("AsString", f(3), precision=2)
for op in ("StringToHashBucketFast", "StringToHashBucket"):
    case(op, np.array(["a", "tensor", "x" * 20, "y" * 40, "z" * 100]), num_buckets=1000000007)
case("StringSplitV2", np.array(["a,b", "c"]), np.array(","))
case("EncodeBase64", np.array(["hello", "??"]))


def number(x):
    if isinstance(x, (bytes, str)):
        return x.decode() if isinstance(x, bytes) else x
    if isinstance(x, (bool, np.bool_)):
        return str(int(x))
    return "%.7g" % x if isinstance(x, (float, np.floating)) else str(int(x))


def tensor(t):
    a = np.asarray(t.numpy() if hasattr(t, "numpy") else t)
    name = "string" if a.dtype.kind in "OUS" else a.dtype.name
    return "%s [%s] %s" % (name, ",".join(map(str, a.shape)), " ".join(number(x) for x in a.reshape(-1)))


def attribute(v):
    if isinstance(v, bool):
        return "bool %d" % v
    if isinstance(v, int):
        return "int %d" % v
    if isinstance(v, float):
        return "float %r" % v
    if isinstance(v, str):
        return "string %s" % v
    if isinstance(v, tf.DType):
        return "type %s" % v.name
    return "ints %s" % " ".join(map(str, v))


NAMES = {"axis": {"Squeeze": "squeeze_dims"}}
# Gradients that we do not have: of the whole operation, or of its first input.
WITHOUT = {"Digamma", "Betainc", "CumulativeLogsumexp", "SegmentProd", "ExtractImagePatches", "RGBToHSV", "ResizeBicubic", "ScaleAndTranslate", "CropAndResize"}
WITHOUT_FIRST = {"Igamma", "Igammac"}
HEAD = "# Written by tools/record_ops.py from TensorFlow %s; not edited by hand." % tf.__version__
out = [HEAD]
for number_of_case, (op, inputs, attrs) in enumerate(cases):
    if number_of_case == layers:
        first, out = out, [HEAD]
    raw = getattr(tf.raw_ops, op)
    tensors = [[tf.constant(x) for x in v] if isinstance(v, list) else tf.constant(v) for v in inputs]
    flat = [t for v in tensors for t in (v if isinstance(v, list) else [v])]
    kwargs = dict(zip(inspect.signature(raw).parameters, tensors))
    kwargs.update(attrs)
    with tf.GradientTape(persistent=True) as tape:
        for t in flat:
            if t.dtype.is_floating:
                tape.watch(t)
        result = raw(**kwargs)
    results = list(result) if isinstance(result, (list, tuple)) else [result]
    out.append("op " + op)
    out += ["in " + tensor(t) for t in flat]
    out += ["attr %s %s" % (NAMES.get(k, {}).get(op, k), attribute(v)) for k, v in attrs.items()]
    out += ["out " + tensor(t) for t in results]
    if results[0].dtype.is_floating and op not in WITHOUT:
        dy = tf.constant(rng.uniform(-1, 1, results[0].shape).astype(results[0].dtype.as_numpy_dtype))
        try:
            grads = tape.gradient(results[0], flat, output_gradients=dy)
        except (LookupError, NotImplementedError, tf.errors.InvalidArgumentError):
            grads = []
        if any(g is not None for g in grads):
            out.append("dy " + tensor(dy))
            for n, g in enumerate(grads):
                if g is not None and not (n == 0 and op in WITHOUT_FIRST):
                    out.append("grad %d %s" % (n, tensor(tf.convert_to_tensor(g))))
    out.append("end")
folder = sys.argv[1] if len(sys.argv) > 1 else "tests/ops"
for name, lines in (("known.txt", first), ("known_library.txt", out)):
    open(os.path.join(folder, name), "w").write("\n".join(lines) + "\n")
print(len(cases), "cases")
