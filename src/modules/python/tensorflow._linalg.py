# tf.linalg beyond products: decompositions and what is made of them.
import re
import numpy as np
import tensorflow as tf
import tensorflow._ops as ops
from tensorflow._scope import name_scope

def norm(tensor, ord='euclidean', axis=None, keepdims=None, name=None):
    matrix = isinstance(axis, (tuple, list)) and len(axis) == 2
    wrong = f"'axis' must be None, an integer, or a tuple of 2 unique integers, got {axis}"
    if matrix:
        axis = tuple(axis)
        if not isinstance(axis[0], int) or not isinstance(axis[1], int) or axis[0] == axis[1]:
            raise ValueError(wrong)
        supported = ['euclidean', 'fro', 1, 2, np.inf]
        if ord not in supported:
            raise ValueError(f"'ord' must be a supported matrix norm in {supported}, got {ord}")
    else:
        if not (isinstance(axis, int) or axis is None):
            raise ValueError(wrong)
        if (not np.isreal(ord) or ord <= 0) and ord not in ['euclidean', 1, 2, np.inf] if not isinstance(ord, str) else ord != 'euclidean':
            raise ValueError(f"'ord' must be a supported vector norm, got {ord}")
        if axis is not None:
            axis = (axis,)
    with name_scope(name, 'norm'):
        tensor = tf.convert_to_tensor(tensor)
        if ord in ['fro', 'euclidean', 2, 2.0]:
            if matrix and ord in [2, 2.0]:
                rank = tensor.shape.rank
                last = [i % rank for i in axis]
                perm = [i for i in range(rank) if i not in last] + last
                result = tf.reduce_max(tf.linalg.svd(tf.transpose(tensor, perm), compute_uv=False), axis=-1)
                if not keepdims:
                    return result
                for i in sorted(last):
                    result = tf.expand_dims(result, i)
                return result
            result = tf.sqrt(tf.reduce_sum(tensor * tf.math.conj(tensor), axis, keepdims=True))
        else:
            result = tf.abs(tensor)
            if ord == 1:
                result = tf.reduce_sum(result, None if axis is None else axis[0], keepdims=True)
                if matrix:
                    result = tf.reduce_max(result, axis[-1], keepdims=True)
            elif ord == np.inf:
                if matrix:
                    result = tf.reduce_sum(result, axis[1], keepdims=True)
                result = tf.reduce_max(result, None if axis is None else axis[0], keepdims=True)
            else:
                result = tf.pow(tf.reduce_sum(tf.pow(result, ord), axis, keepdims=True), 1.0 / ord)
        return result if keepdims else tf.squeeze(result, axis)

def l2_normalize(x, axis=None, epsilon=1e-12, name=None):
    with name_scope(name, 'l2_normalize') as name:
        x = tf.convert_to_tensor(x, name='x')
        total = tf.reduce_sum(tf.square(x), axis, keepdims=True)
        return tf.multiply(x, tf.math.rsqrt(tf.maximum(total, epsilon)), name=name)

def _resolved(equation, n):
    """The equation without blanks, '...' as '0', and with what comes out; the labels of each input and of the output. After TensorFlow's special_math_ops."""
    text, dots = equation.replace(' ', ''), ''
    if '...' in equation:
        dots = '0'
        if dots in text:
            raise ValueError(f'Invalid character "0" in equation: {equation}.')
        text = text.replace('...', dots)
    match = re.match('^([a-zA-Z%s,]*)(->[a-zA-Z%s]*)?$' % (dots, dots), text)
    if not match:
        raise ValueError(f'Subscripts have incorrect format: {text}')
    inputs, output = match.group(1).split(','), match.group(2)[2:] if match.group(2) else None
    if n != len(inputs):
        raise ValueError(f'Got {n} inputs for equation "{equation}", expecting {len(inputs)}')
    if '->' not in text:
        output = ''.join([x for x in sorted(set(match.group(1))) if x != ',' and match.group(1).count(x) == 1])
        text += '->' + output
    output = output or ''
    if len(set(output)) != len(output):
        raise ValueError(f'Output subscripts contain a label appearing more than once: {equation}')
    for label in output:
        if label != dots and label not in match.group(1):
            raise ValueError(f'Output subscripts contain the label {label} not present in the input subscripts.')
    return text, inputs, output

def einsum(equation, *inputs, **kwargs):
    name, _ = kwargs.pop('name', None), kwargs.pop('optimize', 'greedy')
    if kwargs:
        raise TypeError(f'Invalid keyword arguments for einsum: {", ".join(kwargs)}. Valid arguments: name, optimize, greedy.')
    with name_scope(name, 'einsum'):
        text, labels, output = _resolved(equation, len(inputs))
        inputs = list(inputs)
        while len(inputs) > 2:                                  # two at a time; what neither the rest nor the output names is summed
            rest = ''.join(labels[2:]) + output
            kept = ''.join([x for x in dict.fromkeys(labels[0] + labels[1]) if x in rest])
            inputs[:2] = [ops.Einsum(inputs[:2], equation=f'{labels[0]},{labels[1]}->{kept}'.replace('0', '...'))]
            labels[:2] = [kept]
            text = ','.join(labels) + '->' + output
        return ops.Einsum(inputs, equation=text.replace('0', '...'))

def inv(input, adjoint=False, name=None):
    return ops.MatrixInverse(input, adjoint=adjoint, name=name)

def det(input, name=None):
    return ops.MatrixDeterminant(input, name=name)

def slogdet(input, name=None):
    return ops.named('LogMatrixDeterminant', ['sign', 'log_abs_determinant'], ops.LogMatrixDeterminant(input, name=name))

def cholesky(input, name=None):
    return ops.Cholesky(input, name=name)

def solve(matrix, rhs, adjoint=False, name=None):
    return ops.MatrixSolve(matrix, rhs, adjoint=adjoint, name=name)

def triangular_solve(matrix, rhs, lower=True, adjoint=False, name=None):
    return ops.MatrixTriangularSolve(matrix, rhs, lower=lower, adjoint=adjoint, name=name)

def cholesky_solve(chol, rhs, name=None):
    y = triangular_solve(chol, rhs, adjoint=False, lower=True)
    return triangular_solve(chol, y, adjoint=True, lower=True)

def qr(input, full_matrices=False, name=None):
    return ops.named('Qr', ['q', 'r'], ops.Qr(input, full_matrices=full_matrices, name=name))

def eigh(tensor, name=None):
    e, v = ops.SelfAdjointEigV2(tensor, compute_v=True, name=name)
    return e, v

def eigvalsh(tensor, name=None):
    return ops.SelfAdjointEigV2(tensor, compute_v=False, name=name)[0]

def svd(tensor, full_matrices=False, compute_uv=True, name=None):
    s, u, v = ops.Svd(tensor, compute_uv=compute_uv, full_matrices=full_matrices, name=name)
    return (s, u, v) if compute_uv else s

def eig(tensor, name=None):
    import numpy as np
    x = tf.convert_to_tensor(tensor)
    out = tf.complex128 if x.dtype == tf.float64 else tf.complex64
    w, v = np.linalg.eig(x.numpy())
    return tf.constant(w.astype(out.as_numpy_dtype)), tf.constant(v.astype(out.as_numpy_dtype))

def eigvals(tensor, name=None):
    return eig(tensor)[0]

def diag(diagonal, name='diag', k=0, num_rows=-1, num_cols=-1, padding_value=0, align='RIGHT_LEFT'):
    diagonal = tf.convert_to_tensor(diagonal)
    return ops.MatrixDiagV3(diagonal, k, num_rows, num_cols, tf.cast(padding_value, diagonal.dtype), align=align, name=name)

def diag_part(input, name='diag_part', k=0, padding_value=0, align='RIGHT_LEFT'):
    input = tf.convert_to_tensor(input)
    return ops.MatrixDiagPartV3(input, k, tf.cast(padding_value, input.dtype), align=align, name=name)

def set_diag(input, diagonal, name='set_diag', k=0, align='RIGHT_LEFT'):
    return ops.MatrixSetDiagV3(input, diagonal, k, align=align, name=name)

def tensor_diag(diagonal, name=None):
    return ops.Diag(diagonal, name=name)

def tensor_diag_part(input, name=None):
    return ops.DiagPart(input, name=name)

def band_part(input, num_lower, num_upper, name=None):
    lower = num_lower if tf.is_tensor(num_lower) else tf.constant(num_lower, tf.int64)
    upper = num_upper if tf.is_tensor(num_upper) else tf.constant(num_upper, tf.int64)
    return ops.MatrixBandPart(input, lower, upper, name=name)

def trace(x, name=None):
    return tf.reduce_sum(diag_part(tf.convert_to_tensor(x)), [-1], name=name)

def cross(a, b, name=None):
    return ops.Cross(a, b, name=name)

def matrix_transpose(a, name='matrix_transpose', conjugate=False):
    a = tf.convert_to_tensor(a)
    rank = a.shape.ndims
    if rank is None:
        n = tf.rank(a)
        perm = tf.concat([tf.range(n - 2), [n - 1, n - 2]], 0)
    else:
        if rank < 2:
            raise ValueError('Argument `a` should be a (batch) matrix with rank >= 2.  Received `a` = {} with shape: {}'.format(a, a.shape))
        perm = list(range(rank - 2)) + [rank - 1, rank - 2]
    return tf.transpose(a, perm, conjugate=conjugate)

def adjoint(matrix, name=None):
    return matrix_transpose(tf.convert_to_tensor(matrix), conjugate=True)

def logdet(matrix, name=None):
    return 2.0 * tf.reduce_sum(tf.math.log(tf.math.real(diag_part(cholesky(matrix)))), axis=[-1])

def normalize(tensor, ord='euclidean', axis=None, name=None):
    tensor = tf.convert_to_tensor(tensor)
    norm = tf.norm(tensor, ord, axis, keepdims=True)
    norm = tf.cast(norm, tensor.dtype)
    return tensor / norm, norm

def pinv(a, rcond=None, validate_args=False, name=None):
    a = tf.convert_to_tensor(a)
    import numpy as np
    if rcond is None:
        rcond = 10.0 * max(a.shape[-2], a.shape[-1]) * np.finfo(a.dtype.as_numpy_dtype).eps
    rcond = tf.convert_to_tensor(rcond, dtype=a.dtype)
    s, u, v = svd(a, full_matrices=False, compute_uv=True)
    cutoff = rcond * tf.reduce_max(s, axis=-1)
    s = tf.where(s > tf.expand_dims(cutoff, -1), s, tf.constant(np.inf, s.dtype))
    return tf.matmul(v / tf.expand_dims(s, -2), u, adjoint_b=True)

def matrix_rank(a, tol=None, validate_args=False, name=None):
    a = tf.convert_to_tensor(a)
    import numpy as np
    s = svd(a, compute_uv=False)
    if tol is None:
        tol = np.finfo(a.dtype.as_numpy_dtype).eps * max(a.shape[-2], a.shape[-1]) * tf.reduce_max(s, axis=-1, keepdims=True)
    return tf.reduce_sum(tf.cast(s > tol, tf.int32), axis=-1)

def lstsq(matrix, rhs, l2_regularizer=0.0, fast=True, name=None):
    matrix = tf.convert_to_tensor(matrix)
    rhs = tf.convert_to_tensor(rhs, dtype=matrix.dtype)
    m, n = matrix.shape[-2], matrix.shape[-1]
    if fast:
        if m >= n:
            gram = tf.matmul(matrix, matrix, transpose_a=True) + l2_regularizer * tf.eye(n, dtype=matrix.dtype)
            return cholesky_solve(cholesky(gram), tf.matmul(matrix, rhs, transpose_a=True))
        gram = tf.matmul(matrix, matrix, transpose_b=True) + l2_regularizer * tf.eye(m, dtype=matrix.dtype)
        return tf.matmul(matrix, cholesky_solve(cholesky(gram), rhs), transpose_a=True)
    return tf.matmul(pinv(matrix), rhs)

def lu(input, output_idx_type=tf.int32, name=None):
    return ops.named('Lu', ['lu', 'p'], ops.Lu(input, output_idx_type=output_idx_type))

def _unit_lower(lower_upper):
    return set_diag(band_part(lower_upper, -1, 0), tf.ones(tf.shape(lower_upper)[:-1], lower_upper.dtype))

def lu_reconstruct(lower_upper, perm, validate_args=False, name=None):
    x = tf.matmul(_unit_lower(lower_upper), band_part(lower_upper, 0, -1))
    return tf.gather(x, tf.math.invert_permutation(perm))

def lu_solve(lower_upper, perm, rhs, validate_args=False, name=None):
    y = triangular_solve(_unit_lower(lower_upper), tf.gather(rhs, perm, axis=-2))
    return triangular_solve(lower_upper, y, lower=False)

def lu_matrix_inverse(lower_upper, perm, validate_args=False, name=None):
    return lu_solve(lower_upper, perm, tf.eye(lower_upper.shape[-1], dtype=lower_upper.dtype))

def expm(input, name=None):
    x = tf.convert_to_tensor(input)
    norm = float(tf.reduce_max(tf.reduce_sum(tf.abs(x), axis=-2)))
    squarings = 0
    while norm > 0.5:
        norm, squarings = norm / 2, squarings + 1
    scaled = x / (2.0 ** squarings)
    eye = tf.eye(x.shape[-1], dtype=x.dtype)
    # The Pade approximation of order 6.
    numerator, denominator, term, c = eye, eye, eye, 1.0
    for k in range(1, 7):
        c = c * (6 - k + 1) / (k * (12 - k + 1))
        term = tf.matmul(scaled, term) if k > 1 else scaled
        numerator = numerator + c * term
        denominator = denominator + (c if k % 2 == 0 else -c) * term
    result = solve(denominator, numerator)
    for _ in range(squarings):
        result = tf.matmul(result, result)
    return result

def sqrtm(input, name=None):
    x = tf.convert_to_tensor(input)
    y, z = x, tf.eye(x.shape[-1], dtype=x.dtype)
    for _ in range(40):                     # Denman and Beavers
        y, z = 0.5 * (y + inv(z)), 0.5 * (z + inv(y))
    return y

def logm(input, name=None):
    import numpy as np
    w, v = np.linalg.eig(tf.convert_to_tensor(input).numpy())
    return tf.constant((v @ np.diag(np.log(w)) @ np.linalg.inv(v)).astype(tf.convert_to_tensor(input).dtype.as_numpy_dtype))

def _tridiagonal(diagonals, diagonals_format):
    if diagonals_format == 'matrix':
        return tf.convert_to_tensor(diagonals)
    if diagonals_format == 'compact':
        diagonals = tf.unstack(tf.convert_to_tensor(diagonals), axis=-2)
    upper, main, lower = [tf.convert_to_tensor(d) for d in diagonals]
    if upper.shape[-1] == main.shape[-1]:
        upper, lower = upper[..., :-1], lower[..., 1:]
    return diag(main) + diag(upper, k=1) + diag(lower, k=-1)

def tridiagonal_solve(diagonals, rhs, diagonals_format='compact', transpose_rhs=False, conjugate_rhs=False, name=None, partial_pivoting=True, perturb_singular=False):
    matrix = _tridiagonal(diagonals, diagonals_format)
    rhs = tf.convert_to_tensor(rhs, dtype=matrix.dtype)
    if rhs.shape.rank == matrix.shape.rank - 1:
        return tf.squeeze(solve(matrix, tf.expand_dims(rhs, -1)), -1)
    return solve(matrix, rhs)

def tridiagonal_matmul(diagonals, rhs, diagonals_format='compact', name=None):
    return tf.matmul(_tridiagonal(diagonals, diagonals_format), rhs)

class _LinearOperator:
    def __init__(self, dense):
        self._dense = dense
    shape = property(lambda self: self._dense.shape)
    dtype = property(lambda self: self._dense.dtype)
    def to_dense(self, name=None):
        return self._dense
    def matmul(self, x, adjoint=False, adjoint_arg=False, name=None):
        return tf.matmul(self._dense, x, transpose_a=adjoint, transpose_b=adjoint_arg)
    def matvec(self, x, adjoint=False, name=None):
        return tf.linalg.matvec(self._dense, x, transpose_a=adjoint)
    def solve(self, rhs, adjoint=False, adjoint_arg=False, name=None):
        return solve(self._dense, rhs, adjoint=adjoint)
    def determinant(self, name=None):
        return det(self._dense)
    def log_abs_determinant(self, name=None):
        return slogdet(self._dense)[1]
    def trace(self, name=None):
        return trace(self._dense)
    def diag_part(self, name=None):
        return diag_part(self._dense)
    def inverse(self, name=None):
        return LinearOperatorFullMatrix(inv(self._dense))
    def __matmul__(self, other):
        return self.matmul(other)

class LinearOperatorFullMatrix(_LinearOperator):
    def __init__(self, matrix, *args, **kwargs):
        super().__init__(tf.convert_to_tensor(matrix))

class LinearOperatorDiag(_LinearOperator):
    def __init__(self, diag, *args, **kwargs):
        self.diag = tf.convert_to_tensor(diag)
        super().__init__(tf.linalg.diag(self.diag))

class LinearOperatorIdentity(_LinearOperator):
    def __init__(self, num_rows, batch_shape=None, dtype=None, *args, **kwargs):
        super().__init__(tf.eye(num_rows, dtype=dtype or tf.float32))

class LinearOperatorLowerTriangular(_LinearOperator):
    def __init__(self, tril, *args, **kwargs):
        super().__init__(band_part(tril, -1, 0))
