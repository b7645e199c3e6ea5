import tensorflow as tf
from tensorflow.keras import layers

q = tf.keras.Input((5, 8)); v = tf.keras.Input((7, 8))
print(layers.Attention()([q, v]).shape, layers.MultiHeadAttention(2, 4)(q, v).shape)
layers.Attention()([q, tf.keras.Input((7, 6))])
