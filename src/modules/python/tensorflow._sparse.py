# tf.SparseTensor and tf.sparse: places, values and a shape.
import tensorflow as tf
import tensorflow._ops as ops

def _static(dense_shape, n):
    value = tf.get_static_value(dense_shape)
    return tf.TensorShape([int(d) for d in value]) if value is not None else tf.TensorShape([None] * n if n is not None else None)

class SparseTensor:
    __module__ = 'tensorflow.python.framework.sparse_tensor'

    def __init__(self, indices, values, dense_shape):
        self.indices = tf.convert_to_tensor(indices, dtype=tf.int64)
        self.values = tf.convert_to_tensor(values)
        self.dense_shape = tf.convert_to_tensor(dense_shape, dtype=tf.int64)
        shape = self.indices.shape
        if shape.rank is not None and shape.rank != 2:
            raise ValueError(f'Shape {shape} must have rank 2')
        if self.values.shape.rank is not None and self.values.shape.rank != 1:
            raise ValueError(f'Shape {self.values.shape} must have rank 1')
        if shape.rank is not None and shape[0] is not None and self.values.shape.rank is not None and self.values.shape[0] is not None and shape[0] != self.values.shape[0]:
            raise ValueError(f'Dimensions {shape[0]} and {self.values.shape[0]} are not compatible')

    shape = property(lambda self: _static(self.dense_shape, self.indices.shape[1]))
    dtype = property(lambda self: self.values.dtype)
    op = property(lambda self: None)
    graph = property(lambda self: None)

    def get_shape(self):
        return self.shape

    def with_values(self, new_values):
        return SparseTensor(self.indices, new_values, self.dense_shape)

    def _tf_components(self):
        return [self.indices, self.values, self.dense_shape]

    def _tf_invariants(self):
        n = self.indices.shape[1]
        return [tf.TensorShape([None, n]), tf.TensorShape([None]), tf.TensorShape([n])]

    def _tf_from_components(self, parts):
        return SparseTensor(*parts)

    @property
    def _type_spec(self):
        return SparseTensorSpec(self.shape, self.dtype)

    def eval(self, feed_dict=None, session=None):
        return self

    def __repr__(self):
        if tf.executing_eagerly():
            return 'SparseTensor(indices=%s, values=%s, dense_shape=%s)' % (self.indices, self.values, self.dense_shape)
        return 'SparseTensor(indices=%s, values=%s, dense_shape=%s)' % (self.indices, self.values, self.dense_shape)

    def __getitem__(self, key):
        keys = list(key) if isinstance(key, tuple) else [key]
        start, size = [], []
        limits = self.dense_shape.numpy().tolist()
        for i, n in enumerate(limits):
            k = keys[i] if i < len(keys) else slice(None)
            a, b, _ = (k if isinstance(k, slice) else slice(k, k + 1)).indices(n)
            start.append(a)
            size.append(max(b - a, 0))
        return sparse_slice(self, start, size)

    def __add__(self, other):
        return add(self, other)
    def __mul__(self, other):
        return self.with_values(self.values * _values_like(self, other))
    def __truediv__(self, other):
        return self.with_values(self.values / _values_like(self, other))
    def __neg__(self):
        return self.with_values(-self.values)

def _values_like(sp, other):
    other = tf.convert_to_tensor(other, dtype=sp.dtype)
    if other.shape.rank == 0:
        return other
    return tf.gather_nd(tf.broadcast_to(other, sp.dense_shape), sp.indices)

ops.prioritize(SparseTensor)

class SparseTensorSpec:
    __module__ = 'tensorflow.python.framework.sparse_tensor'
    def __init__(self, shape=None, dtype=tf.float32):
        self.shape, self.dtype = tf.TensorShape(shape), tf.as_dtype(dtype)
    value_type = property(lambda self: SparseTensor)
    def _tf_component_specs(self):
        n = self.shape.rank
        return [tf.TensorSpec([None, n], tf.int64), tf.TensorSpec([None], self.dtype), tf.TensorSpec([n], tf.int64)]
    def _tf_from_components(self, parts):
        return SparseTensor(*parts)
    def __repr__(self):
        return f'SparseTensorSpec({self.shape!r}, {self.dtype!r})'
    def __eq__(self, other):
        return isinstance(other, SparseTensorSpec) and repr(self) == repr(other)
    def __hash__(self):
        return hash(repr(self))

class IndexedSlices:
    __module__ = 'tensorflow.python.framework.indexed_slices'
    def __init__(self, values, indices, dense_shape=None):
        self.values, self.indices = tf.convert_to_tensor(values), tf.convert_to_tensor(indices)
        self.dense_shape = None if dense_shape is None else tf.convert_to_tensor(dense_shape)
    dtype = property(lambda self: self.values.dtype)
    @property
    def shape(self):
        if self.dense_shape is None:
            return tf.TensorShape(None)
        return _static(self.dense_shape, None)
    def __repr__(self):
        tail = f', dense_shape={self.dense_shape}' if self.dense_shape is not None else ''
        return f'IndexedSlices(indices={self.indices}, values={self.values}{tail})'
    def __neg__(self):
        return IndexedSlices(-self.values, self.indices, self.dense_shape)

def _need(sp):
    if not isinstance(sp, SparseTensor):
        raise TypeError(f'Input must be a SparseTensor. Received: {sp}')
    return sp

def from_dense(tensor, name=None):
    tensor = tf.convert_to_tensor(tensor)
    zero = '' if tensor.dtype == tf.string else False if tensor.dtype == tf.bool else tf.zeros([], tensor.dtype)
    indices = tf.where(tf.not_equal(tensor, zero))
    return SparseTensor(indices, tf.gather_nd(tensor, indices), tf.shape(tensor, tf.int64))

def to_dense(sp_input, default_value=None, validate_indices=True, name=None):
    _need(sp_input)
    if default_value is None:
        default_value = '' if sp_input.dtype == tf.string else tf.zeros([], sp_input.dtype)
    if validate_indices and tf.executing_eagerly():
        _check_order(sp_input)
    base = tf.fill(sp_input.dense_shape, tf.cast(default_value, sp_input.dtype) if sp_input.dtype != tf.string else default_value)
    return tf.tensor_scatter_nd_update(base, sp_input.indices, sp_input.values)

def _check_order(sp):
    rows = sp.indices.numpy().tolist()
    shape = sp.dense_shape.numpy().tolist()
    for i, row in enumerate(rows):
        if any(x < 0 or x >= n for x, n in zip(row, shape)):
            raise ops.error('InvalidArgumentError', '{{function_node __wrapped__SparseToDense_device_/job:localhost/replica:0/task:0/device:CPU:0}} indices[%d] = [%s] is out of bounds: need 0 <= index < [%s] [Op:SparseToDense] name: '
                            % (i, ','.join(map(str, row)), ','.join(map(str, shape))))
        if i and row == rows[i - 1]:
            raise ops.error('InvalidArgumentError', '{{function_node __wrapped__SparseToDense_device_/job:localhost/replica:0/task:0/device:CPU:0}} indices[%d] = [%s] is repeated [Op:SparseToDense] name: ' % (i, ','.join(map(str, row))))
        if i and row < rows[i - 1]:
            raise ops.error('InvalidArgumentError', '{{function_node __wrapped__SparseToDense_device_/job:localhost/replica:0/task:0/device:CPU:0}} indices[%d] = [%s] is out of order. Many sparse ops require sorted indices.\n    Use `tf.sparse.reorder` to create a correctly ordered copy.\n\n [Op:SparseToDense] name: '
                            % (i, ','.join(map(str, row))))

def _flat(indices, shape):
    strides = tf.math.cumprod(shape, exclusive=True, reverse=True)
    return tf.reduce_sum(indices * strides, axis=1)

def _unflat(keys, shape):
    strides = tf.math.cumprod(shape, exclusive=True, reverse=True)
    return tf.expand_dims(keys, 1) // strides % shape

def reorder(sp_input, name=None):
    order = tf.argsort(_flat(sp_input.indices, sp_input.dense_shape), stable=True)
    return SparseTensor(tf.gather(sp_input.indices, order), tf.gather(sp_input.values, order), sp_input.dense_shape)

def _combined(indices, values, shape, combine=None):
    """Equal places joined, in order."""
    keys = _flat(indices, shape)
    unique, where = tf.unique(tf.sort(keys))
    order = tf.argsort(keys, stable=True)
    total = (combine or tf.math.unsorted_segment_sum)(tf.gather(values, order), where, tf.size(unique))
    return SparseTensor(_unflat(unique, shape), total, shape)

def add(a, b, threshold=0, name=None):
    if isinstance(a, SparseTensor) and isinstance(b, SparseTensor):
        out = _combined(tf.concat([a.indices, b.indices], 0), tf.concat([a.values, tf.cast(b.values, a.dtype)], 0), a.dense_shape)
        if threshold:
            return retain(out, tf.abs(out.values) >= threshold)
        return out
    sparse, dense = (a, b) if isinstance(a, SparseTensor) else (b, a)
    if not isinstance(sparse, SparseTensor):
        raise TypeError('At least one input should be SparseTensor; do you mean to use tf.add()?')
    dense = tf.convert_to_tensor(dense, dtype=sparse.dtype)
    return tf.tensor_scatter_nd_add(dense, sparse.indices, sparse.values)

def concat(axis, sp_inputs, expand_nonconcat_dims=False, name=None):
    rank = sp_inputs[0].indices.shape[1]
    axis = axis + rank if axis < 0 else axis
    offset, indices = tf.zeros([], tf.int64), []
    for sp in sp_inputs:
        moved = tf.one_hot(axis, rank, dtype=tf.int64) * offset
        indices.append(sp.indices + moved)
        offset = offset + sp.dense_shape[axis]
    shape = tf.reduce_max(tf.stack([sp.dense_shape for sp in sp_inputs]), axis=0)
    shape = tf.concat([shape[:axis], [offset], shape[axis + 1:]], 0)
    return reorder(SparseTensor(tf.concat(indices, 0), tf.concat([sp.values for sp in sp_inputs], 0), shape))

def _reduced(sp, axis, keepdims, segment, output_is_sparse):
    rank = sp.indices.shape[1]
    axes = list(range(rank)) if axis is None else [axis] if isinstance(axis, int) else list(axis)
    axes = [a + rank if a < 0 else a for a in axes]
    kept = [i for i in range(rank) if i not in axes]
    shape = tf.gather(sp.dense_shape, kept)
    n = tf.reduce_prod(shape)
    keys = _flat(tf.gather(sp.indices, kept, axis=1), shape) if kept else tf.zeros([tf.size(sp.values)], tf.int64)
    flat = segment(sp.values, keys, n)
    count = tf.math.unsorted_segment_sum(tf.ones_like(keys), keys, n)
    flat = tf.where(count > 0, flat, tf.zeros_like(flat))
    full = [1 if i in axes else sp.dense_shape[i] for i in range(rank)] if keepdims else None
    out = tf.reshape(flat, tf.stack([tf.cast(d, tf.int64) for d in full]) if keepdims else shape)
    return from_dense(out) if output_is_sparse else out

def reduce_sum(sp_input, axis=None, keepdims=None, output_is_sparse=False, name=None):
    return _reduced(sp_input, axis, keepdims, tf.math.unsorted_segment_sum, output_is_sparse)

def reduce_max(sp_input, axis=None, keepdims=None, output_is_sparse=False, name=None):
    return _reduced(sp_input, axis, keepdims, tf.math.unsorted_segment_max, output_is_sparse)

def reshape(sp_input, shape, name=None):
    keys = _flat(sp_input.indices, sp_input.dense_shape)
    shape = tf.cast(shape, tf.int64)
    total = tf.reduce_prod(sp_input.dense_shape)
    known = tf.reduce_prod(tf.where(shape < 0, tf.ones_like(shape), shape))
    shape = tf.where(shape < 0, total // known, shape)
    return SparseTensor(_unflat(keys, shape), sp_input.values, shape)

def reset_shape(sp_input, new_shape=None):
    if new_shape is None:
        new_shape = tf.reduce_max(sp_input.indices, axis=0) + 1
    return SparseTensor(sp_input.indices, sp_input.values, tf.cast(new_shape, tf.int64))

def retain(sp_input, to_retain):
    to_retain = tf.convert_to_tensor(to_retain)
    return SparseTensor(tf.boolean_mask(sp_input.indices, to_retain), tf.boolean_mask(sp_input.values, to_retain), sp_input.dense_shape)

def sparse_slice(sp_input, start, size, name=None):
    start, size = tf.cast(start, tf.int64), tf.cast(size, tf.int64)
    end = tf.minimum(start + size, sp_input.dense_shape)
    inside = tf.reduce_all((sp_input.indices >= start) & (sp_input.indices < end), axis=1)
    kept = retain(sp_input, inside)
    return SparseTensor(kept.indices - start, kept.values, tf.maximum(end - start, 0))

def split(sp_input=None, num_split=None, axis=None, name=None):
    rank = sp_input.indices.shape[1]
    n = int(sp_input.dense_shape[axis])
    shape = sp_input.dense_shape.numpy().tolist()
    out, at = [], 0
    for i in range(num_split):
        length = n // num_split + (1 if i < n % num_split else 0)
        start, size = [0] * rank, list(shape)
        start[axis], size[axis] = at, length
        out.append(sparse_slice(sp_input, start, size))
        at += length
    return out

def softmax(sp_input, name=None):
    rank = sp_input.indices.shape[1]
    keys = _flat(sp_input.indices[:, :-1], sp_input.dense_shape[:-1])
    n = tf.reduce_prod(sp_input.dense_shape[:-1])
    top = tf.gather(tf.math.unsorted_segment_max(sp_input.values, keys, n), keys)
    e = tf.exp(sp_input.values - top)
    return sp_input.with_values(e / tf.gather(tf.math.unsorted_segment_sum(e, keys, n), keys))

def sparse_dense_matmul(sp_a, b, adjoint_a=False, adjoint_b=False, name=None):
    if isinstance(b, SparseTensor):
        return tf.transpose(sparse_dense_matmul(b, tf.convert_to_tensor(sp_a), not adjoint_b, not adjoint_a))
    b = tf.convert_to_tensor(b, dtype=sp_a.dtype)
    b = tf.transpose(b) if adjoint_b else b
    rows, cols = (sp_a.indices[:, 1], sp_a.indices[:, 0]) if adjoint_a else (sp_a.indices[:, 0], sp_a.indices[:, 1])
    n, k = (sp_a.dense_shape[1], sp_a.dense_shape[0]) if adjoint_a else (sp_a.dense_shape[0], sp_a.dense_shape[1])
    if tf.executing_eagerly() and int(k) != b.shape[0]:
        raise ops.error('InvalidArgumentError', '{{function_node __wrapped__SparseTensorDenseMatMul_device_/job:localhost/replica:0/task:0/device:CPU:0}} Cannot multiply A and B because inner dimension does not match: %d vs. %d.  Did you forget a transpose?  Dimensions of A: [%d, %d).  Dimensions of B: %s [Op:SparseTensorDenseMatMul] name: '
                        % (int(k), b.shape[0], int(n), int(k), str(list(b.shape)).replace(' ', '')))
    out = tf.math.unsorted_segment_sum(tf.gather(b, cols) * tf.expand_dims(sp_a.values, 1), rows, n)
    static = tf.get_static_value(n)
    return out

def transpose(sp_input, perm=None, name=None):
    if perm is None:
        perm = list(range(sp_input.indices.shape[1]))[::-1]
    return reorder(SparseTensor(tf.gather(sp_input.indices, perm, axis=1), sp_input.values, tf.gather(sp_input.dense_shape, perm)))

def eye(num_rows, num_columns=None, dtype=tf.float32, name=None):
    num_columns = num_rows if num_columns is None else num_columns
    n = tf.range(tf.cast(tf.minimum(num_rows, num_columns), tf.int64))
    return SparseTensor(tf.stack([n, n], 1), tf.ones(tf.shape(n), dtype), [num_rows, num_columns])

def mask(a, mask_indices, name=None):
    keep = ~tf.reduce_any(tf.equal(tf.expand_dims(a.indices, 1), tf.expand_dims(tf.cast(mask_indices, a.indices.dtype), 0)), 1)
    return IndexedSlices(tf.boolean_mask(a.values, keep), tf.boolean_mask(a.indices, keep), a.dense_shape)

def maximum(sp_a, sp_b, name=None):
    return _pairwise(sp_a, sp_b, tf.maximum)

def minimum(sp_a, sp_b, name=None):
    return _pairwise(sp_a, sp_b, tf.minimum)

def _pairwise(a, b, f):
    places = _combined(tf.concat([a.indices, b.indices], 0), tf.concat([a.values, b.values], 0), a.dense_shape).indices
    values = f(tf.gather_nd(to_dense(reorder(a)), places), tf.gather_nd(to_dense(reorder(b)), places))
    return SparseTensor(places, values, a.dense_shape)

def expand_dims(sp_input, axis=None, name=None):
    rank = sp_input.indices.shape[1]
    axis = -1 if axis is None else axis
    axis = axis + rank + 1 if axis < 0 else axis
    zero = tf.zeros_like(sp_input.indices[:, :1])
    return SparseTensor(tf.concat([sp_input.indices[:, :axis], zero, sp_input.indices[:, axis:]], 1), sp_input.values,
                        tf.concat([sp_input.dense_shape[:axis], [1], sp_input.dense_shape[axis:]], 0))

def map_values(op, *args, **kwargs):
    first = next(a for a in list(args) + list(kwargs.values()) if isinstance(a, SparseTensor))
    values = lambda a: a.values if isinstance(a, SparseTensor) else a
    return first.with_values(op(*[values(a) for a in args], **{k: values(v) for k, v in kwargs.items()}))

def to_indicator(sp_input, vocab_size, name=None):
    rows = sp_input.indices[:, :-1]
    places = tf.concat([rows, tf.expand_dims(tf.cast(sp_input.values, tf.int64), 1)], 1)
    shape = tf.concat([sp_input.dense_shape[:-1], [vocab_size]], 0)
    return tf.scatter_nd(places, tf.ones_like(sp_input.values, tf.int32), shape) > 0

def fill_empty_rows(sp_input, default_value, name=None):
    n = sp_input.dense_shape[0]
    counts = tf.math.unsorted_segment_sum(tf.ones_like(sp_input.indices[:, 0]), sp_input.indices[:, 0], n)
    empty = tf.equal(counts, 0)
    rows = tf.cast(tf.where(empty), tf.int64)
    extra = tf.concat([rows, tf.zeros([tf.shape(rows)[0], sp_input.indices.shape[1] - 1], tf.int64)], 1)
    default = tf.fill([tf.shape(rows)[0]], tf.convert_to_tensor(default_value, dtype=sp_input.dtype))
    return reorder(SparseTensor(tf.concat([sp_input.indices, extra], 0), tf.concat([sp_input.values, default], 0), sp_input.dense_shape)), empty

def _segments(data, indices, segment_ids, num_segments):
    rows = tf.gather(tf.convert_to_tensor(data), indices)
    ids = tf.convert_to_tensor(segment_ids)
    return rows, ids, tf.reduce_max(ids) + 1 if num_segments is None else num_segments

def segment_sum(data, indices, segment_ids, num_segments=None, name=None):
    return tf.math.unsorted_segment_sum(*_segments(data, indices, segment_ids, num_segments))

def segment_mean(data, indices, segment_ids, num_segments=None, name=None):
    return tf.math.unsorted_segment_mean(*_segments(data, indices, segment_ids, num_segments))

def segment_sqrt_n(data, indices, segment_ids, num_segments=None, name=None):
    return tf.math.unsorted_segment_sqrt_n(*_segments(data, indices, segment_ids, num_segments))

def bincount(values, weights=None, axis=0, minlength=None, maxlength=None, binary_output=False, name=None):
    if isinstance(values, SparseTensor):
        rows, values = values.indices[:, 0], values.values
    else:
        values = tf.convert_to_tensor(values)
        rows = None
        if axis == -1 and values.shape.rank == 2:
            rows = tf.repeat(tf.range(values.shape[0], dtype=tf.int64), values.shape[1])
        values = tf.reshape(values, [-1])
    values = tf.cast(values, tf.int64)
    width = tf.reduce_max(values) + 1
    if minlength is not None:
        width = tf.maximum(width, minlength)
    if maxlength is not None:
        width = tf.minimum(width, tf.cast(maxlength, tf.int64))
        keep = values < maxlength
        values, rows = tf.boolean_mask(values, keep), None if rows is None else tf.boolean_mask(rows, keep)
    counts = tf.ones_like(values) if weights is None else tf.reshape(tf.convert_to_tensor(weights), [-1])
    if rows is None:
        out = _combined(tf.expand_dims(values, 1), counts, tf.stack([width]))
    else:
        out = _combined(tf.stack([rows, values], 1), counts, tf.stack([tf.reduce_max(rows) + 1, width]))
    return out.with_values(tf.ones_like(out.values)) if binary_output else out

def cross(inputs, name=None, *args, **kwargs):
    raise NotImplementedError('tf.sparse.cross is not supported.')

def _dispatch(name, f, bound):
    if name in ('abs', 'negative', 'sign', 'square', 'sqrt', 'tanh', 'cast', 'identity', 'exp', 'sin', 'round', 'sigmoid', 'nn.relu', 'zeros_like', 'ones_like'):
        key = next(k for k, v in bound.items() if isinstance(v, SparseTensor))
        rest = dict(bound)
        sp = rest.pop(key)
        return sp.with_values(f(**{key: sp.values}, **rest))
    if name == 'shape':
        return tf.cast(bound['input'].dense_shape, bound.get('out_type') or tf.int32)
    if name == 'size':
        return tf.size(bound['input'].values)
    if name in ('math.multiply', 'multiply'):
        return bound['x'] * bound['y']
    if name == 'is_tensor':
        return True
    if name in ('matmul',):
        return sparse_dense_matmul(bound['a'], bound['b'])
    return NotImplemented

ops.dispatch(SparseTensor, _dispatch)
