import numpy as np
from tensorflow.keras import Sequential, Input
from tensorflow.keras.layers import LSTM, Dense

model = Sequential([Input((10, 1)), LSTM(4), Dense(1)])
model.compile('adam', 'mse')
x, y = np.zeros((8, 10)), np.zeros(8)
print(len(model.fit(x, y, verbose=0).history))
model.fit(np.zeros((8, 12, 2)), y, verbose=0)
