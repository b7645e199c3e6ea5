// The list of the library's Python parts; their texts are parts/python/*.py.
#include "keras/parts/parts.h"

namespace misfit::keras {
namespace {

const Part kParts[] = {
    {"callbacks.LambdaCallback callbacks.TerminateOnNaN callbacks.MonitorCallback/3 callbacks.EarlyStopping callbacks.ReduceLROnPlateau "
     "callbacks.LearningRateScheduler callbacks.ModelCheckpoint callbacks.CSVLogger callbacks.TensorBoard callbacks.BackupAndRestore",
     "callbacks"},
    {"optimizers.schedules.LearningRateSchedule optimizers.schedules.ExponentialDecay optimizers.schedules.PiecewiseConstantDecay "
     "optimizers.schedules.PolynomialDecay optimizers.schedules.InverseTimeDecay optimizers.schedules.CosineDecay optimizers.schedules.CosineDecayRestarts backend._minimize/2",
     "schedules"},
    {"layers.RNN layers.StackedRNNCells layers.AbstractRNNCell/2 layers.ConvLSTM1D layers.ConvLSTM2D layers.ConvLSTM3D", "recurrent"},
    {"layers.GroupNormalization layers.RMSNormalization/3 layers.SpectralNormalization layers.Wrapper layers.Identity layers.AlphaDropout layers.ThresholdedReLU/2 legacy.layers.ThresholdedReLU/3 "
     "layers.LocallyConnected1D/2 layers.LocallyConnected2D/2 layers.AdaptiveAveragePooling1D/3 layers.AdaptiveAveragePooling2D/3 layers.AdaptiveMaxPooling1D/3 "
     "layers.AdaptiveMaxPooling2D/3 layers.Pipeline/3",
     "norm"},
    {"layers.Dot backend.binary_crossentropy backend.batch_dot backend.mean backend.var backend.std backend.sum backend.prod backend.max backend.min backend.any "
     "backend.all backend.argmax backend.argmin backend.arange backend.cumprod backend.cumsum backend.concatenate backend.stack backend.gather "
     "backend.one_hot backend.cast backend.reshape backend.expand_dims backend.squeeze backend.transpose backend.reverse "
     "backend.permute_dimensions backend.l2_normalize backend.softsign backend.elu backend.hard_sigmoid backend.softmax backend.relu "
     "backend.in_top_k backend.batch_flatten backend.flatten backend.bias_add backend.cast_to_floatx backend.dtype backend.count_params "
     "backend.dropout backend.eval backend.batch_get_value backend.variable backend.constant backend.eye backend.ones backend.zeros "
     "backend.ones_like backend.zeros_like backend.update backend.update_add backend.update_sub backend.moving_average_update "
     "backend.is_sparse backend.to_dense backend.map_fn backend.name_scope backend.gradients backend.print_tensor/2 backend.set_epsilon "
     "backend.set_image_data_format backend.get_uid backend.reset_uids/2 backend.set_learning_phase/2 backend.in_train_phase/2 "
     "backend.in_test_phase/2 backend.repeat backend.repeat_elements backend.switch backend.dot backend.random_normal backend.random_uniform "
     "backend.random_bernoulli backend.truncated_normal backend.random_normal_variable backend.random_uniform_variable backend.foldl "
     "backend.foldr backend.conv1d backend.conv2d backend.conv3d backend.depthwise_conv2d backend.pool2d backend.temporal_padding "
     "backend.spatial_2d_padding backend.spatial_3d_padding backend.resize_images backend.result_type/3 backend.standardize_dtype/3 "
     "backend.is_float_dtype/3 backend.is_int_dtype/3 backend.function/2 backend.random_binomial/2",
     "backend"},
    {"preprocessing.text.text_to_word_sequence preprocessing.text.hashing_trick preprocessing.text.one_hot preprocessing.text.Tokenizer "
     "preprocessing.sequence.make_sampling_table preprocessing.sequence.skipgrams preprocessing.sequence.TimeseriesGenerator "
     "preprocessing.timeseries_dataset_from_array utils.timeseries_dataset_from_array utils.get_custom_objects utils.CustomObjectScope "
     "utils.custom_object_scope utils.register_keras_serializable utils.get_registered_name utils.get_registered_object "
     "saving.get_custom_objects saving.CustomObjectScope saving.custom_object_scope saving.register_keras_serializable "
     "saving.get_registered_name saving.get_registered_object utils.pack_x_y_sample_weight/3 utils.unpack_x_y_sample_weight/3 "
     "preprocessing.image.img_to_array utils.img_to_array random.SeedGenerator/3 random.uniform/3 random.normal/3 random.truncated_normal/3 "
     "random.randint/3 random.categorical/3 random.dropout/3 random.shuffle/3",
     "sequences"},
    {"backend._layer_config backend._layer_arguments backend._model_config backend._to_json initializers.serialize regularizers.serialize constraints.serialize activations.serialize "
     "layers.serialize losses.serialize metrics.serialize optimizers.serialize utils.serialize_keras_object/2 saving.serialize_keras_object "
     "initializers.deserialize regularizers.deserialize constraints.deserialize layers.deserialize losses.deserialize metrics.deserialize "
     "optimizers.deserialize saving.deserialize_keras_object models.model_from_json models.model_from_config/2 "
     "backend._save_model backend._save_weights backend._load_weights models.load_model models.save_model saving.load_model saving.save_model",
     "saving", "model_files"},
    {"layers.EinsumDense", "einsum"},
    {"layers.Attention layers.AdditiveAttention layers.MultiHeadAttention", "attention"},
    {"layers.StringLookup layers.IntegerLookup layers.TextVectorization layers.CategoryEncoding layers.Discretization layers.Hashing", "lookup"},
    {"layers.Resizing layers.CenterCrop layers.RandomCrop layers.RandomFlip layers.RandomRotation layers.RandomZoom layers.RandomTranslation "
     "layers.RandomContrast layers.RandomBrightness layers.RandomHeight/2 layers.RandomWidth/2 legacy.layers.RandomHeight/3 legacy.layers.RandomWidth/3",
     "image"},
    {"metrics.FBetaScore metrics.F1Score metrics.IoU metrics.BinaryIoU metrics.MeanIoU metrics.OneHotIoU metrics.OneHotMeanIoU metrics.SensitivityAtSpecificity "
     "metrics.SpecificityAtSensitivity metrics.PrecisionAtRecall metrics.RecallAtPrecision metrics.R2Score metrics.MeanTensor/2 metrics.MeanRelativeError/2",
     "metrics"},
    {"losses.CTC/3 losses.ctc/3 losses.Circle/3 losses.circle/3 legacy.losses.Reduction/3 losses.Reduction/2", "losses"},
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
     "ops", "ops_more"},
};

}  // namespace

std::span<const Part> parts() { return kParts; }

}  // namespace misfit::keras
