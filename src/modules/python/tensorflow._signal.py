# tf.signal.
import math

import tensorflow as tf
import tensorflow._ops as ops

def fft(input, name=None):
    return ops.FFT(input)

def ifft(input, name=None):
    return ops.IFFT(input)

def fft2d(input, name=None):
    return ops.FFT2D(input)

def ifft2d(input, name=None):
    return ops.IFFT2D(input)

def fft3d(input, name=None):
    return ops.FFT3D(input)

def ifft3d(input, name=None):
    return ops.IFFT3D(input)

def _complex(x):
    return tf.complex128 if x.dtype == tf.float64 else tf.complex64

def _checked(x, length, axes):
    if x.shape.rank is not None and x.shape.rank < axes:
        raise ValueError(f'Shape {x.shape} must have rank at least {axes}')
    if isinstance(length, (list, tuple)):
        for n in length:
            if isinstance(n, int) and n < 0:
                raise ValueError(f'Dimension {n} must be >= 0')

def _forward(op, axes):
    def run(input_tensor, fft_length=None, name=None):
        x = tf.convert_to_tensor(input_tensor, dtype_hint=tf.float32)
        _checked(x, fft_length, axes)
        length = tf.shape(x)[-axes:] if fft_length is None else tf.convert_to_tensor(fft_length, dtype=tf.int32)
        return getattr(ops, op)(x, length, Tcomplex=_complex(x))
    return run

def _backward(op, axes):
    def run(input_tensor, fft_length=None, name=None):
        x = tf.convert_to_tensor(input_tensor, dtype_hint=tf.complex64)
        _checked(x, fft_length, axes)
        if fft_length is None:
            shape = tf.shape(x)[-axes:]
            length = tf.concat([shape[:-1], [tf.maximum(0, 2 * (shape[-1] - 1))]], 0)
        else:
            length = tf.convert_to_tensor(fft_length, dtype=tf.int32)
        return getattr(ops, op)(x, length, Treal=tf.float64 if x.dtype == tf.complex128 else tf.float32)
    return run

rfft, rfft2d, rfft3d = _forward('RFFT', 1), _forward('RFFT2D', 2), _forward('RFFT3D', 3)
irfft, irfft2d, irfft3d = _backward('IRFFT', 1), _backward('IRFFT2D', 2), _backward('IRFFT3D', 3)

def _shifted(x, axes, sign):
    x = tf.convert_to_tensor(x)
    axes = list(range(x.shape.rank)) if axes is None else [axes] if isinstance(axes, int) else list(axes)
    shifts = [tf.shape(x)[a] // 2 if sign > 0 else -(tf.shape(x)[a] // 2) for a in axes]
    return tf.roll(x, tf.stack(shifts), axes)

def fftshift(x, axes=None, name=None):
    return _shifted(x, axes, 1)

def ifftshift(x, axes=None, name=None):
    return _shifted(x, axes, -1)

def _raised_cosine(window_length, periodic, dtype, a, b):
    if window_length == 1:
        return tf.ones([1], dtype)
    even = 1 - window_length % 2
    n = float(window_length + (1 if periodic else 0) * even - 1)
    return tf.cast(a - b * tf.cos(2 * math.pi * tf.range(window_length, dtype=dtype) / n), dtype)

def hann_window(window_length, periodic=True, dtype=tf.float32, name=None):
    return _raised_cosine(int(window_length), periodic, dtype, 0.5, 0.5)

def hamming_window(window_length, periodic=True, dtype=tf.float32, name=None):
    return _raised_cosine(int(window_length), periodic, dtype, 0.54, 0.46)

def kaiser_window(window_length, beta=12.0, dtype=tf.float32, name=None):
    n = int(window_length)
    if n == 1:
        return tf.ones([1], dtype)
    half = (n - 1) / 2.0
    arg = tf.range(-half, half + 0.1, dtype=tf.float32)
    num = beta * tf.sqrt(tf.nn.relu(1.0 - tf.square(arg / half)))
    window = tf.exp(num - beta) * (tf.math.special.bessel_i0e(num) / tf.math.special.bessel_i0e(tf.constant(beta, tf.float32)))
    return tf.cast(window, dtype)

def kaiser_bessel_derived_window(window_length, beta=12.0, dtype=tf.float32, name=None):
    half = int(window_length) // 2
    sums = tf.cumsum(kaiser_window(half + 1, beta, dtype))
    window = tf.sqrt(sums[:-1] / sums[-1])
    return tf.concat([window, window[::-1]], 0)

def vorbis_window(window_length, dtype=tf.float32, name=None):
    arg = tf.range(int(window_length), dtype=dtype)
    return tf.sin(math.pi / 2.0 * tf.pow(tf.sin(math.pi / window_length * (arg + 0.5)), 2.0))

def frame(signal, frame_length, frame_step, pad_end=False, pad_value=0, axis=-1, name=None):
    signal = tf.convert_to_tensor(signal)
    rank = signal.shape.rank
    axis = axis + rank if axis < 0 else axis
    n = tf.shape(signal)[axis]
    if pad_end:
        count = -(-n // frame_step)
        padding = tf.maximum(0, frame_length + frame_step * (count - 1) - n)
        pads = [[0, 0]] * axis + [[0, padding]] + [[0, 0]] * (rank - axis - 1)
        signal = tf.pad(signal, tf.stack([tf.stack(p) for p in pads]), constant_values=tf.cast(pad_value, signal.dtype))
    else:
        count = tf.maximum(0, 1 + (n - frame_length) // frame_step)
    places = tf.expand_dims(tf.range(count) * frame_step, 1) + tf.expand_dims(tf.range(frame_length), 0)
    return tf.gather(signal, places, axis=axis)

def _power_of_two(n):
    return 2 ** max(0, math.ceil(math.log2(n)))

def stft(signals, frame_length, frame_step, fft_length=None, window_fn=hann_window, pad_end=False, name=None):
    signals = tf.convert_to_tensor(signals)
    frames = frame(signals, frame_length, frame_step, pad_end)
    if window_fn is not None:
        frames *= window_fn(frame_length, dtype=frames.dtype)
    return rfft(frames, [_power_of_two(int(frame_length)) if fft_length is None else fft_length])

def overlap_and_add(signal, frame_step, name=None):
    signal = tf.convert_to_tensor(signal)
    frames, length = signal.shape[-2], signal.shape[-1]
    total = (frames - 1) * frame_step + length
    places = tf.reshape(tf.expand_dims(tf.range(frames) * frame_step, 1) + tf.expand_dims(tf.range(length), 0), [-1])
    outer = signal.shape.as_list()[:-2]
    flat = tf.reshape(signal, [-1, frames * length])
    summed = tf.transpose(tf.math.unsorted_segment_sum(tf.transpose(flat), places, total))
    return tf.reshape(summed, outer + [total])

def inverse_stft_window_fn(frame_step, forward_window_fn=hann_window, name=None):
    def inverse(frame_length, dtype):
        forward = forward_window_fn(frame_length, dtype=dtype)
        denominator = tf.square(forward)
        overlaps = -(-frame_length // frame_step)
        denominator = tf.pad(denominator, [[0, overlaps * frame_step - frame_length]])
        denominator = tf.reduce_sum(tf.reshape(denominator, [overlaps, frame_step]), 0, keepdims=True)
        denominator = tf.reshape(tf.tile(denominator, [overlaps, 1]), [overlaps * frame_step])
        return forward / denominator[:frame_length]
    return inverse

def inverse_stft(stfts, frame_length, frame_step, fft_length=None, window_fn=hann_window, name=None):
    frames = irfft(stfts, [_power_of_two(int(frame_length)) if fft_length is None else fft_length])
    frames = frames[..., :frame_length]
    missing = frame_length - frames.shape[-1]
    if missing > 0:
        frames = tf.pad(frames, [[0, 0]] * (frames.shape.rank - 1) + [[0, missing]])
    if window_fn is not None:
        frames *= window_fn(frame_length, dtype=frames.dtype)
    return overlap_and_add(frames, frame_step)

def linear_to_mel_weight_matrix(num_mel_bins=20, num_spectrogram_bins=129, sample_rate=8000, lower_edge_hertz=125.0, upper_edge_hertz=3800.0, dtype=tf.float32, name=None):
    if num_mel_bins <= 0:
        raise ValueError('num_mel_bins must be positive. Got: %s' % num_mel_bins)
    if lower_edge_hertz < 0.0:
        raise ValueError('lower_edge_hertz must be non-negative. Got: %s' % lower_edge_hertz)
    if lower_edge_hertz >= upper_edge_hertz:
        raise ValueError('lower_edge_hertz %.1f >= upper_edge_hertz %.1f' % (lower_edge_hertz, upper_edge_hertz))
    mel = lambda hertz: 1127.0 * tf.math.log(1.0 + hertz / 700.0)
    nyquist = tf.cast(sample_rate, dtype) / 2.0
    linear = tf.linspace(tf.zeros([], dtype), nyquist, num_spectrogram_bins)[1:]
    spectrogram = tf.expand_dims(mel(linear), 1)
    edges = tf.linspace(mel(tf.cast(lower_edge_hertz, dtype)), mel(tf.cast(upper_edge_hertz, dtype)), num_mel_bins + 2)
    bands = frame(edges, 3, 1)
    lower, center, upper = [tf.reshape(t, [1, num_mel_bins]) for t in tf.split(bands, 3, axis=1)]
    up, down = (spectrogram - lower) / (center - lower), (upper - spectrogram) / (upper - center)
    return tf.pad(tf.maximum(tf.zeros([], dtype), tf.minimum(up, down)), [[1, 0], [0, 0]])

def dct(input, type=2, n=None, axis=-1, norm=None, name=None):
    x = tf.convert_to_tensor(input)
    if n is not None:
        x = x[..., :n] if x.shape[-1] >= n else tf.pad(x, [[0, 0]] * (x.shape.rank - 1) + [[0, n - x.shape[-1]]])
    m = x.shape[-1]
    k = tf.expand_dims(tf.range(m, dtype=x.dtype), 0)
    i = tf.expand_dims(tf.range(m, dtype=x.dtype), 1)
    if type == 1:
        table = 2 * tf.cos(math.pi * i * k / (m - 1)) * tf.where((i == 0) | (i == m - 1), tf.constant(0.5, x.dtype), tf.constant(1.0, x.dtype))
    elif type == 2:
        table = 2 * tf.cos(math.pi * k * (2 * i + 1) / (2 * m))
        if norm == 'ortho':
            table *= tf.where(k == 0, tf.constant(math.sqrt(1 / (4 * m)), x.dtype), tf.constant(math.sqrt(1 / (2 * m)), x.dtype))
    elif type == 3:
        table = tf.cos(math.pi * i * (2 * k + 1) / (2 * m)) * tf.where(i == 0, tf.constant(1.0, x.dtype), tf.constant(2.0, x.dtype))
        if norm == 'ortho':
            table = tf.cos(math.pi * i * (2 * k + 1) / (2 * m)) * tf.where(i == 0, tf.constant(math.sqrt(1 / m), x.dtype), tf.constant(math.sqrt(2 / m), x.dtype))
    else:
        table = 2 * tf.cos(math.pi * (2 * k + 1) * (2 * i + 1) / (4 * m)) * (math.sqrt(1 / (2 * m)) if norm == 'ortho' else 1.0)
    return tf.tensordot(x, table, 1)

def idct(input, type=2, n=None, axis=-1, norm=None, name=None):
    x = dct(input, {1: 1, 2: 3, 3: 2, 4: 4}[type], n, axis, norm)
    return x

def mfccs_from_log_mel_spectrograms(log_mel_spectrograms, name=None):
    x = tf.convert_to_tensor(log_mel_spectrograms)
    return dct(x, type=2) * tf.math.rsqrt(tf.cast(tf.shape(x)[-1], x.dtype) * 2.0)
