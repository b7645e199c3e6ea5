import numpy as np
import tensorflow as tf

def gen():
    yield np.zeros(3), 1

ds = tf.data.Dataset.from_generator(gen, output_signature=(tf.TensorSpec((3,), tf.float32), tf.TensorSpec((), tf.int32)))
for x, y in ds:
    print(x.dtype, y.numpy())
tf.data.Dataset.from_generator(gen, output_signature=[tf.TensorSpec((3,), tf.float32), tf.TensorSpec((), tf.int32)])
