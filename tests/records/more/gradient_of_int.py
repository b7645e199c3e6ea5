import tensorflow as tf

x = tf.Variable(3)
with tf.GradientTape() as tape:
    y = x * x
print(tape.gradient(y, x))
x = tf.constant(2.0)
with tf.GradientTape() as tape:
    tape.watch(x)
    z = tf.constant([1.0, 2.0]) * x
print(tape.gradient(z, x).numpy(), tape.jacobian(z, x))
