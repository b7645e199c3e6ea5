// What the tutor knows to say about a message.
#pragma once
#include <span>

#include "explain/reading.h"

namespace misfit {

struct Entry {
  std::string_view code;       // of the rule that raises it, or a name of its own
  Trouble trouble;
  std::string_view pattern;    // finds the message where no rule of ours raised it, and gives its arguments; "": by code alone
  std::string_view happened, expected;
  std::string_view myth = {}, longer = {};
};

std::span<const Entry> catalogue();

}  // namespace misfit
