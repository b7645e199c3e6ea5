// misfit lessons: the catalogue.
#include <cstdio>

#include "app/cli/commands.h"
#include "lesson/catalogue.h"

namespace misfit::cli {

int lessons() {
  for (const Lesson& l : embedded_lessons()) std::printf("%2d  %-24s %-28s %s\n", l.order, l.name.c_str(), l.title.c_str(), l.fault.c_str());
  return 0;
}

}  // namespace misfit::cli
