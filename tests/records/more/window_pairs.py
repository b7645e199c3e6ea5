import tensorflow as tf

ds = tf.data.Dataset.from_tensor_slices((tf.range(6), tf.range(6) * 10))
windows = ds.window(3, shift=3)
for a, b in windows:
    print(list(a.as_numpy_iterator()), list(b.as_numpy_iterator()))
joined = windows.flat_map(lambda a, b: tf.data.Dataset.zip((a.batch(3), b.batch(3))))
for a, b in joined:
    print(a.numpy(), b.numpy())
windows.map(lambda a, b: a + b)
