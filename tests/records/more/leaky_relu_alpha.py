import tensorflow as tf
from tensorflow.keras.layers import LeakyReLU, Dense, Activation

print(LeakyReLU(alpha=0.1)(tf.constant([-1.0, 2.0])).numpy())
m = tf.keras.Sequential([tf.keras.Input((3,)), Dense(4), LeakyReLU(), Dense(2, activation=LeakyReLU(0.2)), Activation('leakyrelu')])
