// The crate's C functions, and the proof that they were compiled with the older header (see sources.rs).
#include "src/binding.cc"

static_assert(sizeof(v8::FunctionCallbackInfo<v8::Value>) == 3 * sizeof(void*),
              "v8-function-callback.h of the crate was used, not the older one that fits the library");
