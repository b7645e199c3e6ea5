# Goes on where saving.py ends: models and weights in files of the run. What a file holds is kept beside its name.
import os

_FILES = {}                                        # {absolute path: what was saved there}


def _keep(path, held):
    with open(path, 'wb') as f:
        f.write(b'\x89HDF\r\n\x1a\n')
    _FILES[os.path.abspath(str(path))] = held


def _held_in(path):
    held = _FILES.get(os.path.abspath(str(path)))
    if held is None or not os.path.isfile(str(path)):
        raise FileNotFoundError(2, f"Unable to synchronously open file (unable to open file: name = '{path}', errno = 2, error message = 'No such file or directory', "
                                   'flags = 0, o_flags = 0)')
    return held


def _snake(name):
    out = ''
    for i, c in enumerate(name):
        if c.isupper() and i and (not name[i - 1].isupper() or (i + 1 < len(name) and name[i + 1].islower())) and name[i - 1] != '_':
            out += '_'
        out += c.lower()
    return out


def _leaves(model, path='layers'):
    # (place, layer) of all that has weights of its own: the place counts layers of one class.
    counts, out = {}, []
    for layer in model.layers:
        name = _snake(type(layer).__name__)
        seen = counts.get(name, 0)
        counts[name] = seen + 1
        place = f'{path}/{name}_{seen}' if seen else f'{path}/{name}'
        out += _leaves(layer, place + '/layers') if _is_model(layer) else [(place, layer)]
    return out


def _weights_held(model):
    return {place: layer.get_weights() for place, layer in _leaves(model)}


def _load_layer(layer, values):
    expected = layer.weights
    if len(values) != len(expected):
        raise ValueError(f"Layer '{layer.name}' expected {len(expected)} variables, but received {len(values)} variables during loading. "
                         f'Expected: {[v.name for v in expected]}')
    for variable, value in zip(expected, values):
        variable.assign(value)


def _load_by_place(model, held, skip_mismatch):
    failed = []
    for place, layer in _leaves(model):
        try:
            _load_layer(layer, held.get(place, []))
        except Exception as e:
            if not KERAS3 and not skip_mismatch:
                raise
            if not KERAS3:
                _warn(f'Could not load weights in object {layer}. Skipping object. Exception encountered: {e}')
            failed.append((layer, e))
    if not failed or not KERAS3:
        return
    layer, error = failed[0]
    text = (f'A total of {len(failed)} objects could not be loaded. Example error message for object {layer}:\n\n{error}\n\n'
            f'List of objects that could not be loaded:\n{[one for one, _ in failed]}')
    if not skip_mismatch:
        raise ValueError(text)
    _warn(text)


def _load_in_order(model, held):
    # The older format knows only which layer comes when.
    layers = [layer for layer in model.layers if layer.weights]
    saved = [(place, values) for place, values in held.items() if values]
    if len(layers) != len(saved):
        raise ValueError(f'Layer count mismatch when loading weights from file. Model expected {len(layers)} layers, found {len(saved)} saved layers.')
    for k, (layer, (_, values)) in enumerate(zip(layers, saved)):
        for variable, value in zip(layer.weights, values):
            if tuple(variable.shape) != value.shape:
                raise ValueError(f"Shape mismatch in layer #{k} (named {layer.name}) for weight {variable.path if KERAS3 else variable.name}. "
                                 f'Weight expects shape {tuple(variable.shape) if KERAS3 else variable.shape}. Received saved weight with shape {value.shape}')
        _load_layer(layer, values)


def _save_weights(model, filepath, overwrite=True, **kwargs):
    if KERAS3 and not str(filepath).endswith('.weights.h5'):
        raise ValueError(f'The filename must end in `.weights.h5`. Received: filepath={filepath}')
    _keep(filepath, {'weights': _weights_held(model)})


def _load_weights(model, filepath, skip_mismatch=False, **kwargs):
    path = str(filepath)
    if KERAS3 and not path.endswith(('.keras', '.weights.h5', '.h5', '.hdf5')):
        raise ValueError(f'File format not supported: filepath={filepath}. Keras 3 only supports V3 `.keras` files, `.weights.h5` files, legacy H5 format files '
                         '(`.h5` extension), or Orbax checkpoints.')
    if not KERAS3 and not path.endswith(('.keras', '.h5', '.hdf5')) and not os.path.exists(path):
        import tensorflow as tf
        raise tf.errors.NotFoundError(None, None, f'Unsuccessful TensorSliceReader constructor: Failed to find any matching files for {path}')
    held = _held_in(filepath)['weights']
    if path.endswith(('.h5', '.hdf5')) and not path.endswith('.weights.h5'):
        _load_in_order(model, held)
    else:
        _load_by_place(model, held, skip_mismatch)


def _save_model(model, filepath, overwrite=True, **kwargs):
    path = str(filepath)
    if path.endswith(('.h5', '.hdf5')):
        if KERAS3:
            _log_absl('You are saving your model as an HDF5 file via `model.save()` or `keras.saving.save_model(model)`. This file format is considered legacy. '
                      "We recommend using instead the native Keras format, e.g. `model.save('my_model.keras')` or `keras.saving.save_model(model, 'my_model.keras')`. ")
        else:
            _warn('You are saving your model as an HDF5 file via `model.save()`. This file format is considered legacy. '
                  "We recommend using instead the native Keras format, e.g. `model.save('my_model.keras')`.")
    elif KERAS3 and not path.endswith('.keras'):
        raise ValueError('Invalid filepath extension for saving. Please add either a `.keras` extension for the native Keras format (recommended) or a `.h5` extension. '
                         f'Use `model.export(filepath)` if you want to export a SavedModel for use with TFLite/TFServing/etc. Received: filepath={filepath}.')
    optimizer = getattr(model, 'optimizer', None)
    _keep(filepath, {'config': _with_calls(model), 'class': type(model), 'weights': _weights_held(model), 'compiled': _compiled(model),
                     'steps': [v.numpy() for v in _slots(optimizer)] if optimizer is not None else []})


def _slots(optimizer):
    return optimizer.variables() if callable(optimizer.variables) else optimizer.variables


def load_model(filepath, custom_objects=None, compile=True, safe_mode=True, **kwargs):
    path = str(filepath)
    if os.path.abspath(path) not in _FILES or not os.path.isfile(path):
        if not KERAS3:
            raise OSError(f'No file or directory found at {filepath}')
        if path.endswith('.keras'):
            raise ValueError(f'File not found: filepath={filepath}. Please ensure the file is an accessible `.keras` zip file.')
        if not path.endswith(('.h5', '.hdf5')):
            raise ValueError(f'File format not supported: filepath={filepath}. Keras 3 only supports V3 `.keras` files, legacy H5 format files (`.h5` extension). '
                             'Note that the legacy SavedModel format is not supported by `load_model()` in Keras 3. In order to reload a TensorFlow SavedModel as an '
                             f"inference-only layer in Keras 3, use `keras.layers.TFSMLayer({filepath}, call_endpoint='serving_default')` (note that your "
                             '`call_endpoint` might have a different name).')
    held = _held_in(filepath)
    with keras.utils.custom_object_scope(custom_objects or {}):
        model = deserialize(held['config'], custom_objects)
    _load_by_place(model, held['weights'], False)
    compiled = held['compiled']
    if compile and compiled is not None:
        optimizer = compiled['optimizer']
        compiled['optimizer'] = type(optimizer).from_config(optimizer.get_config())
        model.compile(**compiled)
        model.optimizer.build(model.trainable_variables)
        own = _slots(model.optimizer)
        if len(own) != len(held['steps']):
            (_warn if KERAS3 else _log_absl)(f"Skipping variable loading for optimizer '{model.optimizer.name}', because it has {len(own)} variables whereas the saved "
                                            f"optimizer has {len(held['steps'])} variables. ")
        else:
            for variable, value in zip(own, held['steps']):
                variable.assign(value)
    return model


save_model = _save_model
