// misfit: run and explain programs, check and list lessons, or (without a command) open the desktop tutor.
#include "app/cli/commands.h"

#include <cstdio>
#include <cstring>

namespace misfit::cli {
namespace {

constexpr const char* kUsage =
    "usage: misfit run FILE.py [--profile keras2|keras3] [--json]\n"
    "       misfit explain FILE.py [--profile keras2|keras3] [--json]\n"
#if MISFIT_WITH_LESSONS
    "       misfit check LESSON... | DIR\n"
    "       misfit lessons\n"
#endif
#if MISFIT_WITH_DESKTOP
    "       misfit                                    the desktop tutor\n"
    "       misfit --pictures DIR [--only PART]       every state of the tutor as a picture\n"
    "       misfit --frames                           how long frames take while a number is scrubbed\n"
#endif
    ;

int usage() {
  std::fputs(kUsage, stderr);
  return 2;
}

// FILE [--profile P] [--json], in any order.
bool parse(int argc, char** argv, Command& c) {
  for (int i = 0; i < argc; ++i) {
    std::string_view word = argv[i];
    if (word == "--json") {
      c.json = true;
    } else if (word == "--profile" && i + 1 < argc) {
      std::optional<Profile> p = profile_named(argv[++i]);
      if (!p) return false;
      c.profile = *p;
    } else if (word.substr(0, 2) == "--") {
      return false;
    } else {
      c.files.emplace_back(word);
    }
  }
  return true;
}

}  // namespace
}  // namespace misfit::cli

int main(int argc, char** argv) {
  using namespace misfit::cli;
#if MISFIT_WITH_DESKTOP
  if (argc < 2 || std::strncmp(argv[1], "--", 2) == 0) return desktop(argc - 1, argv + 1);
#else
  if (argc < 2) return usage();
#endif
  std::string_view verb = argv[1];
  Command c;
  if (!parse(argc - 2, argv + 2, c)) return usage();
  if (verb == "run") return c.files.size() == 1 ? run(c) : usage();
  if (verb == "explain") return c.files.size() == 1 ? explain(c) : usage();
#if MISFIT_WITH_LESSONS
  if (verb == "check") return c.files.empty() ? usage() : check(c);
  if (verb == "lessons") return lessons();
#endif
  return usage();
}
