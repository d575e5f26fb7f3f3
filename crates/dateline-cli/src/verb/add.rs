use std::io::{IsTerminal as _, stderr};
use std::path::PathBuf;

use clap::Args;
use dateline::wire::count;
use dateline::{Added, Asked, Credit, Desk, Error, Progress, Topic, World as _};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use super::show::APIECE;
use super::{Done, answer};
use crate::arguments::{Everywhere, day};
use crate::{print, says};

/// Read reports into the record, then show what they hold
///
/// A report that is in the record already, by its bytes, is passed over: a run that was
/// stopped is completed by giving the same command again.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Files and folders: text, HTML, RTF, DOCX, PDF, WARC, feeds, e-mail, JSON lines, archives
    /// and more, packed or not; `-` is standard input
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// The day these reports came out; it goes before what the pages say
    #[arg(long, value_name = "DAY", value_parser = day)]
    published: Option<Date>,
    /// Who printed them; it goes before what the pages say
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Add only; do not show what the record holds
    #[arg(long, short)]
    quiet: bool,
}

impl Add {
    pub(crate) fn run(&self, everywhere: &Everywhere) -> Result<Done, Error> {
        give_way();
        let world = everywhere.world();
        let credit = Credit { published: self.published, outlet: self.outlet.clone() };
        let (desk, added) = everywhere.with_threads(|| {
            // A path that is missing is said before a record is made.
            for path in self.paths.iter().filter(|path| path.as_os_str() != "-") {
                world.files(path)?;
            }
            let codebook = everywhere.codebook()?;
            let desk = Desk::create(&everywhere.record)?;
            let mut desk = desk.reading_with(everywhere.model).by(codebook);
            let mut bar = Bar::new();
            let step = &mut |progress| bar.step(progress);
            let added = desk.add(&world, &self.paths, &credit, step)?;
            bar.done();
            Ok((desk, added))
        })?;
        tell(&added, everywhere);
        if !self.quiet {
            let today = Some(everywhere.today());
            let asked = Asked { today, apiece: Some(APIECE), ..Asked::default() };
            let screen = desk.show(Topic::Screen, &asked)?;
            answer(|out| print::shown(out, &screen, 0))?;
        }
        desk.close();
        Ok(if added.failed.is_empty() { Done::Well } else { Done::InPart })
    }
}

/// Has who reads the record go first where both want the processor. Alone, nothing is slower.
#[cfg(unix)]
fn give_way() {
    // Where it may not be, both go as they are.
    let _ = rustix::process::nice(10);
}

#[cfg(not(unix))]
fn give_way() {}

fn tell(added: &Added, everywhere: &Everywhere) {
    for error in &added.failed {
        says::warning(error);
    }
    let record = everywhere.record.display();
    let mut line = format!("{} new in `{record}`", count(added.new, "report"));
    if added.known > 0 {
        line.push_str(&format!(", {} known already", added.known));
    }
    if added.empty > 0 {
        line.push_str(&format!(", {} with nothing to read", added.empty));
    }
    if !added.failed.is_empty() {
        line.push_str(&format!(
            ", {} could not be read",
            count(added.failed.len(), "file")
        ));
    }
    says::note(&line);
}

/// The progress of a long run, on a terminal alone.
pub(super) struct Bar {
    bar: Option<ProgressBar>,
}

impl Bar {
    pub(super) fn new() -> Self {
        let style = "{msg} {wide_bar} {pos}/{len}  {eta}";
        let bar = stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            if let Ok(style) = ProgressStyle::with_template(style) {
                bar.set_style(style);
            }
            bar.set_message("reading");
            bar
        });
        Self { bar }
    }

    pub(super) fn step(&mut self, progress: Progress) {
        let Some(bar) = &self.bar else { return };
        match progress {
            Progress::Files(files) => bar.set_length(files as u64),
            Progress::Done(done) => bar.set_position(done as u64),
            Progress::Laying => bar.set_message("laying"),
        }
    }

    pub(super) fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
