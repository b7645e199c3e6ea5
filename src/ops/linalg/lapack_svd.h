// The singular value decomposition step by step as LAPACK takes it (dgesdd on small matrices), so that NumPy's signs come out.
#pragma once
#include "ops/linalg/dense.h"

namespace misfit::dense {

// a = u diag(s) vt with square u and vt, s descending.
void lapack_svd(const Matrix<double>& a, Matrix<double>* u, std::vector<double>* s, Matrix<double>* vt);

}  // namespace misfit::dense
