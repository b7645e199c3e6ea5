import tensorflow as tf
for f in (lambda: tf.range(1e38), lambda: tf.range(10**12), lambda: tf.range(0, 10**18, 1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
