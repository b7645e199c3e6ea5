import numpy as np
import tensorflow as tf

class Focal(tf.keras.losses.Loss):
    def __init__(self, gamma=2.0, **kwargs):
        super().__init__(**kwargs)
        self.gamma = gamma

    def call(self, y_true, y_pred):
        y_true = tf.cast(y_true, y_pred.dtype)
        p = y_true * y_pred + (1 - y_true) * (1 - y_pred)
        return -tf.reduce_mean(tf.pow(1 - p, self.gamma) * tf.math.log(p + 1e-7), axis=-1)

y = tf.constant([[1], [0]])
p = tf.constant([[0.9], [0.2]])
print(round(float(Focal()(y, p)), 4), Focal().name)
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1, activation='sigmoid')])
model.compile('adam', Focal(1.0))
print(len(model.fit(np.ones((8, 2)), np.ones((8, 1)), epochs=2, verbose=0).history['loss']))
Focal('two')(y, p)
