// Points to clip space; depth 0 near, 1 far.
uniform vec2 size;
in vec3 place;
in vec2 texture_place;
in vec4 colour;
in vec2 strip;
out vec2 v_texture;
out vec4 v_colour;
out vec2 v_strip;

void main() {
  v_texture = texture_place;
  v_colour = colour;
  v_strip = strip;
  gl_Position = vec4(place.x / size.x * 2.0 - 1.0, 1.0 - place.y / size.y * 2.0, place.z * 2.0 - 1.0, 1.0);
}
