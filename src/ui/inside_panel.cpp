// Look inside a solid.
#include "ui/widgets.h"
namespace misfit {
bool inside_panel(const Ui&, Rect) { return false; }
}  // namespace misfit
