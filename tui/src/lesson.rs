//! `loopscope lesson`: the path of lessons, and one of them: its text, its runs, its question.

use crate::cli::lesson::LessonArgs;
use crate::setup::UsageError;
use loopscope_engine::profile::DEFAULT_MAJOR;
use loopscope_scenarios::lesson::Lesson;
use loopscope_scenarios::lesson::plan::Checked;
use loopscope_scenarios::order::Order;
use std::fmt::Write as _;
use std::io::{BufRead, Write, stdin, stdout};
use std::path::Path;
use std::process::ExitCode;
use std::{fs, io};

/// Why writing to a string cannot fail.
const TAKES_ALL: &str = "a String takes all text";

/// Shows what was asked for.
pub(crate) fn lesson(args: &LessonArgs) -> Result<ExitCode, UsageError> {
    let Some(name) = &args.name else {
        print(&if args.list { list() } else { path() });
        return Ok(ExitCode::SUCCESS);
    };
    let lesson = Lesson::find(name)?;
    if let Some(folder) = &args.save {
        save(&lesson, folder).map_err(|source| UsageError::NoOutput { file: folder.clone(), source })?;
        print(&format!("{} is in {}\n", lesson.folder, folder.display()));
    } else if args.quiz {
        return quiz(&lesson);
    } else {
        print(&whole(&lesson));
    }
    Ok(ExitCode::SUCCESS)
}

/// A reader that has gone away is no reason to fail.
fn print(text: &str) {
    let mut stdout = stdout();
    drop(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()));
}

/// One line a lesson.
fn list() -> String {
    Lesson::all().iter().fold(String::new(), |text, lesson| text + &entry(lesson))
}

fn entry(lesson: &Lesson) -> String {
    format!("{:02}  {:<24}  {}\n", lesson.number, lesson.name(), lesson.text.title)
}

/// The lessons by part.
fn path() -> String {
    let mut text = "The path, from the first tick to trouble in production.\n".to_owned();
    let mut part = String::new();
    for lesson in Lesson::all() {
        if lesson.plan.part != part {
            part.clone_from(&lesson.plan.part);
            writeln!(text, "\n{part}").expect(TAKES_ALL);
        }
        text += "  ";
        text += &entry(&lesson);
    }
    text + "\n`loopscope lesson 1` begins. `loopscope lesson 1 --quiz` asks first.\n"
}

/// The lesson from its title to its sources, with its programs and the orders in which they ran.
fn whole(lesson: &Lesson) -> String {
    let text = &lesson.text;
    let mut shown = introduction(lesson);
    for program in &lesson.plan.programs {
        shown += &runs(lesson, program);
    }
    let choices = choices(lesson);
    for (heading, body) in [
        ("Watch", &text.watch),
        ("Question", &format!("{}\n\n{choices}", text.question)),
        ("Answer", &text.answer),
        ("Profiles", &text.profiles),
        ("Rules", &text.rules),
    ] {
        write!(shown, "── {heading}\n\n{body}\n\n").expect(TAKES_ALL);
    }
    shown
}

/// Title, explanation, programs.
fn introduction(lesson: &Lesson) -> String {
    let Lesson { number, plan, text, .. } = lesson;
    let mut shown = format!("Lesson {number} · {} · {}\n\n{}\n\n", plan.part, text.title, text.body);
    for program in &plan.programs {
        let source = lesson.file(&program.file).unwrap_or_default();
        writeln!(shown, "── {}\n", program.file).expect(TAKES_ALL);
        for (at, line) in source.lines().enumerate() {
            writeln!(shown, "{:>4}  {line}", at + 1).expect(TAKES_ALL);
        }
        shown.push('\n');
    }
    shown
}

fn choices(lesson: &Lesson) -> String {
    let numbered = lesson.text.choices.iter().enumerate();
    numbered.map(|(at, choice)| format!("{}. {choice}", at + 1)).collect::<Vec<_>>().join("\n")
}

/// The order of a program under each version that it names, equal ones once; and what else luck gives.
fn runs(lesson: &Lesson, program: &Checked) -> String {
    let runs = lesson.sample(program);
    let mut orders: Vec<(Vec<u32>, &Order)> = Vec::new();
    for (major, runs) in runs.0.iter().rev() {
        match orders.iter_mut().find(|(_, order)| *order == &runs[0]) {
            Some((majors, _)) => majors.push(*major),
            None => orders.push((vec![*major], &runs[0])),
        }
    }
    let mut shown = String::new();
    for (majors, order) in orders {
        let majors = majors.iter().rev().map(u32::to_string).collect::<Vec<_>>().join(", ");
        write!(shown, "── {} ran in Node {majors}, typical schedule\n\n{order}\n", program.file).expect(TAKES_ALL);
    }
    if program.luck {
        let runs = &runs.0[&DEFAULT_MAJOR];
        let mut outcomes: Vec<String> = runs.iter().map(Order::lines).collect();
        outcomes.sort();
        outcomes.dedup();
        let count = outcomes.len();
        write!(shown, "Its order is luck: {} runs with other seeds gave {count} different ones.\n\n", runs.len() - 1)
            .expect(TAKES_ALL);
    }
    shown
}

/// Asks, and tells by runs whether the answer is right.
fn quiz(lesson: &Lesson) -> Result<ExitCode, UsageError> {
    let all = lesson.text.choices.len();
    print(&format!(
        "{}── Question\n\n{}\n\n{}\n\nYour answer (1 to {all}): ",
        introduction(lesson),
        lesson.text.question,
        choices(lesson)
    ));
    let mut line = String::new();
    // OK because an input that cannot be read is no answer.
    drop(stdin().lock().read_line(&mut line));
    let given = line.trim();
    let chosen = given.parse().ok().filter(|chosen| (1..=all).contains(chosen));
    let chosen = chosen.ok_or_else(|| UsageError::NoChoice { found: given.to_owned(), all })?;
    let asked = lesson.plan.asked().expect("a test makes sure that a lesson has the program it asks about");
    let right = lesson.sample(asked).right_choices(&lesson.plan.choices);
    let is_right = right.contains(&chosen);
    let verdict = if is_right { "Right." } else { "No." };
    print(&format!(
        "\n{verdict}\n\n{}── Answer\n\n{}\n\n── Profiles\n\n{}\n",
        runs(lesson, asked),
        lesson.text.answer,
        lesson.text.profiles
    ));
    Ok(if is_right { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes the lesson's files into a new folder.
fn save(lesson: &Lesson, folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)?;
    for (path, bytes) in lesson.files() {
        let file = folder.join(path);
        file.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(file, bytes)?;
    }
    Ok(())
}
