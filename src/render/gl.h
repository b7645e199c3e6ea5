// The GL headers: OpenGL 3.3 on the desktop, OpenGL ES 3 (WebGL2) on the web.
#pragma once
#ifdef __EMSCRIPTEN__
#include <GLES3/gl3.h>
#else
#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>
#endif
