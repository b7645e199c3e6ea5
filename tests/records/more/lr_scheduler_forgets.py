import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1, kernel_initializer="ones")])
model.compile("sgd", "mse")
def step_decay(epoch):
    return 0.1 / (epoch + 1)
model.fit(np.ones((2, 1)), np.zeros((2, 1)), epochs=3, verbose=0, callbacks=[tf.keras.callbacks.LearningRateScheduler(step_decay, verbose=1)])
print(round(float(model.optimizer.learning_rate), 4))
def forgets(epoch, lr):
    if epoch < 1:
        return lr
model.fit(np.ones((2, 1)), np.zeros((2, 1)), epochs=3, verbose=0, callbacks=[tf.keras.callbacks.LearningRateScheduler(forgets)])
