# Checkpoints, tf.train.Example and what tf.io makes of texts and files.
import tensorflow as tf
import tensorflow._ops as ops

# ---- Checkpoints, kept by path ----

_checkpoints = {}

def _variables(o, seen=None):
    seen = set() if seen is None else seen
    if id(o) in seen:
        return []
    seen.add(id(o))
    if isinstance(o, tf.Variable) or hasattr(o, 'assign') and hasattr(o, 'numpy'):
        return [o]
    if isinstance(o, dict):
        return [v for x in o.values() for v in _variables(x, seen)]
    if isinstance(o, (list, tuple)):
        return [v for x in o for v in _variables(x, seen)]
    own = getattr(o, 'variables', None)
    if own is not None and not callable(own):
        return list(own)
    return [v for x in getattr(o, '__dict__', {}).values() for v in _variables(x, seen)]

class _Status:
    def assert_consumed(self):
        return self
    def assert_existing_objects_matched(self):
        return self
    def assert_nontrivial_match(self):
        return self
    def expect_partial(self):
        return self
    def initialize_or_restore(self, session=None):
        return self

class Checkpoint:
    __module__ = 'tensorflow.python.checkpoint.checkpoint'
    def __init__(self, root=None, **kwargs):
        self._parts = dict(kwargs)
        if root is not None:
            self._parts['root'] = root
        for k, v in kwargs.items():
            setattr(self, k, v)
        self.save_counter = tf.Variable(0, dtype=tf.int64, trainable=False, name='save_counter')
    def write(self, file_prefix, options=None):
        _checkpoints[str(file_prefix)] = {k: [v.numpy() for v in _variables(o)] for k, o in self._parts.items()}
        open(str(file_prefix) + '.index', 'w').close()
        return str(file_prefix)
    def save(self, file_prefix, options=None):
        self.save_counter.assign_add(1)
        path = self.write(f'{file_prefix}-{int(self.save_counter.numpy())}')
        _latest[path.rpartition('/')[0]] = path
        return path
    def read(self, save_path, options=None):
        kept = _checkpoints.get(str(save_path))
        if kept is None:
            raise ops.error('NotFoundError', f'Unsuccessful TensorSliceReader constructor: Failed to find any matching files for {save_path}')
        for k, o in self._parts.items():
            for v, value in zip(_variables(o), kept.get(k, [])):
                v.assign(value)
        return _Status()
    def restore(self, save_path, options=None):
        if save_path is None:
            return _Status()
        try:
            return self.read(save_path)
        except tf.errors.NotFoundError as e:
            raise ops.error('NotFoundError', f'Error when restoring from checkpoint or SavedModel at {save_path}: {e.message}\nPlease double-check that the path is correct. '
                            "You may be missing the checkpoint suffix (e.g. the '-1' in 'path/to/ckpt-1').")

_latest = {}

def latest_checkpoint(checkpoint_dir, latest_filename=None):
    return _latest.get(str(checkpoint_dir).rstrip('/'))

class CheckpointManager:
    def __init__(self, checkpoint, directory, max_to_keep, checkpoint_name='ckpt', **kwargs):
        self.checkpoint, self.directory, self._keep, self._name = checkpoint, directory, max_to_keep, checkpoint_name
        self.checkpoints = []
    latest_checkpoint = property(lambda self: self.checkpoints[-1] if self.checkpoints else latest_checkpoint(self.directory))
    def save(self, checkpoint_number=None, check_interval=True, options=None):
        path = self.checkpoint.save(f'{self.directory}/{self._name}')
        self.checkpoints.append(path)
        if self._keep and len(self.checkpoints) > self._keep:
            _checkpoints.pop(self.checkpoints.pop(0), None)
        return path
    def restore_or_initialize(self):
        path = self.latest_checkpoint
        if path:
            self.checkpoint.restore(path)
        return path

def load_checkpoint(path):
    return _checkpoints.get(str(path))

def list_variables(path):
    return [(f'{k}/{i}', list(v.shape)) for k, values in _checkpoints.get(str(path), {}).items() for i, v in enumerate(values)]

class PythonState:
    pass

class ExponentialMovingAverage:
    def __init__(self, decay, num_updates=None, zero_debias=False, name='ExponentialMovingAverage'):
        self._decay, self._num_updates, self._averages, self.name = decay, num_updates, {}, name
    def apply(self, var_list=None):
        decay = self._decay
        if self._num_updates is not None:
            n = tf.cast(self._num_updates, tf.float32)
            decay = tf.minimum(decay, (1.0 + n) / (10.0 + n))
        for v in var_list:
            if id(v) not in self._averages:
                self._averages[id(v)] = tf.Variable(v, trainable=False, name=(v.name.split(':')[0] if hasattr(v, 'name') else 'Variable') + '/' + self.name)
            average = self._averages[id(v)]
            average.assign_sub((average - v) * (1 - decay))
    def average(self, var):
        return self._averages.get(id(var))
    def average_name(self, var):
        return var.name.split(':')[0] + '/' + self.name

# ---- Examples ----

def _varint(n):
    out = bytearray()
    n &= (1 << 64) - 1
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)

def _field(number, data):
    return _varint(number << 3 | 2) + _varint(len(data)) + data

class _Message:
    def __repr__(self):
        return ''.join(f'{line}\n' for line in self._lines())
    def __eq__(self, other):
        return type(self) is type(other) and self.SerializeToString() == other.SerializeToString()
    __hash__ = None
    @classmethod
    def FromString(cls, data):
        message = cls()
        message.ParseFromString(data)
        return message

class _List(_Message):
    def __init__(self, value=()):
        self.value = [self._of(v) for v in value]
    def _lines(self):
        return [f'value: {self._shown(v)}' for v in self.value]

class BytesList(_List):
    def _of(self, v):
        if not isinstance(v, bytes):
            raise TypeError(f'{v!r} has type {type(v).__name__}, but expected one of: bytes' if False else f"{v!r} has type {type(v).__name__}, but expected one of: bytes")
        return v
    def _shown(self, v):
        return '"' + ''.join(chr(b) if 32 <= b < 127 and b not in (34, 92) else '\\%03o' % b for b in v) + '"'
    def SerializeToString(self):
        return b''.join(_field(1, v) for v in self.value)
    def ParseFromString(self, data):
        self.value = [v for _, v in _fields(data)]

class FloatList(_List):
    def _of(self, v):
        return float(v)
    def _shown(self, v):
        import numpy as np
        text = repr(float(np.float32(v))) if False else str(np.float32(v))
        return text[:-2] if text.endswith('.0') else text
    def SerializeToString(self):
        import struct
        return _field(1, b''.join(struct.pack('<f', v) for v in self.value)) if self.value else b''
    def ParseFromString(self, data):
        import struct
        self.value = [struct.unpack('<f', v[i:i + 4])[0] for _, v in _fields(data) for i in range(0, len(v), 4)]

class Int64List(_List):
    def _of(self, v):
        return int(v)
    def _shown(self, v):
        return str(v)
    def SerializeToString(self):
        return _field(1, b''.join(_varint(v) for v in self.value)) if self.value else b''
    def ParseFromString(self, data):
        self.value = []
        for _, v in _fields(data):
            at = 0
            while at < len(v):
                n, at = _read_varint(v, at)
                self.value.append(n - (1 << 64) if n >= 1 << 63 else n)

def _read_varint(data, at):
    n = shift = 0
    while True:
        b = data[at]
        at += 1
        n |= (b & 127) << shift
        shift += 7
        if b < 128:
            return n, at

def _fields(data):
    at = 0
    while at < len(data):
        key, at = _read_varint(data, at)
        size, at = _read_varint(data, at)
        yield key >> 3, data[at:at + size]
        at += size

class Feature(_Message):
    def __init__(self, bytes_list=None, float_list=None, int64_list=None):
        self._kind = 'bytes_list' if bytes_list is not None else 'float_list' if float_list is not None else 'int64_list' if int64_list is not None else None
        self.bytes_list, self.float_list, self.int64_list = bytes_list or BytesList(), float_list or FloatList(), int64_list or Int64List()
    def WhichOneof(self, name):
        return self._kind
    def _lines(self):
        return [] if self._kind is None else [f'{self._kind} {{'] + ['  ' + line for line in getattr(self, self._kind)._lines()] + ['}']
    def SerializeToString(self):
        return b'' if self._kind is None else _field({'bytes_list': 1, 'float_list': 2, 'int64_list': 3}[self._kind], getattr(self, self._kind).SerializeToString())
    def ParseFromString(self, data):
        for number, value in _fields(data):
            self._kind = {1: 'bytes_list', 2: 'float_list', 3: 'int64_list'}[number]
            getattr(self, self._kind).ParseFromString(value)

class Features(_Message):
    def __init__(self, feature=None):
        self.feature = dict(feature or {})
    def _lines(self):
        out = []
        for k in sorted(self.feature):
            out += ['feature {', f'  key: "{k}"', '  value {'] + ['    ' + line for line in self.feature[k]._lines()] + ['  }', '}']
        return out
    def SerializeToString(self):
        return b''.join(_field(1, _field(1, k.encode()) + _field(2, self.feature[k].SerializeToString())) for k in sorted(self.feature))
    def ParseFromString(self, data):
        for _, entry in _fields(data):
            parts = dict(_fields(entry))
            self.feature[parts[1].decode()] = Feature.FromString(parts.get(2, b''))

class Example(_Message):
    def __init__(self, features=None):
        self.features = features or Features()
    def _lines(self):
        return ['features {'] + ['  ' + line for line in self.features._lines()] + ['}']
    def SerializeToString(self):
        return _field(1, self.features.SerializeToString())
    def ParseFromString(self, data):
        for _, value in _fields(bytes(data)):
            self.features = Features.FromString(value)

class _Spec:
    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"

class FixedLenFeature(_Spec):
    def __init__(self, shape, dtype, default_value=None):
        self.shape, self.dtype, self.default_value = shape, tf.as_dtype(dtype), default_value

class VarLenFeature(_Spec):
    def __init__(self, dtype):
        self.dtype = tf.as_dtype(dtype)

class FixedLenSequenceFeature(_Spec):
    def __init__(self, shape, dtype, allow_missing=False, default_value=None):
        self.shape, self.dtype, self.allow_missing, self.default_value = shape, tf.as_dtype(dtype), allow_missing, default_value

class RaggedFeature(_Spec):
    def __init__(self, dtype, value_key=None, partitions=(), row_splits_dtype=tf.int32, validate=False):
        self.dtype, self.value_key, self.partitions = tf.as_dtype(dtype), value_key, partitions

class SparseFeature(_Spec):
    def __init__(self, index_key, value_key, dtype, size, already_sorted=False):
        self.index_key, self.value_key, self.dtype, self.size = index_key, value_key, tf.as_dtype(dtype), size

def _numbers(feature):
    return None if feature is None or feature.WhichOneof('kind') is None else getattr(feature, feature.WhichOneof('kind')).value

def parse_single_example(serialized, features, example_names=None, name=None):
    names = sorted(features)
    def parse(data):
        data = data.numpy()
        try:
            example = Example.FromString(data)
        except Exception:
            raise ops.error('InvalidArgumentError', 'Could not parse example input, value: %r' % data)
        out = []
        for key in names:
            spec = features[key]
            values = _numbers(example.features.feature.get(key))
            if isinstance(spec, FixedLenFeature):
                shape = tf.TensorShape(spec.shape).as_list()
                if values is None:
                    if spec.default_value is None:
                        raise ops.error('InvalidArgumentError', '{{function_node __wrapped__ParseExampleV2}} Feature: %s (data type: %s) is required but could not be found.' % (key, _kernel(spec.dtype)))
                    out.append(tf.broadcast_to(tf.constant(spec.default_value, spec.dtype), shape))
                    continue
                count = 1
                for d in shape:
                    count *= d
                if len(values) != count:
                    raise ops.error('InvalidArgumentError', 'Key: %s.  Can\'t parse serialized Example.' % key)
                out.append(tf.reshape(tf.constant(values, spec.dtype), shape))
            elif isinstance(spec, FixedLenSequenceFeature):
                out.append(tf.reshape(tf.constant(values or [], spec.dtype), [-1] + tf.TensorShape(spec.shape).as_list()))
            else:
                out.append(tf.constant(values or [], spec.dtype, shape=[len(values or [])]))
        return out
    flat = tf.py_function(parse, [serialized], [features[k].dtype for k in names])
    out = {}
    for key, x in zip(names, flat):
        spec = features[key]
        if isinstance(spec, FixedLenFeature):
            x = tf.ensure_shape(x, spec.shape)
        elif isinstance(spec, VarLenFeature):
            x = tf.ensure_shape(x, [None])
            n = tf.size(x, tf.int64)
            x = tf.SparseTensor(tf.expand_dims(tf.range(n), 1), x, tf.reshape(n, [1]))
        else:
            x = tf.ensure_shape(x, [None] + (tf.TensorShape(spec.shape).as_list() if isinstance(spec, FixedLenSequenceFeature) else []))
        out[key] = x
    return out

def _kernel(dtype):
    return {'float32': 'float', 'float64': 'double'}.get(dtype.name, dtype.name)

def parse_example(serialized, features, example_names=None, name=None):
    serialized = tf.convert_to_tensor(serialized)
    if serialized.shape.rank == 0:
        return parse_single_example(serialized, features)
    rows = [parse_single_example(s, features) for s in tf.unstack(serialized)]
    out = {}
    for key in features:
        column = [r[key] for r in rows]
        if isinstance(column[0], tf.SparseTensor):
            out[key] = tf.sparse.concat(0, [tf.sparse.expand_dims(c, 0) for c in column], expand_nonconcat_dims=True)
        else:
            out[key] = tf.stack(column)
    return out

def serialize_tensor(tensor, name=None):
    tensor = tf.convert_to_tensor(tensor)
    text = repr((tensor.dtype.name, tensor.shape.as_list(), tf.reshape(tensor, [-1]).numpy().tolist()))
    return tf.constant(text.encode())

def parse_tensor(serialized, out_type, name=None):
    dtype, shape, values = eval(tf.convert_to_tensor(serialized).numpy().decode())
    return tf.reshape(tf.constant(values, dtype), shape)

def decode_csv(records, record_defaults, field_delim=',', use_quote_delim=True, na_value='', select_cols=None, name=None):
    import csv
    defaults = [d if tf.is_tensor(d) else None if isinstance(d, (tf.DType, type)) else tf.convert_to_tensor(d) for d in record_defaults]
    types = [tf.as_dtype(d) if isinstance(d, (tf.DType, type)) else t.dtype for d, t in zip(record_defaults, defaults)]
    def parse(lines):
        rows = [next(csv.reader([s.decode()], delimiter=field_delim)) for s in tf.reshape(lines, [-1]).numpy().tolist()]
        out = []
        for i, (t, d) in enumerate(zip(types, defaults)):
            column = []
            for n, row in enumerate(rows):
                if select_cols is None and len(row) != len(types):
                    raise ops.error('InvalidArgumentError', f'Expect {len(types)} fields but have {len(row)} in record {n}')
                v = row[select_cols[i] if select_cols else i]
                if v == na_value or v == '':
                    if d is None or d.shape.num_elements() == 0:
                        raise ops.error('InvalidArgumentError', f'Field {i} is required but missing in record {n}!')
                    v = tf.reshape(d, [-1])[0].numpy()
                    v = v.decode() if isinstance(v, bytes) else v
                try:
                    column.append(int(v) if t.is_integer else float(v) if t.is_floating else v)
                except ValueError:
                    raise ops.error('InvalidArgumentError', f'Field {i} in record {n} is not a valid {_kernel(t)}: {v}')
            out.append(tf.reshape(tf.constant(column, t), tf.shape(lines)))
        return out
    records = tf.convert_to_tensor(records)
    if tf.executing_eagerly():
        return parse(records)
    return [tf.ensure_shape(x, records.shape) for x in tf.py_function(parse, [records], types)]

def write_file(filename, contents, name=None):
    path = filename if isinstance(filename, str) else tf.convert_to_tensor(filename).numpy().decode()
    with open(path, 'wb') as f:
        f.write(tf.convert_to_tensor(contents).numpy())

def matching_files(pattern, name=None):
    import glob
    return tf.constant(sorted(glob.glob(pattern)), tf.string)

def decode_compressed(bytes, compression_type='', name=None):
    return tf.convert_to_tensor(bytes)
