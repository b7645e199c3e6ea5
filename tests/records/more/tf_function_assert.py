import tensorflow as tf

@tf.function
def safe(x):
    tf.debugging.assert_positive(x, message='positive only')
    return tf.math.log(x)

print(safe(tf.constant([1.0])).numpy())
try:
    safe(tf.constant([1.0, 0.0]))
except tf.errors.InvalidArgumentError as e:
    print(str(e).split('\n')[0])

@tf.function
def equal(a, b):
    tf.debugging.assert_equal(tf.shape(a), tf.shape(b))
    return a

equal(tf.ones((2, 2)), tf.ones((2, 3)))
