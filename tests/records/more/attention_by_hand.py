import numpy as np
import tensorflow as tf

class BahdanauAttention(tf.keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.W1 = tf.keras.layers.Dense(units, kernel_initializer="ones")
        self.W2 = tf.keras.layers.Dense(units, kernel_initializer="ones")
        self.V = tf.keras.layers.Dense(1, kernel_initializer="ones")
    def call(self, query, values):
        q = tf.expand_dims(query, 1)
        score = self.V(tf.nn.tanh(self.W1(q) + self.W2(values)))
        weights = tf.nn.softmax(score, axis=1)
        return tf.reduce_sum(weights * values, axis=1), weights

layer = BahdanauAttention(3)
hidden = tf.ones((2, 4)) * 0.1
enc = tf.reshape(tf.range(2 * 5 * 4, dtype=tf.float32), (2, 5, 4)) / 40.0
ctx, w = layer(hidden, enc)
print(ctx.shape, w.shape, tf.reduce_sum(w, axis=1).numpy().ravel())
print([v.shape for v in layer.trainable_variables])
ctx, w = layer(tf.ones((3, 4)), enc)
