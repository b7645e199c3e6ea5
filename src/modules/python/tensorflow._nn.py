# tf.nn beyond the layers' own operations.
import numpy as np
import tensorflow as tf
import tensorflow._ops as ops
from tensorflow._scope import name_scope

def _sequence(value, n, channel_index, name):
    if value is None:
        value = [1]
    elif not isinstance(value, (list, tuple)):
        value = [value]
    value = list(value)
    if len(value) == n + 2:
        return value
    if len(value) == 1:
        value = value * n
    elif len(value) != n:
        raise ValueError(f'{name} should be of length 1, {n} or {n + 2}. Received: {name}={value} of length {len(value)}')
    return [1, 1] + value if channel_index == 1 else [1] + value + [1]

def _pool1d(op, scope, input, ksize, strides, padding, data_format, name):
    with name_scope(name, scope) as name:
        first = (data_format or 'NWC').startswith('NC')
        size, stride = _sequence(ksize, 1, 1 if first else 2, 'ksize'), _sequence(strides, 1, 1 if first else 2, 'strides')
        at = 2 if first else 1
        y = op(tf.expand_dims(input, at), ksize=[1] + size, strides=[1] + stride, padding=padding, data_format='NCHW' if first else 'NHWC', name=name)
        return tf.squeeze(y, at)

def avg_pool1d(input, ksize, strides, padding, data_format='NWC', name=None):
    return _pool1d(ops.AvgPool, 'AvgPool1D', input, ksize, strides, padding, data_format, name)

def max_pool1d(input, ksize, strides, padding, data_format='NWC', name=None):
    return _pool1d(ops.MaxPool, 'MaxPool1d', input, ksize, strides, padding, data_format, name)

def max_pool3d(input, ksize, strides, padding, data_format='NDHWC', name=None):
    return ops.MaxPool3D(input, ksize=_sequence(ksize, 3, 4, 'ksize'), strides=_sequence(strides, 3, 4, 'strides'), padding=padding, data_format=data_format)

def avg_pool3d(input, ksize, strides, padding, data_format='NDHWC', name=None):
    return ops.AvgPool3D(input, ksize=_sequence(ksize, 3, 4, 'ksize'), strides=_sequence(strides, 3, 4, 'strides'), padding=padding, data_format=data_format)

def conv3d(input, filters, strides, padding, data_format='NDHWC', dilations=None, name=None):
    return ops.Conv3D(input, filters, strides=_sequence(strides, 3, 4, 'strides'), padding=padding, data_format=data_format, dilations=_sequence(dilations, 3, 4, 'dilations'))

def convolution(input, filters, strides=None, padding='VALID', data_format=None, dilations=None, name=None):
    input, filters = tf.convert_to_tensor(input), tf.convert_to_tensor(filters)
    n = filters.shape.rank - 2
    if n == 1:
        return conv1d(input, filters, strides or 1, padding, data_format or 'NWC', dilations)
    if n == 2:
        return tf.nn.conv2d(input, filters, strides or 1, padding, data_format or 'NHWC', dilations)
    if n == 3:
        return conv3d(input, filters, strides or 1, padding, data_format or 'NDHWC', dilations)
    raise ValueError(f'`num_spatial_dims` must be 1, 2, or 3. Received: num_spatial_dims={n}.')

def conv1d(input, filters, stride, padding, data_format='NWC', dilations=None, name=None):
    with name_scope(name, 'conv1d') as name:
        if data_format not in (None, 'NHWC', 'NWC', 'NCHW', 'NCW'):
            raise ValueError(f"`data_format` must be 'NWC' or 'NCW'. Received: data_format={data_format}")
        first = data_format in ('NCHW', 'NCW')
        at = -2 if first else -3
        strides, rates = _sequence(stride, 1, 1 if first else 2, 'stride'), _sequence(dilations, 1, 1 if first else 2, 'dilations')
        value, filters = tf.expand_dims(input, at), tf.expand_dims(filters, 0)
        y = ops.Conv2D(value, filters, strides=[1] + strides, padding=padding, data_format='NCHW' if first else 'NHWC', dilations=[1] + rates, name=name)
        return tf.squeeze(y, [at])

def conv2d_transpose(input, filters, output_shape, strides, padding='SAME', data_format='NHWC', dilations=None, name=None):
    with name_scope(name, 'conv2d_transpose') as name:
        data_format = data_format or 'NHWC'
        channel = 1 if data_format.startswith('NC') else 3
        return ops.Conv2DBackpropInput(output_shape, filters, input, strides=_sequence(strides, 2, channel, 'strides'), padding=padding,
                                       data_format=data_format, dilations=_sequence(dilations, 2, channel, 'dilations'), name=name)

def conv1d_transpose(input, filters, output_shape, strides, padding='SAME', data_format='NWC', dilations=None, name=None):
    with name_scope(name, 'conv1d_transpose') as name:
        if data_format not in (None, 'NWC', 'NCW'):
            raise ValueError(f"`data_format` must be 'NWC' or 'NCW'. Received: data_format={data_format}")
        first = data_format == 'NCW'
        at = 2 if first else 1
        strides, rates = _sequence(strides, 1, at if first else 2, 'stride'), _sequence(dilations, 1, at if first else 2, 'dilations')
        input, filters = tf.expand_dims(input, at), tf.expand_dims(filters, 0)
        shape = output_shape if tf.is_tensor(output_shape) else list(output_shape)
        shape = tf.concat([shape[:at], [1], shape[at:]], 0)
        y = ops.Conv2DBackpropInput(shape, filters, input, strides=[1] + strides, padding=padding, data_format='NCHW' if first else 'NHWC', dilations=[1] + rates, name=name)
        return tf.squeeze(y, at)

def conv3d_transpose(input, filters, output_shape, strides, padding='SAME', data_format='NDHWC', dilations=None, name=None):
    with name_scope(name, 'conv3d_transpose') as name:
        data_format = data_format or 'NDHWC'
        channel = 1 if data_format.startswith('NC') else 4
        return ops.Conv3DBackpropInputV2(output_shape, filters, input, strides=_sequence(strides, 3, channel, 'strides'), padding=padding,
                                         data_format=data_format, dilations=_sequence(dilations, 3, channel, 'dilations'), name=name)

def conv_transpose(input, filters, output_shape, strides, padding='SAME', data_format=None, dilations=None, name=None):
    n = tf.convert_to_tensor(filters).shape.rank - 2
    return (conv1d_transpose, conv2d_transpose, conv3d_transpose)[n - 1](input, filters, output_shape, strides, padding)

def _depthwise(input, filter, strides, padding, data_format, rates, name):
    """DepthwiseConv2dNative after the checks of with_space_to_batch."""
    rates = [1, 1] if rates is None else rates
    rank = 3
    if input.shape.rank is not None and input.shape.rank < rank:
        raise ValueError(f'`input.shape.rank` must be at least {rank}. Received: input.shape={input.shape} with rank {input.shape.rank}')
    if min(rates) < 1:
        raise ValueError(f'`dilation_rate` must be positive. Received: dilation_rate={np.array(rates)}')
    first = (data_format or 'NHWC').startswith('NC')
    return ops.DepthwiseConv2dNative(input, filter, strides=list(strides), padding=padding, data_format=data_format, dilations=_sequence(list(rates), 2, 1 if first else 3, 'dilations'), name=name)

def depthwise_conv2d(input, filter, strides, padding, data_format=None, dilations=None, name=None):
    with name_scope(name, 'depthwise') as name:
        input, filter = tf.convert_to_tensor(input, name='tensor_in'), tf.convert_to_tensor(filter, name='filter_in')
        return _depthwise(input, filter, strides, padding, data_format, dilations, name)

def separable_conv2d(input, depthwise_filter, pointwise_filter, strides, padding, data_format=None, dilations=None, name=None):
    with name_scope(name, 'separable_conv2d') as name:
        input = tf.convert_to_tensor(input, name='tensor_in')
        depthwise_filter = tf.convert_to_tensor(depthwise_filter, name='depthwise_filter')
        pointwise_filter = tf.convert_to_tensor(pointwise_filter, name='pointwise_filter')
        shape = pointwise_filter.shape.with_rank(4)
        for n in shape[:2]:
            if n not in (None, 1):
                raise ValueError(f'Dimensions {n} and 1 are not compatible')
        y = _depthwise(input, depthwise_filter, strides, padding, data_format, dilations, 'depthwise')
        return ops.Conv2D(y, pointwise_filter, strides=[1, 1, 1, 1], padding='VALID', data_format=data_format or 'NHWC', name=name)

def atrous_conv2d(value, filters, rate, padding, name=None):
    return tf.nn.conv2d(value, filters, strides=1, padding=padding, dilations=[rate, rate])

def atrous_conv2d_transpose(value, filters, output_shape, rate, padding, name=None):
    return conv2d_transpose(value, filters, output_shape, 1, padding, dilations=[rate, rate])

def pool(input, window_shape, pooling_type, strides=None, padding='VALID', data_format=None, dilations=None, name=None):
    n = len(window_shape)
    table = {('MAX', 1): max_pool1d, ('AVG', 1): avg_pool1d, ('MAX', 2): tf.nn.max_pool2d, ('AVG', 2): tf.nn.avg_pool2d, ('MAX', 3): max_pool3d, ('AVG', 3): avg_pool3d}
    return table[pooling_type, n](input, window_shape, strides or [1] * n, padding)

def crelu(features, axis=-1, name=None):
    features = tf.convert_to_tensor(features)
    return tf.nn.relu(tf.concat([features, -features], axis))

def local_response_normalization(input, depth_radius=5, bias=1, alpha=1, beta=0.5, name=None):
    input = tf.convert_to_tensor(input)
    if tf.executing_eagerly() and input.shape.rank != 4:
        raise ops.error('InvalidArgumentError', '{{function_node __wrapped__LRN_device_/job:localhost/replica:0/task:0/device:CPU:0}} in must be 4-dimensional [Op:LRN]')
    squares = tf.pad(tf.square(input), [[0, 0], [0, 0], [0, 0], [depth_radius, depth_radius]])
    n = input.shape[3]
    total = tf.add_n([squares[..., i:i + n] for i in range(2 * depth_radius + 1)])
    return input * tf.pow(bias + alpha * total, -beta)

def log_poisson_loss(targets, log_input, compute_full_loss=False, name=None):
    log_input, targets = tf.convert_to_tensor(log_input), tf.convert_to_tensor(targets)
    if not targets.shape.is_compatible_with(log_input.shape):
        raise ValueError(f'`log_input` and `targets` must have the same shape, received ({log_input.shape} vs {targets.shape}).')
    result = tf.exp(log_input) - log_input * targets
    if compute_full_loss:
        stirling = targets * tf.math.log(targets) - targets + 0.5 * tf.math.log(6.283185307179586 * targets)
        result += tf.where((targets >= 0) & (targets <= 1), tf.zeros_like(targets), stirling)
    return result

def weighted_cross_entropy_with_logits(labels=None, logits=None, pos_weight=None, name=None):
    logits = tf.convert_to_tensor(logits)
    labels = tf.convert_to_tensor(labels, dtype_hint=logits.dtype)
    if not labels.shape.is_compatible_with(logits.shape):
        raise ValueError(f'`logits` and `labels` must have the same shape, received ({logits.shape} vs {labels.shape}).')
    log_weight = 1 + (pos_weight - 1) * labels
    return tf.add((1 - labels) * logits, log_weight * (tf.math.log1p(tf.exp(-tf.abs(logits))) + tf.nn.relu(-logits)))

def compute_average_loss(per_example_loss, sample_weight=None, global_batch_size=None, max_allowed_abs_value=None):
    loss = tf.convert_to_tensor(per_example_loss)
    if loss.shape.rank is not None and loss.shape.rank == 0:
        raise ValueError('Please specify per_example_loss tensor; received a scalar.' if False else f'Invalid value passed for `per_example_loss`. Expected a tensor tensor with at least rank 1. Received: {loss}')
    if sample_weight is not None:
        weight = tf.cast(tf.convert_to_tensor(sample_weight), loss.dtype)
        while weight.shape.rank < loss.shape.rank:
            weight = tf.expand_dims(weight, -1)
        loss = loss * weight
    if global_batch_size is None:
        global_batch_size = tf.shape(loss)[0]
    return tf.reduce_sum(loss) / tf.cast(global_batch_size, loss.dtype)

def scale_regularization_loss(regularization_loss):
    return tf.reduce_sum(regularization_loss)

def sufficient_statistics(x, axes, shift=None, keepdims=False, name=None):
    x = tf.convert_to_tensor(x)
    axes = [axes] if isinstance(axes, int) else list(axes)
    count = tf.cast(tf.reduce_prod(tf.gather(tf.shape(x), axes)), x.dtype)
    moved = x if shift is None else x - shift
    squares = tf.square(x) if shift is None else tf.math.squared_difference(x, shift)
    return count, tf.reduce_sum(moved, axes, keepdims=keepdims), tf.reduce_sum(squares, axes, keepdims=keepdims), shift

def normalize_moments(counts, mean_ss, variance_ss, shift, name=None):
    divisor = tf.math.reciprocal(counts)
    if shift is not None:
        shifted = tf.multiply(mean_ss, divisor)
        mean = tf.add(shifted, shift)
    else:
        shifted = mean = tf.multiply(mean_ss, divisor)
    return mean, tf.subtract(tf.multiply(variance_ss, divisor), tf.square(shifted))

def weighted_moments(x, axes, frequency_weights, keepdims=False, name=None):
    x = tf.convert_to_tensor(x)
    w = tf.cast(tf.convert_to_tensor(frequency_weights), x.dtype)
    whole = tf.broadcast_to(w, tf.shape(w * x))
    total = tf.reduce_sum(whole, axes, keepdims=True)
    mean = tf.reduce_sum(w * x, axes, keepdims=True) / total
    variance = tf.reduce_sum(w * tf.math.squared_difference(x, mean), axes, keepdims=True) / total
    return (mean, variance) if keepdims else (tf.squeeze(mean, axes), tf.squeeze(variance, axes))

def batch_norm_with_global_normalization(input, mean, variance, beta, gamma, variance_epsilon, scale_after_normalization, name=None):
    return tf.nn.batch_normalization(input, mean, variance, beta, gamma if scale_after_normalization else None, variance_epsilon)

def _morphology(input, filters, strides, padding, dilations, sign):
    input, filters = tf.convert_to_tensor(input), tf.convert_to_tensor(filters)
    kh, kw, c = filters.shape
    patches = tf.image.extract_patches(input, [1, kh, kw, 1], strides, dilations, padding)
    if padding == 'SAME':
        inside = tf.image.extract_patches(tf.ones_like(input), [1, kh, kw, 1], strides, dilations, padding)
        patches = tf.where(inside > 0, patches, tf.fill(tf.shape(patches), tf.constant(float('-inf') * sign, input.dtype)))
    b, h, w = patches.shape[:3]
    patches = tf.reshape(patches, [-1, h, w, kh * kw, c])
    kernel = tf.reshape(filters, [kh * kw, c])
    return tf.reduce_max(patches + kernel, 3) if sign > 0 else tf.reduce_min(patches - tf.reverse(kernel, [0]), 3)

def dilation2d(input, filters, strides, padding, data_format='NHWC', dilations=None, name=None):
    return _morphology(input, filters, strides, padding, dilations or [1, 1, 1, 1], 1)

def erosion2d(value, filters, strides, padding, data_format='NHWC', dilations=None, name=None):
    return _morphology(value, filters, strides, padding, dilations or [1, 1, 1, 1], -1)

def max_pool_with_argmax(input, ksize, strides, padding, data_format='NHWC', output_dtype=tf.int64, include_batch_in_index=False, name=None):
    input = tf.convert_to_tensor(input)
    k, s = _sequence(ksize, 2, 3, 'ksize'), _sequence(strides, 2, 3, 'strides')
    b, h, w, c = input.shape
    index = tf.reshape(tf.range(h * w * c, dtype=tf.float64), [1, h, w, c]) + tf.zeros([b, 1, 1, 1], tf.float64)
    low = tf.fill(tf.shape(input), input.dtype.min)
    values = tf.image.extract_patches(input, k, s, [1, 1, 1, 1], padding)
    places = tf.image.extract_patches(index, k, s, [1, 1, 1, 1], padding)
    inside = tf.image.extract_patches(tf.ones_like(input), k, s, [1, 1, 1, 1], padding) > 0
    shape = [b, values.shape[1], values.shape[2], k[1] * k[2], c]
    values = tf.reshape(tf.where(inside, values, tf.fill(tf.shape(values), input.dtype.min)), shape)
    best = tf.argmax(values, 3)
    chosen = tf.gather(tf.transpose(tf.reshape(places, shape), [0, 1, 2, 4, 3]), best, batch_dims=4)
    chosen = tf.cast(chosen, output_dtype)
    if include_batch_in_index:
        chosen += tf.reshape(tf.range(b, dtype=chosen.dtype) * (h * w * c), [b, 1, 1, 1])
    return ops.named('MaxPoolWithArgmax', ['output', 'argmax'], [tf.reduce_max(values, 3), chosen])

def collapse_repeated(labels, seq_length, name=None):
    labels = tf.convert_to_tensor(labels)
    keep = tf.concat([tf.ones([tf.shape(labels)[0], 1], tf.bool), tf.not_equal(labels[:, 1:], labels[:, :-1])], 1)
    keep = keep & tf.sequence_mask(seq_length, tf.shape(labels)[1])
    rows = tf.ragged.boolean_mask(labels, keep)
    return rows.to_tensor(), tf.cast(rows.row_lengths(), tf.convert_to_tensor(seq_length).dtype)

def ctc_unique_labels(labels, name=None):
    rows = [tf.unique(row) for row in tf.unstack(labels)]
    width = labels.shape[1]
    return tf.stack([tf.pad(y, [[0, width - tf.size(y)]]) for y, _ in rows]), tf.stack([i for _, i in rows])

def _ctc_one(logits, labels, blank):
    """-log of the probability of the labels, by the forward algorithm in log space."""
    log_probs = tf.nn.log_softmax(logits)
    extended = [blank]
    for label in labels:
        extended += [label, blank]
    n = len(extended)
    emit = tf.gather(log_probs, extended, axis=1)
    low = tf.constant(-1e30, log_probs.dtype)
    first = tf.constant([i < 2 for i in range(n)])
    skip = tf.constant([i >= 2 and extended[i] != blank and extended[i] != extended[i - 2] for i in range(n)])
    alpha = tf.where(first, emit[0], low)
    for t in range(1, logits.shape[0]):
        one = tf.concat([[low], alpha[:-1]], 0)
        two = tf.where(skip, tf.concat([[low, low], alpha[:-2]], 0)[:n], low)
        alpha = tf.reduce_logsumexp(tf.stack([alpha, one, two]), 0) + emit[t]
    return -tf.reduce_logsumexp(alpha[-2:])

def ctc_loss(labels, logits, label_length, logit_length, logits_time_major=True, unique=None, blank_index=None, name=None):
    logits = tf.convert_to_tensor(logits)
    if logits_time_major:
        logits = tf.transpose(logits, [1, 0, 2])
    classes = logits.shape[2]
    if isinstance(labels, tf.SparseTensor):
        if blank_index is None:
            raise ValueError('Argument `blank_index` must be provided when labels is a SparseTensor.')
        rows = [[] for _ in range(logits.shape[0])]
        for (i, _), v in zip(labels.indices.numpy().tolist(), labels.values.numpy().tolist()):
            rows[i].append(v)
    else:
        lengths = tf.convert_to_tensor(label_length).numpy().tolist()
        rows = [row[:n] for row, n in zip(tf.convert_to_tensor(labels).numpy().tolist(), lengths)]
    blank = 0 if blank_index is None else blank_index
    blank = blank + classes if blank < 0 else blank
    steps = [logits.shape[1]] * logits.shape[0] if logit_length is None else tf.convert_to_tensor(logit_length).numpy().tolist()
    return tf.stack([_ctc_one(logits[i, :steps[i]], rows[i], blank) for i in range(logits.shape[0])])

def ctc_greedy_decoder(inputs, sequence_length, merge_repeated=True, blank_index=None):
    inputs = tf.convert_to_tensor(inputs)
    classes = inputs.shape[2]
    blank = classes - 1 if blank_index is None else blank_index % classes
    indices, values, scores, widest = [], [], [], 0
    for b, steps in enumerate(tf.convert_to_tensor(sequence_length).numpy().tolist()):
        rows = inputs[:steps, b]
        best = tf.argmax(rows, 1).numpy().tolist()
        scores.append([-float(tf.reduce_sum(tf.reduce_max(rows, 1)))])
        kept = [c for t, c in enumerate(best) if c != blank and not (merge_repeated and t and best[t - 1] == c)]
        widest = max(widest, len(kept))
        for i, c in enumerate(kept):
            indices.append([b, i])
            values.append(c)
    decoded = tf.SparseTensor(tf.constant(indices, tf.int64, shape=[len(indices), 2]), tf.constant(values, tf.int64, shape=[len(values)]), [inputs.shape[1], widest])
    return [decoded], tf.constant(scores, tf.float32)

def ctc_beam_search_decoder(inputs, sequence_length, beam_width=100, top_paths=1):
    import math
    inputs = tf.convert_to_tensor(inputs)
    log_probs = tf.nn.log_softmax(inputs).numpy()
    blank = inputs.shape[2] - 1
    def add(a, b):
        if a == -math.inf:
            return b
        if b == -math.inf:
            return a
        return max(a, b) + math.log1p(math.exp(-abs(a - b)))
    paths = [([], [], []) for _ in range(top_paths)]
    scores = []
    for b, steps in enumerate(tf.convert_to_tensor(sequence_length).numpy().tolist()):
        beams = {(): (0.0, -math.inf)}
        for t in range(steps):
            row, following = log_probs[t, b].tolist(), {}
            for prefix, (with_blank, without) in beams.items():
                total = add(with_blank, without)
                def put(key, p_blank, p_label):
                    old = following.get(key, (-math.inf, -math.inf))
                    following[key] = (add(old[0], p_blank), add(old[1], p_label))
                put(prefix, total + row[blank], -math.inf)
                if prefix:
                    put(prefix, -math.inf, without + row[prefix[-1]])
                for c in range(blank):
                    start = with_blank if prefix and prefix[-1] == c else total
                    put(prefix + (c,), -math.inf, start + row[c])
            beams = dict(sorted(following.items(), key=lambda kv: -add(*kv[1]))[:beam_width])
        best = sorted(beams.items(), key=lambda kv: -add(*kv[1]))[:top_paths]
        scores.append([add(*p) for _, p in best])
        for k, (prefix, _) in enumerate(best):
            for i, c in enumerate(prefix):
                paths[k][0].append([b, i])
                paths[k][1].append(c)
            paths[k][2].append(len(prefix))
    decoded = [tf.SparseTensor(tf.constant(i, tf.int64, shape=[len(i), 2]), tf.constant(v, tf.int64, shape=[len(v)]), [inputs.shape[1], max(n, default=0)]) for i, v, n in paths]
    return decoded, tf.constant(scores, tf.float32)

def _sampled_logits(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values, subtract_log_q, remove_accidental_hits, seed):
    labels = tf.reshape(tf.cast(labels, tf.int64), [-1, num_true])
    if sampled_values is None:
        sampled_values = tf.random.log_uniform_candidate_sampler(labels, num_true, num_sampled, True, num_classes, seed)
    sampled, true_expected, sampled_expected = [tf.stop_gradient(s) for s in sampled_values]
    flat = tf.reshape(labels, [-1])
    true_w, true_b = tf.gather(weights, flat), tf.reshape(tf.gather(biases, flat), [-1, num_true])
    true_logits = tf.reduce_sum(tf.expand_dims(inputs, 1) * tf.reshape(true_w, [-1, num_true, inputs.shape[1]]), 2) + true_b
    sampled_logits = tf.matmul(inputs, tf.gather(weights, sampled), transpose_b=True) + tf.gather(biases, sampled)
    if remove_accidental_hits:
        hits = tf.reduce_any(tf.equal(tf.expand_dims(labels, 2), tf.reshape(sampled, [1, 1, -1])), 1)
        sampled_logits += tf.where(hits, tf.constant(-3.4028235e38), tf.constant(0.0))
    if subtract_log_q:
        true_logits -= tf.math.log(true_expected)
        sampled_logits -= tf.math.log(sampled_expected)
    logits = tf.concat([true_logits, sampled_logits], 1)
    targets = tf.concat([tf.ones_like(true_logits) / num_true, tf.zeros_like(sampled_logits)], 1)
    return logits, targets

def nce_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None, remove_accidental_hits=False, name='nce_loss'):
    logits, targets = _sampled_logits(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values, True, remove_accidental_hits, None)
    return tf.reduce_sum(tf.nn.sigmoid_cross_entropy_with_logits(labels=targets, logits=logits), 1)

def sampled_softmax_loss(weights, biases, labels, inputs, num_sampled, num_classes, num_true=1, sampled_values=None, remove_accidental_hits=True, seed=None, name='sampled_softmax_loss'):
    logits, targets = _sampled_logits(weights, biases, labels, inputs, num_sampled, num_classes, num_true, sampled_values, True, remove_accidental_hits, seed)
    return tf.nn.softmax_cross_entropy_with_logits(labels=tf.stop_gradient(targets), logits=logits)

def embedding_lookup_sparse(params, sp_ids, sp_weights, combiner=None, max_norm=None, name=None, allow_fast_lookup=False):
    combiner = combiner or 'mean'
    if combiner not in ('mean', 'sqrtn', 'sum'):
        raise ValueError(f"combiner must be one of 'mean', 'sqrtn' or 'sum', got {combiner}")
    ids = sp_ids.values
    rows = sp_ids.value_rowids() if isinstance(sp_ids, tf.RaggedTensor) else sp_ids.indices[:, 0]
    n = tf.reduce_max(rows) + 1
    embeddings = tf.nn.embedding_lookup(params, ids, max_norm=max_norm)
    weights = tf.ones_like(ids, embeddings.dtype) if sp_weights is None else tf.cast(sp_weights.values, embeddings.dtype)
    total = tf.math.unsorted_segment_sum(embeddings * tf.expand_dims(weights, 1), rows, n)
    if combiner == 'sum':
        return total
    w = weights if combiner == 'mean' else tf.square(weights)
    scale = tf.math.unsorted_segment_sum(w, rows, n)
    return tf.math.divide_no_nan(total, tf.expand_dims(scale if combiner == 'mean' else tf.sqrt(scale), 1))

def safe_embedding_lookup_sparse(embedding_weights, sparse_ids, sparse_weights=None, combiner='mean', default_id=None, max_norm=None, name=None, allow_fast_lookup=False):
    kept = tf.sparse.retain(sparse_ids, sparse_ids.values >= 0)
    weights = None if sparse_weights is None else tf.sparse.retain(sparse_weights, sparse_ids.values >= 0)
    out = embedding_lookup_sparse(embedding_weights, kept, weights, combiner, max_norm)
    missing = tf.cast(sparse_ids.dense_shape[0], tf.int32) - tf.shape(out)[0]
    return tf.pad(out, [[0, missing], [0, 0]])

def stateless_dropout(x, rate, seed, rng_alg=None, noise_shape=None, name=None):
    x = tf.convert_to_tensor(x)
    keep = tf.random.stateless_uniform(noise_shape or tf.shape(x), seed, dtype=x.dtype) >= rate
    return tf.where(keep, x / (1 - rate), tf.zeros_like(x))

def general_dropout(x, rate, uniform_sampler, noise_shape=None, name=None):
    x = tf.convert_to_tensor(x)
    keep = uniform_sampler(shape=noise_shape or tf.shape(x), dtype=x.dtype) >= rate
    return tf.where(keep, x / (1 - rate), tf.zeros_like(x))

def depthwise_conv2d_backprop_input(input_sizes, filter, out_backprop, strides, padding, data_format='NHWC', dilations=[1, 1, 1, 1], name=None):
    return ops.DepthwiseConv2dNativeBackpropInput(input_sizes, filter, out_backprop, strides=strides, padding=padding)

def depthwise_conv2d_backprop_filter(input, filter_sizes, out_backprop, strides, padding, data_format='NHWC', dilations=[1, 1, 1, 1], name=None):
    return ops.DepthwiseConv2dNativeBackpropFilter(input, filter_sizes, out_backprop, strides=strides, padding=padding)
