// The explicit list of all operations.
#include <unordered_map>

#include "ops/check/check.h"
#include "ops/library_ops.h"

namespace misfit {
namespace {

constexpr const OpDef* kRegistered[] = {
    &kAbs, &kAcos, &kAcosh, &kAdd, &kAddV2, &kAsin, &kAsinh, &kAtan, &kAtan2, &kAtanh, &kCast, &kCeil, &kClipByValue, &kCos,
    &kCosh, &kDigamma, &kDiv, &kDivNoNan, &kElu, &kEluGrad, &kEqual, &kErf, &kErfc, &kErfinv, &kExp, &kExpm1, &kFloor,
    &kFloorDiv, &kFloorMod, &kGreater, &kGreaterEqual, &kInv, &kIsFinite, &kIsInf, &kIsNan, &kLeakyRelu, &kLeakyReluGrad, &kLess,
    &kLessEqual, &kLgamma, &kLog, &kLog1p, &kLogicalAnd, &kLogicalNot, &kLogicalOr, &kMaximum, &kMinimum, &kMul, &kMulNoNan,
    &kNeg, &kNotEqual, &kOnesLike, &kPow, &kRealDiv, &kReciprocal, &kRelu, &kRelu6, &kRelu6Grad, &kReluGrad, &kRint, &kRound,
    &kRsqrt, &kSelectV2, &kSelu, &kSeluGrad, &kSigmoid, &kSigmoidGrad, &kSign, &kSin, &kSinh, &kSoftplus, &kSoftsign, &kSqrt,
    &kSquare, &kSquaredDifference, &kSub, &kTan, &kTanh, &kTanhGrad, &kTruncateDiv, &kXlogy, &kZerosLike,
    &kAddN, &kBatchToSpaceND, &kBroadcastTo, &kConcatGrad, &kConcatV2, &kEnsureShape, &kExpandDims, &kFill, &kGatherGrad,
    &kGatherNd, &kGatherV2, &kIdentity, &kInvertPermutation, &kLinSpace, &kMirrorPad, &kMirrorPadGrad, &kOneHot, &kPack, &kPad,
    &kPadV2, &kRange, &kRank, &kReshape, &kReverseV2, &kRoll, &kScatterNd, &kShape, &kSize, &kSlice, &kSliceGrad,
    &kSpaceToBatchND, &kSplit, &kSplitV, &kSqueeze, &kStopGradient, &kStridedSlice, &kStridedSliceGrad, &kTensorScatterAdd,
    &kTensorScatterMax, &kTensorScatterMin, &kTensorScatterSub, &kTensorScatterUpdate, &kTile, &kTranspose, &kUnique, &kUnpack,
    &kWhere,
    &kAll, &kAny, &kArgMax, &kArgMin, &kCumprod, &kCumsum, &kDenseBincount, &kExpandTo, &kInTopKV2, &kMax, &kMean, &kMin, &kProd,
    &kSum, &kSumTo, &kTopKV2, &kUnsortedSegmentMax, &kUnsortedSegmentMin, &kUnsortedSegmentProd, &kUnsortedSegmentSum,
    &kAvgPool, &kAvgPool3D, &kAvgPool3DGrad, &kAvgPoolGrad, &kBiasAdd, &kBiasAddGrad, &kConv2D, &kConv2DBackpropFilter,
    &kConv2DBackpropInput, &kConv3D, &kConv3DBackpropFilterV2, &kConv3DBackpropInputV2, &kDepthwiseConv2dNative,
    &kDepthwiseConv2dNativeBackpropFilter, &kDepthwiseConv2dNativeBackpropInput, &kFusedBatchNormGradV3, &kFusedBatchNormV3,
    &kL2Loss, &kLogSoftmax, &kMaxPool, &kMaxPool3D, &kMaxPool3DGrad, &kMaxPoolGrad, &kSoftmax, &kSoftmaxCrossEntropyWithLogits,
    &kSparseSoftmaxCrossEntropyWithLogits,
    &kBatchMatMulV2, &kEinsum, &kMatMul,
    &kMultinomial, &kRandomShuffle, &kRandomStandardNormal, &kRandomUniform, &kRandomUniformInt, &kStatelessMultinomial,
    &kStatelessRandomGetAlg, &kStatelessRandomGetKeyCounter, &kStatelessRandomNormal, &kStatelessRandomNormalV2,
    &kStatelessRandomUniform, &kStatelessRandomUniformIntV2, &kStatelessRandomUniformV2, &kStatelessTruncatedNormal,
    &kStatelessTruncatedNormalV2, &kTruncatedNormal,
    &kAssert, &kAssignAddVariableOp, &kAssignSubVariableOp, &kAssignVariableOp, &kCheckNumerics, &kConst, &kReadVariableOp,
    &kResizeBilinear, &kResizeBilinearGrad, &kResizeNearestNeighbor, &kResizeNearestNeighborGrad,
    &kBitcast, &kBroadcastArgs, &kBucketize, &kDepthToSpace, &kDynamicPartition, &kDynamicStitch, &kExtractImagePatches,
    &kIdentityN, &kListDiff, &kLowerBound, &kReverseSequence, &kSpaceToDepth, &kTensorArrayForget, &kTensorArrayPut,
    &kUniqueWithCounts, &kUpperBound, &kBitwiseAnd, &kBitwiseOr, &kBitwiseXor, &kInvert, &kLeftShift, &kPopulationCount,
    &kRightShift, &kAngle, &kComplex, &kComplexAbs, &kConj, &kImag, &kReal, &kAdjustContrastv2, &kAdjustHue, &kAdjustSaturation,
    &kCropAndResize, &kDrawBoundingBoxesV2, &kHSVToRGB, &kNonMaxSuppressionV3, &kNonMaxSuppressionV5, &kResizeArea,
    &kResizeBicubic, &kRGBToHSV, &kScaleAndTranslate, &kCholesky, &kCross, &kDiag, &kDiagPart, &kLogMatrixDeterminant, &kLu,
    &kMatrixBandPart, &kMatrixDeterminant, &kMatrixDiagPartV3, &kMatrixDiagV3, &kMatrixInverse, &kMatrixSetDiagV3, &kMatrixSolve,
    &kMatrixTriangularSolve, &kQr, &kSelfAdjointEigV2, &kSvd, &kCumulativeLogsumexp, &kHistogramFixedWidth, &kSegmentMax,
    &kSegmentMean, &kSegmentMin, &kSegmentProd, &kSegmentSum, &kFFT, &kFFT2D, &kFFT3D, &kIFFT, &kIFFT2D, &kIFFT3D, &kIRFFT,
    &kIRFFT2D, &kIRFFT3D, &kRFFT, &kRFFT2D, &kRFFT3D, &kBesselI0, &kBesselI0e, &kBesselI1, &kBesselI1e, &kBetainc, &kIgamma,
    &kIgammac, &kNdtri, &kNextAfter, &kPolygamma, &kTruncateMod, &kXdivy, &kXlog1py, &kZeta, &kAsString, &kDecodeBase64,
    &kDecodeRaw, &kEncodeBase64, &kReduceJoin, &kStringJoin, &kStringLength, &kStringLower, &kStringNGrams, &kStringSplitV2,
    &kStringStrip, &kStringToHashBucket, &kStringToHashBucketFast, &kStringToNumber, &kStringUpper, &kSubstr,
    &kUnicodeDecodeWithOffsets, &kUnicodeEncode,
    &kRandomGamma, &kRandomPoissonV2, &kStatelessRandomGammaV2, &kStatelessRandomPoisson, &kStatelessRandomUniformFullIntV2,
};

}  // namespace

const OpDef* find_op(std::string_view name) {
  static thread_local const std::unordered_map<std::string_view, const OpDef*> by_name = [] {
    std::unordered_map<std::string_view, const OpDef*> map;
    for (const OpDef* op : kRegistered) map[op->name] = op;
    return map;
  }();
  const auto at = by_name.find(name);
  return at == by_name.end() ? nullptr : at->second;
}

std::span<const OpDef* const> all_ops() { return kRegistered; }

}  // namespace misfit
