import numpy as np
np.zeros((10**7, 10**7, 10**7))
