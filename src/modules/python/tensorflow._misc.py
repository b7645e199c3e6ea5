# Initializers, strategies, checkpoints, summaries, saved models, configuration and other small things of tensorflow.
import enum

import tensorflow as tf
import tensorflow._ops as ops

def _unsupported(*args, **kwargs):
    raise NotImplementedError('This function is not supported.')

def _nothing(*args, **kwargs):
    return None

def _decorator(*args, **kwargs):
    return lambda f: f

# ---- Initializers ----

class _Initializer:
    def get_config(self):
        return dict(self._config)
    @classmethod
    def from_config(cls, config):
        config = dict(config)
        config.pop('dtype', None)
        return cls(**config)

def _checked(dtype, name):
    dtype = tf.as_dtype(dtype)
    if not dtype.is_floating:
        raise ValueError(f'Argument `dtype` expected to be numeric or boolean. Received {dtype}.' if name == 'zeros' else f'Argument `dtype` expected to be floating. Received {dtype}.' if False else f'Expected floating point type, got {dtype}.')
    return dtype

class random_normal_initializer(_Initializer):
    def __init__(self, mean=0.0, stddev=0.05, seed=None):
        self._config = dict(mean=mean, stddev=stddev, seed=seed)
    def __call__(self, shape, dtype=tf.float32, **kwargs):
        c = self._config
        if c['seed']:
            return tf.random.stateless_normal(shape, [c['seed'], 0], c['mean'], c['stddev'], _checked(dtype, ''))
        return tf.random.normal(shape, c['mean'], c['stddev'], _checked(dtype, ''))

class random_uniform_initializer(_Initializer):
    def __init__(self, minval=-0.05, maxval=0.05, seed=None):
        self._config = dict(minval=minval, maxval=maxval, seed=seed)
    def __call__(self, shape, dtype=tf.float32, **kwargs):
        c = self._config
        if c['seed']:
            return tf.random.stateless_uniform(shape, [c['seed'], 0], c['minval'], c['maxval'], tf.as_dtype(dtype))
        return tf.random.uniform(shape, c['minval'], c['maxval'], tf.as_dtype(dtype))

class zeros_initializer(_Initializer):
    _config = {}
    def __call__(self, shape, dtype=tf.float32, **kwargs):
        return tf.zeros(shape, dtype)

class ones_initializer(_Initializer):
    _config = {}
    def __call__(self, shape, dtype=tf.float32, **kwargs):
        return tf.ones(shape, dtype)

class constant_initializer(_Initializer):
    def __init__(self, value=0, support_partition=False):
        self.value, self._config = value, dict(value=value)
    def __call__(self, shape, dtype=None, **kwargs):
        return tf.constant(self.value, dtype=dtype, shape=shape)

# ---- Strategies: one device ----

class ReduceOp(enum.Enum):
    SUM = 'SUM'
    MEAN = 'MEAN'

class InputContext:
    num_input_pipelines, input_pipeline_id, num_replicas_in_sync = 1, 0, 1
    def get_per_replica_batch_size(self, global_batch_size):
        return global_batch_size

class _Scope:
    def __init__(self, strategy):
        self._strategy = strategy
    def __enter__(self):
        _strategies.append(self._strategy)
        return self._strategy
    def __exit__(self, *args):
        _strategies.pop()

class _Extended:
    worker_devices = ('/job:localhost/replica:0/task:0/device:CPU:0',)

class Strategy:
    num_replicas_in_sync = 1
    extended = _Extended()
    def __init__(self, *args, **kwargs):
        pass
    def scope(self):
        return _Scope(self)
    def run(self, fn, args=(), kwargs=None, options=None):
        return fn(*args, **(kwargs or {}))
    def reduce(self, reduce_op, value, axis):
        if axis is None:
            return value
        return tf.reduce_sum(value, axis) if 'SUM' in str(reduce_op).upper() else tf.reduce_mean(value, axis)
    def experimental_distribute_dataset(self, dataset, options=None):
        return dataset
    def distribute_datasets_from_function(self, dataset_fn, options=None):
        return dataset_fn(InputContext())
    def experimental_local_results(self, value):
        return (value,)
    def gather(self, value, axis):
        return value

class MirroredStrategy(Strategy):
    pass

class OneDeviceStrategy(Strategy):
    pass

_default = Strategy()
_strategies = [_default]

def get_strategy():
    return _strategies[-1]

def has_strategy():
    return len(_strategies) > 1

def in_cross_replica_context():
    return len(_strategies) > 1

class _Replica:
    replica_id_in_sync_group, num_replicas_in_sync = 0, 1
    def all_reduce(self, reduce_op, value, options=None):
        return value
    @property
    def strategy(self):
        return get_strategy()

def get_replica_context():
    return _Replica()

# ---- Summaries: written nowhere ----

class SummaryWriter:
    def as_default(self, step=None):
        return self
    def __enter__(self):
        return self
    def __exit__(self, *args):
        pass
    def flush(self):
        pass
    def close(self):
        pass
    def set_as_default(self, step=None):
        pass

def create_file_writer(logdir, max_queue=None, flush_millis=None, filename_suffix=None, name=None):
    return SummaryWriter()

create_noop_writer = SummaryWriter

def _summary(*args, **kwargs):
    return tf.constant(True)

scalar = histogram = image = text = audio = write = _summary
flush = trace_on = trace_off = trace_export = graph = set_step = _nothing

def get_step():
    return None

def should_record_summaries():
    return tf.constant(False)

def record_if(condition):
    return SummaryWriter()

# ---- Saved models, kept by path ----

_models = {}

class SaveOptions:
    def __init__(self, **kwargs):
        pass

LoadOptions = SaveOptions

def save(obj, export_dir, signatures=None, options=None):
    _models[str(export_dir)] = obj

def load(export_dir, tags=None, options=None):
    if str(export_dir) not in _models:
        raise OSError(f'SavedModel file does not exist at: {export_dir}/{{saved_model.pbtxt|saved_model.pb}}')
    return _models[str(export_dir)]

def contains_saved_model(export_dir):
    return str(export_dir) in _models

# ---- Configuration ----

class LogicalDeviceConfiguration:
    def __init__(self, memory_limit=None, experimental_priority=None, experimental_device_ordinal=None):
        self.memory_limit = memory_limit

class LogicalDevice:
    def __init__(self, name, device_type):
        self.name, self.device_type = name, device_type

class PhysicalDevice(LogicalDevice):
    pass

def experimental_run_functions_eagerly(run_eagerly):
    tf.config.run_functions_eagerly(run_eagerly)

def experimental_functions_run_eagerly():
    return tf.config.functions_run_eagerly()

def get_soft_device_placement():
    return True

def get_logical_device_configuration(device):
    return None

set_logical_device_configuration = experimental_connect_to_cluster = experimental_connect_to_host = enable_tensor_float_32_execution = reset_memory_stats = _nothing

def get_memory_info(device):
    raise ValueError(f'Allocator stats not available for device {device!r}' if False else f'Failed parsing device name: {device!r}. Note that a valid device string should at least contain a device type and a device index, like "GPU:0".')

def get_memory_growth(device):
    return None

def get_device_details(device):
    return {}

# ---- Debugging ----

def is_traceback_filtering_enabled():
    return True

def get_log_device_placement():
    return False

# ---- Autograph ----

def to_graph(entity, recursive=True, experimental_optional_features=None):
    return entity

def to_code(entity, recursive=True, experimental_optional_features=None):
    return 'def tf__%s():\n    """See autograph."""\n' % getattr(entity, '__name__', 'f')

def trace(*args):
    print(*args)

def set_loop_options(parallel_iterations=None, swap_memory=None, maximum_iterations=None, shape_invariants=None):
    return None

# ---- Odds and ends ----

def inside_function():
    return not tf.executing_eagerly()

def get_current_name_scope():
    return ''

def is_symbolic_tensor(tensor):
    return tf.is_tensor(tensor) and not tf.executing_eagerly()

register_tensor_conversion_function = no_gradient = _nothing

class RegisterGradient:
    def __init__(self, op_type):
        pass
    def __call__(self, f):
        return f

class VariableAggregation(enum.Enum):
    NONE = 0
    SUM = 1
    MEAN = 2
    ONLY_FIRST_REPLICA = 3

class VariableSynchronization(enum.Enum):
    AUTO = 0
    NONE = 1
    ON_WRITE = 2
    ON_READ = 3

class AggregationMethod:
    ADD_N = 0
    DEFAULT = 0
    EXPERIMENTAL_TREE = 1
    EXPERIMENTAL_ACCUMULATE_N = 2

class CriticalSection:
    def __init__(self, name=None, shared_name=None, critical_section_def=None, import_scope=None):
        self.name = name
    def execute(self, fn, exclusive_resource_access=True, name=None):
        return fn()

class Graph:
    __module__ = 'tensorflow.python.framework.ops'
    def as_default(self):
        raise NotImplementedError('Graphs of TensorFlow 1 are not supported.')

class Operation:
    pass

class DeviceSpec:
    def __init__(self, job=None, replica=None, task=None, device_type=None, device_index=None):
        self.job, self.replica, self.task, self.device_type, self.device_index = job, replica, task, device_type, device_index
    def to_string(self):
        out = ''
        for key in ('job', 'replica', 'task'):
            if getattr(self, key) is not None:
                out += f'/{key}:{getattr(self, key)}'
        if self.device_type is not None:
            out += f"/device:{self.device_type}:{'*' if self.device_index is None else self.device_index}"
        return out

class OptionalSpec:
    def __init__(self, element_spec):
        self.element_spec = element_spec

class NoneTensorSpec:
    pass

class Optional:
    def __init__(self, value=None, has=False):
        self._value, self._has = value, has
    @staticmethod
    def from_value(value):
        return Optional(tf.convert_to_tensor(value), True)
    @staticmethod
    def empty(element_spec):
        return Optional()
    def has_value(self, name=None):
        return tf.constant(self._has)
    def get_value(self, name=None):
        if not self._has:
            raise ops.error('InvalidArgumentError', 'The given optional does not have a value.')
        return self._value

class ExtensionType:
    def __init_subclass__(cls, **kwargs):
        pass
    def __init__(self, *args, **kwargs):
        names = list(getattr(type(self), '__annotations__', {}))
        for name, value in list(zip(names, args)) + list(kwargs.items()):
            kind = type(self).__annotations__.get(name)
            self.__dict__[name] = tf.convert_to_tensor(value) if kind is tf.Tensor else value
        if hasattr(self, '__validate__'):
            self.__validate__()
    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"

def make_ndarray(tensor):
    return tensor

def make_tensor_proto(values, dtype=None, shape=None, verify_shape=False, allow_broadcast=False):
    import numpy as np
    return np.asarray(values, dtype=None if dtype is None else tf.as_dtype(dtype).as_numpy_dtype)

class variable_creator_scope:
    def __init__(self, variable_creator):
        pass
    def __enter__(self):
        return None
    def __exit__(self, *args):
        pass

async_scope = function_executor_type = lambda *args: variable_creator_scope(None)

class TensorLike:
    pass

class ForwardAccumulator:
    """Forward derivatives by two ways back: the derivative of dy . J by dy."""
    def __init__(self, primals, tangents):
        self._primals = primals if isinstance(primals, (list, tuple)) else [primals]
        self._tangents = tangents if isinstance(tangents, (list, tuple)) else [tangents]
        for p, t in zip(self._primals, self._tangents):
            if tf.convert_to_tensor(p).shape != tf.convert_to_tensor(t).shape:
                raise ValueError(f'Shapes {tf.convert_to_tensor(p).shape} and {tf.convert_to_tensor(t).shape} are incompatible')
    def __enter__(self):
        self._tape = tf.GradientTape(persistent=True)
        self._tape.__enter__()
        for p in self._primals:
            self._tape.watch(p)
        return self
    def __exit__(self, *args):
        self._tape.__exit__(*args)
    def jvp(self, target, unconnected_gradients='none'):
        dummy = tf.zeros_like(target)
        with tf.GradientTape() as outer:
            outer.watch(dummy)
            grads = self._tape.gradient(target, self._primals, output_gradients=dummy)
            if all(g is None for g in grads):
                return None
            total = tf.add_n([tf.reduce_sum(g * tf.convert_to_tensor(t, dtype=g.dtype)) for g, t in zip(grads, self._tangents) if g is not None])
        return outer.gradient(total, dummy)

class TestCase:
    def assertAllEqual(self, a, b, msg=None):
        import numpy as np
        np.testing.assert_array_equal(a, b)
    def assertAllClose(self, a, b, rtol=1e-6, atol=1e-6, msg=None):
        import numpy as np
        np.testing.assert_allclose(a, b, rtol=rtol, atol=atol)
    def assertEqual(self, a, b, msg=None):
        assert a == b
    def assertTrue(self, x, msg=None):
        assert x

def main(argv=None):
    return None

def compute_gradient(f, x, delta=None):
    with tf.GradientTape(persistent=True) as tape:
        xs = [tf.convert_to_tensor(v) for v in x]
        for v in xs:
            tape.watch(v)
        y = f(*xs)
    theoretical = [tf.reshape(tape.jacobian(y, v), [-1, v.shape.num_elements()]).numpy() for v in xs]
    return theoretical, theoretical
