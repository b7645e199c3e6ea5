# The program that builds and fits a model of which only model.to_json() (or a .keras file's config.json) is at hand.
# MODEL is that text; what is printed is the program. Run by our own interpreter, under the profile of the tutor.
import json
import re

import tensorflow as tf

# What a layer cannot be made without, in the order of its arguments.
REQUIRED = {
    'units': 'Dense LSTM GRU SimpleRNN LSTMCell GRUCell SimpleRNNCell',
    'filters kernel_size': 'Conv1D Conv2D Conv3D Conv1DTranspose Conv2DTranspose Conv3DTranspose SeparableConv1D SeparableConv2D '
                           'ConvLSTM1D ConvLSTM2D ConvLSTM3D',
    'kernel_size': 'DepthwiseConv1D DepthwiseConv2D',
    'input_dim output_dim': 'Embedding',
    'rate': 'Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D GaussianDropout AlphaDropout',
    'stddev': 'GaussianNoise',
    'target_shape': 'Reshape',
    'dims': 'Permute',
    'n': 'RepeatVector',
    'activation': 'Activation',
    'scale': 'Rescaling',
    'layer': 'Bidirectional TimeDistributed',
    'num_heads key_dim': 'MultiHeadAttention',
    'height width': 'Resizing CenterCrop RandomCrop',
    'factor': 'RandomFlip RandomRotation RandomZoom RandomContrast',
    'axes': 'Dot',
    'equation output_shape': 'EinsumDense',
}
REQUIRED = {name: words.split() for words, names in REQUIRED.items() for name in names.split()}
UNWRITTEN = {'name', 'trainable', 'batch_input_shape', 'batch_shape', 'build_config', 'quantization_config', 'input_length'}
MODELS = ('Sequential', 'Functional', 'Model')


def snake(name):                                   # as Keras names its layers
    return re.sub(r'([a-z])([A-Z])', r'\1_\2', re.sub(r'(.)([A-Z][a-z]+)', r'\1_\2', name)).lower()


def serialized(value):
    return isinstance(value, dict) and 'class_name' in value and 'config' in value


def maker(kind, name):
    # The class of that name, and how a program writes it.
    space = {'initializer': 'initializers', 'regularizer': 'regularizers', 'constraint': 'constraints'}.get(kind, 'layers')
    found = getattr(getattr(tf.keras, space), name, None)
    if found is None:
        raise ValueError(f'{name} is no class of tf.keras.{space}: a model with classes of your own needs their program, not only its JSON')
    return found, f'tf.keras.{space}.{name}'


def plain(value):
    if isinstance(value, tuple):
        value = list(value)
    if isinstance(value, list) and value and all(item == value[0] and isinstance(item, int) for item in value):
        return value[0]
    return value


def same(kind, value, default):
    # Whether a value is what the argument would be anyway.
    if serialized(value) and isinstance(default, str):
        name = snake(value['class_name'])
        return name in (default, 'random_' + default) and written_config(kind, value) == []
    if value == 'linear':
        value = None
    if default == 'linear':
        default = None
    return plain(value) == plain(default)


def written(kind, value):
    if serialized(value):
        if value['class_name'] in ('DTypePolicy', 'Policy'):
            return repr(value['config']['name'])
        _, text = maker(kind, value['class_name'])
        return f"{text}({', '.join(written_config(kind, value))})"
    value = plain(value)
    return repr(tuple(value)) if isinstance(value, list) and kind != 'axis' else repr(value)


def written_config(kind, item):
    # The arguments that differ from what they would be anyway.
    cls, _ = maker(kind, item['class_name'])
    config = dict(item['config'])
    needed = REQUIRED.get(item['class_name'], []) if kind == 'layer' else []
    missing = [name for name in needed if name not in config]
    if missing:
        raise ValueError(f"{item['class_name']} has no {missing[0]} in its config")
    out = [written(name.split('_')[-1], config.pop(name)) for name in needed]
    if kind == 'layer' and item['class_name'] == 'Bidirectional':
        config.pop('backward_layer', None)
    usual = usual_config(cls, [revived(name, item['config'][name]) for name in needed])
    for name, value in config.items():
        if name in UNWRITTEN or name not in usual:
            continue
        if name == 'dtype':
            value = value['config']['name'] if serialized(value) else value
            if value in (None, 'float32', 'int32'):
                continue
        elif value is None or (name, value) == ('data_format', 'channels_last') or same(name.split('_')[-1], value, usual.get(name)):
            continue
        out.append(f"{name}={written(name.split('_')[-1], value)}")
    own = snake(item['class_name'])
    if kind == 'layer' and not re.fullmatch(f'(forward_)?{own}(_\\d+)?', config.get('name') or own):
        out.append(f"name={config['name']!r}")
    return out


def usual_config(cls, arguments):
    try:
        return cls(*arguments).get_config()
    except (AttributeError, NotImplementedError):
        names, defaults = cls.__init__.__code__.co_varnames[1:cls.__init__.__code__.co_argcount], cls.__init__.__defaults__
        return dict(zip(names[-len(defaults):], defaults))


def revived(name, value):
    if serialized(value):
        cls, _ = maker(name, value['class_name'])
        return cls(*[revived(n, value['config'][n]) for n in REQUIRED.get(value['class_name'], [])])
    return tuple(value) if isinstance(value, list) else value


def operation(layer):
    # How a program calls what is no layer but an operation on tensors; '' for a layer.
    if layer['class_name'] == 'TFOpLambda':
        return 'tf.' + layer['config']['function'].replace('__operators__.', 'math.')
    return f"tf.keras.ops.{snake(layer['class_name'])}" if '.ops.' in (layer.get('module') or '') else ''


def layer_text(item):
    _, text = maker('layer', item['class_name'])
    return f"{text}({', '.join(written_config('layer', item))})"


def input_of(config):
    shape = config.get('batch_shape') or config.get('batch_input_shape')
    if shape is None:
        return None
    return shape[1:], config.get('dtype') or 'float32'


def input_text(name, config, named):
    shape, dtype = input_of(config)
    kind = '' if dtype in ('float32', None) else f', dtype={dtype!r}'
    return f'tf.keras.{name}(shape={tuple(shape)!r}{kind}{named})'


class Writer:
    def __init__(self):
        self.lines = []
        self.names = set()

    def variable(self, wanted):
        wanted = re.sub(r'\W', '_', wanted.split('.')[-1]) or 'x'
        if wanted[0].isdigit():
            wanted = 'x_' + wanted
        name, count = wanted, 1
        while name in self.names:
            count += 1
            name = f'{wanted}_{count}'
        self.names.add(name)
        return name

    def model(self, item, wanted):
        config = item['config']
        if item['class_name'] == 'Sequential':
            return self.sequential(config if isinstance(config, dict) else {'layers': config}, wanted)
        return self.functional(config, wanted)

    def sequential(self, config, wanted):
        rows, first = [], True
        for layer in config['layers']:
            inner = layer['class_name'] in MODELS
            if first and layer['class_name'] != 'InputLayer' and not inner:
                shape = layer['config'].get('batch_input_shape') or config.get('build_input_shape')
                if shape:
                    rows.append(input_text('Input', {'batch_shape': shape, 'dtype': layer['config'].get('dtype') if 'batch_input_shape' in layer['config'] else None}, ''))
            first = False
            if layer['class_name'] == 'InputLayer':
                rows.append(input_text('Input', layer['config'], ''))
            else:
                rows.append(self.model(layer, layer['config']['name']) if inner else layer_text(layer))
        name = self.variable(wanted)
        self.lines += [f'{name} = tf.keras.Sequential([', *[f'    {row},' for row in rows], '])']
        return name

    def functional(self, config, wanted):
        values = {}

        def reference(history):
            layer, node, output = history[0], history[1], history[2]
            name, many = values[layer, node]
            return f'{name}[{output}]' if many else name

        def arguments(value):
            if isinstance(value, dict) and value.get('class_name') == '__keras_tensor__':
                return reference(value['config']['keras_history'])
            if isinstance(value, list):
                return '[' + ', '.join(arguments(v) for v in value) + ']'
            return repr(value)

        def new_node(layer, node):
            words = [arguments(a) for a in node['args']]
            # Of a layer's other arguments those that are tensors: training and mask are found again by themselves.
            words += [f'{name}={arguments(a)}' for name, a in node['kwargs'].items() if operation(layer) or histories(a)]
            return ', '.join(words)

        def old_node(layer, node):                 # [["name", node, output, {arguments}], ...]
            node = [node] if isinstance(node[0], str) else node
            inputs = [reference(entry) for entry in node]
            words = inputs[0] if len(inputs) == 1 else '[' + ', '.join(inputs) + ']'
            for name, value in node[0][3].items():
                if histories(value):
                    words += f', {name}={reference(value)}'
                elif operation(layer) and value is not None:
                    words += f', {name}={value!r}'
            return words

        waiting = list(config['layers'])
        used = [h for layer in waiting for h in histories(layer.get('inbound_nodes', []))] + flat(config['output_layers'])
        several = {(h[0], h[1]) for h in used if h[2] > 0}
        # A model inside a model was called once before, by itself.
        first = {(layer.get('name') or layer['config']['name']): 0 for layer in waiting}
        for layer in waiting:
            if layer['class_name'] in MODELS:
                first[layer['name']] = min((h[1] for h in used if h[0] == layer['name']), default=0)
        while waiting:
            ready = [l for l in waiting if all((h[0], h[1]) in values for h in histories(l.get('inbound_nodes', [])))]
            if not ready:
                raise ValueError(f"the layers {', '.join(l['name'] for l in waiting)} are not connected to the inputs")
            for layer in ready:
                waiting.remove(layer)
                own = layer.get('name') or layer['config']['name']
                if layer['class_name'] == 'InputLayer':
                    name = self.variable(own)
                    named = '' if re.fullmatch(r'input(_layer)?(_\d+)?', own) else f', name={own!r}'
                    self.lines.append(f"{name} = {input_text('Input', layer['config'], named)}")
                    values[own, 0] = (name, False)
                    continue
                nodes = layer['inbound_nodes']
                if layer['class_name'] in MODELS:
                    made = self.model(layer, own)
                elif operation(layer):
                    made = operation(layer)
                elif len(nodes) > 1:
                    made = self.variable(own)
                    self.lines.append(f'{made} = {layer_text(layer)}')
                else:
                    made = layer_text(layer)
                for index, node in enumerate(nodes):
                    inputs = new_node(layer, node) if isinstance(node, dict) else old_node(layer, node)
                    name = self.variable(own if len(nodes) == 1 else f'{own}_of_{index + 1}')
                    self.lines.append(f'{name} = {made}({inputs})')
                    values[own, first[own] + index] = (name, (own, first[own] + index) in several)
        ends = []
        for key in ('input_layers', 'output_layers'):
            tensors = [reference(h) for h in flat(config[key])]
            ends.append(tensors[0] if len(tensors) == 1 else '[' + ', '.join(tensors) + ']')
        name = self.variable(wanted)
        self.lines.append(f'{name} = tf.keras.Model({ends[0]}, {ends[1]})')
        return name


def flat(layers):
    if isinstance(layers, dict):
        return [h for value in layers.values() for h in flat(value)]
    return [layers] if layers and isinstance(layers[0], str) else [h for value in layers for h in flat(value)]


def histories(value):
    # Every (layer, node, output) that a node's arguments name.
    if isinstance(value, dict):
        if value.get('class_name') == '__keras_tensor__':
            return [value['config']['keras_history']]
        return [h for v in value.values() for h in histories(v)]
    if isinstance(value, list):
        if len(value) >= 3 and isinstance(value[0], str) and isinstance(value[1], int) and isinstance(value[2], int):
            return [value]
        return [h for v in value for h in histories(v)]
    return []


def lengths(shape, other=10):
    return ', '.join(str(n or other) for n in shape)


def last_layer(item):
    layers = [l for l in item['config']['layers'] if l['class_name'] != 'InputLayer']
    return last_layer(layers[-1]) if layers and layers[-1]['class_name'] in MODELS else (layers[-1] if layers else None)


def entry_layers(item):
    # What reads the inputs first: whole numbers for an Embedding, and below its size.
    layers = item['config']['layers']
    sizes = [l['config']['input_dim'] for l in layers if l['class_name'] == 'Embedding']
    return sizes[0] if sizes else None


def data_lines(item, model):
    shapes = model.input_shape if isinstance(model.input_shape, list) else [model.input_shape]
    outs = model.output_shape if isinstance(model.output_shape, list) else [model.output_shape]
    words = entry_layers(item)
    xs, lines = [], []
    for i, shape in enumerate(shapes):
        xs.append('x' if len(shapes) == 1 else f'x_{i + 1}')
        make = f'np.random.randint(0, {words}, (64, {lengths(shape[1:])}))' if words else f'np.random.rand(64, {lengths(shape[1:])})'
        lines.append(f'{xs[-1]} = {make}')
    last = last_layer(item)
    activation = last['config'].get('activation') if last and len(outs) == 1 else None
    loss, ys = 'mse', []
    for i, shape in enumerate(outs):
        ys.append('y' if len(outs) == 1 else f'y_{i + 1}')
        make = f'np.random.rand(64, {lengths(shape[1:])})'
        if activation == 'softmax':
            loss = 'sparse_categorical_crossentropy'
            make = f"np.random.randint(0, {shape[-1]}, {'64' if len(shape) == 2 else '(64, ' + lengths(shape[1:-1]) + ')'})"
        elif activation == 'sigmoid':
            loss = 'binary_crossentropy'
            make = f'np.random.randint(0, 2, (64, {lengths(shape[1:])}))'
        lines.append(f'{ys[-1]} = {make}')
    both = [names[0] if len(names) == 1 else '[' + ', '.join(names) + ']' for names in (xs, ys)]
    metrics = ", metrics=['accuracy']" if loss != 'mse' else ''
    return lines, f"model.compile(optimizer='adam', loss='{loss}'{metrics})", f'model.fit({both[0]}, {both[1]}, epochs=2, verbose=0)'


def main(text):
    item = json.loads(text)
    if not serialized(item) or item['class_name'] not in MODELS:
        raise ValueError('this JSON is not a Sequential or functional model: it has no "class_name" of one')
    writer = Writer()
    name = writer.model(item, 'model')
    head = ['import numpy as np', 'import tensorflow as tf', '']
    space = {}
    exec('\n'.join(head + writer.lines), space)
    if not getattr(space[name], 'built', True):
        print('\n'.join(head + writer.lines))
        return
    data, compiled, fitted = data_lines(item, space[name])
    print('\n'.join(head + ['tf.keras.utils.set_random_seed(1)', '# Numbers in place of your data, of the shapes that the model takes and gives.', *data, '',
                            *writer.lines, '', compiled, fitted]))


main(MODEL)
