# Binomial draws as TensorFlow's kernel makes them: geometric steps for few successes, transformed rejection for many.
import math

import tensorflow as tf

_LOW, _WIDE = 0xffffffff, (1 << 64) - 1

def _block(counter, key):
    c0, c1, c2, c3 = counter & _LOW, counter >> 32 & _LOW, counter >> 64 & _LOW, counter >> 96 & _LOW
    k0, k1 = key & _LOW, key >> 32
    for _ in range(10):
        p, q = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (q >> 32) ^ c1 ^ k0, q & _LOW, (p >> 32) ^ c3 ^ k1, p & _LOW
        k0, k1 = k0 + 0x9E3779B9 & _LOW, k1 + 0xBB67AE85 & _LOW
    return c0, c1, c2, c3

def _uniforms(counter, key):
    while True:
        a, b, c, d = _block(counter, key)
        yield ((c & 0xfffff) << 32 | d) / 4503599627370496
        yield ((a & 0xfffff) << 32 | b) / 4503599627370496
        counter = counter + 1 & (1 << 128) - 1

_TAIL = (0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.02079067210376509, 0.0166446911898211,
         0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.00925546218271273, 0.00833056343336287)

def _tail(k):
    if k <= 9:
        return _TAIL[int(k)]
    square = (k + 1) * (k + 1)
    return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1)

def _few(n, p, uniform):
    steps = found = 0
    while True:
        u = next(uniform)
        steps += math.ceil(math.log(u) / math.log1p(-p)) if u else math.inf
        if steps > n:
            return found
        found += 1

def _many(n, p, uniform):
    spread = math.sqrt(n * p * (1 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    c, tight, r, alpha, m = n * p + 0.5, 0.92 - 4.2 / b, p / (1 - p), (2.83 + 5.1 / b) * spread, math.floor((n + 1) * p)
    while True:
        u, v = next(uniform) - 0.5, next(uniform)
        us = 0.5 - abs(u)
        k = math.floor((2 * a / us + b) * u + c) if us else -1
        if us >= 0.07 and v <= tight:
            return k
        if k < 0 or k > n:
            continue
        v = math.log(v * alpha / (a / (us * us) + b))
        if v <= ((m + 0.5) * math.log((m + 1) / (r * (n - m + 1))) + (n + 1) * math.log((n - m + 1) / (n - k + 1)) + (k + 0.5) * math.log(r * (n - k + 1) / (k + 1))
                 + _tail(m) + _tail(n - m) - _tail(k) - _tail(n - k)):
            return k

def _one(counter, key, at, n, p):
    if n <= 0 or p <= 0:
        return 0
    if p >= 1:
        return int(n)
    small = min(p, 1 - p)
    many = n * small >= 10
    found = (_many if many else _few)(n, small, _uniforms(counter + (256 if many else 42) * at & (1 << 128) - 1, key))
    return found if p <= 0.5 else int(n) - found

# The samples of each (count, probability) follow one another; how many there are of each comes second.
def binomial(shape, key, counter, counts, probs, dtype):
    counts, probs = tf.convert_to_tensor(counts, dtype_hint=tf.float32), tf.convert_to_tensor(probs, dtype_hint=tf.float32)
    shape = [int(d) for d in tf.reshape(shape, [-1]).numpy()]
    both = tf.broadcast_static_shape(counts.shape, probs.shape).as_list()
    n, p = [tf.reshape(tf.broadcast_to(tf.cast(x, tf.float64), both), [-1]).numpy().tolist() for x in (counts, probs)]
    batches, total = len(n), 1
    for d in shape:
        total *= d
    each = total // batches if batches else 0
    low, high = [int(x) for x in tf.bitcast(counter, tf.int64).numpy()]
    counter, key = low & _WIDE | (high & _WIDE) << 64, int(tf.bitcast(key, tf.int64).numpy().ravel()[0]) & _WIDE
    out = [0] * total
    for batch in range(batches):
        for sample in range(each):
            out[sample * batches + batch] = _one(counter, key, batch * each + sample, n[batch], p[batch])
    return tf.reshape(tf.cast(tf.constant(out, tf.float64, shape=[total]), dtype), shape), batches * 2 * 100 * (each + 3) // 4
