import numpy as np
import tensorflow as tf

@tf.function
def f(x):
    return np.sum(x)

f(tf.ones(3))
