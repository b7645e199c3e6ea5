import numpy as np
from tensorflow.keras import Sequential, Input
from tensorflow.keras.layers import LSTM, Dense

model = Sequential()
model.add(Input((10, 3)))
model.add(LSTM(8))
model.add(LSTM(4))
model.add(Dense(1))
