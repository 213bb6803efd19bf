//! Rule 5: every row of the note is covered.

use loopscope_scenarios::lesson::Lesson;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The note's tables and lists, with their rows in short words.
const NOTE: &[(&str, &[&str])] = &[
    (
        "Layers of the runtime",
        &[
            "JavaScript application",
            "Node.js core",
            "V8",
            "libuv",
            "OS",
            "Callbacks run on the JavaScript thread, work is done elsewhere",
        ],
    ),
    (
        "What \"single threaded\" means",
        &[
            "Running JS frames",
            "Promise reactions and queueMicrotask callbacks",
            "process.nextTick callbacks",
            "TCP readiness polling",
            "File system operations through async fs APIs",
            "crypto.pbkdf2, crypto.scrypt, some zlib, DNS helpers",
            "worker_threads JavaScript",
            "V8 GC and compilation helpers",
        ],
    ),
    (
        "Startup path",
        &[
            "1. The process starts and initializes Node, V8, libuv",
            "2. Node creates a V8 isolate and context",
            "3. Node resolves and loads the entry module",
            "4. V8 parses, compiles and runs top-level code",
            "5. Top-level code registers work",
            "6. Node continues while something keeps it alive",
            "7. Node exits when nothing keeps it alive",
            "Alive does not mean useful",
        ],
    ),
    ("Handles, requests, references", &["Handle", "Request", "Ref", "Unref", "process.getActiveResourcesInfo()"]),
    (
        "The runtime boundary",
        &[
            "Snippet: await readFile",
            "From the call to the continuation, in eight steps",
            "Concurrent reads saturate the pool",
        ],
    ),
    (
        "Network I/O is not file I/O",
        &[
            "HTTP server socket readiness",
            "Async file reads",
            "CPU-heavy JS loop",
            "CPU-heavy native crypto/zlib",
            "DNS lookup behavior",
            "Async does not mean free",
        ],
    ),
    (
        "Event loop position in the stack",
        &["The loop is native machinery that calls back into V8", "Callback ordering, microtasks, nextTick, timers"],
    ),
    (
        "V8 position in the stack",
        &[
            "Lexical scopes and closures",
            "Objects, arrays, maps, typed arrays, promises",
            "Parsing and compilation",
            "Bytecode and JIT tiering",
            "Stack traces and exceptions",
            "Heap allocation and garbage collection",
            "The microtask queue",
        ],
    ),
    (
        "Module systems matter",
        &[
            "Loading style",
            "Top-level await",
            "Microtask interaction",
            "Practical advice",
            "Do not debug callback ordering from memory",
        ],
    ),
    (
        "Symptoms",
        &[
            "p99 latency spikes while CPU is high",
            "p99 latency spikes while CPU is low",
            "Process exits before background metric flush",
            "Process does not exit after work completes",
            "Memory rises with traffic then falls",
            "Memory rises forever",
            "Timer fires late",
            "Async fs suddenly slow",
        ],
    ),
    (
        "Operational example: a slow endpoint",
        &[
            "Allocates on the V8 heap",
            "Queues file work to libuv",
            "Queues crypto work that can use the pool",
            "Resumes JS through promise continuations",
            "Serializes JSON on the JS thread",
            "500 requests at once",
        ],
    ),
    (
        "Practical guidance",
        &[
            "Keep event loop responsive",
            "Avoid pool starvation",
            "Avoid memory cliffs",
            "Preserve optimization",
            "Debug scheduling",
            "Debug liveness",
            "Debug native boundaries",
        ],
    ),
    (
        "Footguns",
        &[
            "Synchronous APIs in a server callback",
            "Increasing UV_THREADPOOL_SIZE",
            "A promise does not create a thread",
            "A Worker does not share ordinary JS objects",
            "Large Buffers outside the JS heap",
            "setTimeout(fn, 0) does not mean immediately",
            "process.nextTick can starve I/O",
            "Native addons",
            "\"Node is single-threaded\" is the wrong answer",
            "\"The event loop is blocked\" is incomplete",
        ],
    ),
    (
        "Troubleshooting checklist",
        &[
            "1. Identify the symptom",
            "2. Identify the likely layer",
            "3. Reproduce on the same Node major version",
            "4. Measure event loop delay",
            "5. Capture a CPU profile",
            "6. Capture heap snapshots",
            "7. Inspect active resources",
            "8. Bound concurrency before increasing pool size",
            "9. Confirm module type",
            "10. Reduce to a minimal runtime experiment",
        ],
    ),
    ("Diagnostic snippets", &["Event loop delay", "Active resource types", "Thread pool pressure experiment"]),
];

/// The page's rows by section: their words, and the folders of the lessons that they name.
fn page() -> BTreeMap<(String, String), Vec<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/COVERAGE.md");
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("reading {}: {error}", file.display()));
    let mut section = String::new();
    let mut rows = BTreeMap::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            heading.clone_into(&mut section);
        } else if let Some((row, lessons)) = line.strip_prefix("| ").and_then(|line| line.split_once(" | ")) {
            let folders = lessons.split("](../scenarios/lessons/").skip(1);
            let folders =
                folders.filter_map(|rest| rest.split_once("/LESSON.md)")).map(|(folder, _)| folder.to_owned());
            rows.insert((section.clone(), row.to_owned()), folders.collect());
        }
    }
    rows
}

#[test]
fn every_row_of_the_note_has_a_lesson() {
    let page = page();
    for (section, rows) in NOTE {
        for row in *rows {
            let lessons = page.get(&((*section).to_owned(), (*row).to_owned()));
            assert!(lessons.is_some_and(|lessons| !lessons.is_empty()), "{section}: {row} has no lesson");
        }
    }
}

#[test]
fn every_lesson_of_the_page_exists_and_every_lesson_is_on_the_page() {
    let named: Vec<String> = page().into_values().flatten().collect();
    let lessons = Lesson::all();
    for folder in &named {
        assert!(lessons.iter().any(|lesson| lesson.folder == folder), "{folder} does not exist");
    }
    for lesson in &lessons {
        assert!(named.iter().any(|folder| folder == lesson.folder), "{} is not on the page", lesson.folder);
    }
}
