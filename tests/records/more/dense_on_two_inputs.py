from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Dense, LSTM

a = Input((4,))
b = Input((4,))
try:
    Dense(3)([a, b])
except ValueError as e:
    print(str(e)[:60])
seq = Input((5, 2))
out = LSTM(3, return_state=True)(seq)
print(len(out))
Dense(1)(out)
