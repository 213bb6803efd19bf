//! What stands where. A small terminal shows the same panes, shorter.

use super::super::state::{Pane, State};
use super::sections;
use super::style::Style;
use ratatui::layout::{Constraint, Layout, Rect};

/// From this width on the queues and the machine stand in columns of their own.
const WIDE: u16 = 130;

/// Where everything stands.
pub(super) struct Plan {
    pub(super) facts: Rect,
    pub(super) ring: Rect,
    pub(super) sentence: Rect,
    pub(super) quiz: Rect,
    pub(super) panes: Vec<(Pane, Rect)>,
}

/// Panes beside the source, from top to bottom: first what JavaScript has queued, then what the machine is at.
const QUEUES: [Pane; 5] = [Pane::Stack, Pane::Ticks, Pane::Microtasks, Pane::Timers, Pane::Check];
const MACHINE: [Pane; 3] = [Pane::Poll, Pane::Closing, Pane::Live];

/// Plans the screen of one run.
pub(super) fn plan(state: &State, area: Rect) -> Plan {
    let sentence = if area.height < 20 { 2 } else { 3 };
    let quiz = if state.quiz.is_some() { 6.min(area.height / 3) } else { 0 };
    let rows = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(sentence),
        Constraint::Length(quiz),
        Constraint::Min(0),
        Constraint::Length(1),
    ])
    .split(area);
    let body = rows[4];
    let panes = if state.is_zoomed { vec![(state.focus, body)] } else { panes(state, body) };
    Plan { facts: rows[0], ring: rows[1], sentence: rows[2], quiz: rows[3], panes }
}

fn panes(state: &State, body: Rect) -> Vec<(Pane, Rect)> {
    let is_wide = body.width >= WIDE;
    let columns = if is_wide {
        Layout::horizontal([Constraint::Percentage(44), Constraint::Percentage(28), Constraint::Percentage(28)])
    } else {
        Layout::horizontal([Constraint::Percentage(50), Constraint::Percentage(50)])
    };
    let columns = columns.spacing(1).split(body);
    let console = (body.height / 3).clamp(2, 10);
    let left = Layout::vertical([Constraint::Min(2), Constraint::Length(console)]).split(columns[0]);
    let mut panes = vec![(Pane::Source, left[0]), (Pane::Console, left[1])];
    if is_wide {
        panes.extend(stack(state, columns[1], &QUEUES));
        panes.extend(stack(state, columns[2], &MACHINE));
    } else {
        let all: Vec<Pane> = QUEUES.iter().chain(&MACHINE).copied().collect();
        panes.extend(stack(state, columns[1], &all));
    }
    panes
}

/// Panes below each other: each as high as it would like, or down to its title when there is no room. The focused one
/// shrinks last.
pub(super) fn stack(state: &State, area: Rect, panes: &[Pane]) -> Vec<(Pane, Rect)> {
    let Some(run) = state.run() else { return Vec::new() };
    let style = Style::new(state.theme);
    let wanted = panes.iter().map(|pane| {
        let lines = sections::section(*pane, run, state, style).lines.len();
        (*pane, u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(1))
    });
    let heights = heights(&wanted.collect::<Vec<_>>(), area.height, state.focus);
    let mut row = area.y;
    let end = area.bottom();
    let mut placed = Vec::new();
    for (pane, height) in panes.iter().zip(heights) {
        let height = height.min(end.saturating_sub(row));
        placed.push((*pane, Rect { y: row, height, ..area }));
        row += height;
    }
    placed
}

/// Takes from the highest, the focused one last, until all fit.
fn heights(wanted: &[(Pane, u16)], room: u16, focus: Pane) -> Vec<u16> {
    let mut heights: Vec<u16> = wanted.iter().map(|(_, height)| (*height).min(room)).collect();
    while heights.iter().map(|height| u32::from(*height)).sum::<u32>() > u32::from(room) {
        let shrinkable = (0..heights.len()).filter(|at| heights[*at] > 1);
        // A focused pane gives up lines only when all others are down to their titles.
        let Some(highest) = shrinkable.max_by_key(|at| (wanted[*at].0 != focus, heights[*at])) else { break };
        heights[highest] -= 1;
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::{Pane, heights};

    #[test]
    fn the_highest_panes_shrink_first_of_equals_the_lower_and_the_focused_one_last() {
        let wanted = [(Pane::Ticks, 3), (Pane::Timers, 9), (Pane::Live, 9)];
        assert_eq!(heights(&wanted, 21, Pane::Ticks), [3, 9, 9]);
        assert_eq!(heights(&wanted, 12, Pane::Live), [2, 1, 9]);
        assert_eq!(heights(&wanted, 2, Pane::Live), [1, 1, 1]);
    }
}
