import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(5)
x = tf.constant(np.random.rand(8, 2), tf.float32); y = tf.reduce_sum(x, axis=1, keepdims=True)
m = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(3, activation='tanh'), tf.keras.layers.Dense(1)])
opt = tf.keras.optimizers.Adam(0.1)
loss_fn = tf.keras.losses.MeanSquaredError()
for step in range(3):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, m(x, training=True))
    grads = tape.gradient(loss, m.trainable_variables)
    opt.apply_gradients(zip(grads, m.trainable_variables))
    print(step, round(float(loss), 4))
tape.gradient(loss, m.trainable_variables)
