# tf.image beyond size and shape: colours, random changes, measures, boxes.
import tensorflow as tf
import tensorflow._ops as ops

class ResizeMethod:
    BILINEAR = 'bilinear'
    NEAREST_NEIGHBOR = 'nearest'
    BICUBIC = 'bicubic'
    AREA = 'area'
    LANCZOS3 = 'lanczos3'
    LANCZOS5 = 'lanczos5'
    GAUSSIAN = 'gaussian'
    MITCHELLCUBIC = 'mitchellcubic'

def _as_float(image):
    return image if image.dtype in (tf.float16, tf.float32) else tf.image.convert_image_dtype(image, tf.float32)

def adjust_gamma(image, gamma=1, gain=1):
    image = tf.convert_to_tensor(image, name='image')
    if not tf.is_tensor(gamma) and gamma < 0:
        raise ValueError('Gamma should be a non-negative real number.')
    return tf.image.convert_image_dtype(gain * _as_float(image) ** gamma, image.dtype, saturate=True)

def adjust_hue(image, delta, name=None):
    if tf.executing_eagerly() and (delta < -1 or delta > 1):
        raise ValueError('delta must be in the interval [-1, 1]')
    image = tf.convert_to_tensor(image, name='image')
    return tf.image.convert_image_dtype(ops.AdjustHue(_as_float(image), tf.cast(delta, tf.float32)), image.dtype)

def adjust_saturation(image, saturation_factor, name=None):
    image = tf.convert_to_tensor(image, name='image')
    return tf.image.convert_image_dtype(ops.AdjustSaturation(_as_float(image), tf.cast(saturation_factor, tf.float32)), image.dtype)

def adjust_contrast(images, contrast_factor):
    images = tf.convert_to_tensor(images, name='images')
    return tf.image.convert_image_dtype(ops.AdjustContrastv2(_as_float(images), tf.cast(contrast_factor, tf.float32)), images.dtype, saturate=True)

def _bounds(lower, upper):
    if upper <= lower:
        raise ValueError('upper must be > lower.')
    if lower < 0:
        raise ValueError('lower must be non-negative.')

def random_contrast(image, lower, upper, seed=None):
    _bounds(lower, upper)
    return tf.image.adjust_contrast(image, tf.random.uniform([], lower, upper, seed=seed))

def random_saturation(image, lower, upper, seed=None):
    _bounds(lower, upper)
    return adjust_saturation(image, tf.random.uniform([], lower, upper, seed=seed))

def _delta(max_delta, limit=None):
    if limit is not None and max_delta > limit:
        raise ValueError('max_delta must be <= 0.5.')
    if max_delta < 0:
        raise ValueError('max_delta must be non-negative.')

def random_hue(image, max_delta, seed=None):
    _delta(max_delta, 0.5)
    return adjust_hue(image, tf.random.uniform([], -max_delta, max_delta, seed=seed))

def random_crop(value, size, seed=None, name=None):
    value = tf.convert_to_tensor(value, name='value')
    size = tf.convert_to_tensor(size, dtype=tf.int32, name='size')
    shape = tf.shape(value)
    _fits(shape, size)
    limit = shape - size + 1
    offset = tf.random.uniform(tf.shape(shape), dtype=size.dtype, maxval=size.dtype.max, seed=seed) % limit
    return tf.slice(value, offset, size, name='random_crop')

def _fits(shape, size):
    if tf.executing_eagerly() and not bool(tf.reduce_all(shape >= size)):
        raise ops.error('InvalidArgumentError', 'Need value.shape >= size, got %s %s' % (shape.numpy(), size.numpy()) if False else
                        "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: b'Need value.shape >= size, got '\n%s\n%s" % (_plain(shape), _plain(size)))

def _plain(x):
    return ', '.join(str(v) for v in x.numpy())

def stateless_random_crop(value, size, seed, name=None):
    value = tf.convert_to_tensor(value, name='value')
    size = tf.convert_to_tensor(size, dtype=tf.int32, name='size')
    shape = tf.shape(value)
    _fits(shape, size)
    limit = shape - size + 1
    offset = tf.random.stateless_uniform(tf.shape(shape), dtype=size.dtype, minval=0, maxval=size.dtype.max, seed=seed) % limit
    return tf.slice(value, offset, size)

def stateless_random_brightness(image, max_delta, seed):
    _delta(max_delta)
    return tf.image.adjust_brightness(image, tf.random.stateless_uniform(shape=[], minval=-max_delta, maxval=max_delta, seed=seed))

def stateless_random_contrast(image, lower, upper, seed):
    _bounds(lower, upper)
    return tf.image.adjust_contrast(image, tf.random.stateless_uniform(shape=[], minval=lower, maxval=upper, seed=seed))

def stateless_random_hue(image, max_delta, seed):
    _delta(max_delta, 0.5)
    return adjust_hue(image, tf.random.stateless_uniform(shape=[], minval=-max_delta, maxval=max_delta, seed=seed))

def stateless_random_saturation(image, lower, upper, seed=None):
    _bounds(lower, upper)
    return adjust_saturation(image, tf.random.stateless_uniform(shape=[], minval=lower, maxval=upper, seed=seed))

def _stateless_flip(image, axis, seed):
    image = tf.convert_to_tensor(image, name='image')
    if image.shape.rank == 3:
        u = tf.random.stateless_uniform(shape=[], minval=0, maxval=1.0, seed=seed)
        return tf.where(u < 0.5, tf.reverse(image, [axis]), image)
    n = tf.shape(image)[0]
    u = tf.random.stateless_uniform(shape=[n], seed=seed)
    flips = tf.cast(tf.round(tf.reshape(u, [n, 1, 1, 1])), image.dtype)
    return flips * tf.reverse(image, [axis + 1]) + (1 - flips) * image

def stateless_random_flip_left_right(image, seed):
    return _stateless_flip(image, 1, seed)

def stateless_random_flip_up_down(image, seed):
    return _stateless_flip(image, 0, seed)

def _compatible(a, b):
    if a.shape.rank is not None and b.shape.rank is not None:
        if a.shape.rank < 3:
            raise ValueError(f'Shape {a.shape} must have rank at least 3')
        if not a.shape[-3:].is_compatible_with(b.shape[-3:]):
            raise ValueError('Shapes %s and %s are incompatible' % (a.shape[-3:], b.shape[-3:]))

def psnr(a, b, max_val, name=None):
    a, b = tf.convert_to_tensor(a), tf.convert_to_tensor(b)
    max_val = tf.image.convert_image_dtype(tf.cast(max_val, a.dtype), tf.float32)
    a, b = tf.image.convert_image_dtype(a, tf.float32), tf.image.convert_image_dtype(b, tf.float32)
    mse = tf.reduce_mean(tf.math.squared_difference(a, b), [-3, -2, -1])
    psnr_val = tf.subtract(20 * tf.math.log(max_val) / tf.math.log(10.0), tf.cast(10 / tf.math.log(10.0), tf.float32) * tf.math.log(mse))
    _compatible(a, b)
    return psnr_val

def _gauss(size, sigma):
    coords = tf.cast(tf.range(size), tf.float32)
    coords -= tf.cast(size - 1, tf.float32) / 2.0
    g = tf.square(coords)
    g *= -0.5 / tf.square(sigma)
    g = tf.reshape(g, [1, -1]) + tf.reshape(g, [-1, 1])
    g = tf.nn.softmax(tf.reshape(g, [1, -1]))
    return tf.reshape(g, [size, size, 1, 1])

def _ssim_channels(img1, img2, max_val, filter_size, filter_sigma, k1, k2):
    if tf.executing_eagerly():
        for img in (img1, img2):
            if min(img.shape[-3:-1]) < filter_size:
                raise ops.error('InvalidArgumentError', "Expected 'tf.Tensor(False, shape=(), dtype=bool)' to be true. Summarized data: %s\n%d" % (tf.shape(img).numpy(), filter_size))
    kernel = tf.tile(_gauss(filter_size, tf.constant(filter_sigma, tf.float32)), [1, 1, tf.shape(img1)[-1], 1])
    def reducer(x):
        shape = tf.shape(x)
        x = tf.reshape(x, tf.concat([[-1], shape[-3:]], 0))
        y = tf.nn.depthwise_conv2d(x, kernel, strides=[1, 1, 1, 1], padding='VALID')
        return tf.reshape(y, tf.concat([shape[:-3], tf.shape(y)[1:]], 0))
    c1, c2 = (k1 * max_val) ** 2, (k2 * max_val) ** 2
    mean0, mean1 = reducer(img1), reducer(img2)
    num0 = mean0 * mean1 * 2.0
    den0 = tf.square(mean0) + tf.square(mean1)
    luminance = (num0 + c1) / (den0 + c1)
    num1 = reducer(img1 * img2) * 2.0
    den1 = reducer(tf.square(img1) + tf.square(img2))
    cs = (num1 - num0 + c2) / (den1 - den0 + c2)
    axes = [-3, -2]
    return tf.reduce_mean(luminance * cs, axes), tf.reduce_mean(cs, axes), luminance * cs

def ssim(img1, img2, max_val, filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03, return_index_map=False):
    img1, img2 = tf.convert_to_tensor(img1, name='img1'), tf.convert_to_tensor(img2, name='img2')
    _compatible(img1, img2)
    max_val = tf.image.convert_image_dtype(tf.cast(max_val, img1.dtype), tf.float32)
    img1, img2 = tf.image.convert_image_dtype(img1, tf.float32), tf.image.convert_image_dtype(img2, tf.float32)
    value, _, whole = _ssim_channels(img1, img2, max_val, filter_size, filter_sigma, k1, k2)
    return tf.reduce_mean(whole if return_index_map else value, [-1])

def ssim_multiscale(img1, img2, max_val, power_factors=(0.0448, 0.2856, 0.3001, 0.2363, 0.1333), filter_size=11, filter_sigma=1.5, k1=0.01, k2=0.03):
    img1, img2 = tf.convert_to_tensor(img1), tf.convert_to_tensor(img2)
    _compatible(img1, img2)
    max_val = tf.image.convert_image_dtype(tf.cast(max_val, img1.dtype), tf.float32)
    images = [tf.image.convert_image_dtype(i, tf.float32) for i in (img1, img2)]
    mcs = []
    for k in range(len(power_factors)):
        if k > 0:
            images = [tf.nn.avg_pool(tf.reshape(x, tf.concat([[-1], tf.shape(x)[-3:]], 0)), 2, 2, 'VALID') for x in images]
        value, cs, _ = _ssim_channels(images[0], images[1], max_val, filter_size, filter_sigma, k1, k2)
        mcs.append(tf.nn.relu(cs))
    mcs.pop()
    stacked = tf.stack(mcs + [tf.nn.relu(value)], axis=-1)
    return tf.reduce_mean(tf.reduce_prod(tf.pow(stacked, power_factors), [-1]), [-1])

def sobel_edges(image):
    image = tf.convert_to_tensor(image)
    static = image.shape
    kernels = tf.constant([[[-1.0, -2, -1], [0, 0, 0], [1, 2, 1]], [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]])
    kernels = tf.expand_dims(tf.transpose(kernels, [1, 2, 0]), -2)
    kernels = tf.tile(kernels, [1, 1, tf.shape(image)[-1], 1])
    padded = tf.pad(image, [[0, 0], [1, 1], [1, 1], [0, 0]], mode='REFLECT')
    out = tf.nn.depthwise_conv2d(padded, kernels, [1, 1, 1, 1], 'VALID')
    return tf.reshape(out, tf.concat([tf.shape(image), [2]], 0))

def total_variation(images, name=None):
    images = tf.convert_to_tensor(images)
    if images.shape.rank == 3:
        d1, d2, axes = images[1:, :, :] - images[:-1, :, :], images[:, 1:, :] - images[:, :-1, :], None
    elif images.shape.rank == 4:
        d1, d2, axes = images[:, 1:, :, :] - images[:, :-1, :, :], images[:, :, 1:, :] - images[:, :, :-1, :], [1, 2, 3]
    else:
        raise ValueError("'images' must be either 3 or 4-dimensional.")
    return tf.reduce_sum(tf.abs(d1), axis=axes) + tf.reduce_sum(tf.abs(d2), axis=axes)

def image_gradients(image):
    image = tf.convert_to_tensor(image)
    if image.shape.rank != 4:
        raise ValueError('image_gradients expects a 4D tensor [batch_size, h, w, d], not {}.'.format(image.shape))
    dy, dx = image[:, 1:, :, :] - image[:, :-1, :, :], image[:, :, 1:, :] - image[:, :, :-1, :]
    b, h, w, d = tf.unstack(tf.shape(image), num=4)
    dy = tf.concat([dy, tf.zeros(tf.stack([b, 1, w, d]), image.dtype)], 1)
    dx = tf.concat([dx, tf.zeros(tf.stack([b, h, 1, d]), image.dtype)], 2)
    return dy, dx

_YIQ = [[0.299, 0.59590059, 0.2115], [0.587, -0.27455667, -0.52273617], [0.114, -0.32134392, 0.31119955]]
_FROM_YIQ = [[1, 1, 1], [0.95598634, -0.27201283, -1.10674021], [0.6208248, -0.64720424, 1.70423049]]
_YUV = [[0.299, -0.14714119, 0.61497538], [0.587, -0.28886916, -0.51496512], [0.114, 0.43601035, -0.10001026]]
_FROM_YUV = [[1, 1, 1], [0, -0.394642334, 2.03206185], [1.13988303, -0.58062185, 0]]

def _colours(images, kernel):
    images = tf.convert_to_tensor(images, name='images')
    kernel = tf.convert_to_tensor(kernel, dtype=images.dtype, name='kernel')
    return tf.tensordot(images, kernel, axes=[[images.shape.rank - 1], [0]])

def rgb_to_yiq(images):
    return _colours(images, _YIQ)

def yiq_to_rgb(images):
    return _colours(images, _FROM_YIQ)

def rgb_to_yuv(images):
    return _colours(images, _YUV)

def yuv_to_rgb(images):
    return _colours(images, _FROM_YUV)

def resize_with_pad(image, target_height, target_width, method='bilinear', antialias=False):
    image = tf.convert_to_tensor(image, name='image')
    single = image.shape.rank == 3
    if single:
        image = tf.expand_dims(image, 0)
    elif image.shape.rank != 4:
        raise ValueError("'image' (shape %s) must have either 3 or 4 dimensions." % image.shape)
    if not tf.is_tensor(target_width) and target_width <= 0:
        raise ValueError('target_width must be > 0.')
    if not tf.is_tensor(target_height) and target_height <= 0:
        raise ValueError('target_height must be > 0.')
    shape = tf.shape(image)
    f_height, f_width = tf.cast(shape[1], tf.float32), tf.cast(shape[2], tf.float32)
    f_target_height, f_target_width = tf.cast(target_height, tf.float32), tf.cast(target_width, tf.float32)
    ratio = tf.maximum(f_width / f_target_width, f_height / f_target_height)
    new_height, new_width = tf.floor(f_height / ratio), tf.floor(f_width / ratio)
    top = tf.maximum(0, tf.cast(tf.floor((f_target_height - new_height) / 2), tf.int32))
    left = tf.maximum(0, tf.cast(tf.floor((f_target_width - new_width) / 2), tf.int32))
    resized = tf.image.resize(image, tf.stack([tf.cast(new_height, tf.int32), tf.cast(new_width, tf.int32)]), method=method, antialias=antialias)
    bottom = target_height - top - tf.cast(new_height, tf.int32)
    right = target_width - left - tf.cast(new_width, tf.int32)
    padded = tf.pad(resized, tf.stack([tf.constant([0, 0]), tf.stack([top, bottom]), tf.stack([left, right]), tf.constant([0, 0])]))
    padded = tf.ensure_shape(padded, [image.shape[0], target_height if isinstance(target_height, int) else None, target_width if isinstance(target_width, int) else None, image.shape[3]])
    return tf.squeeze(padded, [0]) if single else padded

def non_max_suppression(boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=float('-inf'), name=None):
    return ops.NonMaxSuppressionV3(boxes, scores, max_output_size, iou_threshold, score_threshold)

def non_max_suppression_with_scores(boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=float('-inf'), soft_nms_sigma=0.0, name=None):
    indices, selected, _ = ops.NonMaxSuppressionV5(boxes, scores, max_output_size, iou_threshold, score_threshold, soft_nms_sigma)
    return indices, selected

def non_max_suppression_padded(boxes, scores, max_output_size, iou_threshold=0.5, score_threshold=float('-inf'), pad_to_max_output_size=False, name=None,
                               sorted_input=False, canonicalized_coordinates=False, tile_size=512):
    kept = non_max_suppression(boxes, scores, max_output_size, iou_threshold, score_threshold)
    count = tf.size(kept)
    if pad_to_max_output_size:
        kept = tf.pad(kept, [[0, max_output_size - count]])
    return kept, count

def non_max_suppression_overlaps(overlaps, scores, max_output_size, overlap_threshold=0.5, score_threshold=float('-inf'), name=None):
    overlaps, order = tf.convert_to_tensor(overlaps).numpy(), tf.argsort(scores, direction='DESCENDING').numpy().tolist()
    values, kept = tf.convert_to_tensor(scores).numpy().tolist(), []
    for i in order:
        if values[i] > score_threshold and len(kept) < int(max_output_size) and all(overlaps[i][j] <= overlap_threshold for j in kept):
            kept.append(i)
    return tf.constant(kept, tf.int32)

def combined_non_max_suppression(boxes, scores, max_output_size_per_class, max_total_size, iou_threshold=0.5, score_threshold=float('-inf'), pad_per_class=False, clip_boxes=True, name=None):
    boxes, scores = tf.convert_to_tensor(boxes), tf.convert_to_tensor(scores)
    out = []
    for b in range(boxes.shape[0]):
        found = []
        for c in range(scores.shape[2]):
            q = c if boxes.shape[2] > 1 else 0
            for i in non_max_suppression(boxes[b, :, q], scores[b, :, c], max_output_size_per_class, iou_threshold, score_threshold).numpy().tolist():
                found.append((-float(scores[b, i, c]), c, i, q))
        found = sorted(found)[:int(max_total_size)]
        rows = [tf.clip_by_value(boxes[b, i, q], 0.0, 1.0) if clip_boxes else boxes[b, i, q] for _, c, i, q in found]
        pad = int(max_total_size) - len(found)
        out.append((tf.stack(rows + [tf.zeros([4])] * pad), [-f[0] for f in found] + [0.0] * pad, [float(f[1]) for f in found] + [0.0] * pad, len(found)))
    return ops.named('CombinedNonMaxSuppression', ['nmsed_boxes', 'nmsed_scores', 'nmsed_classes', 'valid_detections'],
                     [tf.stack([o[0] for o in out]), tf.constant([o[1] for o in out], tf.float32), tf.constant([o[2] for o in out], tf.float32), tf.constant([o[3] for o in out], tf.int32)])

def crop_and_resize(image, boxes, box_indices, crop_size, method='bilinear', extrapolation_value=0.0, name=None):
    return ops.CropAndResize(image, boxes, box_indices, crop_size, method=method, extrapolation_value=extrapolation_value)

def draw_bounding_boxes(images, boxes, colors, name=None):
    if colors is None:
        colors = tf.zeros([0, 4])
    return ops.DrawBoundingBoxesV2(images, boxes, colors)

def extract_glimpse(input, size, offsets, centered=True, normalized=True, noise='uniform', name=None):
    input, offsets = tf.convert_to_tensor(input), tf.convert_to_tensor(offsets)
    h, w = input.shape[1], input.shape[2]
    gh, gw = [int(s) for s in size]
    out = []
    for b in range(input.shape[0]):
        y, x = float(offsets[b, 0]), float(offsets[b, 1])
        if normalized:
            y, x = y * h, x * w
        if centered:
            y, x = y / 2 + h / 2, x / 2 + w / 2
        top, left = int(y - gh / 2), int(x - gw / 2)
        padded = tf.pad(input[b], [[gh, gh], [gw, gw], [0, 0]])
        out.append(padded[top + gh:top + 2 * gh, left + gw:left + 2 * gw])
    return tf.stack(out)

def sample_distorted_bounding_box(*args, **kwargs):
    raise NotImplementedError('tf.image.sample_distorted_bounding_box is not supported.')

def adjust_jpeg_quality(*args, **kwargs):
    raise NotImplementedError('JPEG images are not supported.')
