# keras.optimizers.schedules in Python: a learning rate as a function of the step.
import math

def _tf():
    import tensorflow
    return tensorflow


class LearningRateSchedule:
    def __call__(self, step):
        raise NotImplementedError(f"Learning rate schedule '{self.__class__.__name__}' must override `__call__(self, step)`.")

    def get_config(self):
        raise NotImplementedError(f"Learning rate schedule '{self.__class__.__name__}' must override `get_config()` in order to be serializable.")

    @classmethod
    def from_config(cls, config):
        return cls(**config)


class _Configured(LearningRateSchedule):
    def _keep(self, arguments, positive=None):
        for name in self._arguments:
            setattr(self, name, arguments[name])
        if KERAS3 and positive and arguments[positive] <= 0:
            raise ValueError(f'Argument `{positive}` must be > 0. Received: {positive}={arguments[positive]}')

    def get_config(self):
        return {name: getattr(self, name) for name in self._arguments}


class _Exponential(_Configured):
    _arguments = ('initial_learning_rate', 'decay_steps', 'decay_rate', 'staircase', 'name')

    def _progress(self, step):
        tf = _tf()
        p = tf.cast(step, tf.float32) / tf.cast(self.decay_steps, tf.float32)
        return tf.floor(p) if self.staircase else p


class ExponentialDecay(_Exponential):
    def __init__(self, initial_learning_rate, decay_steps, decay_rate, staircase=False, name='ExponentialDecay' if KERAS3 else None):
        self._keep(locals(), positive='decay_steps')

    def __call__(self, step):
        tf = _tf()
        rate = tf.convert_to_tensor(self.initial_learning_rate, dtype=tf.float32)
        p = self._progress(step)
        return tf.multiply(rate, tf.pow(tf.cast(self.decay_rate, tf.float32), p))


class PiecewiseConstantDecay(_Configured):
    _arguments = ('boundaries', 'values', 'name')

    def __init__(self, boundaries, values, name='PiecewiseConstant' if KERAS3 else None):
        if len(boundaries) != len(values) - 1:
            raise ValueError('The length of boundaries should be 1 less than the length of values. Received: '
                             f'boundaries={boundaries} of length {len(boundaries)}, and values={values} of length {len(values)}.')
        self._keep(locals())

    def __call__(self, step):
        tf = _tf()
        step = tf.cast(step, tf.float32)
        result = tf.where(step <= float(self.boundaries[0]), float(self.values[0]), 0.0)
        result += tf.where(step > float(self.boundaries[-1]), float(self.values[-1]), 0.0)
        for low, high, value in zip(self.boundaries[:-1], self.boundaries[1:], self.values[1:-1]):
            inside = tf.logical_and(step > float(low), step <= float(high))
            result += tf.where(inside, float(value), 0.0)
        return result


class PolynomialDecay(_Configured):
    _arguments = ('initial_learning_rate', 'decay_steps', 'end_learning_rate', 'power', 'cycle', 'name')

    def __init__(self, initial_learning_rate, decay_steps, end_learning_rate=0.0001, power=1.0, cycle=False, name='PolynomialDecay' if KERAS3 else None):
        self._keep(locals(), positive='decay_steps')

    def __call__(self, step):
        tf = _tf()
        first = tf.convert_to_tensor(self.initial_learning_rate, dtype=tf.float32)
        last = tf.cast(self.end_learning_rate, tf.float32)
        at = tf.cast(step, tf.float32)
        steps = tf.cast(self.decay_steps, tf.float32)
        if self.cycle:
            steps = tf.multiply(steps, tf.where(tf.equal(at, 0.0), 1.0, tf.math.ceil(at / self.decay_steps)))
        else:
            at = tf.minimum(at, steps)
        return tf.add(tf.multiply(first - last, tf.pow(1.0 - at / steps, tf.cast(self.power, tf.float32))), last)


class InverseTimeDecay(_Exponential):
    def __init__(self, initial_learning_rate, decay_steps, decay_rate, staircase=False, name='InverseTimeDecay' if KERAS3 else None):
        self._keep(locals(), positive='decay_steps')

    def __call__(self, step):
        tf = _tf()
        p = self._progress(step)
        return tf.convert_to_tensor(self.initial_learning_rate, dtype=tf.float32) / (1.0 + tf.cast(self.decay_rate, tf.float32) * p)


class CosineDecay(_Configured):
    _arguments = ('initial_learning_rate', 'decay_steps', 'alpha', 'name', 'warmup_target', 'warmup_steps')

    def __init__(self, initial_learning_rate, decay_steps, alpha=0.0, name='CosineDecay' if KERAS3 else None, warmup_target=None, warmup_steps=0):
        self._keep(locals(), positive='decay_steps')

    def __call__(self, step):
        tf = _tf()
        first = tf.convert_to_tensor(self.initial_learning_rate, dtype=tf.float32)
        steps = tf.cast(self.decay_steps, tf.float32)
        at = tf.cast(step, tf.float32)

        def decayed(at, start):
            cosine = 0.5 * (1.0 + tf.cos(tf.constant(math.pi, dtype=tf.float32) * (at / steps)))
            return tf.multiply(start, (1 - self.alpha) * cosine + self.alpha)

        if self.warmup_target is None:
            return decayed(tf.minimum(at, steps), first)
        target = tf.cast(self.warmup_target, tf.float32)
        warm = tf.cast(self.warmup_steps, tf.float32)
        at = tf.minimum(at, steps + warm)
        rising = (target - first) * (at / warm) + first
        return tf.where(at < warm, rising, decayed(at - warm, target))


class CosineDecayRestarts(_Configured):
    _arguments = ('initial_learning_rate', 'first_decay_steps', 't_mul', 'm_mul', 'alpha', 'name')

    def __init__(self, initial_learning_rate, first_decay_steps, t_mul=2.0, m_mul=1.0, alpha=0.0, name='SGDRDecay' if KERAS3 else None):
        self._keep(locals(), positive='first_decay_steps')

    def __call__(self, step):
        tf = _tf()
        first = tf.convert_to_tensor(self.initial_learning_rate, dtype=tf.float32)
        done = tf.cast(step, tf.float32) / tf.cast(self.first_decay_steps, tf.float32)
        if self.t_mul == 1.0:
            restart = tf.floor(done)
            done = done - restart
        else:
            restart = tf.floor(tf.math.log(1.0 - done * (1.0 - self.t_mul)) / math.log(self.t_mul))
            power = tf.pow(tf.cast(self.t_mul, tf.float32), restart)
            done = (done - (1.0 - power) / (1.0 - self.t_mul)) / power
        cosine = 0.5 * tf.pow(tf.cast(self.m_mul, tf.float32), restart) * (1.0 + tf.cos(tf.constant(math.pi, dtype=tf.float32) * done))
        return tf.multiply(first, (1 - self.alpha) * cosine + self.alpha)


def _minimize(optimizer, loss, var_list, tape):
    tf = _tf()
    if not callable(loss) and tape is None:
        raise ValueError(f'`tape` is required when a `Tensor` loss is passed. Received: loss={loss}, tape={tape}.')
    if tape is None:
        tape = tf.GradientTape()
    if callable(loss):
        with tape:
            if not callable(var_list):
                tape.watch(var_list)
            loss = loss()
            if callable(var_list):
                var_list = var_list()
    return optimizer.apply_gradients(list(zip(tape.gradient(loss, var_list), var_list)))
