import tensorflow as tf

@tf.function
def f(x):
    if x > 0:
        y = x
    return y

f(tf.constant(1.0))
