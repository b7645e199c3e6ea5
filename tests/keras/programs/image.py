import numpy as np
import tensorflow as tf
from tensorflow import keras
layers = keras.layers
keras.utils.set_random_seed(4)

def show(what, f):
    try:
        x = f()
        x = np.asarray(x)
        print(what, x.shape, x.dtype, np.round(x.reshape(-1)[:24].astype(float), 2).tolist())
    except Exception as e:
        print(what, type(e).__name__, str(e).replace('\x1b[1m', '').replace('\x1b[0m', ''))

x = np.arange(2 * 4 * 4 * 1, dtype='float32').reshape(2, 4, 4, 1)
show('resizing', lambda: layers.Resizing(2, 2)(x))
show('resizing up', lambda: layers.Resizing(6, 3, interpolation='nearest')(x))
show('resizing crop', lambda: layers.Resizing(2, 4, crop_to_aspect_ratio=True)(x))
show('resizing one', lambda: layers.Resizing(2, 2)(x[0]))
show('crop', lambda: layers.CenterCrop(2, 2)(x))
show('crop up', lambda: layers.CenterCrop(6, 6)(x))
show('flip', lambda: layers.RandomFlip('horizontal', seed=1)(x))
show('flip both', lambda: layers.RandomFlip(seed=2)(x))
show('flip off', lambda: layers.RandomFlip(seed=2)(x, training=False))
show('flip unseeded', lambda: layers.RandomFlip()(x))
show('rotation', lambda: layers.RandomRotation(0.2, seed=1)(x))
show('rotation constant', lambda: layers.RandomRotation(0.2, fill_mode='constant', seed=1)(x))
show('rotation nearest', lambda: layers.RandomRotation(0.2, fill_mode='wrap', interpolation='nearest', seed=1)(x))
show('zoom', lambda: layers.RandomZoom(0.5, seed=1)(x))
show('zoom both', lambda: layers.RandomZoom((-0.2, 0.3), (0.1, 0.2), seed=1)(x))
show('translation', lambda: layers.RandomTranslation(0.3, 0.3, seed=1)(x))
show('contrast', lambda: layers.RandomContrast(0.5, seed=1)(x))
show('brightness', lambda: layers.RandomBrightness(0.2, seed=1)(x))
show('brightness range', lambda: layers.RandomBrightness(0.2, value_range=(0, 1), seed=1)(x / 32))
show('random crop', lambda: layers.RandomCrop(2, 3, seed=1)(x))
show('random crop off', lambda: layers.RandomCrop(2, 2, seed=1)(x, training=False))
show('flip mode', lambda: layers.RandomFlip('zz')(x))
show('rotation mode', lambda: layers.RandomRotation(0.2, fill_mode='zz'))
show('zoom factor', lambda: layers.RandomZoom(2.0))
show('contrast factor', lambda: layers.RandomContrast(2.0))
show('brightness factor', lambda: layers.RandomBrightness(2.0))
show('rank', lambda: layers.RandomFlip()(x[0, 0]))
m = keras.Sequential([keras.Input((8, 8, 3)), layers.RandomFlip('horizontal'), layers.RandomRotation(0.1), layers.RandomZoom(0.1), layers.Resizing(4, 4), layers.Rescaling(1 / 255), layers.Flatten(), layers.Dense(2)])
print(m.output_shape, m.count_params(), len(m.weights))
m.compile('sgd', 'mse')
h = m.fit(np.ones((4, 8, 8, 3)), np.ones((4, 2)), epochs=1, verbose=0)
print(m.predict(np.ones((2, 8, 8, 3)), verbose=0).shape)
