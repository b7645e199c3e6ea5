import numpy as np
import tensorflow as tf

m = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
m.compile('sgd', 'mse')
class Stop(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs={}):
        if logs.get('loss') < 1e9:
            print('stop at', epoch)
            self.model.stop_training = True
h = m.fit(np.ones((4, 2)), np.ones(4), epochs=5, verbose=0, callbacks=[Stop()])
print(len(h.history['loss']))
class Broken(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch):
        print(epoch)
m.fit(np.ones((4, 2)), np.ones(4), epochs=1, verbose=0, callbacks=[Broken()])
