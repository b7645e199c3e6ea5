import numpy as np
import tensorflow as tf

x = np.linspace(-1, 1, 3072).reshape(16, 8, 8, 3)
y = np.full(16, np.nan)

class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.l0 = tf.keras.layers.SpatialDropout2D(0.1)
        self.l1 = tf.keras.layers.MaxPooling2D(4)
        self.l2 = tf.keras.layers.GlobalMaxPooling2D()
        self.l3 = tf.keras.layers.Dense(4, activation=lambda t: t * 2)

    def call(self, t):
        t = self.l0(t)
        t = self.l1(t)
        t = self.l2(t)
        t = self.l3(t)
        return t

model = Net()
model.compile(optimizer=tf.keras.optimizers.Adafactor(), loss=tf.keras.losses.MeanAbsolutePercentageError(), metrics=['sparse_categorical_accuracy'])
print(model.train_on_batch(x[:4], y[:4]))
