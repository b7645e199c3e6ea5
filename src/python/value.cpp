// Objects register with the running Interp, so that what cycles keep alive is freed when the run ends.
#include "python/value.h"

#include "python/machine.h"

namespace misfit::py {

thread_local Interp* current_interp = nullptr;

Object::Object(const Kind& k, Type* t) : native(&k), type(t) {
  ENSURE(current_interp);
  Object*& head = current_interp->machine().objects;
  next = head;
  if (head) head->previous = this;
  head = this;
}

Object::~Object() {
  if (!current_interp) return;  // the run is over: all go at once
  Interp::Machine& m = current_interp->machine();
  if (side_dict) m.side_dicts.erase(this);
  if (previous) previous->next = next;
  else m.objects = next;
  if (next) next->previous = previous;
}

// Long chains (a list in a list in a list ...) would nest the destructors: what is found to be dead while another object dies waits its turn.
void Value::release(Object* o) {
  thread_local std::vector<Object*> waiting;
  thread_local bool busy = false;
  if (busy) {
    waiting.push_back(o);
    return;
  }
  busy = true;
  delete o;
  while (!waiting.empty()) {
    Object* dead = waiting.back();
    waiting.pop_back();
    delete dead;
  }
  busy = false;
}

}  // namespace misfit::py
