// What the module asks of the JavaScript around it. `Module` is this instance's own object, so instances never meet.
#pragma once
#include <emscripten.h>

// One chunk of a program's output, or one progress report, while a run goes on (in the worker).
extern "C" {
void host_stdout(const char* utf8, int bytes);
void host_progress(const char* json);
// A request of the page's study to its worker: kind 1 train, 2 fixes, 3 stop, 4 verdict.
void host_request(int kind, int job, const char* program, int keras3);
void host_copy(const char* utf8);
// The learner wants a link to what is on the screen.
void host_share();
// Makes a WebGL2 context on Module.canvas current; 0: there is none.
int host_context();
}
