// Every function of the numpy namespace, to be bound to its name and signature (modules/numpy.cpp). Arguments come in the order of the signature.
#pragma once
#include "numpy/function.h"

namespace misfit::np::fn {

// Making (create.cpp)
Function array, asarray, asanyarray, ascontiguousarray, asfortranarray, zeros, ones, empty, full, zeros_like, ones_like, empty_like, full_like, arange, linspace, logspace,
    geomspace, eye, identity, diag, diagflat, diagonal, tri, tril, triu, vander, fromiter, fromfunction, frombuffer, fromstring, copy, meshgrid, indices, ndarray_new,
    tril_indices, triu_indices, diag_indices, fill_diagonal, ix_, broadcast_arrays, broadcast_to, broadcast_shapes, asarray_chkfinite, full_eye;
// Shapes (shape.cpp)
Function reshape, m_reshape, ravel, flatten, transpose, m_transpose, swapaxes, moveaxis, rollaxis, squeeze, expand_dims, atleast_1d, atleast_2d, atleast_3d, concatenate, stack, vstack,
    hstack, dstack, column_stack, split, array_split, hsplit, vsplit, dsplit, tile, repeat, pad, flip, flipud, fliplr, roll, rot90, resize, m_resize, append, insert, delete_, block,
    trim_zeros, unstack, matrix_transpose, sliding_window_view;
// Reductions and statistics (stats.cpp, nan.cpp)
Function sum, prod, mean, std_, var, max, min, ptp, any, all, argmax, argmin, cumsum, cumprod, diff, ediff1d, median, percentile, quantile, average, histogram, histogram2d, histogram_bin_edges,
    bincount, digitize, cov, corrcoef, interp, gradient, convolve, correlate, trapezoid, cross, clip, clip_function, round_, count_nonzero, nansum, nanmean, nanstd, nanvar, nanmax, nanmin, nanargmax,
    nanargmin, nanmedian, nanpercentile, nanprod, nancumsum, nan_to_num, trace, piecewise, unwrap, fix, sinc, i0, real, imag, angle, real_if_close, isneginf, isposinf;
// Sorting, searching and selecting (sort.cpp)
Function sort, m_sort, argsort, partition, m_partition, argpartition, lexsort, unique, searchsorted, where, nonzero, argwhere, flatnonzero, extract, select, choose, take, put, take_along_axis, put_along_axis,
    isin, in1d, union1d, intersect1d, setdiff1d, setxor1d, compress, putmask, place, copyto, unravel_index, ravel_multi_index, apply_along_axis, vectorize, ndenumerate, ndindex, nditer;
// Questions (logic.cpp)
Function allclose, isclose, array_equal, array_equiv, iscomplexobj, isrealobj, iscomplex, isreal, isscalar, result_type, can_cast, promote_types, min_scalar_type, shares_memory, ndim, shape, size, issubdtype, iterable,
    finfo, iinfo, packbits, unpackbits;
// Matrices (linalg.cpp, einsum.cpp)
Function dot, vdot, inner, outer, tensordot, einsum, kron, norm, inv, solve, det, slogdet, eig, eigh, eigvals, eigvalsh, svd, qr, cholesky, lstsq, matrix_rank, pinv, matrix_power, multi_dot, cond;
// Polynomials (poly.cpp)
Function polyfit, polyval, roots, poly, polyder, polyint, polyadd, polymul;
// Text (textfn.cpp)
Function array2string, array_str, array_repr, set_printoptions, get_printoptions, printoptions, format_float_positional, format_float_scientific, binary_repr, base_repr, seterr, geterr, errstate,
    save, load, savez, savetxt, loadtxt;
Function char_upper, char_lower, char_add, char_multiply, char_strip, char_lstrip, char_rstrip, char_replace, char_split, char_join, char_find, char_count, char_startswith, char_endswith, char_center, char_zfill,
    char_str_len, char_capitalize, char_title, char_isdigit, char_isalpha, char_ljust, char_rjust, char_mod;
// Fourier (fft.cpp)
Function fft, ifft, rfft, irfft, fftfreq, rfftfreq, fft2, ifft2, fftshift, ifftshift;
// Testing (testing.cpp)
// Methods only arrays have (methods.cpp)
Function astype, tolist, item, fill, m_view, m_item_set, m_copy, m_dot, m_tobytes, m_dump, m_array, m_len, m_conj, m_round, m_clip, m_setflags, m_byteswap, m_choose, m_searchsorted, m_itemset, m_compress, m_reduce, m_deepcopy, m_format, m_diagonal, m_put, m_tofile, m_argpartition, m_newbyteorder, m_cumsum, m_astype;

}  // namespace misfit::np::fn
