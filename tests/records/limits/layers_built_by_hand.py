import tensorflow as tf
L = tf.keras.layers
makes = ["Conv1D(2, 2)", "Conv2D(2, 2)", "Conv3D(2, 2)", "Conv2DTranspose(2, 2)", "Conv1DTranspose(2, 2)", "DepthwiseConv2D(2)", "SeparableConv2D(2, 2)", "MaxPooling2D()", "AveragePooling1D()", "GlobalAveragePooling2D()", "GlobalMaxPooling1D()", "UpSampling2D()", "ZeroPadding2D()", "Cropping2D()", "Cropping1D()", "LSTM(2)", "GRU(2)", "SimpleRNN(2)", "Dense(2)", "Embedding(3, 2)", "Flatten()", "Reshape((2,))", "Permute((2, 1))", "RepeatVector(2)", "BatchNormalization()", "LayerNormalization()", "GroupNormalization(1)", "TimeDistributed(L.Dense(2))", "Bidirectional(L.LSTM(2))", "ConvLSTM2D(2, 2)", "Concatenate()", "Add()", "Dot(1)", "Attention()", "MultiHeadAttention(1, 2)", "PReLU()", "EinsumDense('ab,bc->ac', 2)", "Normalization()", "Resizing(2, 2)", "CenterCrop(2, 2)", "Softmax()", "SpatialDropout2D(0.1)", "UnitNormalization()", "RandomFlip()", "CategoryEncoding(3)", "Conv3DTranspose(2, 2)", "UpSampling3D()", "Cropping3D()", "ZeroPadding1D()", "MaxPooling3D()", "SeparableConv1D(2, 2)", "DepthwiseConv1D(2)", "Average()", "StackedRNNCells([L.LSTMCell(2)])", "LSTMCell(2)", "GaussianNoise(0.1)"]
for m in makes:
    for shape in [(), (3,), (2, 3), (2, 3, 4), (None,), None, 5, "a", (2, 3, 4, 5, 6), [(2,), (3,)]]:
        for what in ("build", "compute_output_shape"):
            try:
                layer = eval("L." + m)
                r = getattr(layer, what)(shape)
                print(m, what, shape, r, [tuple(w.shape) for w in layer.weights])
            except Exception as e:
                print(m, what, shape, type(e).__name__, str(e)[:300])
