import numpy as np
import tensorflow as tf

class M(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.d = tf.keras.layers.Dense(1)

    def forward(self, x):
        return self.d(x)

m = M()
m.compile('sgd', 'mse')
m.fit(np.ones((4, 2)), np.ones((4, 1)), verbose=0)
