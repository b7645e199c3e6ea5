// Whose words a function of tensorflow uses for wrong arguments: those of the dispatcher in front of most functions ("@"), or
// CPython's under the name that the function has inside TensorFlow. From tools that ask TensorFlow 2.21 for each name.
#include "modules/tensorflow_text.h"

namespace misfit::modules::tf_api {
namespace {

// Functions without a dispatcher: where they are found, and their own name if it is another.
constexpr std::string_view kPlain =
    " acosh approx_top_k as_dtype as_string asin asinh atan atan2 atanh bitcast bitwise.bitwise_and bitwise.bitwise_or bitwise.bitwise_xor bitwise.invert"
    " bitwise.left_shift bitwise.right_shift broadcast_to check_pinned constant control_dependencies conv conv2d_backprop_filter_v2 conv2d_backprop_input_v2"
    " cos cosh custom_gradient debugging.check_numerics debugging.disable_check_numerics debugging.disable_traceback_filtering"
    " debugging.enable_check_numerics debugging.enable_traceback_filtering debugging.get_log_device_placement debugging.is_numeric_tensor"
    " debugging.is_traceback_filtering_enabled debugging.set_log_device_placement device=device_v2 dtypes.as_dtype dynamic_partition dynamic_stitch"
    " executing_eagerly extract_volume_patches fftnd function get_current_name_scope get_logger get_static_value=constant_value grad_pass_through"
    " gradients=gradients_v2 greater greater_equal guarantee_const hessians=HessiansV2 identity_n ifftnd image.hsv_to_rgb image.is_jpeg image.rgb_to_hsv"
    " import_graph_def init_scope inside_function io.decode_base64 io.decode_compressed io.decode_json_example io.decode_proto=decode_proto_v2"
    " io.encode_base64 io.encode_proto io.is_jpeg io.match_filenames_once io.matching_files io.parse_tensor io.read_file io.serialize_tensor io.write_file"
    " io.write_graph irfftnd is_symbolic_tensor is_tensor=is_tf_type less less_equal linalg.band_part=matrix_band_part linalg.banded_triangular_solve"
    " linalg.cholesky linalg.cross linalg.det=matrix_determinant linalg.inv=matrix_inverse linalg.logm=matrix_logarithm linalg.lu linalg.qr"
    " linalg.slogdet=log_matrix_determinant linalg.solve=matrix_solve linalg.sqrtm=matrix_square_root linalg.tensor_diag=diag load_library load_op_library"
    " logical_and logical_not logical_or make_ndarray=MakeNdarray make_tensor_proto map_fn=map_fn_v2 math.acosh math.asin math.asinh math.atan math.atan2"
    " math.atanh math.betainc math.cos math.cosh math.digamma math.erf math.erfc math.expm1 math.floormod=floor_mod math.greater math.greater_equal"
    " math.igamma math.igammac math.invert_permutation math.is_finite math.is_inf math.is_nan math.less math.less_equal math.lgamma math.log math.log1p"
    " math.logical_and math.logical_not math.logical_or math.maximum math.minimum math.mod=floor_mod math.negative=neg math.nextafter=next_after"
    " math.polygamma math.reciprocal math.rint math.segment_max math.segment_mean math.segment_min math.segment_prod math.segment_sum math.sin math.sinh"
    " math.softsign math.square math.squared_difference math.tan math.tanh math.unsorted_segment_max math.unsorted_segment_min math.unsorted_segment_prod"
    " math.unsorted_segment_sum math.xlogy math.zeta matrix_square_root maximum minimum negative=neg nn.all_candidate_sampler nn.elu nn.l2_loss"
    " nn.local_response_normalization=lrn nn.lrn nn.relu nn.selu nn.softsign nn.tanh no_gradient no_op nondifferentiable_batch_function=batch_function"
    " ragged_fill_empty_rows ragged_fill_empty_rows_grad random.all_candidate_sampler random.create_rng_state random.experimental.create_rng_state"
    " random.experimental.get_global_generator random.experimental.set_global_generator random.get_global_generator random.set_global_generator"
    " random.set_seed random_index_shuffle realdiv=real_div recompute_grad register_tensor_conversion_function required_space_to_batch_paddings"
    " reverse=reverse_v2 rfftnd scatter_nd signal.fft signal.fft2d signal.fft3d signal.fftnd=_fftn_wrapper.<locals>._fftn signal.ifft signal.ifft2d"
    " signal.ifft3d signal.ifftnd=_ifftn_wrapper.<locals>._ifftn signal.irfft2d=_irfft_wrapper.<locals>._irfft signal.irfft3d=_irfft_wrapper.<locals>._irfft"
    " signal.irfft=_irfft_wrapper.<locals>._irfft signal.irfftnd=_irfftn_wrapper.<locals>._irfftn signal.rfft2d=_rfft_wrapper.<locals>._rfft"
    " signal.rfft3d=_rfft_wrapper.<locals>._rfft signal.rfft=_rfft_wrapper.<locals>._rfft signal.rfftnd=_rfftn_wrapper.<locals>._rfftn sin sinh"
    " space_to_batch_nd sparse.add=sparse_add_v2 sparse.concat=sparse_concat_v2 sparse.cross=sparse_cross sparse.cross_hashed=sparse_cross_hashed"
    " sparse.expand_dims=sparse_expand_dims sparse.eye=sparse_eye sparse.fill_empty_rows=sparse_fill_empty_rows sparse.from_dense sparse.mask=sparse_mask"
    " sparse.maximum=sparse_maximum sparse.minimum=sparse_minimum sparse.reduce_max=sparse_reduce_max_v2 sparse.reduce_sum=sparse_reduce_sum_v2"
    " sparse.reorder=sparse_reorder sparse.reset_shape=sparse_reset_shape sparse.retain=sparse_retain sparse.sampled_addmm"
    " sparse.segment_mean=sparse_segment_mean_v2 sparse.segment_sqrt_n=sparse_segment_sqrt_n_v2 sparse.segment_sum=sparse_segment_sum_v2"
    " sparse.slice=sparse_slice sparse.softmax=sparse_softmax sparse.sparse_dense_matmul=sparse_tensor_dense_matmul sparse.split=sparse_split_v2"
    " sparse.to_dense=sparse_tensor_to_dense sparse.to_indicator=sparse_to_indicator sparse.transpose=sparse_transpose square strings.as_string"
    " strings.lower=string_lower strings.strip=string_strip strings.to_hash_bucket_fast=string_to_hash_bucket_fast"
    " strings.to_hash_bucket_strong=string_to_hash_bucket_strong strings.unicode_script strings.unicode_transcode strings.upper=string_upper switch_case tan"
    " tanh tensor_scatter_nd_add=tensor_scatter_add tensor_scatter_nd_max=tensor_scatter_max tensor_scatter_nd_min=tensor_scatter_min"
    " tensor_scatter_nd_sub=tensor_scatter_sub tile timestamp truncatediv=truncate_div truncatemod=truncate_mod type_spec_from_value unravel_index"
    " variable_creator_scope vectorized_map while_loop=while_loop_v2"
    " ";

constexpr std::string_view kDispatched[] = {"", "math", "linalg", "nn", "image", "strings", "random", "sparse", "ragged", "sets", "signal", "debugging", "io", "bitwise", "dtypes", "math.special", "random.experimental"};

}  // namespace

std::string argument_name(std::string_view dotted) {
  const size_t dot = dotted.rfind('.');
  const std::string_view leaf = dot == std::string_view::npos ? dotted : dotted.substr(dot + 1), module = dot == std::string_view::npos ? "" : dotted.substr(0, dot);
  const std::string key = " " + std::string(dotted);
  for (size_t at = kPlain.find(key); at != std::string_view::npos; at = kPlain.find(key, at + 1)) {
    const char next = kPlain[at + key.size()];
    if (next == ' ') return std::string(leaf);
    if (next != '=') continue;
    const size_t first = at + key.size() + 1;
    return std::string(kPlain.substr(first, kPlain.find(' ', first) - first));
  }
  for (const std::string_view m : kDispatched)
    if (m == module) return "@" + std::string(leaf);
  return std::string(leaf);
}

}  // namespace misfit::modules::tf_api
