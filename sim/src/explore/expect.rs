//! Order files: what a program's output has to be like, for people who do not write Rust.
//!
//! One rule a line; `#` begins a comment. A label is a line of standard output, see [`super::pairs`]; it stands in
//! double quotes if it has spaces, `<`, `=`, `#` or quotes in it, which are written `\"`.
//!
//! ```text
//! connected < "first answer"    # where "first answer" comes, connected came before
//! closed == 1 times             # exactly so often; 0 and more
//! never "out of order"          # the same as == 0 times
//! ```

use super::pairs;
use std::fmt;
use std::str::FromStr;

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Rule {
    /// Where the second comes, the first came before.
    Before(String, String),
    /// A line comes exactly so often.
    Times(String, usize),
}

/// The rules of an order file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectations(Vec<Rule>);

impl Expectations {
    /// Whether there is no rule at all.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first rule that an output breaks, and how.
    pub fn check(&self, stdout: &str) -> Result<(), String> {
        let labels = pairs::labels(stdout);
        let place = |label: &str| labels.iter().position(|known| known == label);
        for rule in &self.0 {
            match rule {
                Rule::Before(first, second) => match (place(first), place(second)) {
                    (None, Some(_)) => return Err(format!("`{rule}` is broken: {second} came, {first} never did")),
                    (Some(first_at), Some(second_at)) if second_at < first_at => {
                        return Err(format!("`{rule}` is broken: {second} came before {first}"));
                    }
                    _ => {}
                },
                Rule::Times(label, times) => {
                    let count = stdout.lines().filter(|line| line.trim() == label).count();
                    if count != *times {
                        return Err(format!("`{rule}` is broken: {label} came {count} times"));
                    }
                }
            }
        }
        Ok(())
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Before(first, second) => write!(f, "{first} < {second}"),
            Self::Times(label, 0) => write!(f, "never {label}"),
            Self::Times(label, times) => write!(f, "{label} == {times} times"),
        }
    }
}

/// Why a text is no order file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: found `{found}`, expected `a < b`, `a == 1 times` or `never a`")]
pub struct ParseExpectationsError {
    /// Which line, counted from 1.
    pub line: usize,
    /// What it says.
    pub found: String,
}

impl FromStr for Expectations {
    type Err = ParseExpectationsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut rules = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let wrong = || ParseExpectationsError { line: index + 1, found: line.trim().to_owned() };
            let words = words(line).ok_or_else(wrong)?;
            if !words.is_empty() {
                rules.push(rule(&words).ok_or_else(wrong)?);
            }
        }
        Ok(Self(rules))
    }
}

/// A word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    Label { text: String, is_quoted: bool },
    Less,
    Equal,
}

fn rule(words: &[Word]) -> Option<Rule> {
    // Words without quotes between two signs are one label: `cache miss < reply`.
    let label = |words: &[Word]| {
        let texts: Option<Vec<&str>> = words
            .iter()
            .map(|word| match word {
                Word::Label { text, .. } => Some(text.as_str()),
                Word::Less | Word::Equal => None,
            })
            .collect();
        texts.filter(|texts| !texts.is_empty()).map(|texts| texts.join(" "))
    };
    if let Some(less) = words.iter().position(|word| *word == Word::Less) {
        return Some(Rule::Before(label(&words[..less])?, label(&words[less + 1..])?));
    }
    if let Some(equal) = words.iter().position(|word| *word == Word::Equal) {
        let count = label(&words[equal + 1..])?;
        let count = count.strip_suffix(" times").or_else(|| count.strip_suffix(" time")).unwrap_or(&count);
        return Some(Rule::Times(label(&words[..equal])?, count.parse().ok()?));
    }
    match words {
        [Word::Label { text, is_quoted: false }, rest @ ..] if text == "never" => Some(Rule::Times(label(rest)?, 0)),
        _ => None,
    }
}

/// The words of a line without its comment; nothing when a quote is left open.
fn words(line: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '#' => break,
            '<' => words.push(Word::Less),
            '=' if chars.next_if_eq(&'=').is_some() => words.push(Word::Equal),
            '"' => {
                let mut text = String::new();
                loop {
                    match chars.next()? {
                        '"' => break,
                        '\\' => text.push(chars.next()?),
                        c => text.push(c),
                    }
                }
                words.push(Word::Label { text, is_quoted: true });
            }
            c if c.is_whitespace() => {}
            c => {
                let mut text = String::from(c);
                while let Some(c) = chars.next_if(|c| !c.is_whitespace() && !"<=#\"".contains(*c)) {
                    text.push(c);
                }
                words.push(Word::Label { text, is_quoted: false });
            }
        }
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::Expectations;

    fn broken(rules: &str, stdout: &str) -> String {
        rules.parse::<Expectations>().expect("the rules are right").check(stdout).err().unwrap_or_default()
    }

    #[test]
    fn rules_are_kept_or_broken_in_one_sentence() {
        let cases = [
            ("a < b", "a\nb\n", ""),
            ("a < b # here", "b\na\n", "`a < b` is broken: b came before a"),
            ("a < b", "b\n", "`a < b` is broken: b came, a never did"),
            ("a < b", "a\n", ""),
            ("\"a < \\\"b\" == 1 times", "a < \"b\n", ""),
            ("a == 2 times", "a\n", "`a == 2 times` is broken: a came 1 times"),
            (
                "cache miss == 1 time",
                "cache miss\ncache miss\n",
                "`cache miss == 1 times` is broken: cache miss came 2 times",
            ),
            ("never x", "x\n", "`never x` is broken: x came 1 times"),
            ("\n# nothing\n", "x\n", ""),
        ];
        for (rules, stdout, expected) in cases {
            assert_eq!(broken(rules, stdout), expected, "{rules}");
        }
    }

    #[test]
    fn what_is_no_rule_is_refused_with_its_line() {
        let message = |text: &str| text.parse::<Expectations>().map_err(|error| error.to_string()).err();
        let expected = |line: usize, found: &str| {
            Some(format!("line {line}: found `{found}`, expected `a < b`, `a == 1 times` or `never a`"))
        };
        assert_eq!(message("a < b\nsometimes x"), expected(2, "sometimes x"));
        assert_eq!(message("a <"), expected(1, "a <"));
        assert_eq!(message("a == few times"), expected(1, "a == few times"));
        assert_eq!(message("never \"x"), expected(1, "never \"x"));
    }
}
