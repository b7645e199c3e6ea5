// misfit: run and explain programs, check and list lessons, or (without a command) open the desktop tutor.
#include "app/cli/commands.h"

#include <cstdio>
#include <string>

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

// FILE [--profile P] [--json], in any order. Answers what is wrong with it, or nothing.
std::string parse(int argc, char** argv, Command& c) {
  for (int i = 0; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--json") {
      c.json = true;
    } else if (word == "--profile") {
      const std::string name = i + 1 < argc ? argv[++i] : "nothing";
      const std::optional<Profile> p = profile_named(name);
      if (!p) return "--profile takes keras2 or keras3, not " + name;
      c.profile = *p;
    } else if (word.starts_with("-")) {
      return "there is no option " + word;
    } else {
      c.files.push_back(word);
    }
  }
  return {};
}

int with_one_file(int (*command)(const Command&), const Command& c) {
  return c.files.size() == 1 ? command(c) : refuse("one program is wanted, not " + std::to_string(c.files.size()));
}

}  // namespace

int refuse(const std::string& what) {
  std::fprintf(stderr, "misfit: %s\n%s", what.c_str(), kUsage);
  return 2;
}

}  // namespace misfit::cli

int main(int argc, char** argv) {
  using namespace misfit::cli;
  const std::string verb = argc > 1 ? argv[1] : "";
  if (verb == "--help" || verb == "-h" || verb == "help") {
    std::fputs(kUsage, stdout);
    return 0;
  }
#if MISFIT_WITH_DESKTOP
  if (argc < 2 || verb.starts_with("--")) return desktop(argc - 1, argv + 1);
#else
  if (argc < 2) return refuse("a command is wanted");
#endif
  Command c;
  const std::string wrong = parse(argc - 2, argv + 2, c);
  if (!wrong.empty()) return refuse(wrong);
  if (verb == "run") return with_one_file(run, c);
  if (verb == "explain") return with_one_file(explain, c);
#if MISFIT_WITH_LESSONS
  if (verb == "check") return c.files.empty() ? refuse("a lesson or a folder of lessons is wanted") : check(c);
  if (verb == "lessons") return lessons();
#endif
  return refuse("there is no command " + verb);
}
