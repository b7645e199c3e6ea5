import numpy as np
import tensorflow as tf


def show(name, call):
    try:
        result = call()
    except Exception as e:
        print(name, type(e).__name__, str(e).split('\n')[0][:300])
    else:
        for r in result if isinstance(result, (list, tuple)) else [result]:
            print(name, np.asarray(r).dtype, np.asarray(r).shape)


x = np.array([[1., 2., 3.], [4., 5., 6.]])
show('tensordot', lambda: np.tensordot(x, x, 1))
show('outer', lambda: np.outer(x, 'a'))
show('cross', lambda: np.cross([1, 2, 3, 4], [1, 2, 3, 4]))
show('inv', lambda: np.linalg.inv(x))
show('inv singular', lambda: np.linalg.inv([[1., 2.], [2., 4.]]))
show('inv vector', lambda: np.linalg.inv([1., 2.]))
show('det', lambda: np.linalg.det(x))
show('solve', lambda: np.linalg.solve([[1., 0.], [0., 1.]], [1., 2., 3.]))
show('cholesky', lambda: np.linalg.cholesky([[1., 2.], [2., 1.]]))
show('eig', lambda: np.linalg.eig(x))
show('svd', lambda: np.linalg.svd([1., 2.]))
show('norm', lambda: np.linalg.norm(x, ord=7))
show('norm axis', lambda: np.linalg.norm(x, axis=5))
show('index', lambda: x[5])
show('index deep', lambda: x[0, 0, 0])
show('index float', lambda: x[1.0])
show('index mask', lambda: x[[True, False, True]])
show('index text', lambda: x['a'])
show('assign', lambda: x.__setitem__(0, [1., 2.]))
show('int of array', lambda: int(x))
