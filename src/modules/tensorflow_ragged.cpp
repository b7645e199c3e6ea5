// tf.ragged, tf.sparse and tf.lookup: names that programs look for.
#include "modules/tensorflow_table.h"

namespace misfit::modules::tf_api {

void bind_ragged(Interp&) {}

}  // namespace misfit::modules::tf_api
