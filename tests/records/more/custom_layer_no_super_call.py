import tensorflow as tf

class L(tf.keras.layers.Layer):
    def __init__(self, units):
        self.units = units
        self.w = tf.Variable(tf.ones((2, units)))
    def call(self, x):
        return tf.matmul(x, self.w)
L(3)(tf.ones((1, 2)))
