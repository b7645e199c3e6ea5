// The commands of the command line. Each answers its exit status: 0 ran, 1 an uncaught exception, 2 unsupported or bad usage.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/profile.h"

namespace misfit::cli {

struct Command {
  std::vector<std::string> files;
  Profile profile = Profile::kKeras3;
  bool json = false;
};

int run(const Command&);
int explain(const Command&);
int check(const Command&);                  // app/cli/lesson/
int lessons();                              // app/cli/lesson/
int desktop(int argc, char** argv);         // app/desktop/

int refuse(const std::string& what);        // says what was wrong and how to ask; answers 2
std::optional<std::string> read_file(const std::string& path);   // nothing: said so on stderr

}  // namespace misfit::cli
