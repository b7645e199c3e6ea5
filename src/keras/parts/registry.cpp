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
    {"layers.StringLookup layers.IntegerLookup layers.TextVectorization layers.CategoryEncoding layers.Discretization layers.Hashing", kLookupText},
    {"layers.Resizing layers.CenterCrop layers.RandomCrop layers.RandomFlip layers.RandomRotation layers.RandomZoom layers.RandomTranslation "
     "layers.RandomContrast layers.RandomBrightness layers.RandomHeight/2 layers.RandomWidth/2",
     kImageText},
    {"metrics.FBetaScore metrics.F1Score metrics.IoU metrics.BinaryIoU metrics.MeanIoU metrics.OneHotIoU metrics.OneHotMeanIoU metrics.SensitivityAtSpecificity "
     "metrics.SpecificityAtSensitivity metrics.PrecisionAtRecall metrics.RecallAtPrecision metrics.R2Score metrics.MeanTensor/2",
     kMetricsText},
};

}  // namespace

std::span<const Part> parts() { return kParts; }

}  // namespace misfit::keras
