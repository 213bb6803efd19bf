//! Colours and signs. Only the terminal's own sixteen colours, so that its theme holds; every colour has a sign beside it.

use super::super::state::Theme;
use ratatui::style::{Color, Modifier, Style as Drawn};
use ratatui::text::{Line, Span};

/// How things are drawn under a theme.
#[derive(Clone, Copy)]
pub(super) struct Style(Theme);

impl Style {
    pub(super) const fn new(theme: Theme) -> Self {
        Self(theme)
    }

    fn coloured(self, dark: Color, light: Color) -> Drawn {
        match self.0 {
            Theme::Dark => Drawn::new().fg(dark),
            Theme::Light => Drawn::new().fg(light),
            Theme::Plain => Drawn::new(),
        }
    }

    /// What is under way now.
    pub(super) fn now(self) -> Drawn {
        self.coloured(Color::Yellow, Color::Magenta).add_modifier(Modifier::BOLD)
    }

    /// What has a name: titles, phases.
    pub(super) fn name(self) -> Drawn {
        self.coloured(Color::Cyan, Color::Blue)
    }

    /// What is fine.
    pub(super) fn good(self) -> Drawn {
        self.coloured(Color::Green, Color::Green)
    }

    /// What went wrong.
    pub(super) fn bad(self) -> Drawn {
        self.coloured(Color::Red, Color::Red).add_modifier(Modifier::BOLD)
    }

    /// What matters less.
    pub(super) fn dim(self) -> Drawn {
        match self.0 {
            Theme::Dark | Theme::Light => Drawn::new().add_modifier(Modifier::DIM),
            Theme::Plain => Drawn::new(),
        }
    }

    /// What is looked at.
    pub(super) fn focus(self) -> Drawn {
        self.name().add_modifier(Modifier::BOLD | Modifier::REVERSED)
    }

    /// A pane's title, a rule behind it to the end of the line.
    pub(super) fn title(self, title: &str, summary: &str, is_focused: bool, width: u16) -> Line<'static> {
        let name = if is_focused { format!("▶ {title} ") } else { format!("─ {title} ") };
        let summary = format!("{summary} ");
        let used = name.chars().count() + summary.chars().count();
        let rule = "─".repeat(usize::from(width).saturating_sub(used));
        let style = if is_focused { self.focus() } else { self.name().add_modifier(Modifier::BOLD) };
        Line::from(vec![Span::styled(name, style), Span::raw(summary), Span::styled(rule, self.dim())])
    }
}
