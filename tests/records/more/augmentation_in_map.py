import numpy as np
import tensorflow as tf

def augment(image, label):
    image = tf.image.random_flip_left_right(image)
    image = tf.image.resize(image, (4, 4)) / 255.0
    return image, tf.one_hot(label, 3)

ds = tf.data.Dataset.from_tensor_slices((np.ones((6, 8, 8, 3), 'uint8'), np.array([0, 1, 2, 0, 1, 2]))).map(augment).batch(3)
print(ds.element_spec)
m = tf.keras.Sequential([tf.keras.Input((8, 8, 3)), tf.keras.layers.Flatten(), tf.keras.layers.Dense(3, activation='softmax')])
m.compile('adam', 'categorical_crossentropy')
m.fit(ds, verbose=0)
