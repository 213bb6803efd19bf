//! `loopscope trace --tiers`: how V8 compiles callbacks, and when it takes that back.

use super::folder::Folder;
use serde_json::Value;

/// A callback that runs 1,500 times with points of one shape, and as often with another one.
const HOT: &str = "let turns = 0;
setImmediate(function hot() {
  const point = turns < 1500 ? { x: 1, y: 2 } : { y: 'a', x: 'b' };
  let sum = 0;
  for (let i = 0; i < 200; i++) sum += point.x * point.y;
  if (++turns === 1500) console.log('another shape');
  if (turns < 3000) setImmediate(hot);
});
";

fn trace(options: &[&str]) -> String {
    Folder::new(&[("main.js", HOT)]).stdout_of(&[&["trace"], options, &["main.js"]].concat())
}

/// The events of a run whose program prints when it changes its points, as an iterator on JSON.
fn events(text: &str) -> impl Iterator<Item = Value> {
    text.lines().skip(1).map(|line| serde_json::from_str(line).expect("every line is JSON"))
}

/// The tiers to which the callback came before its points changed, and behind that.
fn tiers() -> (Vec<String>, Vec<String>) {
    let text = trace(&["--tiers", "--format", "ndjson"]);
    let (mut before, mut behind) = (Vec::new(), Vec::new());
    let mut has_changed = false;
    for event in events(&text) {
        has_changed |= event["event"] == "output";
        if event["event"] == "tier" {
            assert_eq!((&event["at"]["function"], &event["at"]["line"]), (&"hot".into(), &2.into()), "{event}");
            let to = event["to"].as_str().expect("a tier has a name").to_owned();
            if has_changed { &mut behind } else { &mut before }.push(to);
        }
    }
    (before, behind)
}

#[test]
fn a_hot_callback_climbs_to_the_fastest_tier() {
    let (before, _) = tiers();
    assert_eq!(before, ["baseline", "maglev", "turbofan"]);
}

#[test]
fn another_shape_throws_it_back_and_it_climbs_again() {
    let (_, behind) = tiers();
    assert_eq!(behind, ["interpreted", "baseline", "maglev", "turbofan"]);
}

#[test]
fn who_asks_for_tiers_sees_the_same_run_with_some_lines_more_and_the_same_lines_each_time() {
    let asked = trace(&["--tiers", "--format", "ndjson"]);
    let others: String = asked
        .lines()
        .filter(|line| !line.contains("\"event\":\"tier\""))
        .fold(String::new(), |all, line| all + line + "\n");
    assert_eq!(others, trace(&["--format", "ndjson"]));
    assert_eq!(asked, trace(&["--tiers", "--format", "ndjson"]));
}

#[test]
fn people_read_of_the_fall_in_the_text_and_see_a_lane_of_it_in_the_picture() {
    let text = trace(&["--tiers"]);
    assert!(text.contains("V8 runs hot at main.js:2: turbofan → interpreted (deoptimised)\n"), "{text}");
    let picture = trace(&["--tiers", "--format", "chrome"]);
    assert!(picture.contains("\"hot: turbofan\"") && picture.contains("\"name\":\"compilers\""), "{picture}");
    assert!(trace(&["--tiers", "--format", "html"]).contains("Hot runs turbofan now, no longer maglev."));
}
