// Every text of tensorflow, by the file that holds it.
#pragma once
#include "modules/tensorflow_text.h"

namespace misfit::modules::tf_api {

void bind_ops(Interp&);                // tensorflow.raw_ops, and _ops for the texts
void bind_dataset_texts(Interp&, py::Module& ops);
void bind_dataset_methods(Interp&);

extern const Text kTensorArrayText, kLinalgText, kRaggedText, kRaggedFunctionsText, kSparseText, kImageText, kStringsText, kMathText, kNnText, kRandomText, kSignalText, kLookupText, kIoText, kDataText, kMiscText;

inline constexpr const Text* kTexts[] = {&kTensorArrayText, &kLinalgText, &kRaggedText, &kRaggedFunctionsText, &kSparseText, &kImageText, &kStringsText, &kMathText, &kNnText, &kRandomText, &kSignalText, &kLookupText, &kIoText, &kDataText, &kMiscText};

}  // namespace misfit::modules::tf_api
