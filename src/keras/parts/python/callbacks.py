# keras.callbacks in Python, but for Callback and History: those that watch a metric and act on the model.
import math

class LambdaCallback(Callback):
    def __init__(self, on_epoch_begin=None, on_epoch_end=None, on_train_begin=None, on_train_end=None, on_train_batch_begin=None,
                 on_train_batch_end=None, **kwargs):
        super().__init__()
        self.__dict__.update(kwargs)
        for name, given in (('on_epoch_begin', on_epoch_begin), ('on_epoch_end', on_epoch_end), ('on_train_begin', on_train_begin),
                            ('on_train_end', on_train_end), ('on_train_batch_begin', on_train_batch_begin),
                            ('on_train_batch_end', on_train_batch_end)):
            if given is not None:
                self.__dict__[name] = given


class TerminateOnNaN(Callback):
    def __init__(self, raise_error=False):
        super().__init__()
        self.raise_error = raise_error

    def on_batch_end(self, batch, logs=None):
        loss = (logs or {}).get('loss')
        if loss is not None and (math.isnan(loss) or math.isinf(loss)):
            if self.raise_error:
                raise RuntimeError(f'NaN or Inf loss encountered at batch {batch}. Loss value: {loss}. Terminating training immediately.')
            print(f'Batch {batch}: Invalid loss, terminating training')
            self.model.stop_training = True


def _higher_is_better(callback):
    monitor = callback.monitor
    if not KERAS3:
        return monitor.endswith('acc') or monitor.endswith('accuracy') or monitor.endswith('auc')
    name = monitor.removeprefix('val_')
    if name == 'loss':
        return False
    up = ('accuracy', 'acc', 'auc', 'precision', 'recall', 'cosine_similarity', 'f1_score', 'r2_score')
    known = [m.name for m in callback.model.metrics]
    if name in known:
        return any(name.endswith(u) for u in up)
    raise ValueError(f"{callback.__class__.__name__} callback received monitor={monitor}, but Keras isn't able to automatically determine "
                     "whether that metric should be maximized or minimized. Pass `mode='max'` in order to monitor based on the highest metric value, "
                     "or pass `mode='min'` in order to use the lowest value.")


class MonitorCallback(Callback):
    def __init__(self, monitor='val_loss', mode='auto', baseline=None, min_delta=0):
        super().__init__()
        if mode not in ['auto', 'min', 'max']:
            name = self.__class__.__name__
            if KERAS3:
                _warn(f"{name} mode '{mode}' is unknown, fallback to auto mode.")
            else:
                _log(f'{name} mode {mode} is unknown, fallback to auto mode.')
            mode = 'auto'
        self.monitor = monitor
        self.mode = mode
        self.best = baseline
        self.min_delta = abs(min_delta)
        self._up = None

    def _direction(self):
        if self._up is None:
            self._up = self.mode == 'max' or (self.mode == 'auto' and _higher_is_better(self))

    def _is_improvement(self, value, reference):
        if reference is None:
            return True
        if self._up:
            return value - self.min_delta > reference
        return value + self.min_delta < reference

    def _missing(self, what, logs):
        text = f"{what} conditioned on metric `{self.monitor}` which is not available. Available metrics are: {','.join(list(logs.keys()))}"
        if KERAS3:
            _warn(text + ('.' if what.startswith('Learning') else ''))
        else:
            _log(text)


class EarlyStopping(MonitorCallback):
    def __init__(self, monitor='val_loss', min_delta=0, patience=0, verbose=0, mode='auto', baseline=None, restore_best_weights=False,
                 start_from_epoch=0):
        super().__init__(monitor, mode, min_delta=min_delta)
        self.patience = patience
        self.verbose = verbose
        self.baseline = baseline
        self.wait = 0
        self.stopped_epoch = 0
        self.restore_best_weights = restore_best_weights
        self.best_weights = None
        self.start_from_epoch = start_from_epoch

    def on_train_begin(self, logs=None):
        self.wait = 0
        self.stopped_epoch = 0
        self.best = None
        self.best_weights = None
        self.best_epoch = 0

    def on_epoch_end(self, epoch, logs=None):
        self._direction()
        logs = logs or {}
        current = logs.get(self.monitor)
        if current is None:
            self._missing('Early stopping', logs)
        if current is None or epoch < self.start_from_epoch:
            return
        if self.restore_best_weights and self.best_weights is None:
            self.best_weights = self.model.get_weights()
            self.best_epoch = epoch
        self.wait += 1
        if self._is_improvement(current, self.best):
            self.best = current
            self.best_epoch = epoch
            if self.restore_best_weights:
                self.best_weights = self.model.get_weights()
            if self.baseline is None or self._is_improvement(current, self.baseline):
                self.wait = 0
            return
        if self.wait >= self.patience and epoch > 0:
            self.stopped_epoch = epoch
            self.model.stop_training = True
            if not KERAS3:
                self._restore()

    def _restore(self):
        if self.restore_best_weights and self.best_weights is not None:
            if self.verbose > 0:
                print(f'Restoring model weights from the end of the best epoch: {self.best_epoch + 1}.')
            self.model.set_weights(self.best_weights)

    def on_train_end(self, logs=None):
        if self.stopped_epoch > 0 and self.verbose > 0:
            print(f'Epoch {self.stopped_epoch + 1}: early stopping')
        if KERAS3:
            self._restore()


class ReduceLROnPlateau(MonitorCallback):
    def __init__(self, monitor='val_loss', factor=0.1, patience=10, verbose=0, mode='auto', min_delta=1e-4, cooldown=0, min_lr=0.0, **kwargs):
        super().__init__(monitor, mode, min_delta=min_delta)
        if factor >= 1.0:
            if KERAS3:
                raise ValueError(f'ReduceLROnPlateau does not support a factor >= 1.0. Received factor={factor}')
            raise ValueError(f'ReduceLROnPlateau does not support a factor >= 1.0. Got {factor}')
        self.factor = factor
        self.min_lr = min_lr
        self.patience = patience
        self.verbose = verbose
        self.cooldown = cooldown
        self.cooldown_counter = 0
        self.wait = 0

    def on_train_begin(self, logs=None):
        self.best = None
        self.cooldown_counter = 0
        self.wait = 0

    def in_cooldown(self):
        return self.cooldown_counter > 0

    def on_epoch_end(self, epoch, logs=None):
        if self.mode == 'auto' and not KERAS3:
            self._up = 'acc' in self.monitor
        self._direction()
        logs = logs if logs is not None else {}
        rate = float(self.model.optimizer.learning_rate.numpy())
        logs['learning_rate' if KERAS3 else 'lr'] = rate
        current = logs.get(self.monitor)
        if current is None:
            self._missing('Learning rate reduction is', logs)
            return
        if self.in_cooldown():
            self.cooldown_counter -= 1
            self.wait = 0
        if self._is_improvement(current, self.best):
            self.best = current
            self.wait = 0
        elif not self.in_cooldown():
            self.wait += 1
            if self.wait >= self.patience and rate > self.min_lr:
                new = max(rate * self.factor, self.min_lr)
                self.model.optimizer.learning_rate = new
                if self.verbose > 0:
                    print(f'\nEpoch {epoch + 1}: ReduceLROnPlateau reducing learning rate to {new}.')
                self.cooldown_counter = self.cooldown
                self.wait = 0


class LearningRateScheduler(Callback):
    def __init__(self, schedule, verbose=0):
        super().__init__()
        self.schedule = schedule
        self.verbose = verbose

    def on_epoch_begin(self, epoch, logs=None):
        try:
            rate = self.schedule(epoch, float(self.model.optimizer.learning_rate.numpy()))
        except TypeError:
            rate = self.schedule(epoch)
        if not isinstance(rate, float):
            if KERAS3:
                raise ValueError(f'The output of the `schedule` function should be a float. Got: {rate}')
            raise ValueError(f'The output of the "schedule" function should be float. Got: {rate}')
        self.model.optimizer.learning_rate = rate
        if self.verbose > 0:
            print(f'\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {rate}.')

    def on_epoch_end(self, epoch, logs=None):
        if logs is not None:
            logs['learning_rate' if KERAS3 else 'lr'] = float(self.model.optimizer.learning_rate.numpy())


class ModelCheckpoint(MonitorCallback):
    def __init__(self, filepath, monitor='val_loss', verbose=0, save_best_only=False, save_weights_only=False, mode='auto', save_freq='epoch',
                 initial_value_threshold=None, **kwargs):
        super().__init__(monitor, mode, initial_value_threshold)
        self.verbose = verbose
        self.filepath = str(filepath)
        self.save_best_only = save_best_only
        self.save_weights_only = save_weights_only
        self.save_freq = save_freq
        if KERAS3 and save_weights_only and not self.filepath.endswith('.weights.h5'):
            raise ValueError('When using `save_weights_only=True` in `ModelCheckpoint`, the filepath provided must end in `.weights.h5` '
                             f'(Keras weights format). Received: filepath={self.filepath}')
        if KERAS3 and not save_weights_only and not self.filepath.endswith(('.keras', '.h5')):
            raise ValueError(f'The filepath provided must end in `.keras` (Keras model format). Received: filepath={self.filepath}')

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        if not self.save_best_only:
            return
        current = logs.get(self.monitor)
        if current is None:
            text = f'Can save best model only with {self.monitor} available'
            if KERAS3:
                _warn(text + '.')
            else:
                _log(text + ', skipping.')
            return
        self._direction()
        if self._is_improvement(current, self.best):
            self.best = current


class CSVLogger(Callback):
    def __init__(self, filename, separator=',', append=False):
        super().__init__()
        self.filename = filename
        self.sep = separator
        self.append = append


class TensorBoard(Callback):
    def __init__(self, log_dir='logs', **kwargs):
        super().__init__()
        self.log_dir = log_dir


class BackupAndRestore(Callback):
    def __init__(self, backup_dir, **kwargs):
        super().__init__()
        self.backup_dir = backup_dir
