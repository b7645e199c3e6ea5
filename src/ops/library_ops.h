// Operations that programs call and layers do not: linear algebra, bits, complex numbers, special functions, texts, images, transforms.
#pragma once
#include "ops/ops.h"

namespace misfit {

// Shapes and places.
extern const OpDef kBitcast;
extern const OpDef kBroadcastArgs;
extern const OpDef kBucketize;
extern const OpDef kDepthToSpace;
extern const OpDef kDynamicPartition;
extern const OpDef kDynamicStitch;
extern const OpDef kExtractImagePatches;
extern const OpDef kIdentityN;
extern const OpDef kListDiff;
extern const OpDef kLowerBound;
extern const OpDef kReverseSequence;
extern const OpDef kSpaceToDepth;
extern const OpDef kTensorArrayForget;
extern const OpDef kTensorArrayPut;
extern const OpDef kUniqueWithCounts;
extern const OpDef kUpperBound;

// Sums and other reductions.
extern const OpDef kCumulativeLogsumexp;
extern const OpDef kHistogramFixedWidth;
extern const OpDef kSegmentMax;
extern const OpDef kSegmentMean;
extern const OpDef kSegmentMin;
extern const OpDef kSegmentProd;
extern const OpDef kSegmentSum;

// Matrices.
extern const OpDef kCholesky;
extern const OpDef kCross;
extern const OpDef kDiag;
extern const OpDef kDiagPart;
extern const OpDef kLogMatrixDeterminant;
extern const OpDef kLu;
extern const OpDef kMatrixBandPart;
extern const OpDef kMatrixDeterminant;
extern const OpDef kMatrixDiagPartV3;
extern const OpDef kMatrixDiagV3;
extern const OpDef kMatrixInverse;
extern const OpDef kMatrixSetDiagV3;
extern const OpDef kMatrixSolve;
extern const OpDef kMatrixTriangularSolve;
extern const OpDef kQr;
extern const OpDef kSelfAdjointEigV2;
extern const OpDef kSvd;

// Images.
extern const OpDef kAdjustContrastv2;
extern const OpDef kAdjustHue;
extern const OpDef kAdjustSaturation;
extern const OpDef kCropAndResize;
extern const OpDef kDrawBoundingBoxesV2;
extern const OpDef kHSVToRGB;
extern const OpDef kNonMaxSuppressionV3;
extern const OpDef kNonMaxSuppressionV5;
extern const OpDef kRGBToHSV;
extern const OpDef kResizeArea;
extern const OpDef kResizeBicubic;
extern const OpDef kScaleAndTranslate;

// Bits.
extern const OpDef kBitwiseAnd;
extern const OpDef kBitwiseOr;
extern const OpDef kBitwiseXor;
extern const OpDef kInvert;
extern const OpDef kLeftShift;
extern const OpDef kPopulationCount;
extern const OpDef kRightShift;

// Complex numbers.
extern const OpDef kAngle;
extern const OpDef kComplex;
extern const OpDef kComplexAbs;
extern const OpDef kConj;
extern const OpDef kImag;
extern const OpDef kReal;

// Fourier transforms.
extern const OpDef kFFT;
extern const OpDef kFFT2D;
extern const OpDef kFFT3D;
extern const OpDef kIFFT;
extern const OpDef kIFFT2D;
extern const OpDef kIFFT3D;
extern const OpDef kIRFFT;
extern const OpDef kIRFFT2D;
extern const OpDef kIRFFT3D;
extern const OpDef kRFFT;
extern const OpDef kRFFT2D;
extern const OpDef kRFFT3D;

// Special functions.
extern const OpDef kBesselI0;
extern const OpDef kBesselI0e;
extern const OpDef kBesselI1;
extern const OpDef kBesselI1e;
extern const OpDef kBetainc;
extern const OpDef kIgamma;
extern const OpDef kIgammac;
extern const OpDef kNdtri;
extern const OpDef kNextAfter;
extern const OpDef kPolygamma;
extern const OpDef kTruncateMod;
extern const OpDef kXdivy;
extern const OpDef kXlog1py;
extern const OpDef kZeta;

// Texts.
extern const OpDef kAsString;
extern const OpDef kDecodeBase64;
extern const OpDef kDecodeRaw;
extern const OpDef kEncodeBase64;
extern const OpDef kReduceJoin;
extern const OpDef kStringJoin;
extern const OpDef kStringLength;
extern const OpDef kStringLower;
extern const OpDef kStringNGrams;
extern const OpDef kStringSplitV2;
extern const OpDef kStringStrip;
extern const OpDef kStringToHashBucket;
extern const OpDef kStringToHashBucketFast;
extern const OpDef kStringToNumber;
extern const OpDef kStringUpper;
extern const OpDef kSubstr;
extern const OpDef kUnicodeDecodeWithOffsets;
extern const OpDef kUnicodeEncode;

// Random numbers.
extern const OpDef kRandomGamma;
extern const OpDef kRandomPoissonV2;
extern const OpDef kStatelessRandomGammaV2;
extern const OpDef kStatelessRandomPoisson;
extern const OpDef kStatelessRandomUniformFullIntV2;

}  // namespace misfit
