import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(3)
model = tf.keras.Sequential([tf.keras.Input((8, 8, 1)), tf.keras.layers.Conv2D(2, 3, activation="relu", name="last_conv"), tf.keras.layers.GlobalAveragePooling2D(), tf.keras.layers.Dense(2, name="pred")])
grad_model = tf.keras.models.Model([model.inputs], [model.get_layer("last_conv").output, model.output])
img = np.ones((1, 8, 8, 1), "float32")
with tf.GradientTape() as tape:
    conv_out, preds = grad_model(img)
    idx = tf.argmax(preds[0])
    score = preds[:, idx]
grads = tape.gradient(score, conv_out)
pooled = tf.reduce_mean(grads, axis=(0, 1, 2))
print(conv_out.shape, grads.shape, pooled.shape)
heat = conv_out[0] @ pooled[..., tf.newaxis]
heat = tf.squeeze(heat)
print(heat.shape)
heat2 = tf.maximum(heat, 0) / tf.math.reduce_max(heat)
print(heat2.numpy().max() <= 1.0 or np.isnan(heat2.numpy()).any())
model.get_layer("last_conv2")
