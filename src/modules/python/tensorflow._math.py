# tf.math and other functions of numbers and shapes that are made of operations.
import tensorflow as tf
import tensorflow._ops as ops
from tensorflow._scope import name_scope

def scalar_mul(scalar, x, name=None):
    scalar = tf.convert_to_tensor(scalar, dtype=x.dtype.base_dtype if hasattr(x, 'dtype') else None, name='scalar')
    if scalar.shape.ndims != 0:
        raise ValueError(f'The input scalar must be a 0-D value. Received shape {scalar.shape}.')
    return tf.multiply(scalar, x, name=name)

def linspace(start, stop, num, name=None, axis=0):
    with name_scope(name, 'linspace'):
        start = tf.convert_to_tensor(start, name='start')
        stop = tf.convert_to_tensor(stop, name='stop', dtype=start.dtype)
        count = tf.convert_to_tensor(num, name='num')
        if not count.dtype.is_integer:
            count = tf.cast(count, tf.int32)
        shape = tf.broadcast_dynamic_shape(tf.shape(start), tf.shape(stop))
        first, last = [tf.expand_dims(tf.broadcast_to(v, shape), axis) for v in (start, stop)]
        shape = tf.shape(first)
        rank = tf.shape(shape)[0]
        axis = tf.where(axis >= 0, axis, rank + axis)
        steps = tf.maximum(count - 1, 1)
        delta = (last - first) / tf.cast(steps, last.dtype)
        first, last = tf.cast(first, delta.dtype), tf.cast(last, delta.dtype)
        inner = tf.cast(tf.range(1, tf.where(count >= 0, steps, -1), dtype=tf.int64), delta.dtype)
        inner = tf.reshape(inner, tf.where(tf.equal(axis, tf.range(rank)), tf.maximum(count - 2, 0), 1))
        whole = tf.concat((first, first + delta * inner, last), axis=axis)
        size = tf.concat((shape[0:axis], tf.reshape(count, [1]), shape[axis + 1:]), axis=0)
        return tf.slice(whole, tf.zeros_like(shape), size)

def cumulative_logsumexp(x, axis=0, exclusive=False, reverse=False, name=None):
    return ops.CumulativeLogsumexp(tf.convert_to_tensor(x), axis, exclusive=exclusive, reverse=reverse)

def ndtri(x, name=None):
    return ops.Ndtri(x)

def erfcinv(x, name=None):
    x = tf.convert_to_tensor(x)
    return -ndtri(0.5 * x) * 0.7071067811865476

def lbeta(x, name=None):
    x = tf.convert_to_tensor(x)
    return tf.reduce_sum(tf.math.lgamma(x), axis=-1) - tf.math.lgamma(tf.reduce_sum(x, axis=-1))

def is_non_decreasing(x, name=None):
    x = tf.reshape(tf.convert_to_tensor(x), [-1])
    return tf.reduce_all(x[1:] - x[:-1] >= 0)

def is_strictly_increasing(x, name=None):
    x = tf.reshape(tf.convert_to_tensor(x), [-1])
    return tf.reduce_all(x[1:] - x[:-1] > 0)

def zero_fraction(value, name=None):
    return tf.nn.zero_fraction(value)

def softmax(logits, axis=None, name=None):
    return tf.nn.softmax(logits, axis, name)

def log_softmax(logits, axis=None, name=None):
    return tf.nn.log_softmax(logits, axis, name)

def unsorted_segment_sqrt_n(data, segment_ids, num_segments, name=None):
    data = tf.convert_to_tensor(data)
    total = tf.math.unsorted_segment_sum(data, segment_ids, num_segments)
    ids = tf.convert_to_tensor(segment_ids)
    count = tf.math.unsorted_segment_sum(tf.ones(tf.shape(ids), data.dtype), ids, num_segments)
    count = tf.reshape(count, [num_segments] + [1] * (data.shape.rank - ids.shape.rank))
    return total / tf.sqrt(tf.maximum(count, 1))

def bessel_i0(x, name=None):
    return ops.BesselI0(x)

def bessel_i0e(x, name=None):
    return ops.BesselI0e(x)

def bessel_i1(x, name=None):
    return ops.BesselI1(x)

def bessel_i1e(x, name=None):
    return ops.BesselI1e(x)

def realdiv(x, y, name=None):
    return ops.RealDiv(x, y)

def truncatediv(x, y, name=None):
    return ops.TruncateDiv(x, y)

def truncatemod(x, y, name=None):
    return ops.TruncateMod(x, y)

def histogram_fixed_width_bins(values, value_range, nbins=100, dtype=tf.int32, name=None):
    values = tf.convert_to_tensor(values)
    shape = tf.shape(values)
    values = tf.reshape(values, [-1])
    value_range = tf.convert_to_tensor(value_range)
    scaled = tf.truediv(values - value_range[0], value_range[1] - value_range[0])
    nbins_float = tf.cast(nbins, scaled.dtype)
    indices = tf.floor(nbins_float * scaled)
    indices = tf.cast(tf.clip_by_value(indices, tf.cast(0, scaled.dtype), nbins_float - 1), tf.int32)
    return tf.cast(tf.reshape(indices, shape), dtype)

def histogram_fixed_width(values, value_range, nbins=100, dtype=tf.int32, name=None):
    return ops.HistogramFixedWidth(values, value_range, nbins, dtype=dtype)

def batch_to_space(input, block_shape, crops, name=None):
    if isinstance(block_shape, int):
        block_shape = [block_shape, block_shape]
    return ops.BatchToSpaceND(input, block_shape, crops)

def space_to_batch(input, block_shape, paddings, name=None):
    return ops.SpaceToBatchND(input, block_shape, paddings)

space_to_batch_nd = space_to_batch

def broadcast_static_shape(shape_x, shape_y):
    x, y = list(tf.TensorShape(shape_x).as_list()), list(tf.TensorShape(shape_y).as_list())
    n = max(len(x), len(y))
    x, y = [1] * (n - len(x)) + x, [1] * (n - len(y)) + y
    out = []
    for a, b in zip(x, y):
        if a is None or b is None:
            out.append(b if a is None and b not in (1, None) else a if b is None and a not in (1, None) else None)
        elif a == 1 or b == 1 or a == b:
            out.append(max(a, b) if 0 not in (a, b) else 0)
        else:
            raise ValueError(f'Incompatible shapes for broadcasting. Two shapes are compatible if for each dimension pair they are either equal or one of them is 1. '
                             f'Received: {tf.TensorShape(shape_x)} and {tf.TensorShape(shape_y)}.')
    return tf.TensorShape(out)

def broadcast_dynamic_shape(shape_x, shape_y):
    return ops.BroadcastArgs(shape_x, shape_y)

def dynamic_stitch(indices, data, name=None):
    return ops.DynamicStitch(indices, data)

def reverse_sequence(input, seq_lengths, seq_axis=None, batch_axis=None, name=None):
    return ops.ReverseSequence(input, seq_lengths, seq_dim=seq_axis, batch_dim=batch_axis or 0)

def unravel_index(indices, dims, name=None):
    indices = tf.convert_to_tensor(indices)
    dims = tf.convert_to_tensor(dims, indices.dtype)
    strides = tf.math.cumprod(dims, exclusive=True, reverse=True)
    if indices.shape.rank == 0:
        return indices // strides % dims
    return tf.expand_dims(indices, 0) // tf.expand_dims(strides, 1) % tf.expand_dims(dims, 1)

def tuple(tensors, name=None, control_inputs=None):
    return [t if t is None else tf.identity(t) for t in tensors]

def identity_n(input, name=None):
    return [tf.identity(t) for t in input]

def shape_n(input, out_type=tf.int32, name=None):
    return [tf.shape(t, out_type) for t in input]

def parallel_stack(values, name='parallel_stack'):
    return tf.stack(values)

def guarantee_const(input, name=None):
    return tf.identity(input)

def grad_pass_through(f):
    @tf.custom_gradient
    def passed(*args, **kwargs):
        y = f(*args, **kwargs)
        return y, lambda *dy: dy if len(args) > 1 else dy[0]
    return passed

def hessians(ys, xs, gate_gradients=False, aggregation_method=None, name='hessians'):
    xs = xs if isinstance(xs, (list, __builtins_tuple)) else [xs]
    out = []
    for x in xs:
        g = tf.reshape(tf.gradients(ys, x)[0], [-1])
        rows = [tf.reshape(tf.gradients(g[i], x)[0], [-1]) for i in range(g.shape[0])]
        out.append(tf.reshape(tf.stack(rows), tf.concat([tf.shape(x), tf.shape(x)], 0)))
    return out

__builtins_tuple = type(())

def switch_case(branch_index, branch_fns, default=None, name='switch_case'):
    if isinstance(branch_fns, dict):
        pairs = sorted(branch_fns.items())
    elif branch_fns and callable(branch_fns[0]):
        pairs = list(enumerate(branch_fns))
    else:
        pairs = sorted(branch_fns)
    if not pairs:
        raise ValueError('Argument `branch_fns` must be non-empty.')
    last = default if default is not None else pairs[-1][1]
    branch_index = tf.convert_to_tensor(branch_index)
    if tf.executing_eagerly():
        i = int(branch_index)
        for key, f in pairs:
            if key == i:
                return f()
        return last()
    result = last
    for key, f in reversed(pairs):
        result = (lambda k, g, rest: lambda: tf.cond(tf.equal(branch_index, k), g, rest))(key, f, result)
    return result()

def approx_max_k(operand, k, reduction_dimension=-1, recall_target=0.95, reduction_input_size_override=-1, aggregate_to_topk=True, name=None):
    return tf.math.top_k(operand, k)

def approx_min_k(operand, k, reduction_dimension=-1, recall_target=0.95, reduction_input_size_override=-1, aggregate_to_topk=True, name=None):
    values, indices = tf.math.top_k(-operand, k)
    return -values, indices

def edit_distance(hypothesis, truth, normalize=True, name='edit_distance'):
    def rows(sparse):
        out = {}
        for index, value in zip(sparse.indices.numpy().tolist(), sparse.values.numpy().tolist()):
            out.setdefault(__builtins_tuple(index[:-1]), []).append(value)
        return out
    shape = [max(a, b) for a, b in zip(hypothesis.dense_shape.numpy().tolist()[:-1], truth.dense_shape.numpy().tolist()[:-1])]
    left, right = rows(hypothesis), rows(truth)
    import itertools
    flat = []
    for key in itertools.product(*[range(n) for n in shape]):
        a, b = left.get(key, []), right.get(key, [])
        previous = list(range(len(b) + 1))
        for i, x in enumerate(a, 1):
            row = [i]
            for j, y in enumerate(b, 1):
                row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (x != y)))
            previous = row
        distance = float(previous[-1])
        if normalize:
            distance = distance / len(b) if b else (float('inf') if distance else 0.0)
        flat.append(distance)
    return tf.reshape(tf.constant(flat, tf.float32), shape)

def fingerprint(data, method='farmhash64', name=None):
    data = tf.convert_to_tensor(data)
    if data.dtype != tf.string:
        raise NotImplementedError('tf.fingerprint of numbers is not supported.')
    high = tf.strings.to_hash_bucket_fast(data, 2 ** 62)
    return tf.bitcast(high, tf.uint8)

def extract_volume_patches(input, ksizes, strides, padding, name=None):
    raise NotImplementedError('tf.extract_volume_patches is not supported.')

def _dense_sets(x):
    if isinstance(x, tf.SparseTensor):
        rows = {}
        for index, value in zip(x.indices.numpy().tolist(), x.values.numpy().tolist()):
            rows.setdefault(__builtins_tuple(index[:-1]), []).append(value)
        return rows, x.dense_shape.numpy().tolist()[:-1], x.dtype
    x = tf.convert_to_tensor(x)
    shape = x.shape.as_list()[:-1]
    import itertools
    import numpy as np
    a = x.numpy()
    return {key: a[key].tolist() for key in itertools.product(*[range(n) for n in shape])}, shape, x.dtype

def _set_operation(a, b, keep):
    rows_a, shape, dtype = _dense_sets(a)
    rows_b, other, _ = _dense_sets(b)
    indices, values, widest = [], [], 0
    import itertools
    for key in itertools.product(*[range(n) for n in shape]):
        kept = sorted(keep(set(rows_a.get(key, [])), set(rows_b.get(key, []))))
        widest = max(widest, len(kept))
        for i, v in enumerate(kept):
            indices.append(list(key) + [i])
            values.append(v)
    return tf.SparseTensor(tf.constant(indices, tf.int64, shape=[len(indices), len(shape) + 1]), tf.constant(values, dtype, shape=[len(values)]), list(shape) + [widest])

def set_size(a, validate_indices=True):
    rows, shape, _ = _dense_sets(a)
    import itertools
    return tf.reshape(tf.constant([len(set(rows.get(k, []))) for k in itertools.product(*[range(n) for n in shape])], tf.int32), shape)

def set_intersection(a, b, validate_indices=True):
    return _set_operation(a, b, lambda x, y: x & y)

def set_difference(a, b, aminusb=True, validate_indices=True):
    return _set_operation(a, b, (lambda x, y: x - y) if aminusb else (lambda x, y: y - x))

def set_union(a, b, validate_indices=True):
    return _set_operation(a, b, lambda x, y: x | y)
