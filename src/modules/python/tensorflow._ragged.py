# tf.RaggedTensor: rows of different lengths, as their values and where each row ends.
import tensorflow as tf
import tensorflow._ops as ops

def is_ragged(x):
    return isinstance(x, RaggedTensor)

def _int(x):
    return x if isinstance(x, int) else int(x)

def _splits(x, dtype=None):
    x = tf.convert_to_tensor(x, dtype_hint=tf.int64)
    if dtype is not None:
        return tf.cast(x, dtype)
    return x if x.dtype in (tf.int32, tf.int64) else tf.cast(x, tf.int64)

def _values(x):
    return x if is_ragged(x) else tf.convert_to_tensor(x)

class RaggedTensor:
    __module__ = 'tensorflow.python.ops.ragged.ragged_tensor'
    _tf_composite = True

    def __init__(self, values, row_splits, uniform=None, internal=True):
        self._values, self._row_splits, self._uniform = values, row_splits, uniform

    @classmethod
    def from_row_splits(cls, values, row_splits, name=None, validate=True):
        values, row_splits = _values(values), _splits(row_splits)
        if validate and tf.executing_eagerly():
            splits = row_splits.numpy().tolist()
            if not splits:
                raise ops.error('InvalidArgumentError', 'Arguments to from_row_splits do not form a valid RaggedTensor:zero\n\t')
            if splits[0] != 0:
                raise ops.error('InvalidArgumentError', 'Arguments to from_row_splits do not form a valid RaggedTensor:zero')
            for a, b in zip(splits, splits[1:]):
                if b < a:
                    raise ops.error('InvalidArgumentError', 'Arguments to from_row_splits do not form a valid RaggedTensor:monotonic')
        return cls(values, row_splits)

    @classmethod
    def from_row_lengths(cls, values, row_lengths, name=None, validate=True):
        lengths = _splits(row_lengths)
        return cls(_values(values), tf.concat([tf.zeros([1], lengths.dtype), tf.cumsum(lengths)], 0))

    @classmethod
    def from_value_rowids(cls, values, value_rowids, nrows=None, name=None, validate=True):
        ids = _splits(value_rowids)
        if nrows is None:
            nrows = tf.concat([tf.zeros([1], ids.dtype), ids[-1:] + 1], 0)[-1]
        counts = tf.math.unsorted_segment_sum(tf.ones_like(ids), ids, tf.cast(nrows, ids.dtype))
        return cls.from_row_lengths(values, counts)

    @classmethod
    def from_row_starts(cls, values, row_starts, name=None, validate=True):
        values, starts = _values(values), _splits(row_starts)
        n = values.nrows() if is_ragged(values) else tf.shape(values, starts.dtype)[0]
        return cls(values, tf.concat([starts, [tf.cast(n, starts.dtype)]], 0))

    @classmethod
    def from_row_limits(cls, values, row_limits, name=None, validate=True):
        limits = _splits(row_limits)
        return cls(_values(values), tf.concat([tf.zeros([1], limits.dtype), limits], 0))

    @classmethod
    def from_uniform_row_length(cls, values, uniform_row_length, nrows=None, validate=True, name=None):
        values = _values(values)
        length = _splits(uniform_row_length)
        if nrows is None:
            total = values.nrows() if is_ragged(values) else tf.shape(values, length.dtype)[0]
            nrows = tf.cast(total, length.dtype) // tf.maximum(length, 1)
        return cls(values, tf.range(tf.cast(nrows, length.dtype) + 1) * length, length)

    @classmethod
    def from_nested_row_splits(cls, flat_values, nested_row_splits, name=None, validate=True):
        result = flat_values
        for splits in reversed(nested_row_splits):
            result = cls.from_row_splits(result, splits, validate=validate)
        return result

    @classmethod
    def from_nested_row_lengths(cls, flat_values, nested_row_lengths, name=None, validate=True):
        result = flat_values
        for lengths in reversed(nested_row_lengths):
            result = cls.from_row_lengths(result, lengths)
        return result

    @classmethod
    def from_nested_value_rowids(cls, flat_values, nested_value_rowids, nested_nrows=None, name=None, validate=True):
        nested_nrows = nested_nrows or [None] * len(nested_value_rowids)
        result = flat_values
        for ids, n in reversed(list(zip(nested_value_rowids, nested_nrows))):
            result = cls.from_value_rowids(result, ids, n)
        return result

    @classmethod
    def from_tensor(cls, tensor, lengths=None, padding=None, ragged_rank=1, name=None, row_splits_dtype=tf.int64):
        if lengths is not None and padding is not None:
            raise ValueError('Specify argument `lengths` or `padding`, but not both.')
        tensor = tf.convert_to_tensor(tensor)
        row_splits_dtype = tf.as_dtype(row_splits_dtype)
        shape = tf.shape(tensor, row_splits_dtype)
        if ragged_rank > 1:
            inner = tf.reshape(tensor, tf.concat([[-1], shape[2:]], 0))
            inner = cls.from_tensor(inner, padding=padding, ragged_rank=ragged_rank - 1, row_splits_dtype=row_splits_dtype)
            return cls.from_uniform_row_length(inner, shape[1], shape[0])
        if padding is not None:
            same = tf.equal(tensor, tf.convert_to_tensor(padding, dtype=tensor.dtype))
            if tensor.shape.rank > 2:
                same = tf.reduce_all(same, axis=list(range(2, tensor.shape.rank)))
            positions = tf.range(1, shape[1] + 1, dtype=row_splits_dtype)
            lengths = tf.reduce_max(tf.where(same, tf.zeros_like(positions), positions), axis=1) if True else None
        if lengths is None:
            flat = tf.reshape(tensor, tf.concat([[-1], shape[2:]], 0))
            return cls.from_uniform_row_length(flat, shape[1], shape[0])
        if isinstance(lengths, (list, tuple)) and lengths and isinstance(lengths[0], (list, tuple)):
            inner = cls.from_tensor(tf.reshape(tensor, tf.concat([[-1], shape[2:]], 0)), lengths=lengths[-1])
            return cls.from_row_lengths(inner, lengths[0])
        lengths = tf.clip_by_value(_splits(lengths, row_splits_dtype), 0, shape[1])
        mask = tf.sequence_mask(lengths, shape[1])
        return cls.from_row_lengths(tf.boolean_mask(tensor, mask), lengths)

    @classmethod
    def from_sparse(cls, st_input, name=None, row_splits_dtype=tf.int64):
        return cls.from_value_rowids(st_input.values, tf.cast(st_input.indices[:, 0], row_splits_dtype), st_input.dense_shape[0])

    values = property(lambda self: self._values)
    row_splits = property(lambda self: self._row_splits)
    uniform_row_length = property(lambda self: self._uniform)
    dtype = property(lambda self: self._values.dtype)
    ragged_rank = property(lambda self: 1 + (self._values.ragged_rank if is_ragged(self._values) else 0))
    flat_values = property(lambda self: self._values.flat_values if is_ragged(self._values) else self._values)
    nested_row_splits = property(lambda self: (self._row_splits,) + (self._values.nested_row_splits if is_ragged(self._values) else ()))

    @property
    def shape(self):
        n = self._row_splits.shape[0]
        inner = self._values.shape[1:].as_list() if self._values.shape.rank is not None else None
        length = tf.get_static_value(self._uniform) if self._uniform is not None else None
        return tf.TensorShape([None if n is None else n - 1, None if length is None else int(length)] + inner)

    def get_shape(self):
        return self.shape

    def set_shape(self, shape):
        pass

    def _tf_components(self):
        return [self.flat_values] + list(self.nested_row_splits)

    def _tf_invariants(self):
        return [tf.TensorShape([None] + self.flat_values.shape[1:].as_list())] + [tf.TensorShape([None])] * self.ragged_rank

    def _tf_from_components(self, parts):
        return RaggedTensor.from_nested_row_splits(parts[0], parts[1:], validate=False)

    @property
    def _type_spec(self):
        return RaggedTensorSpec(self.shape, self.dtype, self.ragged_rank, self._row_splits.dtype)

    def nrows(self, out_type=None, name=None):
        return tf.cast(tf.shape(self._row_splits, tf.int64)[0] - 1, out_type or self._row_splits.dtype)

    def row_lengths(self, axis=1, name=None):
        if axis == 0:
            return self.nrows()
        if axis == 1:
            return self._row_splits[1:] - self._row_splits[:-1]
        if is_ragged(self._values):
            return self.with_values(self._values.row_lengths(axis - 1))
        shape = tf.shape(self._values, self._row_splits.dtype)
        return self.with_values(tf.fill(shape[:axis - 1], shape[axis - 1]))

    def nested_row_lengths(self, name=None):
        out, rt = [], self
        while is_ragged(rt):
            out.append(rt.row_lengths())
            rt = rt.values
        return tuple(out)

    def value_rowids(self, name=None):
        return row_splits_to_segment_ids(self._row_splits)

    def nested_value_rowids(self, name=None):
        out, rt = [], self
        while is_ragged(rt):
            out.append(rt.value_rowids())
            rt = rt.values
        return tuple(out)

    def row_starts(self, name=None):
        return self._row_splits[:-1]

    def row_limits(self, name=None):
        return self._row_splits[1:]

    def bounding_shape(self, axis=None, name=None, out_type=None):
        out_type = out_type or self._row_splits.dtype
        lengths = [self.nrows(), tf.maximum(tf.reduce_max(tf.concat([self.row_lengths(), tf.zeros([1], self._row_splits.dtype)], 0)), 0)]
        inner = self._values.bounding_shape() if is_ragged(self._values) else tf.shape(self._values, self._row_splits.dtype)
        shape = tf.cast(tf.concat([tf.stack(lengths), tf.cast(inner[1:], self._row_splits.dtype)], 0), out_type)
        return shape if axis is None else tf.gather(shape, axis)

    def with_values(self, new_values):
        new_values = _values(new_values)
        return RaggedTensor(new_values, self._row_splits, self._uniform)

    def with_flat_values(self, new_values):
        if is_ragged(self._values):
            return self.with_values(self._values.with_flat_values(new_values))
        return self.with_values(new_values)

    def with_row_splits_dtype(self, dtype):
        values = self._values.with_row_splits_dtype(dtype) if is_ragged(self._values) else self._values
        return RaggedTensor(values, tf.cast(self._row_splits, dtype), None if self._uniform is None else tf.cast(self._uniform, dtype))

    def merge_dims(self, outer_axis, inner_axis):
        rank = self.shape.rank
        outer_axis = outer_axis + rank if outer_axis < 0 else outer_axis
        inner_axis = inner_axis + rank if inner_axis < 0 else inner_axis
        if outer_axis >= inner_axis:
            raise ValueError(f'Expected outer_axis ({outer_axis}) to be less than or equal to inner_axis ({inner_axis})') if outer_axis > inner_axis else None
        if outer_axis == inner_axis:
            return self
        if outer_axis > 0:
            if is_ragged(self._values):
                return self.with_values(self._values.merge_dims(outer_axis - 1, inner_axis - 1))
            return self.with_values(_merge_dense(self._values, outer_axis - 1, inner_axis - 1))
        result = self
        for _ in range(inner_axis):
            result = result.values if is_ragged(result) else _merge_dense(result, 0, 1)
        return result

    def to_tensor(self, default_value=None, name=None, shape=None):
        flat = self._values.to_tensor(default_value) if is_ragged(self._values) else self._values
        lengths = self.row_lengths()
        width = tf.maximum(tf.reduce_max(tf.concat([lengths, tf.zeros([1], lengths.dtype)], 0)), 0)
        ids = self.value_rowids()
        columns = tf.range(tf.shape(ids, ids.dtype)[0]) - tf.gather(self._row_splits, ids)
        inner = tf.shape(flat, ids.dtype)[1:]
        target = tf.concat([[self.nrows()], [width], inner], 0)
        if default_value is None:
            default_value = '' if self.dtype == tf.string else False if self.dtype == tf.bool else 0
        default = tf.convert_to_tensor(default_value, dtype=self.dtype)
        dense = tf.tensor_scatter_nd_update(tf.broadcast_to(default, target), tf.stack([ids, columns], 1), flat)
        static = self.shape.as_list()
        if shape is not None:
            wanted = tf.TensorShape(shape).as_list()
            for axis, n in enumerate(wanted):
                if n is None:
                    continue
                now = tf.shape(dense)[axis]
                index = (slice(None),) * axis + (slice(0, n),)
                dense = dense[index]
                missing = tf.maximum(n - now, 0)
                pads = [[0, 0]] * axis + [[0, missing]] + [[0, 0]] * (dense.shape.rank - axis - 1)
                dense = tf.pad(dense, tf.stack([tf.stack([tf.cast(a, tf.int32) for a in p]) for p in pads]), constant_values=default)
            return tf.ensure_shape(dense, wanted)
        if not tf.executing_eagerly():
            dense = tf.ensure_shape(dense, static)
        return dense

    def to_sparse(self, name=None):
        ids = self.value_rowids()
        columns = tf.range(tf.shape(ids, ids.dtype)[0]) - tf.gather(self._row_splits, ids)
        if is_ragged(self._values):
            inner = self._values.to_sparse()
            rows = tf.gather(ids, inner.indices[:, 0])
            cols = tf.gather(columns, inner.indices[:, 0])
            indices = tf.concat([tf.stack([rows, cols], 1), inner.indices[:, 1:]], 1)
            return tf.SparseTensor(tf.cast(indices, tf.int64), inner.values, tf.cast(self.bounding_shape(), tf.int64))
        return tf.SparseTensor(tf.cast(tf.stack([ids, columns], 1), tf.int64), self._values, tf.cast(self.bounding_shape(), tf.int64))

    def to_list(self):
        if not tf.executing_eagerly():
            raise ValueError('to_list can only be used in eager mode.')
        values = self._values.to_list() if is_ragged(self._values) else self._values.numpy().tolist()
        splits = self._row_splits.numpy().tolist()
        return [values[a:b] for a, b in zip(splits, splits[1:])]

    def numpy(self):
        if not tf.executing_eagerly():
            raise ValueError('RaggedTensor.numpy() is only supported in eager mode.')
        import numpy as np
        values = self._values.numpy()
        splits = self._row_splits.numpy().tolist()
        rows = [values[a:b] for a, b in zip(splits, splits[1:])]
        if not rows:
            return np.zeros((0, 0) + values.shape[1:], dtype=values.dtype)
        if any(len(row) != len(rows[0]) for row in rows):
            out = np.empty(len(rows), dtype=object)
            for i, row in enumerate(rows):
                out[i] = row
            return out
        if isinstance(rows[0], np.ndarray) and rows[0].dtype == object and len(rows[0]):
            out = np.empty((len(rows), len(rows[0])), dtype=object)
            for i, row in enumerate(rows):
                for j, x in enumerate(row):
                    out[i, j] = x
            return out
        return np.array(rows)

    def consumers(self):
        return []

    def __repr__(self):
        if tf.executing_eagerly():
            return f'<tf.RaggedTensor {_shown(self)}>'
        return 'tf.RaggedTensor(values=%s, row_splits=%s)' % (self._values, self._row_splits)

    def __getitem__(self, key):
        return _getitem(self, list(key) if isinstance(key, tuple) else [key])

    def __iter__(self):
        if not tf.executing_eagerly():
            raise TypeError("'RaggedTensor' object is not iterable")
        for i in range(_int(self.nrows())):
            yield self[i]

    def __bool__(self):
        raise TypeError('RaggedTensor may not be used as a boolean.')

    def __len__(self):
        if not tf.executing_eagerly():
            raise TypeError("object of type 'RaggedTensor' has no len()")
        return _int(self.nrows())

    __hash__ = None

def _extended(s, line, word, width, prefix):
    words = word.split('\n')
    longest = max(len(w) for w in words)
    if len(words) == 1:
        if len(line) + len(word) > width:
            s, line = s + line.rstrip() + '\n', prefix
        return s, line + word
    if len(line) + longest > width and len(line) > len(prefix):
        s, line, indent = s + line.rstrip() + '\n', prefix + words[0], prefix
    else:
        indent = len(line) * ' '
        line += words[0]
    for w in words[1:]:
        s, line = s + line.rstrip() + '\n', indent + w
    return s, line + (longest - len(words[-1])) * ' '

def _listed(a, indent, width):
    """As numpy.array2string lists an array whose elements are texts of their own, with commas."""
    import numpy as np
    items = [a[i] for i in range(a.shape[0])]
    s = ''
    if a.ndim == 1:
        line = indent
        for i, x in enumerate(items):
            s, line = _extended(s, line, _text(x), width - 1, indent)
            if i + 1 < len(items):
                line += ', '
        s += line
    else:
        s = (',' + '\n' * (a.ndim - 1)).join(indent + _listed(x, indent + ' ', width - 1) for x in items)
    return '[' + s[len(indent):] + ']'

def _text(x):
    import numpy as np
    if isinstance(x, np.ndarray):
        return _listed(x, ' ', 75) if x.size else repr(x.tolist())
    return str(x)

def _shown(rt):
    return _text(rt.numpy())

def _merge_dense(x, outer, inner):
    shape = tf.shape(x)
    return tf.reshape(x, tf.concat([shape[:outer], [-1], shape[inner + 1:]], 0))

def _getitem(rt, keys):
    if not keys:
        return rt
    if not is_ragged(rt):
        return rt[tuple(keys)]
    row_key, inner = keys[0], keys[1:]
    if row_key is Ellipsis:
        return _getitem(rt, _expand_ellipsis(keys, rt.shape.ndims))
    if row_key is None:
        inner_rt = _getitem(rt, inner)
        return RaggedTensor.from_uniform_row_length(inner_rt, inner_rt.nrows(), nrows=1)
    if isinstance(row_key, slice):
        sliced = _slice_rows(rt, row_key)
        if rt.uniform_row_length is not None:
            sliced = RaggedTensor.from_uniform_row_length(sliced.values, rt.uniform_row_length, nrows=sliced.nrows())
        return _inner_getitem(sliced, inner)
    starts, limits = rt.row_splits[:-1], rt.row_splits[1:]
    if tf.executing_eagerly():
        try:
            if int(row_key) >= len(starts):
                raise IndexError('Row key {} out of bounds'.format(row_key))
        except (TypeError, ValueError):
            pass
    row = rt.values[starts[row_key]:limits[row_key]]
    return _getitem(row, inner) if is_ragged(row) else (row[tuple(inner)] if inner else row)

def _slice_rows(rt, key):
    if key.start is None and key.stop is None and key.step is None:
        return rt
    starts, limits = rt.row_splits[:-1][key], rt.row_splits[1:][key]
    if key.step is None or key.step == 1:
        splits = tf.concat([tf.zeros([1], rt.row_splits.dtype)[tf.size(starts):], starts[:1], limits], 0)
        return RaggedTensor(rt.values[splits[0]:splits[-1]], splits - splits[0])
    return _from_ranges(starts, limits, 1, rt.values)

def _from_ranges(starts, limits, step, values):
    indices = ragged_range(starts, limits, tf.cast(1 if step is None else step, starts.dtype))
    return indices.with_values(_gather(values, indices.values))

def _inner_getitem(rt, keys):
    if not keys:
        return rt
    if not is_ragged(rt):
        return rt[tuple([slice(None, None, None)] + keys)]
    key = keys[0]
    if key is Ellipsis:
        return _inner_getitem(rt, _expand_ellipsis(keys, rt.values.shape.ndims))
    if key is None:
        inner_rt = _inner_getitem(rt, keys[1:])
        return RaggedTensor.from_uniform_row_length(inner_rt, 1, nrows=inner_rt.nrows())
    if isinstance(key, slice):
        if key.start is None and key.stop is None and key.step is None:
            return rt.with_values(_inner_getitem(rt.values, keys[1:]))
        starts, limits = rt.row_splits[:-1], rt.row_splits[1:]
        step = 1 if key.step is None else key.step
        lower, upper = (starts, limits) if step >= 0 else (starts - 1, limits - 1)
        def bound(offset, default):
            if offset is None:
                return default
            moved = tf.cast(offset, starts.dtype)
            return tf.minimum(starts + moved, upper) if _int(offset) >= 0 else tf.maximum(limits + moved, lower)
        inner_rt = _from_ranges(bound(key.start, starts if step >= 0 else limits - 1), bound(key.stop, limits if step >= 0 else starts - 1), key.step, rt.values)
        if rt.uniform_row_length is not None:
            length = len(range(_int(rt.uniform_row_length))[key])
            inner_rt = RaggedTensor.from_uniform_row_length(inner_rt.values, length, rt.nrows())
        return inner_rt.with_values(_inner_getitem(inner_rt.values, keys[1:]))
    if rt.uniform_row_length is None:
        raise ValueError('Cannot index into an inner ragged dimension.')
    length = _int(rt.uniform_row_length)
    key = _int(key)
    if key >= length or key < -length:
        raise ops.error('InvalidArgumentError', 'Index out of bounds when indexing into a ragged tensor')
    return _inner_getitem(rt.values[key % length::length], keys[1:])

def _expand_ellipsis(keys, dims):
    count = sum(1 for k in keys if k is not None)
    if count > dims + 1:
        raise IndexError('Too many indices for RaggedTensor')
    return keys[1:] if count == dims + 1 else [slice(None, None, None)] + keys

def row_splits_to_segment_ids(splits, name=None, out_type=None):
    splits = _splits(splits)
    lengths = splits[1:] - splits[:-1]
    ids = tf.repeat(tf.range(tf.shape(lengths, splits.dtype)[0]), lengths)
    return ids if out_type is None else tf.cast(ids, out_type)

def segment_ids_to_row_splits(segment_ids, num_segments=None, out_type=None, name=None):
    return RaggedTensor.from_value_rowids(segment_ids, segment_ids, num_segments).row_splits

def ragged_range(starts, limits=None, deltas=1, dtype=None, name=None, row_splits_dtype=tf.int64):
    if limits is None:
        starts, limits = 0, starts
    limits = tf.convert_to_tensor(limits, dtype_hint=tf.int32)
    if not isinstance(starts, int) or limits.dtype != tf.int32 or True:
        starts = tf.cast(starts, limits.dtype) if isinstance(starts, int) else tf.convert_to_tensor(starts)
    deltas = tf.cast(deltas, starts.dtype)
    limits = tf.cast(limits, starts.dtype)
    rank = max(starts.shape.rank, limits.shape.rank, deltas.shape.rank)
    starts, limits, deltas = [tf.reshape(x, [-1]) for x in (starts, limits, deltas)]
    n = tf.maximum(tf.maximum(tf.shape(starts)[0], tf.shape(limits)[0]), tf.shape(deltas)[0])
    starts, limits, deltas = [x if x.shape[0] != 1 else tf.fill([n], x[0]) for x in (starts, limits, deltas)]
    if starts.dtype.is_floating:
        lengths = tf.cast(tf.maximum(tf.math.ceil((limits - starts) / deltas), 0), row_splits_dtype)
    else:
        lengths = tf.cast(tf.maximum((limits - starts + deltas - tf.sign(deltas)) // deltas, 0), row_splits_dtype)
    base = RaggedTensor.from_row_lengths(tf.fill(tf.stack([tf.reduce_sum(lengths)]), tf.cast(0, starts.dtype)), lengths)
    ids = base.value_rowids()
    position = tf.range(tf.shape(ids, ids.dtype)[0]) - tf.gather(base.row_splits, ids)
    return base.with_values(tf.gather(starts, ids) + tf.cast(position, starts.dtype) * tf.gather(deltas, ids))

def _gather(params, indices, axis=None, batch_dims=0, **unused):
    if is_ragged(indices):
        return indices.with_values(_gather(params, indices.values, axis, batch_dims))
    if not is_ragged(params):
        return tf.gather(params, indices, axis=axis)
    indices = tf.convert_to_tensor(indices)
    if axis not in (None, 0):
        return params.with_values(_gather(params.values, indices, axis - 1))
    if indices.shape.rank == 0:
        return params[indices]
    if indices.shape.rank > 1:
        inner = _gather(params, tf.reshape(indices, [-1]))
        for n in reversed(indices.shape.as_list()[1:]):
            inner = RaggedTensor.from_uniform_row_length(inner, n)
        return inner
    starts, limits = tf.gather(params.row_splits, indices), tf.gather(params.row_splits, indices + 1)
    return _from_ranges(starts, limits, 1, params.values)

class RaggedTensorSpec:
    __module__ = 'tensorflow.python.ops.ragged.ragged_tensor'

    def __init__(self, shape=None, dtype=tf.float32, ragged_rank=None, row_splits_dtype=tf.int64, flat_values_spec=None):
        self.shape = tf.TensorShape(shape)
        self.dtype = tf.as_dtype(dtype)
        self.row_splits_dtype = tf.as_dtype(row_splits_dtype)
        if ragged_rank is None:
            if self.shape.rank is None:
                raise ValueError('Must specify ragged_rank or shape with a known rank.')
            ragged_rank = self.shape.rank - 1
        self.ragged_rank = ragged_rank
    value_type = property(lambda self: RaggedTensor)
    def _tf_component_specs(self):
        inner = self.shape.as_list()[self.ragged_rank + 1:] if self.shape.rank is not None else []
        return [tf.TensorSpec([None] + inner, self.dtype)] + [tf.TensorSpec([None], self.row_splits_dtype)] * self.ragged_rank
    def _tf_from_components(self, parts):
        return RaggedTensor.from_nested_row_splits(parts[0], parts[1:], validate=False)
    def __repr__(self):
        return f'RaggedTensorSpec({self.shape!r}, {self.dtype!r}, {self.ragged_rank!r}, {self.row_splits_dtype!r})'
    def __eq__(self, other):
        return isinstance(other, RaggedTensorSpec) and repr(self) == repr(other)
    def __hash__(self):
        return hash(repr(self))

import tensorflow._ragged_functions
