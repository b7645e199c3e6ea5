import numpy as np
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense

model = Sequential()
model.add(Dense(12, input_dim=8, activation='relu'))
model.add(Dense(1, activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
X = np.random.RandomState(0).rand(20, 9)
y = (X[:, 0] > 0.5).astype(int)
model.fit(X, y, epochs=1, batch_size=10, verbose=0)
