//! How answers look on a page of eighty columns.

use std::io::{self, Write};

use dateline::wire::DoubtLine;
use dateline::{Changed, Checked, Found, HitLine, Shown};

mod agreements;
mod changed;
mod entry;
mod found;
mod page;
mod reports;
mod screen;
mod series;
mod state;

pub(crate) use crate::print::page::{clean, without_colour};
use crate::print::page::{heading, marked, wrapped};

/// Prints what the record holds on a topic, and how many lines of it are left out.
pub(crate) fn shown(out: &mut dyn Write, shown: &Shown, rest: usize) -> io::Result<()> {
    lines(out, shown)?;
    page::left_out(out, (0, rest), "")
}

fn lines(out: &mut dyn Write, shown: &Shown) -> io::Result<()> {
    match shown {
        Shown::Screen(screen) => screen::screen(out, screen),
        Shown::Timeline(timeline) => screen::timeline(out, timeline),
        Shown::Figures(all) => all.iter().try_for_each(|one| {
            series::series(out, one)?;
            page::left_out(out, (2, one.left_out), "point")
        }),
        Shown::Statements(all) => all.iter().try_for_each(|spoken| {
            heading(out, &spoken.speaker, "")?;
            entry::quoted(out, &spoken.statements)?;
            page::left_out(out, (2, spoken.left_out), "statement")
        }),
        Shown::Agreements(all) => {
            all.iter().try_for_each(|one| agreements::agreed(out, one))
        }
        Shown::Commitments(all) => agreements::promises(out, all),
        Shown::Bodies(all) => all.iter().try_for_each(|one| agreements::body(out, one)),
        Shown::People(all) => all.iter().try_for_each(|one| agreements::person(out, one)),
        Shown::Conflicts(all) => all.iter().try_for_each(|one| found::link(out, one)),
        Shown::Copies(all) => all.iter().try_for_each(|one| reports::copies(out, one)),
        Shown::Problems(all) => {
            all.iter().try_for_each(|one| reports::problems(out, one))
        }
        Shown::Coverage(coverage) => reports::coverage(out, coverage),
        Shown::Decisions(all) => {
            all.iter().try_for_each(|one| agreements::deciding(out, one))
        }
        Shown::Rulings(all) => all.iter().try_for_each(|one| reports::decision(out, one)),
        Shown::State(state) => state::state(out, state),
        Shown::Reports(all) => all.iter().try_for_each(|one| reports::report(out, one)),
    }
}

/// Prints what a name or an identity stands for, with all its evidence.
pub(crate) fn found(out: &mut dyn Write, found: &[Found]) -> io::Result<()> {
    found.iter().try_for_each(|one| found::whole(out, one))
}

/// Prints pairs of names that may be one actor's.
pub(crate) fn doubts(out: &mut dyn Write, doubts: &[DoubtLine]) -> io::Result<()> {
    doubts.iter().try_for_each(|one| reports::doubt(out, one))
}

/// Prints what a record knows about a text.
pub(crate) fn checked(out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
    changed::checked(out, checked)
}

/// Prints what changed.
pub(crate) fn changed(out: &mut dyn Write, changed: &Changed) -> io::Result<()> {
    changed::changed(out, changed)
}

/// Prints the places that hold the words looked for.
pub(crate) fn hits(
    out: &mut dyn Write,
    hits: &[HitLine],
    words: &[String],
) -> io::Result<()> {
    for hit in hits {
        match hit {
            HitLine::Entry { entry } => {
                entry::entries(out, std::slice::from_ref(entry))?;
            }
            HitLine::Sentence(line) => {
                let source = format!("{}, {}", clean(&line.doc), line.published.text);
                wrapped(out, 2, &marked(&line.words, words))?;
                let id = page::short(&line.report);
                page::small(out, 4, &format!("{source} · {id}"))?;
            }
        }
    }
    Ok(())
}
