"""What layers say of themselves."""
import json
import tensorflow as tf

layers = tf.keras.layers
for layer in [layers.Dense(3), layers.Dense(3, activation='relu', kernel_regularizer='l2'), layers.Conv2D(2, 3, padding='same'), layers.Conv1D(2, 2, strides=2), layers.Conv2DTranspose(2, 2),
              layers.DepthwiseConv2D(2), layers.Dropout(0.2), layers.BatchNormalization(), layers.Embedding(5, 2), layers.MaxPooling2D(), layers.AveragePooling1D(2), layers.Flatten(),
              layers.Reshape((2, 2)), layers.Activation('relu'), layers.Concatenate(), layers.Add(), layers.GlobalAveragePooling2D(), layers.Rescaling(0.5), layers.UpSampling2D(),
              layers.ZeroPadding2D(), layers.Cropping2D(1), layers.Permute((2, 1)), layers.RepeatVector(3), layers.GaussianNoise(0.1), layers.Masking(), layers.Softmax()]:
    print(type(layer).__name__, json.dumps(layer.get_config()))
