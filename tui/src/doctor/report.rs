//! What the doctor found, as text for people and as JSON for tools.

use super::finding::Finding;
use super::observe::Examined;
use crate::story::words;
use serde::Serialize;
use std::fmt::Write;

/// Writing to a string cannot fail.
const TAKES_ALL: &str = "a String takes all text";

/// The version of the JSON form.
const VERSION: u32 = 1;

/// A report for people.
pub(super) fn text(examined: &Examined) -> String {
    let runs = words::count(examined.schedules as usize, "schedule");
    let mut text = format!("doctor · {} · node {} · {runs}\n", examined.program, examined.node);
    if examined.findings.is_empty() {
        writeln!(text, "\nHealthy: no finding under {runs}.").expect(TAKES_ALL);
        for remark in &examined.remarks {
            writeln!(text, "  {remark}").expect(TAKES_ALL);
        }
        return text;
    }
    for finding in &examined.findings {
        write_finding(finding, examined.schedules, &mut text);
    }
    writeln!(text, "\n{}", words::count(examined.findings.len(), "finding")).expect(TAKES_ALL);
    text
}

fn write_finding(finding: &Finding, schedules: u32, text: &mut String) {
    writeln!(text, "\n✗ {}: {}", finding.diagnosis, finding.summary).expect(TAKES_ALL);
    let place = finding.place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
    row("symptom", &finding.symptom, text);
    row("layer", finding.layer.name(), text);
    row("culprit", &format!("{}{place}", finding.culprit), text);
    for (at, evidence) in finding.evidence.iter().enumerate() {
        row(if at == 0 { "evidence" } else { "" }, evidence, text);
    }
    row("", &format!("seen under {} of {schedules} schedules", finding.seen), text);
    for (at, next) in finding.next.iter().enumerate() {
        row(if at == 0 { "next" } else { "" }, next, text);
    }
}

fn row(name: &str, what: &str, text: &mut String) {
    writeln!(text, "  {name:<9} {what}").expect(TAKES_ALL);
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    program: &'a str,
    node: &'a str,
    schedules: u32,
    healthy: bool,
    findings: &'a [Finding],
}

/// A report for tools.
pub(super) fn json(examined: &Examined) -> String {
    let document = Document {
        version: VERSION,
        program: &examined.program,
        node: examined.node,
        schedules: examined.schedules,
        healthy: examined.findings.is_empty(),
        findings: &examined.findings,
    };
    let mut text = serde_json::to_string_pretty(&document).expect("numbers, texts and lists always serialise");
    text.push('\n');
    text
}
