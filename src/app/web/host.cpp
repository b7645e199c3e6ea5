// The JavaScript side of host.h.
#include "app/web/host.h"

EM_JS(void, host_stdout, (const char* utf8, int bytes), { if (Module.onStdout) Module.onStdout(UTF8ToString(utf8, bytes)); });
EM_JS(void, host_progress, (const char* json), { if (Module.onProgress) Module.onProgress(UTF8ToString(json)); });
EM_JS(void, host_request, (int kind, int job, const char* program, int keras3), {
  if (Module.onRequest) Module.onRequest(kind, job, UTF8ToString(program), keras3 ? "keras3" : "keras2");
});
EM_JS(void, host_copy, (const char* utf8), { if (Module.onCopy) Module.onCopy(UTF8ToString(utf8)); });
EM_JS(void, host_share, (void), { if (Module.onShare) Module.onShare(); });
EM_JS(int, host_context, (void), {
  var attributes = {alpha: false, depth: false, stencil: false, antialias: false, premultipliedAlpha: true,
                    preserveDrawingBuffer: false, powerPreference: "low-power", majorVersion: 2, minorVersion: 0,
                    enableExtensionsByDefault: true};
  var context = GL.createContext(Module.canvas, attributes);
  if (!context) return 0;
  GL.makeContextCurrent(context);
  return context;
});
