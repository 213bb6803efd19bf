//! What a lesson says: a `LESSON.md` with a title, what you learn, and five sections in this order: Watch, Question,
//! Answer, Profiles, Rules. The question's choices are its numbered list.

/// A lesson's text, in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The heading.
    pub title: String,
    /// What you learn, and the explanation.
    pub body: String,
    /// What to try, and what to see then.
    pub watch: String,
    /// The question, without its choices.
    pub question: String,
    /// What can be chosen, in order.
    pub choices: Vec<String>,
    /// Why the right choice is right. Which it is, the runs decide.
    pub answer: String,
    /// What differs between Node versions, and why.
    pub profiles: String,
    /// Where the rule is written down.
    pub rules: String,
}

impl Text {
    /// Takes a text apart; a part that it lacks stays empty.
    pub fn parse(source: &str) -> Self {
        let mut text = Self::default();
        let mut sections = source.split("\n## ");
        let front = sections.next().unwrap_or_default();
        let (title, body) = front.split_once('\n').unwrap_or((front, ""));
        title.trim_start_matches("# ").trim().clone_into(&mut text.title);
        body.trim().clone_into(&mut text.body);
        for section in sections {
            let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
            // The first line may be an indented command.
            let body = body.trim_start_matches('\n').trim_end();
            match heading.trim() {
                "Watch" => body.clone_into(&mut text.watch),
                "Question" => (text.question, text.choices) = question(body),
                "Answer" => body.clone_into(&mut text.answer),
                "Profiles" => body.clone_into(&mut text.profiles),
                "Rules" => body.clone_into(&mut text.rules),
                _ => {}
            }
        }
        text
    }

    /// The commands that it tells the reader to try: the indented lines of Watch.
    pub fn commands(&self) -> impl Iterator<Item = &str> {
        self.watch.lines().filter_map(|line| line.trim().strip_prefix("loopscope "))
    }
}

/// A question and its numbered choices.
fn question(body: &str) -> (String, Vec<String>) {
    let mut question = String::new();
    let mut choices: Vec<String> = Vec::new();
    for line in body.lines() {
        let next = format!("{}. ", choices.len() + 1);
        if let Some(choice) = line.strip_prefix(&next) {
            choices.push(choice.to_owned());
        } else if let Some(choice) = choices.last_mut() {
            *choice = format!("{choice} {}", line.trim()).trim_end().to_owned();
        } else {
            question += line;
            question.push('\n');
        }
    }
    (question.trim().to_owned(), choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_by_its_headings() {
        let source = "# Two\n\nYou learn it.\n\n## Watch\n\n    loopscope run a.js\n\n## Question\n\nWhich?\n\n1. one,\n   or so\n2. two\n\n## Answer\n\nTwo.\n";
        let text = Text::parse(source);
        assert_eq!((text.title.as_str(), text.body.as_str()), ("Two", "You learn it."));
        assert_eq!(text.commands().collect::<Vec<_>>(), ["run a.js"]);
        assert_eq!(text.question, "Which?");
        assert_eq!(text.choices, ["one, or so", "two"]);
        assert_eq!(text.answer, "Two.");
    }
}
