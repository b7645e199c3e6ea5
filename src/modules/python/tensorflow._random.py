# tf.random: generators, stateless numbers and the rarer distributions.
import enum

import tensorflow as tf
import tensorflow._ops as ops
from tensorflow._binomial import binomial

class Algorithm(enum.IntEnum):
    PHILOX = 1
    THREEFRY = 2
    AUTO_SELECT = 3

def _shape(shape):
    if isinstance(shape, tf.TensorShape):
        shape = shape.as_list()
    return tf.convert_to_tensor(shape, dtype_hint=tf.int32) if not isinstance(shape, (list, tuple)) else tf.convert_to_tensor(shape, dtype=tf.int32) if not any(tf.is_tensor(d) for d in shape) else tf.stack(shape)

def _algorithm(alg):
    if isinstance(alg, str):
        known = {'philox': 1, 'threefry': 2, 'auto_select': 3}
        if alg not in known:
            raise ValueError(f"Unsupported algorithm name: {alg}. Supported: ['philox', 'threefry', 'auto_select']" if False else f'Argument `alg` got unsupported string value {alg}. Supported string values are {list(known)}')
        return known[alg]
    return int(alg)

def _draw(kind, shape, key, counter, alg, dtype):
    return getattr(ops, kind)(shape, key, counter, alg, dtype=dtype)

def _uniform(shape, key, counter, alg, minval, maxval, dtype):
    if dtype.is_integer and minval is None:
        return ops.StatelessRandomUniformFullIntV2(shape, key, counter, alg, dtype=dtype)
    minval = tf.convert_to_tensor(minval, dtype=dtype, name='min')
    maxval = tf.convert_to_tensor(maxval, dtype=dtype, name='max')
    if dtype.is_integer:
        return ops.StatelessRandomUniformIntV2(shape, key, counter, alg, minval, maxval)
    return tf.add(_draw('StatelessRandomUniformV2', shape, key, counter, alg, dtype) * (maxval - minval), minval)

def _key_counter_alg(seed, alg):
    _algorithm(alg)
    key, counter = ops.StatelessRandomGetKeyCounter(tf.convert_to_tensor(seed))
    return key, counter, 1

def stateless_uniform(shape, seed, minval=0, maxval=None, dtype=tf.float32, name=None, alg='auto_select'):
    dtype = tf.as_dtype(dtype)
    if dtype not in (tf.float16, tf.bfloat16, tf.float32, tf.float64, tf.int32, tf.int64, tf.uint32, tf.uint64):
        raise ValueError(f'Argument `dtype` got invalid value {dtype}. Accepted dtypes are (tf.float16, tf.bfloat16, tf.float32, tf.float64, tf.int32, tf.int64, tf.uint32, tf.uint64).')
    if dtype.is_integer:
        if (minval is None) != (maxval is None):
            raise ValueError(f'For integer `dtype` argument {dtype}, argument `minval` and `maxval` must be both None or not None. Got `minval`={minval} and `maxval`={maxval}.')
        if minval is not None and dtype in (tf.uint32, tf.uint64):
            raise ValueError(f'Argument `dtype` got invalid value {dtype} when argument `minval` is not None. Please don\'t use unsigned integers in this case.')
    elif maxval is None:
        maxval = 1
    shape = _shape(shape)
    key, counter, alg = _key_counter_alg(seed, alg)
    return _uniform(shape, key, counter, alg, minval, maxval, dtype)

def _normal(kind, shape, seed, mean, stddev, dtype, alg):
    dtype = tf.as_dtype(dtype)
    shape = _shape(shape)
    mean = tf.convert_to_tensor(mean, dtype=dtype, name='mean')
    stddev = tf.convert_to_tensor(stddev, dtype=dtype, name='stddev')
    key, counter, alg = _key_counter_alg(seed, alg)
    return tf.add(_draw(kind, shape, key, counter, alg, dtype) * stddev, mean)

def stateless_normal(shape, seed, mean=0.0, stddev=1.0, dtype=tf.float32, name=None, alg='auto_select'):
    return _normal('StatelessRandomNormalV2', shape, seed, mean, stddev, dtype, alg)

def stateless_truncated_normal(shape, seed, mean=0.0, stddev=1.0, dtype=tf.float32, name=None, alg='auto_select'):
    return _normal('StatelessTruncatedNormalV2', shape, seed, mean, stddev, dtype, alg)

def stateless_parameterized_truncated_normal(shape, seed, means=0.0, stddevs=1.0, minvals=-2.0, maxvals=2.0, name=None):
    x = stateless_truncated_normal(shape, seed)
    return tf.clip_by_value(x * stddevs + means, minvals, maxvals)

def stateless_categorical(logits, num_samples, seed, dtype=tf.int64, name=None):
    return ops.StatelessMultinomial(logits, num_samples, seed, output_dtype=dtype)

def stateless_split(seed, num=2, alg='auto_select'):
    seed = tf.convert_to_tensor(seed)
    return stateless_uniform([num, 2], seed, minval=None, maxval=None, dtype=seed.dtype, alg=alg)

def stateless_fold_in(seed, data, alg='auto_select'):
    data = tf.convert_to_tensor(data)
    first = stateless_uniform([], seed, minval=None, maxval=None, dtype=data.dtype, alg=alg)
    return tf.stack([first, data])

def stateless_shuffle(value, seed, alg='auto_select', name=None):
    value = tf.convert_to_tensor(value)
    order = tf.argsort(stateless_uniform([tf.shape(value)[0]], seed, minval=None, maxval=None, dtype=tf.uint64 if False else tf.int64, alg=alg))
    return tf.gather(value, order)

def index_shuffle(index, seed, max_index):
    raise NotImplementedError('tf.random.experimental.index_shuffle is not supported.')

def _seeds(seed):
    return ops.seeds(seed)

def gamma(shape, alpha, beta=None, dtype=tf.float32, seed=None, name=None):
    shape = _shape(shape)
    alpha = tf.convert_to_tensor(alpha, dtype=dtype)
    beta = tf.convert_to_tensor(beta if beta is not None else 1, dtype=dtype)
    alpha = tf.broadcast_to(alpha, tf.broadcast_dynamic_shape(tf.shape(alpha), tf.shape(beta)))
    a, b = _seeds(seed)
    import numpy as np
    tiny = tf.constant(np.finfo(alpha.dtype.as_numpy_dtype).tiny, alpha.dtype)
    return tf.maximum(tiny, ops.RandomGamma(shape, alpha, seed=a, seed2=b) / beta)

def poisson(shape, lam, dtype=tf.float32, seed=None, name=None):
    a, b = _seeds(seed)
    return ops.RandomPoissonV2(_shape(shape), tf.convert_to_tensor(lam), dtype=dtype, seed=a, seed2=b)

def stateless_gamma(shape, seed, alpha, beta=None, dtype=tf.float32, name=None):
    shape = _shape(shape)
    alpha = tf.convert_to_tensor(alpha, dtype=dtype)
    beta = tf.convert_to_tensor(beta if beta is not None else 1, dtype=dtype)
    alpha = tf.broadcast_to(alpha, tf.broadcast_dynamic_shape(tf.shape(alpha), tf.shape(beta)))
    import numpy as np
    tiny = tf.constant(np.finfo(alpha.dtype.as_numpy_dtype).tiny, alpha.dtype)
    return tf.maximum(tiny, ops.StatelessRandomGammaV2(shape, seed, alpha) / beta)

def stateless_poisson(shape, seed, lam, dtype=tf.int32, name=None):
    return ops.StatelessRandomPoisson(_shape(shape), seed, tf.convert_to_tensor(lam), dtype=dtype)

def stateless_binomial(shape, seed, counts, probs, output_dtype=tf.int32, name=None):
    key, counter, _ = _key_counter_alg(seed, 'auto_select')
    return binomial(_shape(shape), key, counter, counts, probs, output_dtype)[0]

def create_rng_state(seed, alg):
    if not isinstance(seed, (list, tuple)):
        seed = [seed]
    state = [int(x) for x in seed][:3]
    return tf.constant(state + [0] * (3 - len(state)), tf.int64)

class Generator:
    __module__ = 'tensorflow.python.ops.stateful_random_ops'

    def __init__(self, copy_from=None, state=None, alg=None):
        if copy_from is not None:
            if not (state is None and alg is None):
                raise ValueError('If copy_from is specified, state and alg must be None')
            state, alg = copy_from.state, copy_from.algorithm
        elif alg is None:
            raise ValueError('Arguments `state` and `alg` must both be specified when `copy_from` is None' if False else 'When `copy_from` is None, `state` and `alg` must not be None.')
        self._alg = _algorithm(alg)
        self._alg = 1 if self._alg == 3 else self._alg
        self._state_var = tf.Variable(tf.cast(tf.convert_to_tensor(state, dtype_hint=tf.int64), tf.int64), dtype=tf.int64, name='StateVar', trainable=False)

    @classmethod
    def from_state(cls, state, alg):
        return cls(alg=alg, state=state)

    @classmethod
    def from_seed(cls, seed, alg=None):
        return cls(alg=1 if alg is None else alg, state=create_rng_state(seed, 1))

    @classmethod
    def from_non_deterministic_state(cls, alg=None):
        import random
        return cls(alg=1 if alg is None else alg, state=[random.SystemRandom().getrandbits(62) if hasattr(random, 'SystemRandom') else 1, 0, 0])

    @classmethod
    def from_key_counter(cls, key, counter, alg):
        counter = tf.convert_to_tensor(counter, dtype=tf.int64)
        key = tf.convert_to_tensor(key, dtype=tf.int64)
        return cls(alg=alg, state=tf.concat([counter, [key]], 0))

    def reset(self, state):
        self._state_var.assign(tf.cast(tf.convert_to_tensor(state, dtype_hint=tf.int64), tf.int64))

    def reset_from_seed(self, seed):
        self._state_var.assign(create_rng_state(seed, self._alg))

    def reset_from_key_counter(self, key, counter):
        self._state_var.assign(tf.concat([tf.convert_to_tensor(counter, dtype=tf.int64), [tf.convert_to_tensor(key, dtype=tf.int64)]], 0))

    state = property(lambda self: self._state_var)
    algorithm = property(lambda self: self._alg)

    @property
    def key(self):
        return self._state_var[-1]

    def skip(self, delta):
        old = self._state_var.read_value()
        step = 256 * tf.cast(delta, tf.int64)
        low = old[0] + step
        carry = tf.cast(tf.bitcast(low, tf.uint64) < tf.bitcast(old[0], tf.uint64), tf.int64)
        self._state_var.assign(tf.stack([low, old[1] + carry, old[2]]))
        return old

    def _prepare(self, shape):
        old = self.skip(tf.reduce_prod(tf.cast(shape, tf.int64)))
        counter_key = tf.bitcast(old, tf.uint64)
        return counter_key[2:3], counter_key[0:2]

    def _scaled(self, kind, shape, mean, stddev, dtype):
        dtype = tf.as_dtype(dtype)
        shape = _shape(shape)
        mean = tf.convert_to_tensor(mean, dtype=dtype)
        stddev = tf.convert_to_tensor(stddev, dtype=dtype)
        key, counter = self._prepare(shape)
        return tf.add(_draw(kind, shape, key, counter, self._alg, dtype) * stddev, mean)

    def normal(self, shape, mean=0.0, stddev=1.0, dtype=tf.float32, name=None):
        return self._scaled('StatelessRandomNormalV2', shape, mean, stddev, dtype)

    def truncated_normal(self, shape, mean=0.0, stddev=1.0, dtype=tf.float32, name=None):
        return self._scaled('StatelessTruncatedNormalV2', shape, mean, stddev, dtype)

    def uniform(self, shape, minval=0, maxval=None, dtype=tf.float32, name=None):
        dtype = tf.as_dtype(dtype)
        if dtype.is_integer:
            if (minval is None) != (maxval is None):
                raise ValueError('For integer dtype {}, minval and maxval must be both `None` or both non-`None`; got minval={} and maxval={}'.format(dtype, minval, maxval))
        elif maxval is None:
            maxval = 1
        shape = _shape(shape)
        key, counter = self._prepare(shape)
        return _uniform(shape, key, counter, self._alg, minval, maxval, dtype)

    def uniform_full_int(self, shape, dtype=tf.uint64, name=None):
        shape = _shape(shape)
        key, counter = self._prepare(shape)
        return ops.StatelessRandomUniformFullIntV2(shape, key, counter, self._alg, dtype=tf.as_dtype(dtype))

    def binomial(self, shape, counts, probs, dtype=tf.int32, name=None):
        old = tf.bitcast(self._state_var.read_value(), tf.uint64)
        values, used = binomial(_shape(shape), old[2:3], old[0:2], counts, probs, dtype)
        self.skip(used)
        return values

    def make_seeds(self, count=1):
        keys = self.uniform_full_int([count], tf.int64)
        return tf.stack([keys, tf.zeros_like(keys)])

    def split(self, count=1):
        keys = self.uniform_full_int([count], tf.int64)
        return [Generator(state=tf.stack([0, 0, key]), alg=self._alg) for key in tf.unstack(keys, num=count)]

_global = []

def get_global_generator():
    if not _global:
        _global.append(Generator.from_non_deterministic_state())
    return _global[0]

def set_global_generator(generator):
    _global[:] = [generator]

def _sampler(true_classes, num_true, num_sampled, unique, probability, draw, seed):
    import random
    r = random.Random(seed)
    sampled, tries = [], 0
    while len(sampled) < num_sampled:
        x = draw(r)
        tries += 1
        if not unique or x not in sampled:
            sampled.append(x)
    def expected(p):
        return -(1 - p) ** tries + 1 if unique else p * num_sampled
    true = tf.convert_to_tensor(true_classes, dtype=tf.int64)
    return (tf.constant(sampled, tf.int64), tf.reshape(tf.constant([expected(probability(int(c))) for c in tf.reshape(true, [-1])], tf.float32), tf.shape(true)),
            tf.constant([expected(probability(c)) for c in sampled], tf.float32))

def uniform_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, seed=None, name=None):
    return _sampler(true_classes, num_true, num_sampled, unique, lambda c: 1 / range_max, lambda r: r.randrange(range_max), seed)

def log_uniform_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, seed=None, name=None):
    import math
    whole = math.log(range_max + 1)
    return _sampler(true_classes, num_true, num_sampled, unique, lambda c: (math.log(c + 2) - math.log(c + 1)) / whole,
                    lambda r: min(int(math.exp(r.random() * whole)) - 1, range_max - 1), seed)

learned_unigram_candidate_sampler = log_uniform_candidate_sampler

def fixed_unigram_candidate_sampler(true_classes, num_true, num_sampled, unique, range_max, vocab_file='', distortion=1.0, num_reserved_ids=0, num_shards=1, shard=0, unigrams=(), seed=None, name=None):
    weights = [w ** distortion for w in unigrams]
    total = sum(weights)
    return _sampler(true_classes, num_true, num_sampled, unique, lambda c: weights[c] / total, lambda r: r.choices(range(len(weights)), weights)[0], seed)

def all_candidate_sampler(true_classes, num_true, num_sampled, unique, seed=None, name=None):
    return _sampler(true_classes, num_true, num_sampled, True, lambda c: 1.0, lambda r: r.randrange(num_sampled), seed)
