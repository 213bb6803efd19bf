//! The HTML page of a run: one file, safe against what programs print, of a sane size, and its stepper works in a browser.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The file that holds the page of a program.
fn page(name: &str, program: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let (file, page) = (folder.join(format!("{name}.js")), folder.join(format!("{name}.html")));
    std::fs::write(&file, program).expect("the program can be written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopscope"));
    let run = command.args(["trace", "--format", "html", "-o"]).arg(&page).arg(&file).output();
    let run = run.expect("the program starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    page
}

fn read(page: &Path) -> String {
    std::fs::read_to_string(page).expect("the page was written")
}

#[test]
fn the_page_needs_no_network() {
    let text = read(&page("offline", "setTimeout(() => console.log('late'), 5);"));
    for way_out in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!text.contains(way_out), "the page contains {way_out}");
    }
}

#[test]
fn what_a_program_prints_cannot_end_the_script() {
    let text = read(&page("escape", "console.log('</script><script>alert(1)</script><!--');"));
    assert_eq!(text.matches("</script>").count(), 2, "the data and the stepper");
    assert!(!text.contains("<script>alert"));
}

#[test]
fn an_event_takes_a_few_hundred_bytes() {
    let program = "let left = 2000; setImmediate(function again() { if (--left > 0) setImmediate(again); });";
    let text = read(&page("size", program));
    let events = text.split(" events</p>").next().and_then(|head| head.rsplit(' ').next()?.parse::<usize>().ok());
    let events = events.expect("the page says how many events there are");
    assert!(events > 20_000);
    assert!(text.len() / events < 300, "{} bytes for {events} events", text.len());
}

/// What the stepper does, key by key: written into the page, read from the browser's document.
const PROBE: &str = "<script>
const seen = [];
const press = (key) => document.dispatchEvent(new KeyboardEvent('keydown', { key }));
const note = (id) => seen.push(id === undefined ? document.body.dataset.step : document.getElementById(id).textContent);
press('n'); note(); press('ArrowRight'); note(); press('p'); note();
press('End'); note('console'); note('what'); press('ArrowUp'); note('what'); press('Home'); note();
document.body.append(Object.assign(document.createElement('pre'), { id: 'probe', textContent: seen.join(' | ') }));
</script></body>";

#[test]
fn keys_step_through_the_run_in_a_browser() {
    if Command::new("chromium").arg("--version").output().is_err() {
        println!("skipped: there is no chromium here to open the page in");
        return;
    }
    let page = page("keys", "setImmediate(function soon() { console.log('immediate'); });\nconsole.log('script');\n");
    let probed = page.with_extension("probed.html");
    std::fs::write(&probed, read(&page).replace("</body>", PROBE)).expect("the page can be written");
    let mut browser = Command::new("chromium");
    browser.args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]);
    let run = browser.arg(format!("file://{}", probed.display())).output().expect("the browser starts");
    let document = String::from_utf8_lossy(&run.stdout);
    let seen = document.rsplit("<pre id=\"probe\">").next().and_then(|rest| rest.split("</pre>").next());
    let expected = "1 | 2 | 1 | script\nimmediate\n | It ends with code 0. | Immediate soon (keys.js:1) runs. | 0";
    assert_eq!(seen, Some(expected));
}
