// The functions of numpy.linalg, numpy.fft and numpy.char.
#include "modules/numpy_table.h"
#include "numpy/functions.h"

namespace misfit::modules {

namespace fn = np::fn;
namespace {

constexpr np::Entry kLinalg[] = {
    {"norm", "x, ord=None, axis=None, keepdims=False", fn::norm}, {"inv", "a", fn::inv}, {"solve", "a, b", fn::solve}, {"det", "a", fn::det}, {"slogdet", "a", fn::slogdet},
    {"eig", "a", fn::eig}, {"eigh", "a, UPLO='L'", fn::eigh}, {"eigvals", "a", fn::eigvals}, {"eigvalsh", "a, UPLO='L'", fn::eigvalsh}, {"svd", "a, full_matrices=True, compute_uv=True, hermitian=False", fn::svd},
    {"qr", "a, mode='reduced'", fn::qr}, {"cholesky", "a, /, *, upper=False", fn::cholesky}, {"lstsq", "a, b, rcond=None", fn::lstsq}, {"matrix_rank", "A, tol=None, hermitian=False, *, rtol=None", fn::matrix_rank},
    {"pinv", "a, rcond=None, hermitian=False, *, rtol=None", fn::pinv}, {"matrix_power", "a, n", fn::matrix_power}, {"multi_dot", "arrays, *, out=None", fn::multi_dot}, {"cond", "x, p=None", fn::cond}};

constexpr np::Entry kFft[] = {
    {"fft", "a, n=None, axis=-1, norm=None, out=None", fn::fft}, {"ifft", "a, n=None, axis=-1, norm=None, out=None", fn::ifft}, {"rfft", "a, n=None, axis=-1, norm=None, out=None", fn::rfft},
    {"irfft", "a, n=None, axis=-1, norm=None, out=None", fn::irfft}, {"fft2", "a, s=None, axes=(-2, -1), norm=None", fn::fft2}, {"ifft2", "a, s=None, axes=(-2, -1), norm=None", fn::ifft2},
    {"fftfreq", "n, d=1.0, device=None", fn::fftfreq}, {"rfftfreq", "n, d=1.0, device=None", fn::rfftfreq}, {"fftshift", "x, axes=None", fn::fftshift}, {"ifftshift", "x, axes=None", fn::ifftshift}};

constexpr np::Entry kChar[] = {
    {"upper", "a", fn::char_upper}, {"lower", "a", fn::char_lower}, {"add", "x1, x2", fn::char_add}, {"multiply", "a, i", fn::char_multiply}, {"strip", "a, chars=None", fn::char_strip}, {"lstrip", "a, chars=None", fn::char_lstrip},
    {"rstrip", "a, chars=None", fn::char_rstrip}, {"replace", "a, old, new, count=None", fn::char_replace}, {"split", "a, sep=None, maxsplit=None", fn::char_split}, {"join", "sep, seq", fn::char_join}, {"find", "a, sub, start=None, end=None", fn::char_find},
    {"count", "a, sub, start=None, end=None", fn::char_count}, {"startswith", "a, prefix, start=None, end=None", fn::char_startswith}, {"endswith", "a, suffix, start=None, end=None", fn::char_endswith}, {"center", "a, width, fillchar=None", fn::char_center},
    {"zfill", "a, width", fn::char_zfill}, {"str_len", "a", fn::char_str_len}, {"capitalize", "a", fn::char_capitalize}, {"title", "a", fn::char_title}, {"isdigit", "a", fn::char_isdigit}, {"isalpha", "a", fn::char_isalpha},
    {"ljust", "a, width, fillchar=None", fn::char_ljust}, {"rjust", "a, width, fillchar=None", fn::char_rjust}, {"mod", "a, values", fn::char_mod}};

}  // namespace

std::span<const np::Entry> numpy_linalg_functions() { return kLinalg; }
std::span<const np::Entry> numpy_fft_functions() { return kFft; }
std::span<const np::Entry> numpy_char_functions() { return kChar; }

}  // namespace misfit::modules
