//! Compiles the shims between the Rust crate and the wheel's library into `librusty_v8.a`.
//!
//! The crate's `binding.cc` includes V8's headers, so it must be compiled with the very definitions that the library
//! was compiled with: they decide the size and layout of what both sides touch. [`DEFINITIONS`] lists them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::compiler::Compiler;
use super::utf8;
use crate::process;

/// What the shims are made of.
pub(crate) struct Inputs<'a> {
    pub(crate) compiler: &'a Compiler,
    /// The unpacked crate `v8`.
    pub(crate) crate_source: &'a Path,
    /// The header to see in place of the crate's own `v8-function-callback.h`.
    pub(crate) old_header: &'a Path,
    /// The folder where the result will stay: the shims name it, for ICU finds its data there.
    pub(crate) place: &'a Path,
}

/// As the library was built, plus the crate's own settings of libc++ and ICU.
const DEFINITIONS: &[&str] = &[
    "NDEBUG",
    "_GNU_SOURCE",
    // libc++, as the crate builds it.
    "_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_EXTENSIVE",
    "_LIBCPP_DISABLE_VISIBILITY_ANNOTATIONS",
    "_LIBCXXABI_DISABLE_VISIBILITY_ANNOTATIONS",
    // The platform.
    "V8_HAVE_TARGET_OS",
    "V8_TARGET_OS_LINUX",
    "V8_TARGET_ARCH_X64",
    // How the heap is laid out and how values are encoded.
    "V8_COMPRESS_POINTERS",
    "V8_COMPRESS_POINTERS_IN_SHARED_CAGE",
    "V8_31BIT_SMIS_ON_64BIT_ARCH",
    "V8_ENABLE_SANDBOX",
    "V8_EXTERNAL_CODE_SPACE",
    "V8_CONTIGUOUS_COMPRESSED_RO_SPACE",
    "V8_CONTIGUOUS_COMPRESSED_RO_SPACE_SIZE_MB=16",
    "V8_STATIC_ROOTS",
    // What is compiled in.
    "V8_INTL_SUPPORT",
    "V8_ENABLE_WEBASSEMBLY",
    "V8_ENABLE_SPARKPLUG",
    "V8_ENABLE_MAGLEV",
    "V8_ENABLE_TURBOFAN",
    "V8_ENABLE_CONTINUATION_PRESERVED_EMBEDDER_DATA",
    "V8_TYPED_ARRAY_MAX_SIZE_IN_HEAP=64",
    "V8_ARRAY_BUFFER_INTERNAL_FIELD_COUNT=0",
    "V8_ARRAY_BUFFER_VIEW_INTERNAL_FIELD_COUNT=0",
    "V8_PROMISE_INTERNAL_FIELD_COUNT=0",
    // The heap for C++ objects. Not used by the engine, but its types stand in V8's headers.
    "CPPGC_CAGED_HEAP",
    "CPPGC_YOUNG_GENERATION",
    "CPPGC_POINTER_COMPRESSION",
    "CPPGC_ENABLE_LARGER_CAGE",
    "CPPGC_SLIM_WRITE_BARRIER",
    // ICU.
    "U_USING_ICU_NAMESPACE=0",
    "U_ENABLE_DYLOAD=0",
    "U_STATIC_IMPLEMENTATION",
];

/// Folders of headers below the crate's source.
const INCLUDES: &[&str] = &[
    "v8/include",
    ".",
    "buildtools/third_party/libc++",
    "v8",
    "third_party/abseil-cpp",
    "third_party/icu/source/common",
    "third_party/icu/source/i18n",
    "third_party/fp16/src/include",
];

/// Folders of the C++ library's own headers, searched last and without warnings.
const SYSTEM_INCLUDES: &[&str] = &["third_party/libc++/src/include", "third_party/libc++abi/src/include"];

/// Hidden symbols keep the shims' inline functions apart from the library's own.
const FLAGS: &[&str] = &[
    "-std=c++23",
    "-O2",
    "-fPIC",
    "-fno-exceptions",
    "-fvisibility=hidden",
    "-fvisibility-inlines-hidden",
    "-ffunction-sections",
    "-fdata-sections",
    "-fno-strict-aliasing",
    "-w",
    "-nostdinc++",
];

/// Files of libc++ with the few functions that the wheel's library uses but does not export.
const LIBCXX_FILES: &[&str] = &["memory", "string", "thread"];

/// Compiles everything at once and packs the objects into `archive`.
pub(crate) fn compile(inputs: &Inputs<'_>, archive: &Path) -> Result<()> {
    let folder = archive.parent().context("finding the archive's folder")?.join("objects");
    let write = |name: &str, text: &str| -> Result<PathBuf> {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
        Ok(path)
    };
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    let overlay = write("overlay.yaml", &overlay(inputs)?)?;
    let bindings = write("bindings.cc", include_str!("bindings.cc"))?;
    let additions = write("additions.cc", include_str!("additions.cc"))?;

    let command = |source: &Path, extra: &[String]| {
        let mut command = compiler_call(inputs, &overlay);
        command.args(extra).arg("-c").arg(source).arg("-o").arg(object(&folder, source));
        (format!("compiling {}", source.display()), command)
    };
    let icu_data = format!("-DICU_DATA_FOLDER={:?}", utf8(inputs.place)?);
    let mut commands = vec![command(&bindings, &["-fno-rtti".to_owned()]), command(&additions, &[icu_data])];
    for name in LIBCXX_FILES {
        let source = format!("third_party/libc++/src/src/{name}.cpp");
        commands.push(command(
            Path::new(&source),
            &["-D_LIBCPP_BUILDING_LIBRARY".to_owned(), "-Ithird_party/libc++/src/src".to_owned()],
        ));
    }
    process::capture_all(commands)?;

    let mut names = vec!["bindings", "additions"];
    names.extend(LIBCXX_FILES);
    let objects = names.iter().map(|name| object(&folder, Path::new(name)));
    process::capture("packing the shims", Command::new("ar").arg("rcs").arg(archive).args(objects))?;
    fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))
}

/// The compiler in the crate's source folder, where its relative includes resolve.
fn compiler_call(inputs: &Inputs<'_>, overlay: &Path) -> Command {
    let mut command = Command::new(&inputs.compiler.program);
    // OK to remove: clang trusts PWD for its own folder, and it would still name ours.
    command.current_dir(inputs.crate_source).env_remove("PWD");
    command.args(FLAGS).args(DEFINITIONS.iter().map(|name| format!("-D{name}")));
    command.args(INCLUDES.iter().map(|folder| format!("-I{folder}")));
    command.args(SYSTEM_INCLUDES.iter().flat_map(|folder| ["-isystem", folder]));
    command.arg("-ivfsoverlay").arg(overlay);
    command
}

fn object(folder: &Path, source: &Path) -> PathBuf {
    folder.join(source.file_name().unwrap_or_default()).with_extension("o")
}

/// Shows the compiler the older header under the name of the crate's own. JSON is YAML enough for clang.
fn overlay(inputs: &Inputs<'_>) -> Result<String> {
    let replaced = inputs.crate_source.join("v8/include/v8-function-callback.h");
    let root = serde_json::json!({
        "type": "file",
        "name": utf8(&replaced)?,
        "external-contents": utf8(inputs.old_header)?,
    });
    Ok(serde_json::json!({ "version": 0, "roots": [root] }).to_string())
}
