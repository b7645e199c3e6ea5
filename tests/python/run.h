// Running a text and looking at what came of it.
#pragma once
#include <string>

#include "python/interp.h"

namespace misfit::py {

struct Ran {
  std::string out, error;                    // error: "Type: message" of an uncaught exception
  uint32_t line = 0;
  std::string unsupported;
  Stop stop = Stop::kNone;
};

inline Ran run(std::string_view text, Limits limits = {}) {
  Interp in(Profile::kKeras3, limits, nullptr);
  Outcome o = run_program(in, text, "program.py");
  Ran r;
  r.out = o.stdout_text;
  r.stop = o.stop;
  if (o.unsupported) r.unsupported = o.unsupported->construct;
  if (o.exception) r.error = o.exception->type->name + ": " + in.message_of(*o.exception);
  if (o.exception_at) r.line = o.exception_at->line;
  return r;
}

}  // namespace misfit::py
