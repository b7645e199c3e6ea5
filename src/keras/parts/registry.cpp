// The list of the library's Python parts.
#include "keras/parts/parts.h"
#include "keras/parts/texts.h"

namespace misfit::keras {
namespace {

const Part kParts[] = {
    {"callbacks.LambdaCallback callbacks.TerminateOnNaN callbacks.MonitorCallback/3 callbacks.EarlyStopping callbacks.ReduceLROnPlateau "
     "callbacks.LearningRateScheduler callbacks.ModelCheckpoint callbacks.CSVLogger callbacks.TensorBoard callbacks.BackupAndRestore",
     kCallbacksText},
    {"optimizers.schedules.LearningRateSchedule optimizers.schedules.ExponentialDecay optimizers.schedules.PiecewiseConstantDecay "
     "optimizers.schedules.PolynomialDecay optimizers.schedules.InverseTimeDecay optimizers.schedules.CosineDecay optimizers.schedules.CosineDecayRestarts",
     kSchedulesText},
    {"layers.EinsumDense", kEinsumText},
    {"layers.Attention layers.AdditiveAttention layers.MultiHeadAttention", kAttentionText},
};

}  // namespace

std::span<const Part> parts() { return kParts; }

}  // namespace misfit::keras
