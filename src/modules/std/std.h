// The standard library: modules written in C++, and modules whose text is Python that the program's own interpreter runs.
#pragma once
#include "python/interp.h"

namespace misfit::modules::standard {

// A module that is this Python text. Its frames are not places of the program.
void register_text(py::Interp&, std::string name, const char* text);
bool run_text(py::Interp&, py::Module&, const char* text);
void define(py::Interp&, py::Module&, std::string name, std::string_view signature, py::NativeFunction);

void register_math(py::Interp&);        // math, cmath
void register_random(py::Interp&);
void register_system(py::Interp&);      // sys, os, time, platform, gc
void register_regular_expressions(py::Interp&);
void register_binary(py::Interp&);      // struct, hashlib, zlib
void register_json(py::Interp&);
void register_containers(py::Interp&);  // collections, heapq, bisect, copy
void register_functions(py::Interp&);   // functools, operator, itertools, contextlib
void register_classes(py::Interp&);     // abc, dataclasses, enum, typing, types, numbers
void register_text_tools(py::Interp&);  // string, textwrap, io, csv, pprint
void register_numbers(py::Interp&);     // statistics, fractions, decimal
void register_services(py::Interp&);    // logging, argparse, datetime, pathlib, threading ...

}  // namespace misfit::modules::standard
