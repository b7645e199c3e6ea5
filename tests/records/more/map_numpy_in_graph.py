import numpy as np
import tensorflow as tf

ds = tf.data.Dataset.from_tensor_slices(np.arange(4.0))
print([float(v) for v in ds.map(lambda x: tf.numpy_function(lambda a: a * 2, [x], tf.float64))])
ds.map(lambda x: x.numpy() * 2)
