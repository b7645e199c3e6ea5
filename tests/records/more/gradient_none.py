import tensorflow as tf

x = tf.constant(3.0)
with tf.GradientTape() as tape:
    y = x * x
print(tape.gradient(y, x))
v = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(tf.cast(v > 1, tf.float32))
g = tape.gradient(loss, [v])
print(g)
tf.keras.optimizers.SGD().apply_gradients(zip(g, [v]))
