# What get_config, serialize and deserialize write and read, in Python.
from tensorflow import keras

_AFFINE = 'activation use_bias kernel_initializer bias_initializer kernel_regularizer bias_regularizer activity_regularizer kernel_constraint bias_constraint'
_CONV = 'kernel_size strides padding data_format dilation_rate '
_RECURRENT = 'return_sequences return_state go_backwards stateful unroll ' + ('zero_output_for_mask=False' if KERAS3 else 'time_major=False') + ' units activation '
_WEIGHTS = ('kernel_regularizer recurrent_regularizer bias_regularizer activity_regularizer kernel_constraint recurrent_constraint bias_constraint '
            'dropout recurrent_dropout')
_SEPARABLE3 = ('use_bias depthwise_initializer pointwise_initializer bias_initializer depthwise_regularizer pointwise_regularizer bias_regularizer '
               'activity_regularizer depthwise_constraint pointwise_constraint bias_constraint')

# The keys of a layer's own in their order, where it is not the constructor's; "key=value": what the constructor does not take.
_KEYS2 = {
    'Dense': 'units ' + _AFFINE,
    'Conv': 'filters ' + _CONV + 'groups ' + _AFFINE,
    'ConvTranspose': 'filters ' + _CONV + 'groups=1 ' + _AFFINE + ' output_padding',
    'DepthwiseConv': _CONV + 'groups=1 activation use_bias bias_initializer bias_regularizer activity_regularizer bias_constraint depth_multiplier '
                     'depthwise_initializer depthwise_regularizer depthwise_constraint',
    'SeparableConv': 'filters ' + _CONV + 'groups=1 activation use_bias bias_initializer bias_regularizer activity_regularizer bias_constraint '
                     'depth_multiplier depthwise_initializer pointwise_initializer depthwise_regularizer pointwise_regularizer depthwise_constraint '
                     'pointwise_constraint',
    'LSTM': _RECURRENT + 'recurrent_activation use_bias kernel_initializer recurrent_initializer bias_initializer unit_forget_bias ' + _WEIGHTS + ' implementation=2',
    'GRU': _RECURRENT + 'recurrent_activation use_bias kernel_initializer recurrent_initializer bias_initializer ' + _WEIGHTS + ' implementation=2 reset_after',
    'SimpleRNN': _RECURRENT + 'use_bias kernel_initializer recurrent_initializer bias_initializer ' + _WEIGHTS,
    'Embedding': 'input_dim output_dim embeddings_initializer embeddings_regularizer activity_regularizer embeddings_constraint mask_zero input_length',
    'BatchNormalization': 'axis momentum epsilon center scale beta_initializer gamma_initializer moving_mean_initializer moving_variance_initializer '
                          'beta_regularizer gamma_regularizer beta_constraint gamma_constraint',
    'MaxPooling': 'pool_size padding strides data_format',
    'AveragePooling': 'pool_size padding strides data_format',
    'MaxPooling1D': 'strides pool_size padding data_format',
    'AveragePooling1D': 'strides pool_size padding data_format',
    'Dropout': 'rate noise_shape seed',
    'SpatialDropout': 'rate noise_shape=None seed=None',
    'Normalization': 'axis invert mean variance',
    'Bidirectional': 'layer merge_mode',
}
_KEYS3 = {
    'Dense': 'units ' + _AFFINE.replace('activity_regularizer ', '') + ' quantization_config=None',
    'Conv': 'filters ' + _CONV + 'groups ' + _AFFINE,
    'ConvTranspose': 'filters ' + _CONV.replace('padding ', 'padding output_padding ') + _AFFINE,
    'DepthwiseConv': 'depth_multiplier ' + _CONV + 'activation use_bias depthwise_initializer bias_initializer depthwise_regularizer bias_regularizer '
                     'activity_regularizer depthwise_constraint bias_constraint',
    'SeparableConv': 'depth_multiplier filters ' + _CONV + 'activation ' + _SEPARABLE3,
    'LSTM': _RECURRENT + 'recurrent_activation use_bias kernel_initializer recurrent_initializer bias_initializer unit_forget_bias ' + _WEIGHTS + ' seed',
    'GRU': _RECURRENT + 'recurrent_activation use_bias kernel_initializer recurrent_initializer bias_initializer ' + _WEIGHTS + ' reset_after seed',
    'SimpleRNN': _RECURRENT + 'use_bias kernel_initializer recurrent_initializer bias_initializer ' + _WEIGHTS,
    'Embedding': 'input_dim output_dim embeddings_initializer embeddings_regularizer activity_regularizer=None embeddings_constraint mask_zero quantization_config=None',
    'MaxPooling': 'pool_size padding strides data_format',
    'AveragePooling': 'pool_size padding strides data_format',
    'BatchNormalization': 'axis momentum epsilon center scale beta_initializer gamma_initializer moving_mean_initializer moving_variance_initializer '
                          'beta_regularizer gamma_regularizer beta_constraint gamma_constraint synchronized renorm=False renorm_clipping=None renorm_momentum=0.99',
    'LayerNormalization': 'axis epsilon center scale rms_scaling=False beta_initializer gamma_initializer beta_regularizer gamma_regularizer beta_constraint gamma_constraint',
    'Dropout': 'rate seed noise_shape',
    'SpatialDropout': 'rate seed=None',
    'Normalization': 'axis invert mean variance',
    'Bidirectional': 'merge_mode layer backward_layer',
}
_KEYS = _KEYS3 if KERAS3 else _KEYS2
_ABSENT = object()


def _keys_of(class_name):
    # {key: _ABSENT, or what stands there}; Conv2D and its kin share a row.
    family = class_name[:-2] if class_name[-2:] in ('1D', '2D', '3D') else class_name
    if family[-1:] != class_name[-1:] and class_name.endswith('DTranspose'):
        family = class_name
    if class_name.endswith('Transpose'):
        family = 'ConvTranspose'
    row = _KEYS.get(class_name) or _KEYS.get(family)
    if row is None:
        return None
    out = {}
    for word in row.split():
        key, _, value = word.partition('=')
        out[key] = {'': _ABSENT, 'None': None, 'False': False}.get(value, value)
        if value and out[key] == value:
            out[key] = float(value) if '.' in value else int(value)
    return out


def _pairs(value):
    # ((1, 1), (1, 1)) for a padding or cropping of 1, or of (1, 1).
    rows = (value, value) if isinstance(value, int) else tuple(value)
    return tuple((row, row) if isinstance(row, int) else tuple(row) for row in rows)


def _value_of(layer, key, value):
    if key.endswith('_initializer'):               # the one it has: another would draw another seed
        return serialize(keras.initializers.get(getattr(layer, key, value)))
    if key.endswith('_regularizer'):
        return serialize(keras.regularizers.get(value))
    if key.endswith('_constraint'):
        return serialize(keras.constraints.get(value))
    if key in ('activation', 'recurrent_activation'):
        return serialize(keras.activations.get(value))
    if key in ('layer', 'backward_layer'):
        return serialize(value)
    if key == 'axis' and not KERAS3 and type(layer).__name__ == 'BatchNormalization' and _build_shape(layer):
        return [axis % len(_build_shape(layer)) for axis in (value if isinstance(value, (list, tuple)) else [value])]
    if key == 'data_format' and value is None:
        return 'channels_last'
    if key in ('padding', 'cropping') and type(layer).__name__ in ('ZeroPadding2D', 'Cropping2D'):
        return _pairs(value)
    return value


def _layer_config(layer, config):
    keys = _keys_of(type(layer).__name__)
    out = {name: config.pop(name) for name in ('name', 'trainable', 'dtype', 'batch_input_shape') if name in config}
    for key in config if keys is None else keys:
        value = config.get(key, _ABSENT) if key in config else keys[key]
        if value is not _ABSENT:
            out[key] = _value_of(layer, key, value)
    return out


def _layer_arguments(cls, config):
    # The other way: what the constructor takes; of a functional model, the model.
    if 'output_layers' in config:
        return _functional(config)
    if cls.__name__ == 'Sequential' and 'layers' in config:
        return {'name': config.get('name'), 'layers': [deserialize(layer) for layer in config['layers']]}
    keys = _keys_of(cls.__name__) or {}
    out = {name: value for name, value in config.items() if keys.get(name, _ABSENT) is _ABSENT}
    for name in ('layer', 'backward_layer'):
        if isinstance(out.get(name), dict):
            out[name] = deserialize(out[name])
    return out


def _functional(config):
    outputs = {}                                   # of each call: (layer's name, which call) -> its tensors

    def is_place(value):
        return isinstance(value, list) and len(value) >= 3 and isinstance(value[0], str) and isinstance(value[1], int)

    def place(value):
        return outputs[value[0], value[1]][value[2]]

    def read(value):
        if isinstance(value, dict):
            if value.get('class_name') == '__keras_tensor__':
                return place(value['config']['keras_history'])
            return {name: read(item) for name, item in value.items()}
        return [read(item) for item in value] if isinstance(value, list) else value

    def call(layer, node):
        if isinstance(node, dict):
            return layer(*read(node['args']), **{name: read(value) for name, value in node['kwargs'].items() if value is not None})
        node = [node] if is_place(node) else node
        tensors = [place(entry) for entry in node]
        given = {name: place(value) if is_place(value) else value for name, value in (node[0][3] if len(node[0]) > 3 else {}).items()}
        return layer(tensors[0] if len(tensors) == 1 else tensors, **given)

    waiting = []
    for item in config['layers']:
        if item['class_name'] == 'InputLayer':
            arguments = item['config']
            shape = arguments.get('batch_shape', arguments.get('batch_input_shape'))
            outputs[item['name'], 0] = [keras.Input(batch_shape=shape, dtype=arguments['dtype'], name=arguments['name'])]
            continue
        layer = deserialize(item)
        first = 1 if _is_model(layer) and not KERAS3 else 0
        waiting += [(layer, first + index, node) for index, node in enumerate(item['inbound_nodes'])]
    while waiting:
        later = []
        for layer, index, node in waiting:
            try:
                made = call(layer, node)
            except KeyError:
                later.append((layer, index, node))
                continue
            outputs[layer.name, index] = list(made) if isinstance(made, (list, tuple)) else [made]
        if len(later) == len(waiting):
            raise ValueError('The layers of this config are not connected to its inputs.')
        waiting = later

    def ends(places):
        return place(places) if is_place(places) else [place(item) for item in places]

    return keras.Model(ends(config['input_layers']), ends(config['output_layers']), name=config.get('name'))


def _module_of(cls):
    name = cls.__module__
    if not name.startswith('keras'):
        return None
    for part in ('initializers', 'regularizers', 'constraints', 'layers', 'losses', 'metrics', 'optimizers'):
        if f'.{part}' in name:
            return f'keras.{part}'
    return 'keras.layers' if cls.__name__ == 'InputLayer' else 'keras'


def serialize(obj, use_legacy_format=False):
    if obj is None or isinstance(obj, (str, dict)):
        return obj
    if not hasattr(obj, 'get_config'):
        return obj.__name__
    module = _module_of(type(obj))
    out = {'module': module, 'class_name': type(obj).__name__, 'config': obj.get_config(),
           'registered_name': None if module else keras.utils.get_registered_name(type(obj))}
    return out


def deserialize(config, custom_objects=None, **kwargs):
    if not isinstance(config, dict):
        return config
    name = config['class_name']
    cls = (custom_objects or {}).get(name) or keras.utils.get_custom_objects().get(config.get('registered_name') or name) or keras.utils.get_custom_objects().get(name)
    for space in ('layers', 'initializers', 'regularizers', 'constraints', 'losses', 'metrics', 'optimizers'):
        if cls is None and config.get('module') in (None, f'keras.{space}'):
            cls = getattr(getattr(keras, space), name, None)
    if cls is None and name in ('Sequential', 'Functional', 'Model'):
        cls = keras.Sequential if name == 'Sequential' else keras.Model
    if cls is None:
        if KERAS3:
            raise TypeError(f"Could not locate class '{name}'. Make sure custom classes and functions are decorated with `@keras.saving.register_keras_serializable()`. "
                            'If they are already decorated, make sure they are all imported so that the decorator is run before trying to load them. '
                            f'Full object config: {config}')
        raise ValueError(f"Unknown layer: '{name}'. Please ensure you are using a `keras.utils.custom_object_scope` and that this object is included in the scope. "
                         'See https://www.tensorflow.org/guide/keras/save_and_serialize#registering_the_custom_object for details.')
    try:
        made = cls.from_config(config['config'])
    except TypeError as e:
        raise TypeError(f'{cls} could not be deserialized properly. Please ensure that components that are Python object instances (layers, models, etc.) returned by '
                        "`get_config()` are explicitly deserialized in the model's `from_config()` method."
                        f'\n\nconfig={config}.\n\nException encountered: {e}')
    if KERAS3 and config.get('build_config') and not made.built:
        made.build(config['build_config']['input_shape'])
    return made


def _serialize_layer(layer):
    out = _with_calls(layer) if _is_model(layer) else serialize(layer)
    shape = _build_shape(layer)
    if shape is not None:
        out['build_config'] = {'input_shape': shape}
    return out


def _history(tensor):
    layer, node, index = _keras_history(tensor)
    return [layer.name, node, index]


def _written(value):
    if _is_keras_tensor(value):
        return {'class_name': '__keras_tensor__', 'config': {'shape': tuple(value.shape), 'dtype': str(value.dtype), 'keras_history': _history(value)}}
    if isinstance(value, (list, tuple)):
        return [_written(item) for item in value]
    if isinstance(value, dict):
        return {name: _written(item) for name, item in value.items()}
    return value


def _tensors(value):
    if _is_keras_tensor(value):
        return [value]
    return [t for item in (value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()) for t in _tensors(item)]


def _node(args, kwargs):
    if KERAS3:
        return {'args': _written(args), 'kwargs': _written(kwargs)}
    given = {name: value for name, value in kwargs.items() if name not in ('training', 'mask') or value is not None}
    return [_history(tensor) + [{name: _history(value) if _is_keras_tensor(value) else value for name, value in given.items()}] for tensor in _tensors(args)]


def _model_config(model, own):
    out = {name: own[name] for name in (('name', 'trainable', 'dtype') if KERAS3 else ('name',))}
    if type(model).__name__ == 'Sequential':
        out['layers'] = [_serialize_layer(layer) for layer in _all_layers(model)]
        if KERAS3 and out['layers'] and out['layers'][0]['class_name'] == 'InputLayer':
            out['build_input_shape'] = out['layers'][0]['config']['batch_shape']
        return out
    out.pop('dtype', None)
    out['trainable'] = own['trainable']
    out['layers'] = []
    for layer in _all_layers(model):
        one = _serialize_layer(layer)
        one['name'] = layer.name
        one['inbound_nodes'] = [] if one['class_name'] == 'InputLayer' else [_node(args, kwargs) for args, kwargs in _calls(layer)]
        out['layers'].append(one)
    for key, structure in (('input_layers', model.inputs), ('output_layers', model.outputs)):
        places = [_history(tensor) for tensor in structure]
        out[key] = places[0] if KERAS3 and len(places) == 1 else places
    return out


def _with_calls(model):
    config = model.get_config()
    if type(model).__name__ == 'Sequential':
        return {'module': 'keras', 'class_name': 'Sequential', 'config': config, 'registered_name': None}
    return {'module': 'keras.src.models.functional' if KERAS3 else 'keras.src.engine.functional', 'class_name': 'Functional', 'config': config,
            'registered_name': 'Functional'}


def _to_json(model, kwargs):
    import json
    out = _with_calls(model)
    if KERAS3:
        out['build_config'] = {'input_shape': out['config'].get('build_input_shape')}
        if not model.optimizer:
            out['compile_config'] = {}
    else:
        out = {'class_name': out['class_name'], 'config': out['config'], 'keras_version': '2.15.0', 'backend': 'tensorflow'}
    return json.dumps(out, **kwargs)


def model_from_json(json_string, custom_objects=None):
    import json
    return deserialize(json.loads(json_string), custom_objects)


def model_from_config(config, custom_objects=None):
    return deserialize(config, custom_objects)


serialize_keras_object, deserialize_keras_object = serialize, deserialize
