//! The arguments of `loopscope lesson`.

use clap::Args;
use std::path::PathBuf;

/// Which lesson is shown, and how.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  loopscope lesson                    the path: all lessons, by part
  loopscope lesson 16                 the text, the program, the order in which it ran, question and answer
  loopscope lesson phases --quiz      asks first; reads the number of your choice
  echo 2 | loopscope lesson 16 --quiz
  loopscope lesson 16 --save phases   writes the lesson's files into a new folder, to play with")]
pub(crate) struct LessonArgs {
    /// Its number, its name, or a part of one; without it the path is shown
    pub(crate) name: Option<String>,
    /// Asks the question and reads the answer from standard input: exit code 0 for the right one, 1 for another
    #[arg(long, requires = "name")]
    pub(crate) quiz: bool,
    /// One line a lesson: number, name, title
    #[arg(long, conflicts_with_all = ["name", "quiz"])]
    pub(crate) list: bool,
    /// Writes the lesson's files into this folder, which must not exist
    #[arg(long, value_name = "DIR", requires = "name", conflicts_with = "quiz")]
    pub(crate) save: Option<PathBuf>,
}
