# keras.ops: shapes, pictures, losses and control flow; the second half of ops_text.cpp.
def ravel(x): return tf.reshape(_t(x), [-1])
def moveaxis(x, source, destination):
    x = _t(x)
    rank = x.shape.rank
    source = [s % rank for s in ([source] if isinstance(source, int) else source)]
    destination = [d % rank for d in ([destination] if isinstance(destination, int) else destination)]
    order = [i for i in _range(rank) if i not in source]
    for d, s in builtins.sorted(builtins.zip(destination, source)):
        order.insert(d, s)
    return tf.transpose(x, order)
def swapaxes(x, axis1, axis2):
    x = _t(x)
    order = list(_range(x.shape.rank))
    order[axis1], order[axis2] = order[axis2], order[axis1]
    return tf.transpose(x, order)
def roll(x, shift, axis=None):
    x = _t(x)
    if axis is None:
        return tf.reshape(tf.roll(tf.reshape(x, [-1]), shift, 0), x.shape)
    return tf.roll(x, shift, axis)
def rot90(array, k=1, axes=(0, 1)):
    x = _t(array)
    for _ in _range(k % 4):
        x = tf.reverse(swapaxes(x, axes[0], axes[1]), [axes[0]])
    return x
def fliplr(x): return tf.reverse(_t(x), [1])
def flipud(x): return tf.reverse(_t(x), [0])
def split(x, indices_or_sections, axis=0):
    x = _t(x)
    if isinstance(indices_or_sections, int):
        return tf.split(x, indices_or_sections, axis=axis)
    edges = [0] + list(indices_or_sections) + [x.shape[axis]]
    return tf.split(x, [b - a for a, b in builtins.zip(edges[:-1], edges[1:])], axis=axis)
def array_split(x, indices_or_sections, axis=0):
    if not isinstance(indices_or_sections, int):
        return split(x, indices_or_sections, axis)
    n = _t(x).shape[axis]
    small, extra = divmod(n, indices_or_sections)
    return tf.split(_t(x), [small + 1] * extra + [small] * (indices_or_sections - extra), axis=axis)
def hsplit(x, indices_or_sections): return split(x, indices_or_sections, 1 if _t(x).shape.rank > 1 else 0)
def vsplit(x, indices_or_sections): return split(x, indices_or_sections, 0)
def dsplit(x, indices_or_sections): return split(x, indices_or_sections, 2)
def append(x1, x2, axis=None): return tf.concat([ravel(x1), ravel(x2)], 0) if axis is None else tf.concat([_t(x1), _t(x2)], axis)
def hstack(xs): return tf.concat([_t(x) for x in xs], 0 if _t(xs[0]).shape.rank == 1 else 1)
def vstack(xs): return tf.concat([_t(x) for x in xs], 0)
def dstack(xs): return tf.stack([_t(x) for x in xs], axis=2)
def unstack(x, num=None, axis=0): return tf.unstack(_t(x), num=num, axis=axis)
def pad(x, pad_width, mode='constant', constant_values=None):
    x = _t(x)
    if isinstance(pad_width, int):
        pad_width = ((pad_width, pad_width),)
    pad_width = [list(p) if not isinstance(p, int) else [p, p] for p in pad_width]
    if _len(pad_width) == 1 and x.shape.rank > 1:
        pad_width = pad_width * x.shape.rank
    extra = {} if mode != 'constant' or constant_values is None else {'constant_values': constant_values}
    return tf.pad(x, pad_width, mode=mode.upper(), **extra)
def diff(a, n=1, axis=-1):
    a = _t(a)
    for _ in _range(n):
        size = a.shape[axis]
        a = tf.gather(a, tf.range(1, size), axis=axis) - tf.gather(a, tf.range(size - 1), axis=axis)
    return a
def select(condlist, choicelist, default=0):
    out = _t(default)
    for c, v in builtins.reversed(list(builtins.zip(condlist, choicelist))):
        v, out = _pair(v, out)
        out = tf.where(c, v, out)
    return out
def get_item(x, key): return _t(x)[key]
def take_along_axis(x, indices, axis=None):
    x, indices = _t(x), tf.cast(_t(indices), tf.int32)
    if axis is None:
        return tf.gather(tf.reshape(x, [-1]), tf.reshape(indices, [-1]))
    axis = axis % x.shape.rank
    indices = tf.where(indices < 0, indices + x.shape[axis], indices)
    front = [i for i in _range(x.shape.rank) if i != axis] + [axis]
    back = [front.index(i) for i in _range(x.shape.rank)]
    moved, at = tf.transpose(x, front), tf.transpose(indices, front)
    return tf.transpose(tf.gather(moved, at, batch_dims=x.shape.rank - 1), back)
def trapezoid(y, x=None, dx=1.0, axis=-1):
    y = _f(y)
    n = y.shape[axis]
    pairs = tf.gather(y, tf.range(1, n), axis=axis) + tf.gather(y, tf.range(n - 1), axis=axis)
    return tf.reduce_sum(pairs * (dx if x is None else diff(_f(x), axis=axis)) / 2.0, axis=axis)
def unravel_index(indices, shape):
    indices = _t(indices)
    out = []
    for n in builtins.reversed(shape):
        out.append(indices % n)
        indices = indices // n
    return tuple(builtins.reversed(out))

def outer(x1, x2):
    a, b = _pair(x1, x2)
    return tf.reshape(a, [-1, 1]) * tf.reshape(b, [1, -1])
def inner(x1, x2):
    a, b = _pair(x1, x2)
    return tf.tensordot(a, b, [[-1], [-1]]) if a.shape.rank and b.shape.rank else a * b
def vdot(x1, x2):
    a, b = _pair(x1, x2)
    return tf.reduce_sum(tf.reshape(a, [-1]) * tf.reshape(b, [-1]))
def dot(x1, x2):
    a, b = _pair(x1, x2)
    if not a.shape.rank or not b.shape.rank:
        return a * b
    if b.shape.rank == 1:
        return tf.tensordot(a, b, [[-1], [-1]])
    return tf.tensordot(a, b, [[-1], [-2]])
def cross(x1, x2, axisa=-1, axisb=-1, axisc=-1, axis=None):
    a, b = _pair(x1, x2)
    return tf.linalg.cross(a, b)
def kron(x1, x2):
    a, b = _pair(x1, x2)
    out = tf.tensordot(a, b, 0)
    rank = a.shape.rank
    order = [i for k in _range(rank) for i in (k, k + rank)]
    return tf.reshape(tf.transpose(out, order), [a.shape[i] * b.shape[i] for i in _range(rank)])
def corrcoef(x):
    x = _f(x)
    x = x - tf.reduce_mean(x, axis=-1, keepdims=True)
    cov = tf.matmul(x, x, transpose_b=True)
    size = tf.sqrt(diagonal(cov))
    return cov / tf.expand_dims(size, -1) / tf.expand_dims(size, -2)
def correlate(x1, x2, mode='valid'): return tf.constant(np.correlate(_t(x1).numpy(), _t(x2).numpy(), mode))
def vectorize(pyfunc, *, excluded=None, signature=None): return lambda *args: tf.stack([pyfunc(*row) for row in builtins.zip(*[tf.unstack(_t(a)) for a in args])])
def cdist(x1, x2):
    a, b = _f(x1), _f(x2)
    return tf.sqrt(tf.reduce_sum(tf.square(tf.expand_dims(a, -2) - tf.expand_dims(b, -3)), axis=-1))
def bartlett(x): return tf.constant(np.bartlett(x).astype('float32'))
def blackman(x): return tf.constant(np.blackman(x).astype('float32'))
def hamming(x): return tf.constant(np.hamming(x).astype('float32'))
def hanning(x): return tf.constant(np.hanning(x).astype('float32'))
def ndim(x): return _t(x).shape.rank
def size(x): return _t(x).shape.num_elements() if _t(x).shape.is_fully_defined() else tf.size(_t(x))
def nextafter(x1, x2): return tf.math.nextafter(_f(x1), _f(x2))

def normalize(x, axis=-1, order=2, epsilon=None):
    x = _f(x)
    tiny = 1e-7 if epsilon is None else epsilon
    if order == 2:
        return x * tf.math.rsqrt(tf.maximum(tf.reduce_sum(tf.square(x), axis=axis, keepdims=True), tiny ** 2))
    total = tf.reduce_sum(tf.abs(x) ** order, axis=axis, keepdims=True) ** (1.0 / order) if order != math.inf else tf.reduce_max(tf.abs(x), axis=axis, keepdims=True)
    return x / tf.maximum(total, tiny)

def relu6(x): return tf.nn.relu6(_f(x))
def softsign(x): return tf.nn.softsign(_f(x))
def swish(x): return _f(x) * tf.sigmoid(_f(x))
def hard_sigmoid(x): return tf.clip_by_value(_f(x) / 6.0 + 0.5, 0.0, 1.0)
def hard_silu(x): return _f(x) * hard_sigmoid(x)
hard_swish = hard_silu
def hard_tanh(x): return tf.clip_by_value(_f(x), -1.0, 1.0)
def log_sigmoid(x): return -tf.nn.softplus(-_f(x))
def selu(x): return tf.nn.selu(_f(x))
def celu(x, alpha=1.0): return tf.maximum(_f(x), 0.0) + tf.minimum(0.0, alpha * tf.math.expm1(_f(x) / alpha))
def glu(x, axis=-1):
    a, b = tf.split(_f(x), 2, axis=axis)
    return a * tf.sigmoid(b)
def tanh_shrink(x): return _f(x) - tf.tanh(_f(x))
def hard_shrink(x, threshold=0.5): return tf.where(tf.abs(_f(x)) > threshold, _f(x), tf.zeros_like(_f(x)))
def soft_shrink(x, threshold=0.5): return tf.sign(_f(x)) * tf.maximum(tf.abs(_f(x)) - threshold, 0.0)
def threshold(x, threshold, default_value): return tf.where(_f(x) > threshold, _f(x), tf.cast(default_value, _f(x).dtype))
def squareplus(x, b=4): return (_f(x) + tf.sqrt(tf.square(_f(x)) + b)) / 2
def sparse_plus(x): return tf.where(_f(x) <= -1, tf.zeros_like(_f(x)), tf.where(_f(x) < 1, 0.25 * tf.square(_f(x) + 1), _f(x)))
def sparse_sigmoid(x): return tf.where(_f(x) <= -1, tf.zeros_like(_f(x)), tf.where(_f(x) < 1, 0.5 * (_f(x) + 1), tf.ones_like(_f(x))))
def sparsemax(x, axis=-1):
    x = _f(x)
    ordered = tf.sort(x, axis=axis, direction='DESCENDING')
    total = tf.cumsum(ordered, axis=axis)
    shape = [1] * x.shape.rank
    shape[axis] = -1
    k = tf.reshape(tf.range(1, x.shape[axis] + 1, dtype=x.dtype), shape)
    held = tf.cast(1 + k * ordered > total, x.dtype)
    count = tf.reduce_sum(held, axis=axis, keepdims=True)
    return tf.maximum(x - (tf.reduce_sum(held * ordered, axis=axis, keepdims=True) - 1) / count, 0.0)
def multi_hot(inputs, num_classes=None, axis=-1, dtype=None, sparse=False, **kwargs):
    return tf.reduce_max(tf.one_hot(tf.cast(_t(inputs), tf.int32), num_classes, axis=axis, dtype=dtype or 'float32'), axis=1 if _t(inputs).shape.rank > 1 else 0)
def moments(x, axes, keepdims=False, synchronized=False):
    x = _f(x)
    mean = tf.reduce_mean(x, axis=axes, keepdims=True)
    variance = tf.reduce_mean(tf.square(x), axis=axes, keepdims=keepdims) - tf.square(mean if keepdims else tf.squeeze(mean, axes))
    return mean if keepdims else tf.squeeze(mean, axes), variance
def batch_normalization(x, mean, variance, axis, offset=None, scale=None, epsilon=1e-3):
    x = _f(x)
    shape = [1] * x.shape.rank
    shape[axis] = -1
    mean, variance = tf.reshape(_t(mean), shape), tf.reshape(_t(variance), shape)
    y = (x - mean) * tf.math.rsqrt(variance + epsilon)
    if scale is not None:
        y = y * tf.reshape(_t(scale), shape)
    return y if offset is None else y + tf.reshape(_t(offset), shape)
def layer_normalization(x, gamma=None, beta=None, axis=-1, epsilon=None, **kwargs):
    x = _f(x)
    mean = tf.reduce_mean(x, axis=axis, keepdims=True)
    variance = tf.reduce_mean(tf.square(x - mean), axis=axis, keepdims=True)
    y = (x - mean) * tf.math.rsqrt(variance + (1e-7 if epsilon is None else epsilon))
    y = y if gamma is None else y * gamma
    return y if beta is None else y + beta
def rms_normalization(x, scale=None, axis=-1, epsilon=None):
    x = _f(x)
    y = x * tf.math.rsqrt(tf.reduce_mean(tf.square(x), axis=axis, keepdims=True) + (1e-7 if epsilon is None else epsilon))
    return y if scale is None else y * scale
def psnr(x1, x2, max_val): return 20 * log10(_f(max_val)) - 10 * log10(tf.reduce_mean(tf.square(_f(x1) - _f(x2))))

def _keras(name, *args, **kwargs):
    from tensorflow import keras
    return getattr(keras.losses, name)(*args, **kwargs)

def _entropies(target, output, from_logits, axis):
    target, output = _f(target), _f(output)
    if from_logits:
        return -tf.reduce_sum(target * tf.nn.log_softmax(output, axis=axis), axis=axis)
    output = output / tf.reduce_sum(output, axis=axis, keepdims=True)
    return -tf.reduce_sum(target * tf.math.log(tf.clip_by_value(output, 1e-7, 1 - 1e-7)), axis=axis)
def categorical_crossentropy(target, output, from_logits=False, axis=-1): return _entropies(target, output, from_logits, axis)
def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    target, output = _t(target), _f(output)
    if target.shape.rank == output.shape.rank and target.shape[-1] == 1:
        target = tf.squeeze(target, -1)
    return _entropies(tf.one_hot(tf.cast(target, tf.int64), output.shape[axis]), output, from_logits, axis)
def binary_crossentropy(target, output, from_logits=False):
    target, output = _f(target), _f(output)
    if from_logits:
        return tf.nn.sigmoid_cross_entropy_with_logits(labels=target, logits=output)
    output = tf.clip_by_value(output, 1e-7, 1 - 1e-7)
    return -(target * tf.math.log(output) + (1 - target) * tf.math.log(1 - output))
def in_top_k(targets, predictions, k): return tf.math.in_top_k(_t(targets), _f(predictions), k)
def dot_product_attention(query, key, value, bias=None, mask=None, scale=None, is_causal=False, flash_attention=None, attn_logits_soft_cap=None):
    query, key, value = _f(query), _f(key), _f(value)
    scores = tf.einsum('BTNH,BSNH->BNTS', query, key) * (1.0 / math.sqrt(query.shape[-1]) if scale is None else scale)
    if bias is not None:
        scores = scores + bias
    if is_causal:
        causal = tf.expand_dims(tf.range(tf.shape(query)[1]), 1) >= tf.expand_dims(tf.range(tf.shape(key)[1]), 0)
        mask = causal if mask is None else tf.logical_and(mask, causal)
    if mask is not None:
        scores = tf.where(mask, scores, -0.7 * scores.dtype.max)
    return tf.einsum('BNTS,BSNH->BTNH', tf.nn.softmax(scores), value)

def _spatial(n, v): return list(v) if isinstance(v, (tuple, list)) else [v] * n
def _pool(x, pool_size, strides, padding, kind):
    x = _f(x)
    n = x.shape.rank - 2
    size, strides = _spatial(n, pool_size), _spatial(n, pool_size if strides is None else strides)
    if n == 1:
        x, size, strides = tf.expand_dims(x, 1), [1] + size, [1] + strides
    y = (tf.nn.max_pool if kind == 'max' else tf.nn.avg_pool)(x, size, strides, padding.upper())
    return tf.squeeze(y, 1) if n == 1 else y
def max_pool(inputs, pool_size, strides=None, padding='valid', data_format=None): return _pool(inputs, pool_size, strides, padding, 'max')
def average_pool(inputs, pool_size, strides=None, padding='valid', data_format=None): return _pool(inputs, pool_size, strides, padding, 'avg')
def conv(inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1):
    x, w = _f(inputs), _f(kernel)
    n = x.shape.rank - 2
    if x.shape[-1] is not None and x.shape[-1] % w.shape[-2]:
        raise ValueError("The number of input channels must be evenly divisible by kernel's channels. Received: "
                         f'input channels={x.shape[-1]}, kernel channels={w.shape[-2]}')
    if n == 1:
        y = tf.nn.conv2d(tf.expand_dims(x, 1), tf.expand_dims(w, 0), [1, 1] + _spatial(1, strides) + [1], padding.upper(), dilations=[1, 1] + _spatial(1, dilation_rate) + [1])
        return tf.squeeze(y, 1)
    return tf.nn.conv2d(x, w, [1] + _spatial(n, strides) + [1], padding.upper(), dilations=[1] + _spatial(n, dilation_rate) + [1])
def depthwise_conv(inputs, kernel, strides=1, padding='valid', data_format=None, dilation_rate=1):
    return tf.nn.depthwise_conv2d(_f(inputs), _f(kernel), [1] + _spatial(2, strides) + [1], padding.upper(), dilations=_spatial(2, dilation_rate))
def separable_conv(inputs, depthwise_kernel, pointwise_kernel, strides=1, padding='valid', data_format=None, dilation_rate=1):
    return conv(depthwise_conv(inputs, depthwise_kernel, strides, padding, data_format, dilation_rate), pointwise_kernel)

def scatter(indices, values, shape): return tf.scatter_nd(_t(indices), _t(values), shape)
def scatter_update(inputs, indices, updates, reduction=None):
    f = {None: tf.tensor_scatter_nd_update, 'add': tf.tensor_scatter_nd_add, 'max': tf.tensor_scatter_nd_max, 'min': tf.tensor_scatter_nd_min}[reduction]
    return f(_t(inputs), _t(indices), _t(updates))
def slice(inputs, start_indices, shape): return tf.slice(_t(inputs), start_indices, shape)
def slice_update(inputs, start_indices, updates):
    x, updates = _t(inputs), _t(updates)
    grid = tf.stack(tf.meshgrid(*[tf.range(n) + s for n, s in builtins.zip(updates.shape, start_indices)], indexing='ij'), axis=-1)
    return tf.tensor_scatter_nd_update(x, grid, updates)
def segment_sum(data, segment_ids, num_segments=None, sorted=False):
    n = num_segments if num_segments is not None else tf.reduce_max(_t(segment_ids)) + 1
    return tf.math.unsorted_segment_sum(_t(data), _t(segment_ids), n)
def segment_max(data, segment_ids, num_segments=None, sorted=False):
    n = num_segments if num_segments is not None else tf.reduce_max(_t(segment_ids)) + 1
    return tf.math.unsorted_segment_max(_t(data), _t(segment_ids), n)
def segment_min(data, segment_ids, num_segments=None, sorted=False): return -segment_max(-_t(data), segment_ids, num_segments)
def segment_prod(data, segment_ids, num_segments=None, sorted=False):
    n = num_segments if num_segments is not None else tf.reduce_max(_t(segment_ids)) + 1
    return tf.math.unsorted_segment_prod(_t(data), _t(segment_ids), n)
def extract_sequences(x, sequence_length, sequence_stride):
    x = _t(x)
    n = (x.shape[-1] - sequence_length) // sequence_stride + 1
    at = tf.expand_dims(tf.range(n) * sequence_stride, 1) + tf.expand_dims(tf.range(sequence_length), 0)
    return tf.gather(x, at, axis=-1)
def saturate_cast(x, dtype): return tf.saturate_cast(_t(x), dtype)

def cond(pred, true_fn, false_fn): return tf.cond(pred, true_fn, false_fn)
def while_loop(cond, body, loop_vars, maximum_iterations=None): return tf.while_loop(cond, lambda *a: body(*a), loop_vars, maximum_iterations=maximum_iterations)
def fori_loop(lower, upper, body_fun, init_val):
    for i in _range(int(lower), int(upper)):
        init_val = body_fun(tf.constant(i), init_val)
    return init_val
def map(f, xs): return tf.stack([f(x) for x in tf.unstack(_t(xs))])
def vectorized_map(function, elements): return tf.stack([function(x) for x in tf.unstack(_t(elements))])
def scan(f, init, xs=None, length=None, reverse=False, unroll=1):
    carry, out = init, []
    steps = tf.unstack(_t(xs)) if xs is not None else [None] * length
    for x in (builtins.reversed(steps) if reverse else steps):
        carry, y = f(carry, x)
        out.append(y)
    return carry, tf.stack(out[::-1] if reverse else out)
def associative_scan(f, elems, reverse=False, axis=0):
    parts = tf.unstack(_t(elems), axis=axis)
    parts = parts[::-1] if reverse else parts
    out = [parts[0]]
    for p in parts[1:]:
        out.append(f(out[-1], p))
    return tf.stack(out[::-1] if reverse else out, axis=axis)
def switch(index, branches, *operands): return branches[_max(0, _min(int(index), _len(branches) - 1))](*operands)
def custom_gradient(f): return tf.custom_gradient(f)
def is_tensor(x): return isinstance(x, (tf.Tensor, tf.Variable))
def dtype(x): return x.dtype.name if hasattr(x.dtype, 'name') else str(x.dtype)

def inv(x): return tf.linalg.inv(_f(x))
def det(x): return tf.linalg.det(_f(x))
def cholesky(x, upper=False): return tf.linalg.cholesky(_f(x))
def solve(a, b): return tf.linalg.solve(_f(a), _f(b))
def qr(x, mode='reduced'): return tf.linalg.qr(_f(x))
def svd(x, full_matrices=True, compute_uv=True): return tuple(tf.constant(v.astype('float32')) for v in np.linalg.svd(_f(x).numpy(), full_matrices)) if compute_uv else tf.constant(np.linalg.svd(_f(x).numpy(), compute_uv=False))
def eigh(x): return tuple(tf.constant(v) for v in np.linalg.eigh(_f(x).numpy()))
def pinv(x): return tf.constant(np.linalg.pinv(_f(x).numpy()))
def matrix_rank(x): return tf.constant(int(np.linalg.matrix_rank(_f(x).numpy())))
def slogdet(x): return tuple(tf.constant(v) for v in np.linalg.slogdet(_f(x).numpy()))
def logdet(x): return tf.math.log(det(x))
def lstsq(a, b, rcond=None): return tf.constant(np.linalg.lstsq(_f(a).numpy(), _f(b).numpy(), rcond=rcond)[0])
def solve_triangular(a, b, lower=False): return tf.linalg.solve(_f(tril(a) if lower else triu(a)), _f(b))
