import tensorflow as tf
from tensorflow.keras import layers

i = tf.keras.Input((14, 14, 1))
e = layers.MaxPooling2D(2)(layers.Conv2D(4, 3, padding='same')(i))
e = layers.MaxPooling2D(2)(layers.Conv2D(2, 3, padding='same')(e))
d = layers.UpSampling2D(2)(e)
d = layers.UpSampling2D(2)(layers.Conv2DTranspose(4, 3, padding='same')(d))
o = layers.Conv2D(1, 3, padding='same')(d)
m = tf.keras.Model(i, o)
print(m.output_shape)
m.compile('adam', 'mse')
import numpy as np
m.fit(np.ones((2, 14, 14, 1)), np.ones((2, 14, 14, 1)), verbose=0)
