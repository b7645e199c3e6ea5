import numpy as np
import tensorflow as tf

mse = tf.keras.losses.MeanSquaredError()
for y_true, y_pred in (([1.0, 2.0], [1.0, 4.0]), ([1.0, 2.0, 3.0], [1.0, 2.0]), ([1.0, 2.0], (1.0, 2.0)), ((1.0, 2.0), [1.0, 3.0]),
                       (np.array([1.0, 2.0]), [1.0, 3.0]), ([1.0, 2.0], np.array([1.0, 3.0]))):
    try:
        print(float(mse(y_true, y_pred)))
    except ValueError as e:
        print(e)
tf.keras.losses.SparseCategoricalCrossentropy()([0, 1], [[0.9, 0.1], [0.2, 0.8]])
