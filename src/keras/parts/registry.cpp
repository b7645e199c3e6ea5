// The list of the library's Python parts.
#include "keras/parts/parts.h"
#include "keras/parts/texts.h"

namespace misfit::keras {
namespace {

const Part kParts[] = {
    {"callbacks.LambdaCallback callbacks.TerminateOnNaN callbacks.MonitorCallback/3 callbacks.EarlyStopping callbacks.ReduceLROnPlateau "
     "callbacks.LearningRateScheduler callbacks.ModelCheckpoint callbacks.CSVLogger callbacks.TensorBoard callbacks.BackupAndRestore",
     kCallbacksText},
    {"optimizers.schedules.LearningRateSchedule optimizers.schedules.ExponentialDecay optimizers.schedules.PiecewiseConstantDecay "
     "optimizers.schedules.PolynomialDecay optimizers.schedules.InverseTimeDecay optimizers.schedules.CosineDecay optimizers.schedules.CosineDecayRestarts",
     kSchedulesText},
    {"layers.RNN layers.StackedRNNCells layers.AbstractRNNCell/2 layers.ConvLSTM1D layers.ConvLSTM2D layers.ConvLSTM3D", kRecurrentText},
    {"layers.GroupNormalization layers.RMSNormalization/3 layers.SpectralNormalization layers.Wrapper layers.Identity layers.AlphaDropout layers.ThresholdedReLU/2 "
     "layers.LocallyConnected1D/2 layers.LocallyConnected2D/2 layers.AdaptiveAveragePooling1D/3 layers.AdaptiveAveragePooling2D/3 layers.AdaptiveMaxPooling1D/3 "
     "layers.AdaptiveMaxPooling2D/3 layers.Pipeline/3",
     kNormText},
    {"layers.EinsumDense", kEinsumText},
    {"layers.Attention layers.AdditiveAttention layers.MultiHeadAttention", kAttentionText},
    {"layers.StringLookup layers.IntegerLookup layers.TextVectorization layers.CategoryEncoding layers.Discretization layers.Hashing", kLookupText},
    {"layers.Resizing layers.CenterCrop layers.RandomCrop layers.RandomFlip layers.RandomRotation layers.RandomZoom layers.RandomTranslation "
     "layers.RandomContrast layers.RandomBrightness layers.RandomHeight/2 layers.RandomWidth/2",
     kImageText},
    {"metrics.FBetaScore metrics.F1Score metrics.IoU metrics.BinaryIoU metrics.MeanIoU metrics.OneHotIoU metrics.OneHotMeanIoU metrics.SensitivityAtSpecificity "
     "metrics.SpecificityAtSensitivity metrics.PrecisionAtRecall metrics.RecallAtPrecision metrics.R2Score metrics.MeanTensor/2",
     kMetricsText},
    {"ops.allclose ops.amax ops.amin ops.angle ops.append ops.arccos ops.arccosh ops.arcsin ops.arcsinh ops.arctan ops.arctan2 ops.arctanh ops.argsort "
     "ops.array ops.array_split ops.associative_scan ops.average ops.average_pool ops.bartlett ops.batch_normalization ops.binary_crossentropy ops.bincount "
     "ops.bitwise_and ops.bitwise_invert ops.bitwise_left_shift ops.bitwise_not ops.bitwise_or ops.bitwise_right_shift ops.bitwise_xor ops.blackman "
     "ops.categorical_crossentropy ops.cbrt ops.cdist ops.celu ops.cholesky ops.cond ops.conj ops.conjugate ops.conv ops.copy ops.corrcoef ops.correlate "
     "ops.cosh ops.count_nonzero ops.cross ops.cumprod ops.custom_gradient ops.deg2rad ops.depthwise_conv ops.det ops.diag ops.diagflat ops.diagonal "
     "ops.diff ops.digitize ops.divide_no_nan ops.dot ops.dot_product_attention ops.dsplit ops.dstack ops.dtype ops.eigh ops.empty ops.empty_like ops.erfc "
     "ops.erfinv ops.exp2 ops.expm1 ops.extract_sequences ops.eye ops.fabs ops.fliplr ops.flipud ops.fmax ops.fmin ops.fmod ops.fori_loop ops.full "
     "ops.full_like ops.gcd ops.geomspace ops.get_item ops.glu ops.hamming ops.hanning ops.hard_shrink ops.hard_sigmoid ops.hard_silu ops.hard_swish "
     "ops.hard_tanh ops.heaviside ops.histogram ops.hsplit ops.hstack ops.hypot ops.i0 ops.identity ops.imag ops.in_top_k ops.inner ops.inv ops.is_tensor "
     "ops.isclose ops.isfinite ops.isin ops.isneginf ops.isposinf ops.isreal ops.kron ops.layer_normalization ops.lcm ops.ldexp ops.left_shift ops.linspace "
     "ops.log10 ops.log2 ops.log_sigmoid ops.logaddexp ops.logaddexp2 ops.logdet ops.logical_xor ops.logspace ops.lstsq ops.map ops.matrix_rank "
     "ops.max_pool ops.median ops.meshgrid ops.moments ops.moveaxis ops.multi_hot ops.nan_to_num ops.nanargmax ops.nanargmin ops.nancumprod ops.nancumsum "
     "ops.nanmax ops.nanmean ops.nanmin ops.nanprod ops.nanstd ops.nansum ops.nanvar ops.ndim ops.nextafter ops.nonzero ops.normalize ops.outer ops.pad "
     "ops.percentile ops.pinv ops.psnr ops.ptp ops.qr ops.quantile ops.rad2deg ops.ravel ops.real ops.reciprocal ops.relu6 ops.right_shift "
     "ops.rms_normalization ops.roll ops.rot90 ops.saturate_cast ops.scan ops.scatter ops.scatter_update ops.searchsorted ops.segment_max ops.segment_min "
     "ops.segment_prod ops.segment_sum ops.select ops.selu ops.separable_conv ops.signbit ops.sin ops.sinc ops.sinh ops.size ops.slice ops.slice_update "
     "ops.slogdet ops.soft_shrink ops.softsign ops.solve ops.solve_triangular ops.sparse_categorical_crossentropy ops.sparse_plus ops.sparse_sigmoid "
     "ops.sparsemax ops.split ops.squareplus ops.svd ops.swapaxes ops.swish ops.switch ops.take_along_axis ops.tan ops.tanh_shrink ops.threshold ops.trace "
     "ops.trapezoid ops.tri ops.tril ops.triu ops.trunc ops.unique ops.unravel_index ops.unstack ops.vander ops.vdot ops.vectorize ops.vectorized_map "
     "ops.vsplit ops.vstack ops.while_loop",
     kOpsText, kOpsMoreText},
};

}  // namespace

std::span<const Part> parts() { return kParts; }

}  // namespace misfit::keras
