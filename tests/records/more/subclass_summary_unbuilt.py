import tensorflow as tf

class M(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.a = tf.keras.layers.Dense(4)
        self.b = tf.keras.layers.Dense(1)

    def call(self, x):
        return self.b(self.a(x))

m = M()
m(tf.ones((1, 3)))
print(m.count_params(), len(m.layers), [w.shape for w in m.get_weights()])
M().summary()
