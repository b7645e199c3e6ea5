# F1Score, FBetaScore, IoU and its kin, R2Score, PrecisionAtRecall and its kin in Python.
import tensorflow as tf
from tensorflow import keras

_EPSILON = 1e-7


def _zeros(metric, name, shape, dtype=None):
    extra = {} if dtype is None else {'dtype': dtype}
    if KERAS3:
        return metric.add_variable(name=name, shape=tuple(shape), initializer='zeros', **extra)
    return metric.add_weight(name, shape=list(shape), initializer='zeros', **extra)


def _add(variable, value):
    variable.assign(variable + tf.cast(value, variable.dtype))


def _reset(metric):
    for v in metric.variables:
        v.assign(tf.zeros(v.shape, dtype=v.dtype))


class FBetaScore(Metric):
    def __init__(self, average=None, beta=1.0, threshold=None, name='fbeta_score', dtype=None, **kwargs):
        super().__init__(name=name, dtype=dtype)
        if average not in (None, 'micro', 'macro', 'weighted'):
            raise ValueError(f"Invalid `average` argument value. Expected one of: {{None, 'micro', 'macro', 'weighted'}}. Received: average={average}")
        if not isinstance(beta, float):
            raise ValueError(f"Invalid `beta` argument value. It should be a Python float. Received: beta={beta} of type '{type(beta)}'")
        if beta <= 0.0:
            raise ValueError(f'Invalid `beta` argument value. It should be > 0. Received: beta={beta}')
        if threshold is not None:
            if not isinstance(threshold, float):
                raise ValueError(f"Invalid `threshold` argument value. It should be a Python float. Received: threshold={threshold} of type '{type(threshold)}'")
            if threshold > 1.0 or threshold <= 0.0:
                raise ValueError(f'Invalid `threshold` argument value. It should verify 0 < threshold <= 1. Received: threshold={threshold}')
        self.average = average
        self.beta = beta
        self.threshold = threshold
        self.axis = None if average == 'micro' else 0
        self._ready = False

    def _prepare(self, y_true_shape, y_pred_shape):
        shown = f'Received input shapes: y_pred.shape={y_pred_shape} and y_true.shape={y_true_shape}.'
        if len(y_pred_shape) != 2 or len(y_true_shape) != 2:
            raise ValueError(f'FBetaScore expects 2D inputs with shape (batch_size, output_dim). {shown}')
        if y_pred_shape[-1] is None or y_true_shape[-1] is None:
            raise ValueError(f'FBetaScore expects 2D inputs with shape (batch_size, output_dim), with output_dim fully defined (not None). {shown}')
        shape = () if self.average == 'micro' else (y_pred_shape[-1],)
        self.true_positives = _zeros(self, 'true_positives', shape, self.dtype)
        self.false_positives = _zeros(self, 'false_positives', shape, self.dtype)
        self.false_negatives = _zeros(self, 'false_negatives', shape, self.dtype)
        self.intermediate_weights = _zeros(self, 'intermediate_weights', shape, self.dtype)
        self._ready = True

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = tf.cast(tf.convert_to_tensor(y_true), self.dtype) if isinstance(y_true, tf.Tensor) else tf.convert_to_tensor(y_true, dtype=self.dtype)
        y_pred = tf.cast(tf.convert_to_tensor(y_pred), self.dtype) if isinstance(y_pred, tf.Tensor) else tf.convert_to_tensor(y_pred, dtype=self.dtype)
        if not self._ready:
            self._prepare(y_true.shape, y_pred.shape)
        if self.threshold is None:
            y_pred = tf.logical_and(y_pred >= tf.reduce_max(y_pred, axis=-1, keepdims=True), tf.abs(y_pred) > 1e-9)
        else:
            y_pred = y_pred > self.threshold
        y_pred = tf.cast(y_pred, self.dtype)
        if sample_weight is not None:
            sample_weight = tf.convert_to_tensor(sample_weight)
            sample_weight = tf.cast(sample_weight, self.dtype) if KERAS3 else sample_weight

        def total(value):
            if sample_weight is not None:
                value = tf.multiply(value, tf.expand_dims(sample_weight, 1))
            return tf.reduce_sum(value, axis=self.axis)

        _add(self.true_positives, total(y_pred * y_true))
        _add(self.false_positives, total(y_pred * (1 - y_true)))
        _add(self.false_negatives, total((1 - y_pred) * y_true))
        _add(self.intermediate_weights, total(y_true))

    def result(self):
        safe = tf.divide if KERAS3 else tf.math.divide_no_nan
        tiny = _EPSILON if KERAS3 else 0.0
        precision = safe(self.true_positives, self.true_positives + self.false_positives + tiny)
        recall = safe(self.true_positives, self.true_positives + self.false_negatives + tiny)
        score = safe(precision * recall, self.beta ** 2 * precision + recall + tiny) * (1 + self.beta ** 2)
        if self.average == 'weighted':
            return tf.reduce_sum(score * safe(self.intermediate_weights + 0.0, tf.reduce_sum(self.intermediate_weights) + tiny))
        return score if self.average is None else tf.reduce_mean(score)

    def reset_state(self):
        _reset(self)

    def get_config(self):
        return {**super().get_config(), 'average': self.average, 'beta': self.beta, 'threshold': self.threshold}


class F1Score(FBetaScore):
    def __init__(self, average=None, threshold=None, name='f1_score', dtype=None):
        super().__init__(average=average, beta=1.0, threshold=threshold, name=name, dtype=dtype)

    def get_config(self):
        config = super().get_config()
        del config['beta']
        return config


class _IoUBase(Metric):
    def __init__(self, num_classes, name=None, dtype=None, ignore_class=None, sparse_y_true=True, sparse_y_pred=True, axis=-1):
        super().__init__(name=name, dtype=dtype or ('int32' if KERAS3 else None))
        self.num_classes = num_classes
        self.ignore_class = ignore_class
        self.sparse_y_true = sparse_y_true
        self.sparse_y_pred = sparse_y_pred
        self.axis = axis
        self.total_cm = _zeros(self, 'total_confusion_matrix', (num_classes, num_classes), self.dtype)

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true, y_pred = tf.convert_to_tensor(y_true), tf.convert_to_tensor(y_pred)
        if not self.sparse_y_true:
            y_true = tf.argmax(y_true, axis=self.axis)
        if not self.sparse_y_pred:
            y_pred = tf.argmax(y_pred, axis=self.axis)
        y_true = tf.reshape(tf.cast(y_true, tf.int64), [-1])
        y_pred = tf.reshape(tf.cast(y_pred, tf.int64), [-1])
        if not KERAS3 and _eager():
            tf.math.confusion_matrix(y_true, y_pred, self.num_classes)   # refuses what is no class
        if sample_weight is not None:
            sample_weight = tf.reshape(tf.cast(tf.convert_to_tensor(sample_weight), self.dtype), [-1])
        weights = tf.ones_like(y_true, dtype=self.dtype) if sample_weight is None else tf.broadcast_to(sample_weight, tf.shape(y_true))
        counts = tf.ones_like(y_true, dtype=tf.bool)
        if KERAS3:
            n = self.num_classes
            counts = tf.logical_and(tf.logical_and(y_true >= 0, y_true < n), tf.logical_and(y_pred >= 0, y_pred < n))
        if self.ignore_class is not None:
            counts = tf.logical_and(counts, tf.not_equal(y_true, self.ignore_class))
        weights = tf.where(counts, weights, tf.zeros_like(weights))
        zero = tf.zeros_like(y_true)
        weights = tf.expand_dims(tf.cast(weights, tf.float32), 1)
        rows = tf.one_hot(tf.where(counts, y_true, zero), self.num_classes) * weights
        _add(self.total_cm, tf.matmul(rows, tf.one_hot(tf.where(counts, y_pred, zero), self.num_classes), transpose_a=True))

    def reset_state(self):
        _reset(self)


class IoU(_IoUBase):
    def __init__(self, num_classes, target_class_ids, name=None, dtype=None, ignore_class=None, sparse_y_true=True, sparse_y_pred=True, axis=-1):
        super().__init__(name=name, num_classes=num_classes, ignore_class=ignore_class, sparse_y_true=sparse_y_true, sparse_y_pred=sparse_y_pred,
                         axis=axis, dtype=dtype)
        if max(target_class_ids) >= num_classes:
            if KERAS3:
                raise ValueError(f'Target class id {max(target_class_ids)} is out of range, which is [{0}, {num_classes}).')
            raise ValueError(f'Target class id {max(target_class_ids)} is out of range, which is [{0}, {num_classes}).')
        self.target_class_ids = list(target_class_ids)

    def result(self):
        matrix = tf.cast(self.total_cm + 0, tf.float32)
        hits = tf.reduce_sum(matrix * tf.eye(self.num_classes), axis=0)
        union = tf.reduce_sum(matrix, axis=0) + tf.reduce_sum(matrix, axis=1) - hits
        hits, union = tf.gather(hits, self.target_class_ids), tf.gather(union, self.target_class_ids)
        if not KERAS3:
            present = tf.reduce_sum(tf.cast(tf.not_equal(union, 0), tf.float32))
            return tf.math.divide_no_nan(tf.reduce_sum(tf.math.divide_no_nan(hits, union)), present)
        valid = tf.cast(union > 1e-9, tf.float32)
        iou = tf.where(valid > 0, hits / (union + _EPSILON), 0.0)
        return tf.reduce_sum(iou, axis=self.axis) / (tf.reduce_sum(valid) + _EPSILON)

    def get_config(self):
        return {'num_classes': self.num_classes, 'target_class_ids': self.target_class_ids, 'ignore_class': self.ignore_class,
                'sparse_y_true': self.sparse_y_true, 'sparse_y_pred': self.sparse_y_pred, 'axis': self.axis, **super().get_config()}


class BinaryIoU(IoU):
    def __init__(self, target_class_ids=(0, 1), threshold=0.5, name=None, dtype=None):
        super().__init__(num_classes=2, target_class_ids=target_class_ids, name=name, dtype=dtype)
        self.threshold = threshold

    def update_state(self, y_true, y_pred, sample_weight=None):
        return super().update_state(y_true, tf.cast(tf.cast(tf.convert_to_tensor(y_pred), tf.float32) >= self.threshold, self.dtype), sample_weight)


class MeanIoU(IoU):
    def __init__(self, num_classes, name=None, dtype=None, ignore_class=None, sparse_y_true=True, sparse_y_pred=True, axis=-1):
        super().__init__(name=name, num_classes=num_classes, target_class_ids=list(range(num_classes)), axis=axis, dtype=dtype,
                         ignore_class=ignore_class, sparse_y_true=sparse_y_true, sparse_y_pred=sparse_y_pred)


class OneHotIoU(IoU):
    def __init__(self, num_classes, target_class_ids, name=None, dtype=None, ignore_class=None, sparse_y_pred=False, axis=-1):
        super().__init__(num_classes=num_classes, target_class_ids=target_class_ids, name=name, dtype=dtype, ignore_class=ignore_class,
                         sparse_y_true=False, sparse_y_pred=sparse_y_pred, axis=axis)


class OneHotMeanIoU(MeanIoU):
    def __init__(self, num_classes, name=None, dtype=None, ignore_class=None, sparse_y_pred=False, axis=-1):
        super().__init__(num_classes=num_classes, axis=axis, name=name, dtype=dtype, ignore_class=ignore_class, sparse_y_true=False,
                         sparse_y_pred=sparse_y_pred)


class SensitivitySpecificityBase(Metric):
    def __init__(self, value, num_thresholds=200, class_id=None, name=None, dtype=None):
        super().__init__(name=name, dtype=dtype)
        if num_thresholds <= 0:
            if KERAS3:
                raise ValueError(f'Argument `num_thresholds` must be an integer > 0. Received: num_thresholds={num_thresholds}')
            raise ValueError(f'Argument `num_thresholds` must be an integer > 0. Received: num_thresholds={num_thresholds}')
        self.value = value
        self.class_id = class_id
        self.num_thresholds = num_thresholds
        if num_thresholds == 1:
            self.thresholds = [0.5]
        else:
            self.thresholds = [0.0] + [(i + 1) * 1.0 / (num_thresholds - 1) for i in range(num_thresholds - 2)] + [1.0]
        for name in ('true_positives', 'false_positives', 'true_negatives', 'false_negatives'):
            setattr(self, name, _zeros(self, name, (len(self.thresholds),)))

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true, y_pred = tf.cast(tf.convert_to_tensor(y_true), tf.float32), tf.cast(tf.convert_to_tensor(y_pred), tf.float32)
        if self.class_id is not None:
            y_true, y_pred = y_true[..., self.class_id], y_pred[..., self.class_id]
        positive = tf.reshape(tf.cast(y_true, tf.bool), [1, -1])
        said = tf.reshape(y_pred, [1, -1]) > tf.reshape(tf.constant(self.thresholds), [-1, 1])
        weights = 1.0 if sample_weight is None else tf.reshape(tf.broadcast_to(tf.cast(tf.convert_to_tensor(sample_weight), tf.float32), tf.shape(y_true)), [1, -1])

        def total(condition):
            return tf.reduce_sum(tf.cast(condition, tf.float32) * weights, axis=1)

        _add(self.true_positives, total(tf.logical_and(said, positive)))
        _add(self.false_positives, total(tf.logical_and(said, tf.logical_not(positive))))
        _add(self.false_negatives, total(tf.logical_and(tf.logical_not(said), positive)))
        _add(self.true_negatives, total(tf.logical_and(tf.logical_not(said), tf.logical_not(positive))))

    def reset_state(self):
        _reset(self)

    def _rates(self):
        divide = tf.math.divide_no_nan
        tp, fp, tn, fn = (v + 0.0 for v in (self.true_positives, self.false_positives, self.true_negatives, self.false_negatives))
        return {'recall': divide(tp, tp + fn), 'precision': divide(tp, tp + fp), 'specificity': divide(tn, tn + fp)}

    def _best(self, constrained, dependent):
        rates = self._rates()
        return tf.reduce_max(tf.where(rates[constrained] >= self.value, rates[dependent], 0.0))


def _in_unit(value, name):
    if value < 0 or value > 1:
        raise ValueError(f'Argument `{name}` must be in the range [0, 1]. Received: {name}={value}')


class SensitivityAtSpecificity(SensitivitySpecificityBase):
    def __init__(self, specificity, num_thresholds=200, class_id=None, name=None, dtype=None):
        _in_unit(specificity, 'specificity')
        self.specificity = specificity
        super().__init__(specificity, num_thresholds=num_thresholds, class_id=class_id, name=name, dtype=dtype)

    def result(self):
        return self._best('specificity', 'recall')


class SpecificityAtSensitivity(SensitivitySpecificityBase):
    def __init__(self, sensitivity, num_thresholds=200, class_id=None, name=None, dtype=None):
        _in_unit(sensitivity, 'sensitivity')
        self.sensitivity = sensitivity
        super().__init__(sensitivity, num_thresholds=num_thresholds, class_id=class_id, name=name, dtype=dtype)

    def result(self):
        return self._best('recall', 'specificity')


class PrecisionAtRecall(SensitivitySpecificityBase):
    def __init__(self, recall, num_thresholds=200, class_id=None, name=None, dtype=None):
        _in_unit(recall, 'recall')
        self.recall = recall
        super().__init__(value=recall, num_thresholds=num_thresholds, class_id=class_id, name=name, dtype=dtype)

    def result(self):
        return self._best('recall', 'precision')


class RecallAtPrecision(SensitivitySpecificityBase):
    def __init__(self, precision, num_thresholds=200, class_id=None, name=None, dtype=None):
        _in_unit(precision, 'precision')
        self.precision = precision
        super().__init__(value=precision, num_thresholds=num_thresholds, class_id=class_id, name=name, dtype=dtype)

    def result(self):
        return self._best('precision', 'recall')


class R2Score(Metric):
    def __init__(self, class_aggregation='uniform_average', num_regressors=0, name='r2_score', dtype=None):
        super().__init__(name=name, dtype=dtype)
        allowed = (None, 'uniform_average', 'variance_weighted_average')
        if class_aggregation not in allowed:
            raise ValueError(f'Invalid value for argument `class_aggregation`. Expected one of {allowed}. Received: class_aggregation={class_aggregation}')
        if num_regressors < 0:
            raise ValueError(f'Invalid value for argument `num_regressors`. Expected a value >= 0. Received: num_regressors={num_regressors}')
        self.class_aggregation = class_aggregation
        self.num_regressors = num_regressors
        self.num_samples = _zeros(self, 'num_samples', (), None if KERAS3 else 'int32')
        self._ready = False

    def _prepare(self, y_true_shape, y_pred_shape):
        shown = f'Received input shapes: y_pred.shape={y_pred_shape} and y_true.shape={y_true_shape}.'
        if len(y_pred_shape) != 2 or len(y_true_shape) != 2:
            raise ValueError(f'R2Score expects 2D inputs with shape (batch_size, output_dim). {shown}')
        if y_pred_shape[-1] is None or y_true_shape[-1] is None:
            raise ValueError(f'R2Score expects 2D inputs with shape (batch_size, output_dim), with output_dim fully defined (not None). {shown}')
        shape = (y_pred_shape[-1],)
        self.squared_sum = _zeros(self, 'squared_sum', shape)
        self.sum = _zeros(self, 'sum', shape)
        self.total_mse = _zeros(self, 'residual', shape)
        self.count = _zeros(self, 'count', shape)
        self._ready = True

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true, y_pred = tf.cast(tf.convert_to_tensor(y_true), 'float32'), tf.cast(tf.convert_to_tensor(y_pred), 'float32')
        if KERAS3 and y_true.shape.rank == 1 and y_pred.shape.rank == 2 and y_pred.shape[-1] == 1:
            y_true = tf.expand_dims(y_true, -1)
        if not self._ready:
            self._prepare(y_true.shape, y_pred.shape)
        weight = tf.convert_to_tensor(1.0) if sample_weight is None else tf.cast(tf.convert_to_tensor(sample_weight), 'float32')
        if len(weight.shape) == 1:
            weight = tf.expand_dims(weight, 1)
        weight = tf.broadcast_to(weight, tf.shape(y_true))
        _add(self.sum, tf.reduce_sum(y_true * weight, axis=0))
        _add(self.squared_sum, tf.reduce_sum(y_true * (y_true * weight), axis=0))
        _add(self.total_mse, tf.reduce_sum((y_true - y_pred) ** 2 * weight, axis=0))
        _add(self.count, tf.reduce_sum(weight, axis=0))
        _add(self.num_samples, tf.size(y_true))

    def result(self):
        mean = self.sum / self.count
        total = self.squared_sum - self.sum * mean
        scores = 1 - self.total_mse / total
        scores = tf.where(tf.math.is_inf(scores), 0.0, scores)
        if self.class_aggregation == 'uniform_average':
            score = tf.reduce_mean(scores)
        elif self.class_aggregation == 'variance_weighted_average':
            score = tf.reduce_sum(total * scores) / tf.reduce_sum(total)
        else:
            score = scores
        if self.num_regressors != 0:
            n, p = tf.cast(self.num_samples + 0, 'float32'), float(self.num_regressors)
            score = 1.0 - (1.0 - score) * (n - 1.0) / (n - p - 1.0)
        return score

    def reset_state(self):
        _reset(self)


class MeanTensor(Metric):
    def __init__(self, name='mean_tensor', dtype=None, shape=None):
        super().__init__(name=name, dtype=dtype)
        self._total = None
        self._shape = None
        if shape is not None:
            self._prepare(shape)

    def _prepare(self, shape):
        self._shape = tuple(shape)
        self._total = _zeros(self, 'total', self._shape)
        self._count = _zeros(self, 'count', self._shape)

    @property
    def total(self):
        return self._total

    @property
    def count(self):
        return self._count

    def update_state(self, values, sample_weight=None):
        values = tf.cast(tf.convert_to_tensor(values), self.dtype)
        if self._total is None:
            self._prepare(values.shape)
        elif tuple(values.shape) != self._shape:
            raise ValueError(f'MeanTensor input values must always have the same shape. Expected shape (set during the first call): {self._shape}. Got: {values.shape}.')
        weight = tf.ones_like(values)
        if sample_weight is not None:
            sample_weight = tf.cast(tf.convert_to_tensor(sample_weight), self.dtype)
            while len(sample_weight.shape) < len(values.shape):
                sample_weight = tf.expand_dims(sample_weight, -1)
            weight = weight * sample_weight
        _add(self._count, weight)
        _add(self._total, values * weight)

    def result(self):
        if self._total is None:
            raise ValueError('MeanTensor does not have any value yet. Please call the MeanTensor instance or use `.update_state(value)` before retrieving the result.')
        return tf.math.divide_no_nan(self._total + 0.0, self._count + 0.0)

    def reset_state(self):
        if self._total is not None:
            _reset(self)


class MeanRelativeError(keras.metrics.Mean):
    def __init__(self, normalizer, name=None, dtype=None):
        super().__init__(name=name, dtype=dtype)
        self.normalizer = tf.cast(normalizer, self.dtype)

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true, y_pred = tf.cast(y_true, self.dtype), tf.cast(y_pred, self.dtype)
        if len(y_pred.shape) == len(y_true.shape) + 1 and y_pred.shape[-1] == 1:
            y_pred = tf.squeeze(y_pred, -1)
        elif len(y_true.shape) == len(y_pred.shape) + 1 and y_true.shape[-1] == 1:
            y_true = tf.squeeze(y_true, -1)
        y_pred.shape.assert_is_compatible_with(y_true.shape)
        return super().update_state(tf.math.divide_no_nan(tf.abs(y_true - y_pred), self.normalizer), sample_weight=sample_weight)
