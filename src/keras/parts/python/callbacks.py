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


def _set_rate(model, rate):
    # Keras 2 writes to the variable, which of a schedule only shows what it said last.
    if KERAS3:
        model.optimizer.learning_rate = rate
    else:
        model.optimizer.learning_rate.assign(rate)


def _log_rate(model, logs):
    rate = model.optimizer.learning_rate.numpy()
    logs['learning_rate' if KERAS3 else 'lr'] = float(rate) if KERAS3 else rate


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
        _log_rate(self.model, logs)
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
            import numpy as np
            if self.wait >= self.patience and rate > np.float32(self.min_lr):
                new = max(rate * self.factor, self.min_lr)
                _set_rate(self.model, new)
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
        import numpy as np
        import tensorflow as tf
        tensor = not KERAS3 and tf.is_tensor(rate)
        if not tensor and not isinstance(rate, (float, np.float32, np.float64)):
            if KERAS3:
                raise ValueError(f'The output of the `schedule` function should be a float. Got: {rate}')
            raise ValueError(f'The output of the "schedule" function should be float. Got: {rate}')
        if tensor and not rate.dtype.is_floating:
            raise ValueError(f'The dtype of `lr` Tensor should be float. Got: {rate.dtype}')
        _set_rate(self.model, rate)
        if self.verbose > 0:
            print(f'\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {rate}.')

    def on_epoch_end(self, epoch, logs=None):
        if logs is not None:
            _log_rate(self.model, logs)


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

        if save_freq != 'epoch' and not isinstance(save_freq, int):
            values = "'epoch' or integer values" if KERAS3 else '"epoch" or integer'
            raise ValueError(f'Unrecognized save_freq: {save_freq}. Expected save_freq are {values}')
        if not KERAS3:
            up = self.mode == 'max' or (self.mode == 'auto' and ('acc' in monitor or monitor.startswith('fmeasure')))
            self._up = up
            if self.best is None:
                self.best = -math.inf if up else math.inf
        self._batches_seen = 0
        self._last_batch = None

    def on_epoch_begin(self, epoch, logs=None):
        self._current_epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        if self.save_freq == 'epoch':
            return
        new_epoch = self._last_batch is None or batch <= self._last_batch
        self._batches_seen += batch + 1 if new_epoch else batch - self._last_batch
        self._last_batch = batch
        if self._batches_seen >= self.save_freq:
            self._batches_seen = 0
            self._save(self._current_epoch, batch, logs)

    def on_epoch_end(self, epoch, logs=None):
        if KERAS3:
            self._direction()
        if self.save_freq == 'epoch':
            self._save(epoch, None, logs)

    def _say(self, text):
        if self.verbose > 0:
            print(text)

    def _path(self, epoch, batch, logs):
        try:
            if batch is None or 'batch' in logs:
                return self.filepath.format(epoch=epoch + 1, **logs)
            return self.filepath.format(epoch=epoch + 1, batch=batch + 1, **logs)
        except KeyError as e:
            raise KeyError(f'Failed to format this callback filepath: "{self.filepath}". Reason: {e}')

    def _wanted(self, epoch, logs, path):
        head = f'\nEpoch {epoch + 1}: '
        if not self.save_best_only:
            self._say(f'{head}saving model to {path}')
            return True
        current = logs.get(self.monitor)
        if current is None:
            text = f'Can save best model only with {self.monitor} available'
            if KERAS3:
                _warn(text + '.')
            else:
                _log(text + ', skipping.')
            return KERAS3
        best = 'None' if self.best is None else f'{self.best:.5f}'
        if not self._is_improvement(current, self.best):
            self._say(f'{head}{self.monitor} did not improve from {best}')
            return False
        self._say(f'{head}{self.monitor} improved from {best} to {current:.5f}, saving model to {path}')
        self.best = current
        return True

    def _save(self, epoch, batch, logs):
        import os
        logs = logs or {}
        path = self._path(epoch, batch, logs)
        if not self._wanted(epoch, logs, path):
            return
        folder = os.path.dirname(path)
        if folder and not os.path.exists(folder):
            os.makedirs(folder)
        if self.save_weights_only:
            self.model.save_weights(path, overwrite=True)
        else:
            self.model.save(path, overwrite=True)
        if KERAS3:
            self._say(f'\nEpoch {epoch + 1}: finished saving model to {path}')


class CSVLogger(Callback):
    def __init__(self, filename, separator=',', append=False):
        super().__init__()
        self.filename = str(filename)
        self.sep = separator
        self.append = append
        self.keys = None
        self.append_header = True
        self.csv_file = None

    def on_train_begin(self, logs=None):
        import os
        if self.append and os.path.exists(self.filename):
            with open(self.filename) as f:
                self.append_header = not f.readline()
        try:
            self.csv_file = open(self.filename, 'a' if self.append else 'w')
        except FileNotFoundError:
            if KERAS3:
                raise
            import tensorflow as tf
            raise tf.errors.NotFoundError(None, None, f'{self.filename}; No such file or directory') from None
        self._headed = False
        if KERAS3:
            self.keys = None

    def _row(self, values):
        quoted = (f'"{v}"' if any(c in v for c in (self.sep, '"', '\r', '\n')) else v for v in map(str, values))
        self.csv_file.write(self.sep.join(quoted) + '\r\n')

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        if self.keys is None:
            self.keys = sorted(logs)
            if not any(key.startswith('val_') for key in self.keys):
                self.keys += ['val_' + key for key in self.keys]
        if not self._headed:
            self._headed = True
            if self.append_header:
                self._row(['epoch'] + self.keys)
        self._row([epoch] + [logs.get(key, 'NA') for key in self.keys])

    def on_train_end(self, logs=None):
        self.csv_file.close()


class TensorBoard(Callback):
    def __init__(self, log_dir='logs', **kwargs):
        super().__init__()
        self.log_dir = log_dir


class BackupAndRestore(Callback):
    def __init__(self, backup_dir, **kwargs):
        super().__init__()
        self.backup_dir = backup_dir
