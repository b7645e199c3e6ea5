import numpy as np
import tensorflow as tf


def show(name, call):
    try:
        result = call()
    except Exception as e:
        print(name, type(e).__name__, str(e).split('\n')[0][:300])
    else:
        for r in result if isinstance(result, (list, tuple)) else [result]:
            print(name, np.asarray(r).dtype, np.asarray(r).shape)


x = tf.constant([[1., 2., 3.], [4., 5., 6.]])
show('band_part vector', lambda: tf.linalg.band_part([1., 2.], 0, 0))
show('trace vector', lambda: tf.linalg.trace([1., 2.]))
show('eye', lambda: tf.eye(-1))
show('eye text', lambda: tf.eye('a'))
show('fft', lambda: tf.signal.fft(tf.constant([1., 2.])))
show('fft scalar', lambda: tf.signal.fft(tf.constant(1 + 1j)))
show('fft empty', lambda: tf.signal.fft(tf.zeros((0,), tf.complex64)))
show('fft2d vector', lambda: tf.signal.fft2d(tf.constant([1 + 1j, 2])))
show('rfft scalar', lambda: tf.signal.rfft(1.0))
show('rfft length', lambda: tf.signal.rfft([1., 2., 3.], fft_length=[-3]))
show('rfft lengths', lambda: tf.signal.rfft([1., 2., 3.], fft_length=[3, 3]))
show('rfft long', lambda: tf.signal.rfft([1., 2., 3.], fft_length=[8]))
show('irfft length', lambda: tf.signal.irfft(tf.constant([1 + 1j, 2]), fft_length=[-3]))
show('rfft2d vector', lambda: tf.signal.rfft2d([1., 2.]))
show('frame', lambda: tf.signal.frame([1., 2., 3.], 2, 0))
