import numpy as np
x = np.zeros((10**6, 10**6))
print(x.sum())
