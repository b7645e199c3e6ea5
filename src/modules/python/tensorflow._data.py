# The data sets and transformations of tf.data that are made of others, or of a Python generator.
import enum

import tensorflow as tf
import tensorflow._ops as ops

INFINITE_CARDINALITY, UNKNOWN_CARDINALITY = -1, -2

class _Eager(enum.Enum):
    pass

def _dataset(op, inputs, elements, spec, cardinality=-2):
    """A data set whose elements a Python generator makes."""
    return ops.dataset(op, list(inputs), elements, spec, cardinality)

def _loosened(spec):
    """The spec with lengths left open."""
    return tf.nest.map_structure(lambda s: tf.TensorSpec([None] + s.shape.as_list()[1:] if s.shape.rank else s.shape, s.dtype) if isinstance(s, tf.TensorSpec) else s, spec)

def _batched(spec, n=None):
    def one(s):
        return tf.TensorSpec([n] + s.shape.as_list() if s.shape.rank is not None else None, s.dtype) if isinstance(s, tf.TensorSpec) else s
    return tf.nest.map_structure(one, spec)

def _arguments(element):
    return element if isinstance(element, tuple) else (element,)

def _of(elements, spec):
    return _dataset('TensorSliceDataset', [], lambda: iter(elements), spec, len(elements))

def _traced(function, *specs):
    """What a function of elements of these specs answers, as TensorSpecs; it is traced, so errors are those of its graph."""
    return _dataset('MapDataset', [], lambda: iter(()), specs).map(function).element_spec

def group_by_window(dataset, key_func, reduce_func, window_size=None, window_size_func=None, name=None):
    if (window_size is not None and window_size_func) or not (window_size is not None or window_size_func):
        raise ValueError('Either the `window_size` argument or the `window_size_func` argument must be specified.')
    spec = dataset.element_spec
    size_of = window_size_func or (lambda key: window_size)
    @tf.autograph.experimental.do_not_convert
    def key_of(*element):
        return tf.convert_to_tensor(key_func(*element), tf.int64)
    _traced(key_of, *_arguments(spec))
    trial = reduce_func(tf.constant(0, tf.int64), _of([], spec))
    def elements():
        windows, order = {}, []
        for element in dataset:
            key = tf.convert_to_tensor(key_func(*_arguments(element)))
            k = int(key)
            windows.setdefault(k, []).append(element)
            if len(windows[k]) == int(size_of(key)):
                yield from reduce_func(key, _of(windows.pop(k), spec))
        for k, rest in windows.items():
            yield from reduce_func(tf.constant(k, tf.int64), _of(rest, spec))
    return _dataset('GroupByWindowDataset', [dataset], elements, trial.element_spec)

def bucket_by_sequence_length(dataset, element_length_func, bucket_boundaries, bucket_batch_sizes, padded_shapes=None, padding_values=None, pad_to_bucket_boundary=False,
                              no_padding=False, drop_remainder=False, name=None):
    if len(bucket_batch_sizes) != len(bucket_boundaries) + 1:
        raise ValueError(f'`len(bucket_batch_sizes)` must equal `len(bucket_boundaries) + 1` but `len(bucket_batch_sizes)={len(bucket_batch_sizes)}` and `len(bucket_boundaries)={len(bucket_boundaries)}`.')
    if no_padding and pad_to_bucket_boundary:
        raise ValueError('When `no_padding` is set, `pad_to_bucket_boundary` must not be set' if False else 'Only one of `no_padding` and `pad_to_bucket_boundary` can be set.')
    def bucket(*args):
        n = tf.cast(element_length_func(*args), tf.int64)
        return tf.reduce_sum(tf.cast(n >= tf.constant(bucket_boundaries, tf.int64), tf.int64))
    sizes = tf.constant(bucket_batch_sizes, tf.int64)
    def batch(key, grouped):
        n = int(sizes[key])
        if no_padding:
            return grouped.batch(n, drop_remainder=drop_remainder)
        shapes = padded_shapes
        if shapes is None:
            shapes = tf.nest.map_structure(lambda s: s.shape, grouped.element_spec)
        if pad_to_bucket_boundary:
            boundary = (list(bucket_boundaries) + [None])[int(key)]
            if boundary is None:
                raise ops.error('InvalidArgumentError', 'When pad_to_bucket_boundary=True, elements must have length < max(bucket_boundaries).')
            shapes = tf.nest.map_structure(lambda s: tf.TensorShape([boundary - 1 if d is None else d for d in tf.TensorShape(s).as_list()]), shapes)
        return grouped.padded_batch(n, shapes, padding_values, drop_remainder=drop_remainder)
    return group_by_window(dataset, bucket, batch, window_size_func=lambda key: sizes[key])

def unique(dataset, name=None):
    for s in tf.nest.flatten(dataset.element_spec):
        if s.dtype not in (tf.int32, tf.int64, tf.string):
            raise TypeError(f'`tf.data.Dataset.unique` does not support type {s.dtype} -- only `tf.int32`, `tf.int64`, and `tf.string` are supported.')
    def elements():
        seen = set()
        for element in dataset:
            key = tuple(bytes(x.numpy().tobytes()) if x.dtype != tf.string else str(x.numpy()) for x in tf.nest.flatten(element))
            if key not in seen:
                seen.add(key)
                yield element
    return _dataset('UniqueDataset', [dataset], elements, dataset.element_spec)

def scan(dataset, initial_state, scan_func, name=None):
    initial_state = tf.nest.map_structure(tf.convert_to_tensor, initial_state)
    answer = _traced(scan_func, tf.nest.map_structure(lambda x: tf.TensorSpec(x.shape, x.dtype), initial_state), dataset.element_spec)
    if not isinstance(answer, tuple) or len(answer) != 2:
        raise TypeError(f'Invalid `scan_func`. `scan_func` should return a pair consisting of new state and the output value but its return type is {answer}.')
    kinds = [tf.nest.map_structure(lambda s: s.dtype, s) for s in (initial_state, answer[0])]
    if tf.nest.flatten(kinds[0]) != tf.nest.flatten(kinds[1]):
        raise TypeError(f'Invalid `scan_func`. The element types for the new state must match the initial state. Expected {kinds[0]}, got {kinds[1]}.')
    def elements():
        state = initial_state
        for element in dataset:
            state, out = scan_func(state, element)
            state = tf.nest.map_structure(tf.convert_to_tensor, state)
            yield out
    return _dataset('ScanDataset', [dataset], elements, answer[1], int(dataset.cardinality()))

def ragged_batch(dataset, batch_size, drop_remainder=False, row_splits_dtype=tf.int64, name=None):
    spec = tf.nest.map_structure(lambda s: tf.RaggedTensorSpec([None] + s.shape.as_list(), s.dtype, s.shape.rank, row_splits_dtype)
                                 if s.shape.rank and None in s.shape.as_list() else tf.TensorSpec([None] + s.shape.as_list(), s.dtype), dataset.element_spec)
    def elements():
        rows = []
        def batch():
            flat = [tf.nest.flatten(r) for r in rows]
            out = []
            for column, s in zip(zip(*flat), tf.nest.flatten(spec)):
                out.append(tf.ragged.stack(list(column)) if isinstance(s, tf.RaggedTensorSpec) else tf.stack(list(column)))
            return tf.nest.pack_sequence_as(rows[0], out)
        for element in dataset:
            rows.append(element)
            if len(rows) == int(batch_size):
                yield batch()
                rows = []
        if rows and not drop_remainder:
            yield batch()
    n = int(dataset.cardinality())
    return _dataset('RaggedBatchDataset' if False else 'MapDataset', [dataset], elements, spec, n if n < 0 else n // int(batch_size) if drop_remainder else -(-n // int(batch_size)))

def sparse_batch(dataset, batch_size, row_shape, name=None):
    shape = tf.TensorShape(row_shape)
    spec = tf.SparseTensorSpec([None] + shape.as_list(), dataset.element_spec.dtype)
    def elements():
        rows = []
        def batch():
            indices, values, widest = [], [], [0] * shape.rank
            for i, row in enumerate(rows):
                for j, v in enumerate(tf.reshape(row, [-1]).numpy().tolist()):
                    place, rest = [], j
                    for d in reversed(row.shape.as_list()):
                        place.insert(0, rest % d)
                        rest //= d
                    indices.append([i] + place)
                    values.append(v)
                widest = [max(a, b) for a, b in zip(widest, row.shape.as_list())]
            dense = [len(rows)] + [w if d is None else d for w, d in zip(widest, shape.as_list())]
            return tf.SparseTensor(tf.constant(indices, tf.int64, shape=[len(indices), len(dense)]), tf.constant(values, dataset.element_spec.dtype), dense)
        for element in dataset:
            rows.append(element)
            if len(rows) == int(batch_size):
                yield batch()
                rows = []
        if rows:
            yield batch()
    return _dataset('DenseToSparseBatchDataset', [dataset], elements, spec)

def slices_of_composites(tensors):
    def row(x, i):
        if isinstance(x, tf.SparseTensor):
            return tf.sparse.reshape(x[i], x.dense_shape[1:])
        return x[i]
    def spec(x):
        if isinstance(x, tf.RaggedTensor):
            inner = x.values
            if isinstance(inner, tf.RaggedTensor):
                return tf.RaggedTensorSpec([None] + inner.shape.as_list()[1:], x.dtype, x.ragged_rank - 1, x.row_splits.dtype)
            return tf.TensorSpec([None] + inner.shape.as_list()[1:], x.dtype)
        if isinstance(x, tf.SparseTensor):
            return tf.SparseTensorSpec(x.shape[1:], x.dtype)
        return tf.TensorSpec(x.shape[1:], x.dtype)
    composite = lambda x: isinstance(x, (tf.RaggedTensor, tf.SparseTensor))
    tensors = tf.nest.map_structure(lambda x: x if composite(x) else tf.convert_to_tensor(x), tensors)
    first = tf.nest.flatten(tensors)[0]
    n = int(first.nrows()) if isinstance(first, tf.RaggedTensor) else first.shape[0]
    def elements():
        for i in range(n):
            yield tf.nest.map_structure(lambda x: row(x, i), tensors)
    return _dataset('TensorSliceDataset', [], elements, tf.nest.map_structure(spec, tensors), n)

def batch_of_composites(dataset, batch_size, drop_remainder):
    def spec(s):
        if isinstance(s, tf.RaggedTensorSpec):
            return tf.RaggedTensorSpec([None] + s.shape.as_list(), s.dtype, s.ragged_rank + 1, s.row_splits_dtype)
        if isinstance(s, tf.SparseTensorSpec):
            return tf.SparseTensorSpec([None] + s.shape.as_list(), s.dtype)
        return tf.TensorSpec([None] + s.shape.as_list(), s.dtype)
    def joined(rows):
        out = []
        for column in zip(*[tf.nest.flatten(r) for r in rows]):
            if isinstance(column[0], tf.RaggedTensor):
                out.append(tf.ragged.stack(list(column)))
            elif isinstance(column[0], tf.SparseTensor):
                out.append(tf.sparse.concat(0, [tf.sparse.expand_dims(c, 0) for c in column]))
            else:
                out.append(tf.stack(list(column)))
        return tf.nest.pack_sequence_as(rows[0], out)
    def elements():
        rows = []
        for element in dataset:
            rows.append(element)
            if len(rows) == batch_size:
                yield joined(rows)
                rows = []
        if rows and not drop_remainder:
            yield joined(rows)
    n = int(dataset.cardinality())
    return _dataset('BatchDataset', [dataset], elements, tf.nest.map_structure(spec, dataset.element_spec), n if n < 0 else n // batch_size if drop_remainder else -(-n // batch_size))

def ignore_errors(dataset, log_warning=False, name=None):
    def elements():
        it = iter(dataset)
        while True:
            try:
                element = next(it)
            except StopIteration:
                return
            except tf.errors.OpError:
                continue
            yield element
    return _dataset('IgnoreErrorsDataset', [dataset], elements, dataset.element_spec)

def snapshot(dataset, path, compression='AUTO', reader_func=None, shard_func=None, name=None):
    return dataset

_saved = {}

def save_dataset(dataset, path, compression=None, shard_func=None, checkpoint_args=None):
    _saved[path] = (list(dataset), dataset.element_spec)

def load_dataset(path, element_spec=None, compression=None, reader_func=None, wait=False):
    if path not in _saved:
        raise ops.error('NotFoundError', f'{path}; No such file or directory')
    rows, spec = _saved[path]
    return _dataset('LoadDataset', [], lambda: iter(rows), spec, len(rows))

def counter(start=0, step=1, dtype=tf.int64, name=None):
    def elements():
        at = start
        while True:
            yield tf.constant(at, dtype)
            at += step
    return _dataset('CounterDataset' if False else 'RangeDataset', [], elements, tf.TensorSpec([], dtype), -1)

def random(seed=None, rerandomize_each_iteration=None, name=None):
    return ops.random_dataset(seed)

RandomDataset = random

def _choose(datasets, choices, stop_on_empty_dataset, spec, op):
    def elements():
        its = [iter(d) for d in datasets]
        ended = [False] * len(its)
        for i in choices():
            if ended[i]:
                continue
            try:
                yield next(its[i])
            except StopIteration:
                ended[i] = True
                if stop_on_empty_dataset or all(ended):
                    return
    return _dataset(op, datasets, elements, spec)

def choose_from_datasets(datasets, choice_dataset, stop_on_empty_dataset=True):
    return _choose(datasets, lambda: (int(c) for c in choice_dataset), stop_on_empty_dataset, datasets[0].element_spec, 'DirectedInterleaveDataset')

def sample_from_datasets(datasets, weights=None, seed=None, stop_on_empty_dataset=False, rerandomize_each_iteration=None):
    n = len(datasets)
    if weights is not None and not isinstance(weights, tf.data.Dataset) and len(weights) != n:
        raise ValueError(f'Invalid `weights`. The `weights` should have length equal to `len(datasets)={n}` but was {len(weights)}.' if False else f'Invalid `datasets` and `weights`. There should be one weight per dataset. Got {n} datasets and {len(weights)} weights.')
    logits = tf.math.log(tf.constant([weights or [1.0 / n] * n], tf.float32)) if weights is None or not isinstance(weights, tf.data.Dataset) else None
    draws = tf.data.Dataset.random(seed=seed).batch(2)
    def choices():
        for pair in draws:
            yield int(tf.squeeze(tf.random.stateless_categorical(logits, 1, pair)))
    return _choose(datasets, choices, stop_on_empty_dataset, datasets[0].element_spec, 'DirectedInterleaveDataset')

def rejection_resample(dataset, class_func, target_dist, initial_dist=None, seed=None, name=None):
    target = [float(t) for t in target_dist]
    def elements():
        import random as r
        draw = r.Random(seed)
        counts = [1e-9] * len(target)
        for element in dataset:
            c = int(class_func(*_arguments(element)))
            if initial_dist is None:
                counts[c] += 1
                initial = [x / sum(counts) for x in counts]
            else:
                initial = [float(x) for x in initial_dist]
            ratios = [t / max(i, 1e-9) for t, i in zip(target, initial)]
            if draw.random() < ratios[c] / max(ratios):
                yield tf.constant(c), element
    return _dataset('FilterDataset', [dataset], elements, (tf.TensorSpec([], tf.int32), dataset.element_spec))

def fingerprint(dataset):
    return tf.constant(0, tf.uint64)

def list_files(file_pattern, shuffle=None, seed=None, name=None):
    import glob
    patterns = [file_pattern] if isinstance(file_pattern, (str, bytes)) else list(file_pattern)
    names = sorted(n for p in patterns for n in glob.glob(p))
    if not names:
        raise ops.error('InvalidArgumentError', f"Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: {tf.constant('No files matched pattern: ' + str(file_pattern)).numpy()!r}")
    d = tf.data.Dataset.from_tensor_slices(names)
    return d.shuffle(len(names), seed=seed) if shuffle or shuffle is None else d

def _names(filenames):
    if isinstance(filenames, tf.data.Dataset):
        return [n.decode() for n in filenames.as_numpy_iterator()]
    flat = tf.reshape(tf.convert_to_tensor(filenames), [-1]).numpy().tolist()
    return [n.decode() for n in flat]

def _opened(name):
    try:
        return open(name, 'rb')
    except OSError:
        raise ops.error('NotFoundError', f'{name}; No such file or directory')

def TextLineDataset(filenames, compression_type=None, buffer_size=None, num_parallel_reads=None, name=None):
    names = _names(filenames)
    def elements():
        for n in names:
            with _opened(n) as f:
                for line in f.read().splitlines():
                    yield tf.constant(line)
    return _dataset('TextLineDatasetV2' if False else 'TextLineDataset', [], elements, tf.TensorSpec([], tf.string))

def FixedLengthRecordDataset(filenames, record_bytes, header_bytes=None, footer_bytes=None, buffer_size=None, compression_type=None, num_parallel_reads=None, name=None):
    def elements():
        for n in _names(filenames):
            with _opened(n) as f:
                data = f.read()[header_bytes or 0:]
            data = data[:len(data) - (footer_bytes or 0)]
            for i in range(0, len(data), record_bytes):
                yield tf.constant(data[i:i + record_bytes])
    return _dataset('FixedLengthRecordDataset', [], elements, tf.TensorSpec([], tf.string))

class TFRecordOptions:
    def __init__(self, compression_type=None, **kwargs):
        self.compression_type = compression_type

class TFRecordWriter:
    __module__ = 'tensorflow.python.lib.io.tf_record'
    def __init__(self, path, options=None):
        self._file = open(path, 'wb')
    def write(self, record):
        if isinstance(record, tf.data.Dataset):
            for r in record.as_numpy_iterator():
                self.write(r)
            return
        self._file.write(len(record).to_bytes(8, 'little') + b'\0\0\0\0' + bytes(record) + b'\0\0\0\0')
    def flush(self):
        self._file.flush()
    def close(self):
        self._file.close()
    def __enter__(self):
        return self
    def __exit__(self, *args):
        self.close()

def TFRecordDataset(filenames, compression_type=None, buffer_size=None, num_parallel_reads=None, name=None):
    def elements():
        for n in _names(filenames):
            with _opened(n) as f:
                data = f.read()
            at = 0
            while at < len(data):
                size = int.from_bytes(data[at:at + 8], 'little')
                yield tf.constant(data[at + 12:at + 12 + size])
                at += 16 + size
    return _dataset('TFRecordDatasetV2' if False else 'TFRecordDataset', [], elements, tf.TensorSpec([], tf.string))

def make_csv_dataset(file_pattern, batch_size, column_names=None, column_defaults=None, label_name=None, select_columns=None, field_delim=',', use_quote_delim=True, na_value='', header=True,
                     num_epochs=None, shuffle=True, shuffle_buffer_size=10000, shuffle_seed=None, **unused):
    import csv
    rows = []
    for n in ([file_pattern] if isinstance(file_pattern, str) else file_pattern):
        with open(n) as f:
            table = list(csv.reader(f, delimiter=field_delim))
        if header:
            column_names = column_names or table[0]
            table = table[1:]
        rows += table
    def typed(values):
        for kind, dtype in ((int, tf.int32), (float, tf.float32)):
            try:
                return tf.constant([kind(v) if v != na_value else kind(0) for v in values], dtype)
            except ValueError:
                pass
        return tf.constant(values)
    columns = {name: typed([r[i] for r in rows]) for i, name in enumerate(column_names) if select_columns is None or name in select_columns}
    label = columns.pop(label_name) if label_name else None
    d = tf.data.Dataset.from_tensor_slices((columns, label) if label_name else columns)
    if shuffle:
        d = d.shuffle(shuffle_buffer_size, seed=shuffle_seed)
    return d.repeat(num_epochs).batch(batch_size).prefetch(1)

def CsvDataset(filenames, record_defaults, compression_type=None, buffer_size=None, header=False, field_delim=',', use_quote_delim=True, na_value='', select_cols=None, exclude_cols=None):
    import csv
    types = [tf.as_dtype(d) if isinstance(d, (tf.DType, type, str)) else tf.convert_to_tensor(d).dtype for d in record_defaults]
    def elements():
        for n in _names(filenames):
            with open(n) as f:
                for row in list(csv.reader(f, delimiter=field_delim))[1 if header else 0:]:
                    picked = [row[i] for i in select_cols] if select_cols else row
                    yield tuple(tf.constant(int(v) if t.is_integer else float(v) if t.is_floating else v, t) for v, t in zip(picked, types))
    return _dataset('CsvDatasetV2' if False else 'CsvDataset', [], elements, tuple(tf.TensorSpec([], t) for t in types))

def get_single_element(dataset):
    return dataset.get_single_element()

def get_structure(dataset):
    return dataset.element_spec

def assert_cardinality(expected_cardinality):
    def apply(dataset):
        def elements():
            n = 0
            for element in dataset:
                n += 1
                if n > expected_cardinality:
                    raise ops.error('FailedPreconditionError', f'Input dataset was expected to contain {expected_cardinality} elements but contained at least {n} elements.')
                yield element
            if n < expected_cardinality:
                raise ops.error('FailedPreconditionError', f'Input dataset was expected to contain {expected_cardinality} elements but contained only {n} elements.')
        return _dataset('AssertCardinalityDataset', [dataset], elements, dataset.element_spec, expected_cardinality)
    return apply

def _applied(f):
    return lambda *args, **kwargs: lambda dataset: f(dataset, *args, **kwargs)

prefetch_to_device = copy_to_device = lambda *a, **k: lambda dataset: dataset
enumerate_dataset = lambda start=0: lambda dataset: dataset.enumerate(start)
unbatch = lambda: lambda dataset: dataset.unbatch()
take_while = lambda predicate: lambda dataset: dataset.take_while(predicate)
dense_to_ragged_batch = _applied(ragged_batch)
dense_to_sparse_batch = _applied(sparse_batch)
map_and_batch = lambda map_func, batch_size, *a, **k: lambda dataset: dataset.map(map_func).batch(batch_size)
shuffle_and_repeat = lambda buffer_size, count=None, seed=None: lambda dataset: dataset.shuffle(buffer_size, seed).repeat(count)
parallel_interleave = lambda map_func, cycle_length, block_length=1, *a, **k: lambda dataset: dataset.interleave(map_func, cycle_length, block_length)

def pad_to_cardinality(cardinality, mask_key='valid'):
    raise NotImplementedError('tf.data.experimental.pad_to_cardinality is not supported.')

table_from_dataset = index_table_from_dataset = group_by_reducer = pad_to_cardinality

class Reducer:
    def __init__(self, init_func, reduce_func, finalize_func):
        self.init_func, self.reduce_func, self.finalize_func = init_func, reduce_func, finalize_func

def from_list(elements, name=None):
    return tf.data.Dataset.from_tensor_slices(tf.nest.map_structure(lambda *x: tf.stack(x), *elements))

class AutoShardPolicy(enum.IntEnum):
    OFF = -1
    AUTO = 0
    FILE = 1
    DATA = 2
    HINT = 3

class OptimizationOptions:
    pass

class ThreadingOptions:
    pass

class Iterator:
    pass

class NumpyIterator:
    pass

class DatasetSpec:
    def __init__(self, element_spec, dataset_shape=()):
        self.element_spec = element_spec

class IteratorSpec:
    def __init__(self, element_spec):
        self.element_spec = element_spec

_group_by_window, _bucket, _unique, _scan = _applied(group_by_window), _applied(bucket_by_sequence_length), _applied(unique), _applied(scan)
_ignore, _rejection, _snapshot = _applied(ignore_errors), _applied(rejection_resample), _applied(snapshot)
