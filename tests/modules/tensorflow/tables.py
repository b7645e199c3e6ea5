import tensorflow as tf

table = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(["a", "b"], [1, 2]), default_value=-1)
print(table.lookup(tf.constant(["b", "z", "a"])), table.size())
print(list(tf.data.Dataset.from_tensor_slices(["a", "q"]).map(table.lookup).as_numpy_iterator()))
mutable = tf.lookup.experimental.MutableHashTable(tf.string, tf.int64, 0)
mutable.insert(["x", "y"], [5, 6])
print(mutable.lookup(tf.constant(["y", "n"])), mutable.size())
d = tf.data.Dataset.range(7).group_by_window(lambda x: x % 2, lambda k, w: w.batch(2), window_size=2)
print(list(d.as_numpy_iterator()), d.element_spec)
print(list(tf.data.Dataset.from_tensor_slices([1, 1, 2]).unique().as_numpy_iterator()), list(tf.data.Dataset.range(4).scan(tf.constant(0, tf.int64), lambda s, x: (s + x, s)).as_numpy_iterator()))
for x in tf.data.Dataset.from_tensor_slices(tf.ragged.constant([[1], [2, 3]])).ragged_batch(2):
    print(x)
b = tf.data.Dataset.from_generator(lambda: iter([[1], [1, 2], [1, 2, 3]]), output_signature=tf.TensorSpec([None], tf.int32)).bucket_by_sequence_length(lambda x: tf.shape(x)[0], [3], [2, 2])
print([x.tolist() for x in b.as_numpy_iterator()])
print(tf.math.segment_mean([1.0, 2.0, 6.0], [0, 0, 1]), tf.bitwise.bitwise_xor(5, 3), tf.complex(1.0, 2.0) * tf.complex(0.0, 1.0), tf.abs(tf.complex(3.0, 4.0)))
print(tf.signal.fft(tf.constant([1, 2, 3, 4], tf.complex64)), tf.signal.rfft([1.0, 2.0, 3.0]), tf.signal.hann_window(4), tf.signal.frame([1, 2, 3, 4, 5], 3, 2))
print(tf.random.stateless_uniform([2], [1, 2]), tf.random.Generator.from_seed(3).normal([2]), tf.random.stateless_gamma([2], [1, 2], 2.0))
print(tf.raw_ops.Add(x=1.0, y=2.0), tf.nn.max_pool1d([[[1.0], [3.0], [2.0]]], 2, 1, "VALID"), tf.unravel_index([5], [2, 3]))
