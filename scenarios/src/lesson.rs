//! The lessons: a path of programs from the first tick to production trouble, each with a text, a question, and facts
//! that are checked against runs.
//!
//! A lesson is a folder `lessons/NN-name` with programs, a `LESSON.md` ([`text`]) and a `lesson.toml` ([`plan`]). All
//! of them are embedded in the binary, so that they can be learned from anywhere.

pub mod plan;
pub mod sample;
pub mod text;

use include_dir::{Dir, File, include_dir};
use loopscope_sim::SharedFolder;
use plan::Plan;
use std::fmt::Write;
use std::path::Path;
use text::Text;
use thiserror::Error;

/// The folder `lessons`.
static LESSONS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/lessons");

/// A lesson.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// Its place on the path, counted from 1.
    pub number: u32,
    /// Its folder's name, such as `01-who-comes-first`.
    pub folder: &'static str,
    /// What it says.
    pub text: Text,
    /// What it asks, and what is checked.
    pub plan: Plan,
    files: &'static Dir<'static>,
}

/// A name that is not exactly one lesson's.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NoSuchLesson {
    /// Nothing like it.
    #[error(
        "looking for a lesson: found {found:?}, expected a number, a name or a part of one; the nearest are{}",
        list(nearest)
    )]
    Unknown {
        /// What was looked for.
        found: String,
        /// The most similar folders, most similar first.
        nearest: Vec<&'static str>,
    },
    /// More than one.
    #[error("looking for a lesson: {found:?} is part of several names, expected one of{}", list(all))]
    Ambiguous {
        /// What was looked for.
        found: String,
        /// The folders that contain it.
        all: Vec<&'static str>,
    },
}

fn list(folders: &[&str]) -> String {
    folders.iter().fold(String::new(), |mut text, folder| {
        write!(text, "\n  {folder}").expect("a String takes all text");
        text
    })
}

/// How many names are offered instead of an unknown one.
const NEAREST: usize = 3;

impl Lesson {
    /// All lessons, in the order of the path.
    ///
    /// # Panics
    /// If a lesson's own files are wrong; a test reads them all.
    pub fn all() -> Vec<Self> {
        let mut lessons: Vec<Self> = LESSONS.dirs().map(Self::of_folder).collect();
        lessons.sort_by_key(|lesson| lesson.number);
        lessons
    }

    fn of_folder(files: &'static Dir<'static>) -> Self {
        let folder = last_name(files.path());
        let text_of =
            |file: &str| read(files, file).unwrap_or_else(|| panic!("reading the lesson {folder}: it has no {file}"));
        let number = folder.split('-').next().and_then(|number| number.parse().ok());
        let plan = Plan::parse(text_of("lesson.toml"));
        Self {
            number: number.unwrap_or_else(|| panic!("reading the lesson {folder}: its name begins with no number")),
            folder,
            text: Text::parse(text_of("LESSON.md")),
            plan: plan.unwrap_or_else(|error| panic!("reading the lesson {folder}: {error}")),
            files,
        }
    }

    /// The lesson of that number, name, or part of a name or title.
    ///
    /// # Errors
    /// None, or more than one.
    pub fn find(wanted: &str) -> Result<Self, NoSuchLesson> {
        let mut lessons = Self::all();
        let low = wanted.to_lowercase();
        let exact = lessons
            .iter()
            .position(|lesson| wanted.parse() == Ok(lesson.number) || lesson.folder == low || lesson.name() == low);
        if let Some(at) = exact {
            return Ok(lessons.swap_remove(at));
        }
        let is_part = |lesson: &&Self| lesson.folder.contains(&low) || lesson.text.title.to_lowercase().contains(&low);
        let parts: Vec<&Self> = lessons.iter().filter(is_part).collect();
        match *parts {
            [one] if !low.is_empty() => Ok(one.clone()),
            [] => Err(NoSuchLesson::Unknown { found: wanted.to_owned(), nearest: nearest(&lessons, &low) }),
            _ => Err(NoSuchLesson::Ambiguous {
                found: wanted.to_owned(),
                all: parts.iter().map(|lesson| lesson.folder).collect(),
            }),
        }
    }

    /// Its name without the number, such as `who-comes-first`.
    pub fn name(&self) -> &'static str {
        self.folder.split_once('-').map_or(self.folder, |(_, name)| name)
    }

    /// One of its files as text.
    pub fn file(&self, path: &str) -> Option<&'static str> {
        read(self.files, path)
    }

    /// The programs in its folder; what they only load lies in `support`.
    pub fn programs(&self) -> impl Iterator<Item = &'static str> {
        let is_program = |name: &&str| name.ends_with("js");
        self.files.files().map(|file| last_name(file.path())).filter(is_program)
    }

    /// Its folder as a program sees it at `/app`.
    pub fn mount(&self) -> SharedFolder {
        SharedFolder::of_files(self.files().into_iter().map(|(path, bytes)| (path, bytes.to_vec())))
    }

    /// Its files: paths relative to its folder, with `/` between names, and contents.
    pub fn files(&self) -> Vec<(String, &'static [u8])> {
        let mut folders = vec![self.files];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            files.extend(folder.files().map(|file| (self.relative(file), file.contents())));
        }
        files
    }

    fn relative(&self, file: &File) -> String {
        let path = file.path().strip_prefix(self.files.path()).expect("a file lies in its folder");
        path.iter().map(|name| name.to_str().expect(PLAIN_NAMES)).collect::<Vec<_>>().join("/")
    }
}

/// Why a name is text.
const PLAIN_NAMES: &str = "our own files have plain names";

fn last_name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).expect(PLAIN_NAMES)
}

/// A file of a folder as text.
fn read(folder: &'static Dir<'static>, path: &str) -> Option<&'static str> {
    folder.get_file(folder.path().join(path)).and_then(File::contents_utf8)
}

/// The folders whose name, or a word of it, is most similar.
fn nearest(lessons: &[Lesson], wanted: &str) -> Vec<&'static str> {
    let similarity = |lesson: &Lesson| {
        let whole = std::iter::once(lesson.name());
        let candidates = whole.chain(lesson.name().split('-'));
        candidates.map(|word| strsim::jaro_winkler(word, wanted)).fold(0.0, f64::max)
    };
    let mut folders: Vec<(f64, &'static str)> =
        lessons.iter().map(|lesson| (similarity(lesson), lesson.folder)).collect();
    folders.sort_by(|one, other| other.0.total_cmp(&one.0));
    folders.into_iter().take(NEAREST).map(|(_, folder)| folder).collect()
}
