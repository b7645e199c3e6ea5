import numpy as np
import tensorflow as tf


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e))


r = tf.data.Dataset.range(4)
p = tf.data.Dataset.from_tensor_slices((np.arange(3), np.ones((3, 2), np.float32)))


def loud(s, x):
    print("tracing", s, x)
    return s + x


attempt(lambda: r.reduce(np.int64(0), loud))
attempt(lambda: r.reduce(0, lambda s, x: s + 1))
attempt(lambda: r.reduce(0, lambda s, x: s + x))
attempt(lambda: r.reduce(0.0, lambda s, x: s + tf.cast(x, tf.float32)))
attempt(lambda: r.reduce(0, lambda s, x: x))
attempt(lambda: r.reduce((0, 0), lambda s, x: (s[0] + 1, s[1])))
attempt(lambda: r.reduce((0, 0), lambda s, x: s[0]))
attempt(lambda: r.reduce(0, lambda x: x))
attempt(lambda: p.reduce(0.0, lambda s, x: s + tf.reduce_sum(x[1])))
attempt(lambda: p.reduce(0.0, lambda s, x, y: s + tf.reduce_sum(y)))
attempt(lambda: r.reduce(tf.zeros([0], tf.int64), lambda s, x: tf.concat([s, [x]], 0)))
attempt(lambda: r.reduce({"n": 0}, lambda s, x: {"n": s["n"] + 1}))
attempt(lambda: r.reduce(np.int64(1), lambda s, x: s // x))
attempt(lambda: r.reduce(0, lambda s, x: s + 1 if x > 2 else s))
attempt(lambda: r.scan(np.int64(0), lambda s, x: (s + x, s * 10)))
attempt(lambda: list(r.scan(np.int64(0), lambda s, x: (s + x, s * 10)).as_numpy_iterator()))
attempt(lambda: list(p.scan(0.0, lambda s, x: (s + 1, (x[0], s))).as_numpy_iterator()))
attempt(lambda: r.scan(0, lambda s, x: s))
attempt(lambda: r.scan(0, lambda s, x: (x, s)))
attempt(lambda: r.scan(0, loud))
attempt(lambda: r.unique())
attempt(lambda: p.unique())
attempt(lambda: r.bucket_by_sequence_length(lambda x: tf.shape(x)[0], [2], [2, 2]))
attempt(lambda: r.group_by_window(lambda x: x % 2, lambda k, d: d.batch(2), 2))
attempt(lambda: r.group_by_window(lambda x: tf.cast(x, tf.int32), lambda k, d: d.batch(2), 2))
attempt(lambda: r.window(2, drop_remainder=True).cardinality())
attempt(lambda: list(r.take_while(lambda x: x + 1)))
attempt(lambda: list(r.interleave(lambda x: x)))
attempt(lambda: list(tf.data.Dataset.from_generator(lambda: iter([1.5, None]), output_signature=tf.TensorSpec((), tf.float32))))
attempt(lambda: tf.sort(tf.ones([2]), axis=[0, 1]))
attempt(lambda: tf.map_fn(lambda v: tf.cast(v, tf.int32), tf.ones([2])))
attempt(lambda: tf.scan(lambda c, v: tf.cast(c + v, tf.int32), tf.ones([2])))
attempt(lambda: tf.math.multiply_no_nan(tf.ones([2], tf.float64), tf.ones([2])))
attempt(lambda: tf.math.multiply_no_nan(tf.ones([2], tf.int32), tf.ones([2], tf.int32)))
attempt(lambda: tf.math.unsorted_segment_sum(tf.ones([2, 3]), [0, 0, 1], 3))
attempt(lambda: tf.function(lambda x: tf.math.unsorted_segment_sum(x, [0, 0, 1], 3))(tf.ones([2, 3])))
attempt(lambda: tf.math.segment_sum(tf.ones([2, 3]), [0, 0, 1]))
attempt(lambda: tf.nn.depth_to_space(tf.ones([1, 2, 3]), 2))
attempt(lambda: tf.nn.space_to_depth(tf.ones([1, 2, 3]), 2))
attempt(lambda: tf.linalg.triangular_solve(tf.zeros([2, 2]), tf.ones([2, 1])))
attempt(lambda: tf.linalg.triangular_solve(tf.zeros([1, 2, 2]), tf.ones([1, 2, 1])))
attempt(lambda: tf.nn.local_response_normalization(tf.ones([1, 2, 3])))
attempt(lambda: tf.math.reduce_euclidean_norm(tf.constant([3, 4])))
attempt(lambda: tf.reduce_sum(tf.math.top_k(tf.constant([1.0, 2.0]), 1)))
attempt(lambda: tf.reduce_sum(tf.math.top_k(tf.Variable([1.0, 2.0]), 1)))
attempt(lambda: tf.stack(tf.math.top_k(tf.constant([1.0, 2.0]), 1)))
attempt(lambda: tf.convert_to_tensor([tf.constant(1), tf.constant(2.0)]))
attempt(lambda: tf.convert_to_tensor([tf.constant(1), 2.0]))
attempt(lambda: tf.bitwise.bitwise_or(tf.ones([2]), tf.ones([2])))
attempt(lambda: tf.reshape(tf.ones([2]), tf.ones([1])))
attempt(lambda: tf.function(lambda a: tf.reduce_logsumexp(a, axis=3))(tf.ones([2])))
attempt(lambda: np.interp(0.5, np.array([[0, 1]]), np.array([[7.5, 7.5]])))
attempt(lambda: np.interp([0.5], [0, 1], [[1, 2]]))
