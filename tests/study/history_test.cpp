// A drag is one step back; typing is too.
#include "study/history.h"

#include <doctest/doctest.h>

using namespace misfit;

TEST_CASE("history: edits of one gesture are one undo step") {
  TextHistory h("a = 1");
  h.edit("a = 2", 7);
  h.edit("a = 3", 7);
  h.edit("a = 4", 7);
  h.end_gesture();
  CHECK(h.undo());
  CHECK(h.text() == "a = 1");
  CHECK_FALSE(h.can_undo());
  CHECK(h.redo());
  CHECK(h.text() == "a = 4");
}

TEST_CASE("history: two gestures are two steps, and editing after undo forgets what was undone") {
  TextHistory h("a");
  h.edit("b", 1);
  h.end_gesture();
  h.edit("c", 2);
  h.end_gesture();
  h.undo();
  CHECK(h.text() == "b");
  h.edit("d");
  CHECK_FALSE(h.can_redo());
  h.undo();
  CHECK(h.text() == "b");
}

TEST_CASE("history: an edit that changes nothing leaves no step") {
  TextHistory h("a");
  h.edit("a");
  CHECK_FALSE(h.can_undo());
}
