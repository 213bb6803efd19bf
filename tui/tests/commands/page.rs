//! The HTML page of a run: one file, safe against what programs print, of a sane size, and its stepper works in a browser.

use super::folder::Folder;
use std::process::Command;

/// The folder that holds the page of a program, as `page.html`.
fn page(program: &str) -> Folder {
    let folder = Folder::new(&[("main.js", program)]);
    folder.stdout_of(&["trace", "--format", "html", "-o", "page.html", "main.js"]);
    folder
}

/// The text of the page of a program.
fn text(program: &str) -> String {
    page(program).read("page.html")
}

#[test]
fn the_page_needs_no_network() {
    let text = text("setTimeout(() => console.log('late'), 5);");
    for way_out in ["http://", "https://", "src=", "@import", "url("] {
        assert!(!text.contains(way_out), "the page contains {way_out}");
    }
}

#[test]
fn what_a_program_prints_cannot_end_the_script() {
    let text = text("console.log('</script><script>alert(1)</script><!--');");
    assert_eq!(text.matches("</script>").count(), 2, "the data and the stepper");
    assert!(!text.contains("<script>alert"));
}

#[test]
fn an_event_takes_a_few_hundred_bytes() {
    let program = "let left = 2000; setImmediate(function again() { if (--left > 0) setImmediate(again); });";
    let text = text(program);
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
    let folder = page("setImmediate(function soon() { console.log('immediate'); });\nconsole.log('script');\n");
    folder.write("probed.html", folder.read("page.html").replace("</body>", PROBE));
    let mut browser = Command::new("chromium");
    browser.args(["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]);
    let run = browser
        .arg(format!("file://{}", folder.path().join("probed.html").display()))
        .output()
        .expect("the browser starts");
    let document = String::from_utf8_lossy(&run.stdout);
    let seen = document.rsplit("<pre id=\"probe\">").next().and_then(|rest| rest.split("</pre>").next());
    let expected = "1 | 2 | 1 | script\nimmediate\n | It ends with code 0. | Immediate soon (main.js:1) runs. | 0";
    assert_eq!(seen, Some(expected));
}
