// Losses between distributions, and the Poisson likelihood.
#include "keras/losses/losses.h"

namespace misfit::keras {

namespace {

Operand kl_divergence(Math& m, LossCall& c) {
  if (!prepare(m, c, false)) return {};
  const Operand p = m.clip(c.y_true, kEpsilon, 1), q = m.clip(c.y_pred, kEpsilon, 1);
  return m.sum(m.mul(p, m.log(m.div(p, q))), {{-1}});
}

Operand poisson(Math& m, LossCall& c) {
  if (!prepare(m, c, false)) return {};
  return m.mean(m.sub(c.y_pred, m.mul(c.y_true, m.log(m.add(c.y_pred, m.like(kEpsilon, c.y_pred))))), {{-1}});
}

}  // namespace

const LossDef kKLDivergence{"KLDivergence", "kl_divergence", {"kld", "KLD", "kullback_leibler_divergence"}, {"kld", "KLD", "kullback_leibler_divergence"},
                            "", "reduction='auto', name='kl_divergence'",
                            "reduction='sum_over_batch_size', name='kl_divergence', dtype=None", kl_divergence};
const LossDef kPoisson{"Poisson", "poisson", {}, {}, "", "reduction='auto', name='poisson'",
                       "reduction='sum_over_batch_size', name='poisson', dtype=None", poisson};

}  // namespace misfit::keras
