// What each Python text of tensorflow defines (python/<module>.py), by its place below tensorflow; "place=name" where the text calls it otherwise.
#include "modules/tensorflow_text.h"

namespace misfit::modules::tf_api {

static constexpr Text kTexts[] = {
    {"tensorflow._tensor_array",
     "TensorArray TensorArraySpec"},
    {"tensorflow._queue",
     "queue.QueueBase queue.FIFOQueue queue.PaddingFIFOQueue queue.PriorityQueue queue.RandomShuffleQueue"},
    {"tensorflow._linalg",
     "linalg.l2_normalize math.l2_normalize nn.l2_normalize einsum linalg.einsum norm linalg.norm linalg.adjoint linalg.cholesky_solve linalg.logm linalg.sqrtm matrix_square_root=sqrtm linalg.lstsq linalg.lu linalg.lu_solve "
     "linalg.lu_reconstruct linalg.lu_matrix_inverse linalg.matrix_rank linalg.slogdet linalg.expm linalg.eig linalg.eigvals eig eigvals linalg.inv "
     "linalg.det linalg.cholesky linalg.solve linalg.triangular_solve linalg.pinv linalg.diag linalg.diag_part linalg.set_diag linalg.tensor_diag "
     "linalg.tensor_diag_part linalg.trace linalg.band_part linalg.logdet linalg.qr linalg.matrix_transpose linalg.tridiagonal_solve "
     "linalg.tridiagonal_matmul linalg.normalize linalg.cross linalg.eigh linalg.eigvalsh linalg.svd linalg.LinearOperatorDiag "
     "linalg.LinearOperatorFullMatrix linalg.LinearOperatorIdentity linalg.LinearOperatorLowerTriangular"},
    {"tensorflow._ragged",
     "RaggedTensor RaggedTensorSpec ragged.range=ragged_range ragged.row_splits_to_segment_ids ragged.segment_ids_to_row_splits"},
    {"tensorflow._ragged_functions",
     "ragged.constant ragged.stack=ragged_stack ragged.boolean_mask=ragged_boolean_mask ragged.map_flat_values ragged.cross_hashed=ragged_cross ragged.cross=ragged_cross"},
    {"tensorflow._sparse",
     "SparseTensor sparse.SparseTensor=SparseTensor SparseTensorSpec sparse.from_dense sparse.to_dense sparse.add sparse.concat sparse.reduce_sum "
     "sparse.reduce_max sparse.reorder sparse.reset_shape sparse.reshape sparse.retain sparse.slice=sparse_slice sparse.softmax "
     "sparse.sparse_dense_matmul sparse.transpose sparse.eye sparse.mask sparse.maximum sparse.minimum sparse.expand_dims sparse.map_values "
     "sparse.segment_sum sparse.segment_mean sparse.segment_sqrt_n sparse.split sparse.to_indicator sparse.fill_empty_rows sparse.bincount "
     "sparse.cross sparse.cross_hashed=cross IndexedSlices IndexedSlicesSpec=SparseTensorSpec"},
    {"tensorflow._image",
     "image.ResizeMethod image.adjust_gamma image.adjust_hue image.adjust_saturation image.adjust_contrast image.random_contrast image.random_hue "
     "image.random_saturation image.random_crop image.stateless_random_brightness image.stateless_random_contrast image.stateless_random_hue "
     "image.stateless_random_saturation image.stateless_random_crop image.stateless_random_flip_left_right image.stateless_random_flip_up_down "
     "image.psnr image.ssim image.ssim_multiscale image.sobel_edges image.total_variation image.image_gradients image.rgb_to_yiq image.yiq_to_rgb "
     "image.rgb_to_yuv image.yuv_to_rgb image.resize_with_pad image.non_max_suppression image.non_max_suppression_with_scores "
     "image.non_max_suppression_padded image.non_max_suppression_overlaps image.combined_non_max_suppression image.crop_and_resize "
     "image.draw_bounding_boxes image.extract_glimpse image.sample_distorted_bounding_box "
     "image.stateless_sample_distorted_bounding_box=sample_distorted_bounding_box image.adjust_jpeg_quality "
     "image.random_jpeg_quality=adjust_jpeg_quality image.stateless_random_jpeg_quality=adjust_jpeg_quality"},
    {"tensorflow._strings",
     "strings.length strings.lower strings.upper strings.strip strings.to_number strings.as_string as_string strings.join strings.reduce_join "
     "strings.substr strings.regex_replace strings.regex_full_match strings.to_hash_bucket_fast strings.to_hash_bucket "
     "strings.to_hash_bucket_strong strings.split strings.bytes_split strings.ngrams strings.unicode_decode strings.unicode_decode_with_offsets "
     "strings.unicode_encode strings.unicode_split strings.unicode_split_with_offsets strings.unicode_transcode strings.unicode_script "
     "strings.unsorted_segment_join io.encode_base64 io.decode_base64 io.decode_raw"},
    {"tensorflow._math",
     "linspace scalar_mul math.scalar_mul math.cumulative_logsumexp math.erfcinv math.ndtri math.lbeta math.is_non_decreasing math.is_strictly_increasing "
     "math.zero_fraction math.softmax math.log_softmax math.unsorted_segment_sqrt_n math.special.bessel_i0 math.special.bessel_i0e "
     "math.special.bessel_i1 math.special.bessel_i1e math.bessel_i0 math.bessel_i0e math.bessel_i1 math.bessel_i1e realdiv truncatediv truncatemod "
     "histogram_fixed_width histogram_fixed_width_bins batch_to_space space_to_batch space_to_batch_nd nn.space_to_batch=space_to_batch "
     "broadcast_static_shape broadcast_dynamic_shape dynamic_stitch reverse_sequence unravel_index tuple grad_pass_through guarantee_const "
     "identity_n hessians shape_n parallel_stack switch_case edit_distance math.approx_max_k=approx_max_k math.approx_min_k=approx_min_k "
     "nn.approx_max_k=approx_max_k nn.approx_min_k=approx_min_k fingerprint extract_volume_patches sets.size=set_size "
     "sets.intersection=set_intersection sets.difference=set_difference sets.union=set_union "
     ""},
    {"tensorflow._nn",
     "nn.avg_pool1d nn.avg_pool3d nn.max_pool1d nn.max_pool3d nn.conv1d nn.conv3d nn.depthwise_conv2d nn.convolution nn.conv2d_transpose nn.conv1d_transpose nn.conv3d_transpose "
     "nn.conv_transpose nn.separable_conv2d nn.atrous_conv2d nn.atrous_conv2d_transpose nn.pool nn.crelu nn.local_response_normalization "
     "nn.lrn=local_response_normalization nn.log_poisson_loss nn.weighted_cross_entropy_with_logits nn.compute_average_loss "
     "nn.scale_regularization_loss nn.sufficient_statistics nn.normalize_moments nn.weighted_moments nn.batch_norm_with_global_normalization "
     "nn.dilation2d nn.erosion2d nn.max_pool_with_argmax nn.collapse_repeated nn.ctc_loss nn.ctc_greedy_decoder nn.ctc_beam_search_decoder "
     "nn.ctc_unique_labels nn.nce_loss nn.sampled_softmax_loss nn.embedding_lookup_sparse nn.safe_embedding_lookup_sparse "
     "nn.experimental.stateless_dropout nn.experimental.general_dropout nn.depthwise_conv2d_backprop_input nn.depthwise_conv2d_backprop_filter"},
    {"tensorflow._random",
     "random.Generator random.experimental.Generator=Generator random.get_global_generator random.set_global_generator "
     "random.experimental.get_global_generator=get_global_generator random.experimental.set_global_generator=set_global_generator "
     "random.create_rng_state random.experimental.create_rng_state=create_rng_state random.Algorithm random.experimental.Algorithm=Algorithm "
     "random.gamma random.poisson random.stateless_uniform random.stateless_normal random.stateless_truncated_normal random.stateless_categorical "
     "random.split=stateless_split random.experimental.stateless_split=stateless_split random.fold_in=stateless_fold_in "
     "random.experimental.stateless_fold_in=stateless_fold_in random.experimental.stateless_shuffle=stateless_shuffle "
     "random.experimental.index_shuffle=index_shuffle random_index_shuffle=index_shuffle random.stateless_gamma random.stateless_poisson "
     "random.stateless_parameterized_truncated_normal random.stateless_binomial random.uniform_candidate_sampler "
     "random.log_uniform_candidate_sampler random.fixed_unigram_candidate_sampler random.learned_unigram_candidate_sampler "
     "random.all_candidate_sampler"},
    {"tensorflow._signal",
     "signal.fft signal.ifft signal.fft2d signal.ifft2d signal.fft3d signal.ifft3d signal.rfft signal.irfft signal.rfft2d signal.irfft2d "
     "signal.rfft3d signal.irfft3d signal.fftshift signal.ifftshift signal.frame signal.stft signal.inverse_stft signal.inverse_stft_window_fn "
     "signal.hann_window signal.hamming_window signal.kaiser_window signal.kaiser_bessel_derived_window signal.vorbis_window "
     "signal.linear_to_mel_weight_matrix signal.mfccs_from_log_mel_spectrograms signal.dct signal.idct signal.overlap_and_add"},
    {"tensorflow._lookup",
     "lookup.StaticHashTable lookup.StaticVocabularyTable lookup.KeyValueTensorInitializer lookup.TextFileInitializer lookup.TextFileIndex "
     "lookup.experimental.MutableHashTable=MutableHashTable lookup.experimental.DenseHashTable=DenseHashTable"},
    {"tensorflow._io",
     "train.Checkpoint train.CheckpointManager train.latest_checkpoint train.list_variables train.load_checkpoint train.ExponentialMovingAverage train.experimental.PythonState=PythonState "
     "train.Example train.Features train.Feature train.BytesList train.FloatList train.Int64List io.FixedLenFeature io.VarLenFeature "
     "io.FixedLenSequenceFeature io.RaggedFeature io.SparseFeature io.parse_single_example io.parse_example io.serialize_tensor io.parse_tensor "
     "io.decode_csv io.write_file io.matching_files io.decode_compressed"},
    {"tensorflow._data",
     "data.TextLineDataset data.TFRecordDataset data.FixedLengthRecordDataset data.experimental.group_by_window=_group_by_window "
     "data.experimental.bucket_by_sequence_length=_bucket data.experimental.unique=_unique data.experimental.scan=_scan "
     "data.experimental.sample_from_datasets data.experimental.choose_from_datasets data.experimental.get_single_element "
     "data.experimental.ignore_errors=_ignore data.experimental.enumerate_dataset data.experimental.unbatch data.experimental.take_while "
     "data.experimental.dense_to_ragged_batch data.experimental.dense_to_sparse_batch data.experimental.map_and_batch "
     "data.experimental.shuffle_and_repeat data.experimental.parallel_interleave data.experimental.rejection_resample=_rejection "
     "data.experimental.RandomDataset data.experimental.Counter=counter data.experimental.assert_cardinality data.experimental.prefetch_to_device "
     "data.experimental.copy_to_device data.experimental.make_csv_dataset data.experimental.CsvDataset data.experimental.snapshot=_snapshot "
     "data.experimental.save=save_dataset data.experimental.load=load_dataset data.experimental.get_structure data.experimental.from_list "
     "data.experimental.AutoShardPolicy data.experimental.OptimizationOptions data.experimental.ThreadingOptions data.experimental.TFRecordWriter "
     "data.Iterator data.NumpyIterator data.DatasetSpec data.IteratorSpec data.ThreadingOptions data.experimental.INFINITE_CARDINALITY "
     "data.experimental.UNKNOWN_CARDINALITY io.TFRecordWriter io.TFRecordOptions data.experimental.pad_to_cardinality "
     "data.experimental.index_table_from_dataset data.experimental.table_from_dataset data.experimental.Reducer data.experimental.group_by_reducer"},
    {"tensorflow._debugging",
     "debugging.Assert Assert debugging.assert_equal assert_equal debugging.assert_none_equal debugging.assert_less assert_less debugging.assert_less_equal "
     "debugging.assert_greater assert_greater debugging.assert_greater_equal debugging.assert_negative debugging.assert_positive "
     "debugging.assert_non_negative debugging.assert_non_positive debugging.assert_near debugging.assert_type debugging.assert_integer "
     "debugging.assert_proper_iterable debugging.assert_same_float_dtype debugging.assert_scalar debugging.is_numeric_tensor debugging.assert_all_finite "
     "debugging.assert_rank assert_rank debugging.assert_rank_at_least debugging.assert_rank_in debugging.assert_shapes"},
    {"tensorflow._misc",
     "random_normal_initializer random_uniform_initializer zeros_initializer ones_initializer constant_initializer distribute.Strategy "
     "distribute.MirroredStrategy distribute.OneDeviceStrategy distribute.MultiWorkerMirroredStrategy=MirroredStrategy "
     "distribute.TPUStrategy=MirroredStrategy distribute.experimental.CentralStorageStrategy=MirroredStrategy distribute.get_strategy "
     "distribute.has_strategy distribute.get_replica_context distribute.in_cross_replica_context distribute.ReduceOp distribute.InputContext "
     ""
     "io.encode_jpeg=_unsupported io.encode_png=_unsupported io.is_jpeg=_unsupported "
     "summary.create_file_writer summary.scalar summary.histogram summary.image summary.text summary.audio summary.write summary.flush "
     "summary.record_if summary.should_record_summaries summary.trace_on summary.trace_off summary.trace_export summary.create_noop_writer "
     "summary.SummaryWriter summary.graph summary.experimental.set_step summary.experimental.get_step saved_model.save saved_model.load "
     "saved_model.contains_saved_model saved_model.SaveOptions saved_model.LoadOptions config.experimental_run_functions_eagerly "
     "config.experimental_functions_run_eagerly config.LogicalDeviceConfiguration config.LogicalDevice config.PhysicalDevice "
     "config.get_soft_device_placement config.get_logical_device_configuration config.set_logical_device_configuration "
     "config.experimental_connect_to_cluster config.experimental_connect_to_host "
     "config.experimental.set_virtual_device_configuration=set_logical_device_configuration "
     "config.experimental.VirtualDeviceConfiguration=LogicalDeviceConfiguration config.experimental.get_memory_info "
     "config.experimental.get_memory_growth config.experimental.get_device_details config.experimental.enable_tensor_float_32_execution "
     "config.experimental.reset_memory_stats "
     "debugging.is_traceback_filtering_enabled debugging.get_log_device_placement autograph.to_code autograph.to_graph autograph.trace "
     "autograph.experimental.set_loop_options inside_function get_current_name_scope is_symbolic_tensor register_tensor_conversion_function "
     "RegisterGradient no_gradient VariableAggregation VariableSynchronization AggregationMethod CriticalSection Graph Operation DeviceSpec "
     "OptionalSpec NoneTensorSpec make_ndarray make_tensor_proto variable_creator_scope experimental.Optional "
     "experimental.dispatch_for_api=_decorator experimental.dispatch_for_unary_elementwise_apis=_decorator "
     "experimental.register_filesystem_plugin=_unsupported experimental.async_scope experimental.function_executor_type experimental.ExtensionType "
     "autodiff.ForwardAccumulator test.TestCase test.main test.compute_gradient profiler.experimental.start=_nothing "
     "profiler.experimental.stop=_nothing types.experimental.TensorLike"},
};

std::span<const Text> texts() { return kTexts; }

}  // namespace misfit::modules::tf_api
