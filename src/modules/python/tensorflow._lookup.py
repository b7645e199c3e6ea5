# tf.lookup: tables from keys to values.
import tensorflow as tf
import tensorflow._ops as ops

class TextFileIndex:
    WHOLE_LINE = -2
    LINE_NUMBER = -1

class KeyValueTensorInitializer:
    __module__ = 'tensorflow.python.ops.lookup_ops'
    def __init__(self, keys, values, key_dtype=None, value_dtype=None, name=None):
        if not tf.is_tensor(keys) and not hasattr(keys, '__len__'):
            keys = list(keys)
        self._keys = tf.convert_to_tensor(keys, dtype=key_dtype, name='keys')
        self._values = tf.convert_to_tensor(values, dtype=value_dtype, name='values')
        if self._values.dtype == tf.int32 and not tf.is_tensor(values) and value_dtype is None:
            pass
    key_dtype = property(lambda self: self._keys.dtype)
    value_dtype = property(lambda self: self._values.dtype)

class TextFileInitializer:
    __module__ = 'tensorflow.python.ops.lookup_ops'
    def __init__(self, filename, key_dtype, key_index, value_dtype, value_index, vocab_size=None, delimiter='\t', name=None, value_index_offset=0):
        with open(filename) as f:
            lines = f.read().splitlines()[:vocab_size]
        def column(index):
            if index == TextFileIndex.LINE_NUMBER:
                return [i + value_index_offset for i in range(len(lines))]
            return lines if index == TextFileIndex.WHOLE_LINE else [line.split(delimiter)[index] for line in lines]
        def made(index, dtype):
            values = column(index)
            dtype = tf.as_dtype(dtype)
            return tf.constant([int(v) for v in values] if dtype.is_integer else [float(v) for v in values] if dtype.is_floating else values, dtype)
        self._keys, self._values = made(key_index, key_dtype), made(value_index, value_dtype)
    key_dtype = property(lambda self: self._keys.dtype)
    value_dtype = property(lambda self: self._values.dtype)

def _find(keys, wanted):
    """Where each wanted key stands among the known ones; their number where it does not."""
    flat = tf.reshape(wanted, [-1])
    n = tf.size(keys)
    both, index = tf.unique(tf.concat([keys, flat], 0))
    return tf.reshape(index[n:], tf.shape(wanted))

class _Table:
    def _ragged(self, keys, f):
        if isinstance(keys, tf.RaggedTensor):
            return keys.with_flat_values(f(keys.flat_values))
        if isinstance(keys, tf.SparseTensor):
            return keys.with_values(f(keys.values))
        return f(tf.convert_to_tensor(keys, dtype=None if tf.is_tensor(keys) else self._key_dtype))

    key_dtype = property(lambda self: self._key_dtype)
    value_dtype = property(lambda self: self._value_dtype)
    name = property(lambda self: self._name)

    def _check(self, keys):
        if keys.dtype != self._key_dtype:
            raise TypeError(f'Dtype of argument `keys` must be {self._key_dtype}, received: {keys.dtype}')
        return keys

    def __getitem__(self, keys):
        return self.lookup(keys)

class StaticHashTable(_Table):
    __module__ = 'tensorflow.python.ops.lookup_ops'

    def __init__(self, initializer, default_value, name=None, experimental_is_anonymous=False):
        keys, values = initializer._keys, initializer._values
        self._key_dtype, self._value_dtype, self._name = keys.dtype, values.dtype, name or 'hash_table'
        self._default_value = tf.convert_to_tensor(default_value, dtype=self._value_dtype)
        if self._default_value.shape.rank != 0:
            raise ValueError(f'The `default_value` argument must be a scalar; received {default_value}' if False else f'Shape {self._default_value.shape} must have rank 0')
        if tf.executing_eagerly():
            seen = {}
            for k, v in zip(keys.numpy().tolist(), values.numpy().tolist()):
                if k in seen and seen[k] != v:
                    shown = k.decode() if isinstance(k, bytes) else k
                    text = lambda x: x.decode() if isinstance(x, bytes) else x
                    raise ops.error('InvalidArgumentError', '{{function_node __wrapped__LookupTableImportV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} HashTable has different value for same key. Key %s has %s and trying to add value %s [Op:LookupTableImportV2] name: '
                                    % (shown, text(seen[k]), text(v)))
                seen.setdefault(k, v)
            if keys.shape != values.shape:
                raise ops.error('InvalidArgumentError', '{{function_node __wrapped__LookupTableImportV2_device_/job:localhost/replica:0/task:0/device:CPU:0}} Expected shape %s for value, got %s [Op:LookupTableImportV2] name: ' % (list(keys.shape), list(values.shape)))
            if seen:
                keys, values = tf.constant(list(seen), keys.dtype), tf.constant(list(seen.values()), values.dtype)
        self._keys, self._values = keys, values

    default_value = property(lambda self: self._default_value)

    def size(self, name=None):
        return tf.size(self._keys, tf.int64)

    def export(self, name=None):
        return self._keys, self._values

    def lookup(self, keys, name=None):
        def one(k):
            self._check(k)
            where = _find(self._keys, k)
            n = tf.size(self._keys)
            table = tf.concat([self._values, tf.reshape(self._default_value, [1])], 0)
            return tf.gather(table, tf.minimum(where, n))
        return self._ragged(keys, one)

class StaticVocabularyTable(_Table):
    __module__ = 'tensorflow.python.ops.lookup_ops'

    def __init__(self, initializer, num_oov_buckets, lookup_key_dtype=None, name=None, experimental_is_anonymous=False):
        if num_oov_buckets <= 0:
            raise ValueError('`num_oov_buckets` must be > 0; use StaticHashTable.')
        self._oov = num_oov_buckets
        self._key_dtype, self._value_dtype, self._name = (initializer.key_dtype if initializer else tf.as_dtype(lookup_key_dtype)), tf.int64, name or 'table'
        self._table = StaticHashTable(initializer, -1) if initializer else None
        if initializer and initializer.value_dtype != tf.int64:
            raise TypeError('Invalid `value_dtype`, expected int64 but got %s.' % initializer.value_dtype if False else f'Invalid value dtype, expected int64 but got {initializer.value_dtype}')

    def size(self, name=None):
        return (self._table.size() if self._table else tf.constant(0, tf.int64)) + self._oov

    def lookup(self, keys, name=None):
        def one(k):
            self._check(k)
            text = k if k.dtype == tf.string else tf.strings.as_string(k)
            buckets = tf.strings.to_hash_bucket_fast(text, self._oov)
            if not self._table:
                return buckets
            found = self._table.lookup(k)
            return tf.where(found < 0, buckets + self._table.size(), found)
        return self._ragged(keys, one)

class MutableHashTable(_Table):
    __module__ = 'tensorflow.python.ops.lookup_ops'

    def __init__(self, key_dtype, value_dtype, default_value, name='MutableHashTable', checkpoint=True, experimental_is_anonymous=False):
        self._key_dtype, self._value_dtype, self._name = tf.as_dtype(key_dtype), tf.as_dtype(value_dtype), name
        self._default_value = tf.convert_to_tensor(default_value, dtype=self._value_dtype)
        self._data = {}

    def _rows(self, x):
        return tf.unstack(tf.reshape(x, tf.concat([[-1], tf.shape(self._default_value)], 0)))

    def size(self, name=None):
        return tf.constant(len(self._data), tf.int64)

    def insert(self, keys, values, name=None):
        keys = self._check(tf.convert_to_tensor(keys, dtype=None if tf.is_tensor(keys) else self._key_dtype))
        values = tf.convert_to_tensor(values, dtype=self._value_dtype)
        flat = tf.reshape(keys, [-1]).numpy().tolist()
        for k, v in zip(flat, self._rows(values)):
            self._data[k] = v

    insert_or_assign = insert

    def remove(self, keys, name=None):
        for k in tf.reshape(tf.convert_to_tensor(keys, dtype=self._key_dtype), [-1]).numpy().tolist():
            self._data.pop(k, None)

    erase = remove

    def lookup(self, keys, dynamic_default_values=None, name=None):
        def one(k):
            self._check(k)
            flat = tf.reshape(k, [-1]).numpy().tolist()
            rows = [self._data.get(x, self._default_value) for x in flat]
            shape = tf.concat([tf.shape(k), tf.shape(self._default_value)], 0)
            return tf.reshape(tf.stack(rows) if rows else tf.zeros([0], self._value_dtype), shape)
        return self._ragged(keys, one)

    def export(self, name=None):
        keys = list(self._data)
        return tf.constant(keys, self._key_dtype, shape=[len(keys)]), tf.stack([self._data[k] for k in keys]) if keys else tf.zeros([0], self._value_dtype)

    def __setitem__(self, keys, values):
        self.insert(keys, values)

class DenseHashTable(MutableHashTable):
    def __init__(self, key_dtype, value_dtype, default_value, empty_key, deleted_key, initial_num_buckets=None, name='MutableDenseHashTable', checkpoint=True, experimental_is_anonymous=False):
        super().__init__(key_dtype, value_dtype, default_value, name)
