# CTC and Circle of Keras 3, and the names of reductions that both Keras keep of old.
import tensorflow as tf


class Reduction:
    AUTO = 'auto'
    NONE = 'none'
    SUM = 'sum'
    SUM_OVER_BATCH_SIZE = 'sum_over_batch_size'

    @classmethod
    def all(cls):
        return (cls.AUTO, cls.NONE, cls.SUM, cls.SUM_OVER_BATCH_SIZE)

    @classmethod
    def validate(cls, key):
        if key not in cls.all():
            raise ValueError(f'Invalid Reduction Key: {key}. Expected keys are "{cls.all()}"')


def _same_rank(a, b):
    if len(a.shape) == len(b.shape) + 1 and a.shape[-1] == 1:
        return (a, tf.expand_dims(b, -1)) if len(b.shape) == 1 else (tf.squeeze(a, -1), b)
    if len(b.shape) == len(a.shape) + 1 and b.shape[-1] == 1:
        return (tf.expand_dims(a, -1), b) if len(a.shape) == 1 else (a, tf.squeeze(b, -1))
    return a, b


def ctc(y_true, y_pred):
    y_true, y_pred = tf.convert_to_tensor(y_true), tf.convert_to_tensor(y_pred)
    if len(y_true.shape) != 2:
        raise ValueError('Targets `y_true` are expected to be a tensor of shape `(batch_size, max_length)` in integer format. '
                         f'Received: y_true.shape={tuple(y_true.shape)}')
    if len(y_pred.shape) != 3:
        raise ValueError('Logits `y_pred` are expected to be a tensor of shape `(batch_size, max_length, num_classes)`. '
                         f'Received: y_pred.shape={tuple(y_pred.shape)}')
    shape = tf.shape(y_pred)
    logit_length = shape[1] * tf.ones([shape[0]], tf.int32)
    label_length = tf.reduce_sum(tf.cast(tf.not_equal(y_true, tf.zeros_like(y_true)), tf.int32), axis=-1)
    return tf.nn.ctc_loss(tf.cast(y_true, tf.int32), tf.cast(y_pred, tf.float32), label_length, logit_length, logits_time_major=False, blank_index=0)


def circle(y_true, y_pred, ref_labels=None, ref_embeddings=None, remove_diagonal=True, gamma=80, margin=0.4):
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.cast(y_true, tf.int32)
    ref_embeddings = y_pred if ref_embeddings is None else tf.convert_to_tensor(ref_embeddings)
    ref_labels = y_true if ref_labels is None else tf.cast(ref_labels, tf.int32)
    distances = tf.maximum(1 - tf.matmul(y_pred, tf.transpose(ref_embeddings)), 0.0)
    query = tf.reshape(y_true, [-1, 1]) if len(y_true.shape) == 1 else y_true
    key = tf.reshape(ref_labels, [-1, 1]) if len(ref_labels.shape) == 1 else ref_labels
    same = tf.equal(query, tf.transpose(key))
    other = tf.logical_not(same)
    if remove_diagonal:
        same = tf.logical_and(same, tf.logical_not(tf.eye(tf.size(query), tf.size(key), dtype=tf.bool)))
    same_weight = tf.maximum((margin + distances) * tf.cast(same, distances.dtype), 0.0)
    other_weight = tf.maximum((1 + margin - distances) * tf.cast(other, distances.dtype), 0.0)
    same_term = -1 * gamma * same_weight * (margin - distances)
    other_term = gamma * other_weight * (1 - margin - distances)
    never = tf.fill(tf.shape(distances), float('-inf'))
    near = tf.reduce_logsumexp(tf.where(same, same_term, never), axis=1)
    far = tf.reduce_logsumexp(tf.where(other, other_term, never), axis=1)
    loss = tf.nn.softplus(near + far)
    loss._keras_mask = loss > 0
    return loss


class CTC(Loss):
    def __init__(self, reduction='sum_over_batch_size', name='ctc', dtype=None):
        super().__init__(name=name, reduction=reduction, dtype=dtype)

    def call(self, y_true, y_pred):
        return ctc(*_same_rank(y_true, y_pred))


class Circle(Loss):
    def __init__(self, gamma=80.0, margin=0.4, remove_diagonal=True, reduction='sum_over_batch_size', name='circle', dtype=None):
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.gamma, self.margin, self.remove_diagonal = gamma, margin, remove_diagonal

    def call(self, y_true, y_pred):
        y_true, y_pred = _same_rank(y_true, y_pred)
        return circle(y_true, y_pred, gamma=self.gamma, margin=self.margin, remove_diagonal=self.remove_diagonal)

    def get_config(self):
        return {**super().get_config(), 'gamma': self.gamma, 'margin': self.margin, 'remove_diagonal': self.remove_diagonal}
