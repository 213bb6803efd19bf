// What the wheel's library lacks beside the crate's C functions.
#include <cstddef>
#include <new>

#include "v8-initialization.h"
#include "v8-internal.h"

// Named by the older header and absent from the library. Only native property handlers reach it, and the engine has none.
namespace v8::api_internal {
__attribute__((visibility("default"))) internal::Address ConvertToJSGlobalProxyIfNecessary(internal::Address holder) {
  return holder;
}
}  // namespace v8::api_internal

// The library does not export libc++'s delete with a size.
__attribute__((weak)) void operator delete(void* object, std::size_t) noexcept { ::operator delete(object); }

// The library reads ICU's data from a file, where upstream's archive contains it.
__attribute__((constructor)) static void load_icu_data() { v8::V8::InitializeICU(ICU_DATA_FILE); }
