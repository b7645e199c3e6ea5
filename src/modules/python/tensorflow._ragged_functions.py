# tf.ragged, and what other functions of tensorflow do with ragged tensors.
import tensorflow as tf
import tensorflow._ops as ops
from tensorflow._ragged import RaggedTensor, RaggedTensorSpec, is_ragged, ragged_range, _from_ranges, _gather, _int

def constant(pylist, dtype=None, ragged_rank=None, inner_shape=None, name=None, row_splits_dtype=tf.int64):
    import numpy as np
    def listed(x):
        if isinstance(x, np.ndarray):
            return [listed(v) for v in x] if x.dtype == object else x.tolist()
        return [listed(v) for v in x] if isinstance(x, (list, tuple)) else x
    pylist = listed(pylist)
    def scalar_depth(x):
        if not isinstance(x, list):
            return 0
        depth = None
        for item in x:
            d = scalar_depth(item)
            if d is not None:
                if depth is not None and depth != d + 1:
                    raise ValueError('all scalar values must have the same nesting depth')
                depth = d + 1
        return depth
    def max_depth(x):
        return 0 if not isinstance(x, list) else 1 + max([max_depth(v) for v in x], default=0)
    depth, deepest = scalar_depth(pylist), max_depth(pylist)
    if deepest == 0:
        if ragged_rank:
            raise ValueError('Invalid pylist=%r: incompatible with ragged_rank=%d' % (pylist, ragged_rank))
        return tf.constant(pylist, dtype)
    if depth is not None and deepest > depth:
        raise ValueError('Invalid pylist=%r: empty list nesting is greater than scalar value nesting' % (pylist,))
    if inner_shape is not None and ragged_rank is None:
        ragged_rank = (depth or deepest) - 1 - len(inner_shape)
    if ragged_rank is None:
        ragged_rank = (depth or deepest) - 1
    if ragged_rank == 0:
        return tf.constant(pylist, dtype or (tf.float32 if depth is None else None))
    splits = []
    values = pylist
    for _ in range(ragged_rank):
        row = [0]
        flat = []
        for v in values:
            if not isinstance(v, list):
                raise ValueError('Invalid pylist=%r: incompatible with ragged_rank=%d' % (pylist, ragged_rank))
            flat.extend(v)
            row.append(len(flat))
        splits.append(row)
        values = flat
    if not values:
        inner = list(inner_shape) if inner_shape is not None else [0] * 0
        flat_values = tf.zeros([0] + inner, dtype or tf.float32) if dtype != tf.string else tf.constant([], tf.string)
    else:
        flat_values = tf.constant(values, dtype)
        if inner_shape is not None:
            flat_values = tf.reshape(flat_values, [-1] + list(inner_shape))
    result = flat_values
    for row in reversed(splits):
        result = RaggedTensor(result, tf.constant(row, row_splits_dtype))
    return result

def _ragged(x, hint=None):
    return x if is_ragged(x) else tf.convert_to_tensor(x)

def _as_ragged(x, rank=1):
    return x if is_ragged(x) else RaggedTensor.from_tensor(x, ragged_rank=rank)

def ragged_stack(values, axis=0, name=None):
    values = [constant(v) if isinstance(v, (list, tuple)) else _ragged(v) for v in values]
    if axis < 0:
        axis += values[0].shape.rank + 1
    if values[0].shape.rank == 0:
        return RaggedTensor.from_row_splits(tf.stack(values), [0, len(values)]) if False else tf.stack(values)
    if axis == 0:
        if not any(is_ragged(v) for v in values) and values[0].shape.rank == 1:
            return RaggedTensor.from_row_lengths(tf.concat(values, 0), tf.stack([tf.shape(v, tf.int64)[0] for v in values]))
        rows = [_as_ragged(v) for v in values]
        joined = _concat(rows, 0)
        return RaggedTensor.from_row_lengths(joined, tf.stack([r.nrows() for r in rows]))
    return _concat([_expand_dims(v, axis) if is_ragged(v) else tf.expand_dims(v, axis) for v in values], axis)

def ragged_boolean_mask(data, mask, name=None):
    data, mask = constant(data) if isinstance(data, (list, tuple)) else _ragged(data), constant(mask, tf.bool) if isinstance(mask, (list, tuple)) else _ragged(mask)
    if is_ragged(mask) and not is_ragged(data):
        data = RaggedTensor.from_tensor(data)
    if not is_ragged(data) and mask.shape.rank > 1:
        data = RaggedTensor.from_tensor(data, ragged_rank=mask.shape.rank - 1)
    if is_ragged(data) and mask.shape.rank > 1 and not is_ragged(mask):
        mask = RaggedTensor.from_tensor(mask, ragged_rank=min(data.ragged_rank, mask.shape.rank - 1))
    if not is_ragged(mask):
        return _gather(data, tf.reshape(tf.where(mask), [-1])) if is_ragged(data) else tf.boolean_mask(data, mask)
    kept = ragged_boolean_mask(data.values, mask.values)
    counts = tf.math.unsorted_segment_sum(tf.cast(mask.flat_values if not is_ragged(mask.values) else tf.ones_like(mask.values.value_rowids(), tf.bool), tf.int64), mask.value_rowids(), mask.nrows()) if not is_ragged(mask.values) else None
    if counts is None:
        return RaggedTensor.from_row_splits(kept, mask.row_splits, validate=False)
    return RaggedTensor.from_row_lengths(kept, counts)

def map_flat_values(op, *args, **kwargs):
    ragged = [a for a in list(args) + list(kwargs.values()) if is_ragged(a)]
    if not ragged:
        return op(*args, **kwargs)
    flat = lambda a: a.flat_values if is_ragged(a) else a
    return ragged[0].with_flat_values(op(*[flat(a) for a in args], **{k: flat(v) for k, v in kwargs.items()}))

def ragged_cross(inputs, name=None):
    raise NotImplementedError('tf.ragged.cross is not supported.')

# ---- What other functions of tensorflow do with ragged tensors ----

def _concat(values, axis, name=None):
    values = [_ragged(v) for v in values]
    rank = max(v.shape.rank for v in values)
    axis = axis + rank if axis < 0 else axis
    values = [_as_ragged(v, max(w.ragged_rank for w in values if is_ragged(w)) if any(is_ragged(w) for w in values) else 1) for v in values]
    if axis == 0:
        inner = [v.values for v in values]
        flat = _concat(inner, 0) if any(is_ragged(v) for v in inner) else tf.concat(inner, 0)
        offset, parts = None, []
        for v in values:
            parts.append(v.row_splits if offset is None else v.row_splits[1:] + offset)
            offset = parts[-1][-1]
        return RaggedTensor(flat, tf.concat(parts, 0))
    if axis == 1:
        whole = _concat(values, 0)
        n = values[0].nrows()
        order = tf.reshape(tf.transpose(tf.reshape(tf.range(n * len(values)), tf.stack([tf.cast(len(values), n.dtype), n]))), [-1])
        rows = _gather(whole, order)
        splits = tf.gather(rows.row_splits, tf.range(n + 1) * len(values))
        return RaggedTensor(rows.values, splits)
    return values[0].with_values(_concat([v.values for v in values], axis - 1))

def _expand_dims(input, axis, name=None):
    rank = input.shape.rank
    axis = axis + rank + 1 if axis < 0 else axis
    if axis == 0:
        return RaggedTensor.from_uniform_row_length(input, input.nrows(), nrows=1)
    if axis == 1:
        return RaggedTensor.from_uniform_row_length(input, 1, nrows=input.nrows())
    return input.with_values(_expand_dims(input.values, axis - 1) if is_ragged(input.values) else tf.expand_dims(input.values, axis - 1))

def _squeeze(input, axis=None, name=None):
    axis = [axis] if isinstance(axis, int) else axis
    result = input
    for a in sorted([a + input.shape.rank if a < 0 else a for a in axis], reverse=True):
        if a == 0:
            result = result[0]
        elif a == 1:
            result = result.values
        else:
            result = result.with_values(_squeeze(result.values, a - 1) if is_ragged(result.values) else tf.squeeze(result.values, a - 1))
    return result

def _reduce(plain, segment):
    def reduce(input_tensor, axis=None, keepdims=False, name=None):
        return _aggregate(plain, segment, input_tensor, axis, keepdims)
    return reduce

def _aggregate(plain, segment, rt, axis, keepdims):
    if not is_ragged(rt):
        return plain(rt, axis=axis, keepdims=bool(keepdims))
    if axis is None:
        result = plain(rt.flat_values)
        if keepdims:
            for _ in range(rt.shape.rank):
                result = tf.expand_dims(result, 0)
        return result
    if isinstance(axis, (list, tuple)):
        if not axis:
            return rt
        axes = sorted(a + rt.shape.rank if a < 0 else a for a in axis)
        for a in reversed(axes):
            rt = _aggregate(plain, segment, rt, a, keepdims)
        return rt
    axis = _int(axis)
    if axis < -rt.shape.rank or axis >= rt.shape.rank:
        raise ValueError('axis=%d out of bounds: expected -rank(input_tensor)<=axis<rank(input_tensor) (%d<=axis<%d)' % (axis, -rt.shape.rank, rt.shape.rank)
                         if False else 'axis=%d out of bounds: expected %d<=axis<%d' % (axis, -rt.shape.rank, rt.shape.rank))
    axis = axis + rt.shape.rank if axis < 0 else axis
    if axis == 0:
        lengths = rt.row_lengths()
        n = tf.maximum(tf.reduce_max(tf.concat([lengths, tf.zeros([1], lengths.dtype)], 0)), 0)
        result = _segments(segment, rt.values, ragged_range(lengths).values, n)
        return (_expand_dims(result, 0) if is_ragged(result) else tf.expand_dims(result, 0)) if keepdims else result
    if axis == 1:
        result = _segments(segment, rt.values, rt.value_rowids(), rt.nrows())
        return (_expand_dims(result, 1) if is_ragged(result) else tf.expand_dims(result, 1)) if keepdims else result
    return rt.with_values(_aggregate(plain, segment, rt.values, axis - 1, keepdims))

def _segments(segment, data, ids, n):
    if not is_ragged(data):
        return segment(data, ids, n)
    lengths = tf.math.unsorted_segment_max(data.row_lengths(), ids, n)
    lengths = tf.maximum(lengths, 0)
    splits = tf.concat([tf.zeros([1], lengths.dtype), tf.cumsum(lengths)], 0)
    starts = tf.gather(splits, tf.cast(ids, tf.int64))
    places = ragged_range(starts, starts + data.row_lengths()).values
    return RaggedTensor(_segments(segment, data.values, places, splits[-1]), splits)

def _mean(input_tensor, axis=None, keepdims=False, name=None):
    total = _reduce_sum(input_tensor, axis, keepdims)
    ones = input_tensor.with_flat_values(tf.ones_like(input_tensor.flat_values))
    return total / _reduce_sum(ones, axis, keepdims)

def _variance(input_tensor, axis=None, keepdims=False, name=None):
    squares = _mean(input_tensor * input_tensor, axis, keepdims)
    mean = _mean(input_tensor, axis, keepdims)
    return squares - mean * mean

def _boolean(plain, segment):
    def run(data, ids, n):
        return segment(tf.cast(data, tf.int32), ids, n) > 0
    return _reduce(plain, run)

_reduce_sum = _reduce(tf.reduce_sum, tf.math.unsorted_segment_sum)

def _map_fn(fn, elems, dtype=None, fn_output_signature=None, **unused):
    rows = [fn(row) for row in elems]
    if rows and all(is_ragged(r) or tf.is_tensor(r) for r in rows):
        ragged = isinstance(fn_output_signature, RaggedTensorSpec) or len({tuple(r.shape.as_list()) for r in rows}) > 1
        return ragged_stack(rows) if ragged else tf.stack(rows)
    return tf.stack(rows)

def _size(input, out_type=tf.int32, name=None):
    return tf.size(input.flat_values, out_type)

def _reverse(tensor, axis, name=None):
    rt = tensor
    for a in axis:
        a = a + rt.shape.rank if a < 0 else a
        if a == 0:
            rt = rt[::-1]
        elif a == 1:
            rt = rt[:, ::-1]
        else:
            rt = rt.with_values(tf.reverse(rt.values, [a - 1]))
    return rt

def _where(condition, x=None, y=None, name=None):
    if x is None and y is None:
        places = condition.to_sparse()
        return tf.boolean_mask(places.indices, places.values)
    return _elementwise(tf.where, [condition, x, y])

def _embedding(params, ids, **unused):
    return ids.with_flat_values(tf.gather(params, ids.flat_values))

def _one_hot(indices, depth, on_value=None, off_value=None, axis=None, dtype=None, name=None):
    return indices.with_flat_values(tf.one_hot(indices.flat_values, depth, on_value, off_value, axis, dtype))

def _tile(input, multiples, name=None):
    first = _concat([input] * _int(multiples[0]), 0)
    second = _int(multiples[1])
    return first if second == 1 else _concat([first] * second, 1)

def _softmax(logits, axis=-1, name=None):
    e = tf.exp(logits)
    return e / _reduce_sum(e, axis if axis is not None else -1, True)

def _elementwise(f, args):
    ragged = [a for a in args if is_ragged(a)]
    like = ragged[0]
    others = []
    for a in args:
        if is_ragged(a):
            if a.row_splits is not like.row_splits:
                if a.ragged_rank != like.ragged_rank or not _same(a, like):
                    a = _fit(a, like)
            others.append(a.flat_values)
        else:
            x = a if a is None else tf.convert_to_tensor(a, dtype_hint=like.dtype)
            if x is not None and x.shape.rank:
                x = _broadcast(x, like)
            others.append(x)
    return like.with_flat_values(f(*others))

def _fit(a, like):
    if a.ragged_rank == like.ragged_rank == 1 and a.uniform_row_length is not None and _int(a.uniform_row_length) == 1 and a.shape[0] == like.shape[0]:
        return like.with_values(tf.gather(a.values, like.value_rowids()))
    if tf.executing_eagerly():
        x, y = like.row_splits.numpy().tolist(), a.row_splits.numpy().tolist()
        tf.debugging.assert_equal(tf.constant(x[:min(len(x), len(y))]), tf.constant(y[:min(len(x), len(y))])) if len(x) == len(y) else None
        _differ(x, y)
    return a

def _differ(x, y):
    n = min(len(x), len(y))
    different = [i for i in range(n) if x[i] != y[i]]
    if len(x) != len(y):
        raise ops.error('InvalidArgumentError', 'Incompatible shapes: [%d] vs. [%d]' % (len(x), len(y)))
    raise ops.error('InvalidArgumentError', 'Condition x == y did not hold.\nIndices of first 3 different values:\n%s\nCorresponding x values:\n%s\nCorresponding y values:\n%s\nFirst 3 elements of x:\n%s\nFirst 3 elements of y:\n%s'
                    % ('[' + '\n '.join('[%d]' % i for i in different[:3]) + ']', _plain([x[i] for i in different[:3]]), _plain([y[i] for i in different[:3]]), _plain(x[:3]), _plain(y[:3])))

def _plain(values):
    return '[' + ' '.join(str(v) for v in values) + ']'

def _same(a, like):
    if not tf.executing_eagerly():
        return True
    for x, y in zip(a.nested_row_splits, like.nested_row_splits):
        x, y = x.numpy().tolist(), y.numpy().tolist()
        if x != y:
            if a.ragged_rank == 1 and a.uniform_row_length is not None:
                return False
            n = len(x)
            if len(x) == len(y) or True:
                if len(x) != len(y):
                    short = min(len(x), len(y))
                    if y[:short] == x[:short]:
                        raise ops.error('InvalidArgumentError', 'Incompatible shapes: [%d] vs. [%d]' % (len(y), len(x)))
                    _differ(y[:short], x[:short])
                _differ(y, x)
    return True

def _broadcast(x, like):
    inner = like.flat_values.shape.rank - 1
    if x.shape.rank <= inner:
        return x
    if x.shape.rank == 2 and like.ragged_rank == 1 and inner == 0:
        if x.shape[1] == 1:
            return tf.gather(x[:, 0], like.value_rowids()) if x.shape[0] != 1 else x[0]
        return RaggedTensor.from_tensor(x).flat_values
    if x.shape.rank == 1 and x.shape[0] == 1:
        return x
    return RaggedTensor.from_tensor(x, ragged_rank=like.ragged_rank).flat_values if x.shape.rank > like.ragged_rank else x

_UNARY = '''abs math.abs negative sign square sqrt math.rsqrt exp math.expm1 math.log math.log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh sigmoid math.softplus math.softsign
floor math.ceil round math.rint math.reciprocal math.erf math.erfc math.lgamma math.digamma math.is_nan math.is_inf math.is_finite logical_not nn.relu nn.relu6 nn.elu nn.selu nn.leaky_relu nn.gelu nn.silu
cast identity stop_gradient zeros_like ones_like clip_by_value strings.lower strings.upper strings.strip strings.length strings.to_number strings.as_string strings.regex_replace strings.regex_full_match
strings.to_hash_bucket_fast strings.substr nn.dropout math.log_sigmoid bitwise.invert debugging.check_numerics saturate_cast'''.split()
_BINARY = '''add subtract multiply divide truediv math.divide_no_nan math.multiply_no_nan math.floordiv math.floormod maximum minimum pow math.squared_difference equal not_equal less less_equal greater greater_equal
logical_and logical_or math.logical_xor math.atan2 math.xlogy floor_div bitwise.bitwise_and bitwise.bitwise_or bitwise.bitwise_xor'''.split()

_HANDLERS = {
    'gather': _gather, 'concat': lambda values, axis, name=None: _concat(values, axis), 'stack': lambda values, axis=0, name=None: ragged_stack(values, axis),
    'expand_dims': _expand_dims, 'squeeze': _squeeze, 'reduce_sum': _reduce_sum,
    'reduce_prod': _reduce(tf.reduce_prod, tf.math.unsorted_segment_prod), 'reduce_max': _reduce(tf.reduce_max, tf.math.unsorted_segment_max),
    'reduce_min': _reduce(tf.reduce_min, tf.math.unsorted_segment_min), 'reduce_mean': _mean, 'math.reduce_variance': _variance,
    'math.reduce_std': lambda input_tensor, axis=None, keepdims=False, name=None: tf.sqrt(_variance(input_tensor, axis, keepdims)),
    'reduce_any': _boolean(tf.reduce_any, tf.math.unsorted_segment_max), 'reduce_all': _boolean(tf.reduce_all, tf.math.unsorted_segment_min),
    'map_fn': _map_fn, 'size': _size, 'reverse': _reverse, 'where': _where, 'nn.embedding_lookup': _embedding, 'one_hot': _one_hot, 'tile': _tile, 'nn.softmax': _softmax,
    'boolean_mask': lambda tensor, mask, axis=None, name=None: ragged_boolean_mask(tensor, mask),
    'rank': lambda input, name=None: tf.constant(input.shape.rank), 'shape': lambda input, out_type=None, name=None: DynamicRaggedShape(input),
    'convert_to_tensor': None,
}

class DynamicRaggedShape:
    def __init__(self, rt):
        self._rt = rt
        self.static_shape = rt.shape
    rank = property(lambda self: self._rt.shape.rank)
    def __getitem__(self, i):
        n = self.static_shape[i]
        if n is None and i == 0:
            return self._rt.nrows()
        if n is None:
            raise ValueError('Index %d is not uniform' % i)
        return tf.constant(n, tf.int64)
    def __repr__(self):
        lengths = [self._rt.nrows()] + [tuple(v.numpy().tolist()) for v in self._rt.nested_row_lengths()]
        return '<DynamicRaggedShape lengths=[%s] num_row_partitions=%d>' % (', '.join([str(int(lengths[0]))] + [str(v) for v in lengths[1:]]), self._rt.ragged_rank)

def dispatch(name, f, bound):
    """Answers NotImplemented where the function has nothing to say about ragged tensors."""
    handler = _HANDLERS.get(name)
    if handler is not None:
        return handler(**bound)
    if name in _UNARY:
        key = next(k for k, v in bound.items() if is_ragged(v))
        rest = dict(bound)
        flat = rest.pop(key)
        return flat.with_flat_values(f(**{key: flat.flat_values}, **rest))
    if name in _BINARY:
        keys = list(bound)[:2]
        rest = {k: v for k, v in bound.items() if k not in keys}
        return _elementwise(lambda a, b: f(**{keys[0]: a, keys[1]: b}, **rest), [bound[keys[0]], bound[keys[1]]])
    return NotImplemented

def _operator(f, reflected=False):
    def run(self, other):
        args = [other, self] if reflected else [self, other]
        return _elementwise(f, args)
    return run

for _name, _f in {'add': lambda a, b: a + b, 'sub': lambda a, b: a - b, 'mul': lambda a, b: a * b, 'truediv': lambda a, b: a / b, 'floordiv': lambda a, b: a // b,
                  'mod': lambda a, b: a % b, 'pow': lambda a, b: a ** b, 'and': lambda a, b: a & b, 'or': lambda a, b: a | b, 'xor': lambda a, b: a ^ b}.items():
    setattr(RaggedTensor, f'__{_name}__', _operator(_f))
    setattr(RaggedTensor, f'__r{_name}__', _operator(_f, True))
for _name, _f in {'lt': lambda a, b: a < b, 'le': lambda a, b: a <= b, 'gt': lambda a, b: a > b, 'ge': lambda a, b: a >= b, 'eq': lambda a, b: a == b, 'ne': lambda a, b: a != b}.items():
    setattr(RaggedTensor, f'__{_name}__', _operator(_f))
RaggedTensor.__neg__ = lambda self: self.with_flat_values(-self.flat_values)
RaggedTensor.__abs__ = lambda self: self.with_flat_values(abs(self.flat_values))
RaggedTensor.__invert__ = lambda self: self.with_flat_values(~self.flat_values)
ops.prioritize(RaggedTensor)
ops.dispatch(RaggedTensor, dispatch)
