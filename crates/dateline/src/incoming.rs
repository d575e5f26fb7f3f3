//! The bytes of reports on their way in: files and folders, what they hold, and what stands
//! beside them.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use dateline_intake::{Hint, Member, members};
use dateline_text::Report;

use crate::told::{self, Told};
use crate::{Error, World};

/// A report's bytes, with what is known of it beside them.
pub(crate) struct Incoming {
    pub(crate) member: Member,
    /// What stands in the file beside it.
    pub(crate) told: Told,
}

impl Incoming {
    /// The report, with what is said of it from outside.
    pub(crate) fn report(&self) -> Report {
        let mut report = dateline_intake::report(&self.member);
        self.told.tell(&mut report);
        report
    }
}

/// Reports that are held at once: enough for all threads.
const REPORTS: usize = 256;
/// Bytes that are held at once; a single larger report is held alone.
const BYTES: usize = 64 << 20;

/// The files that are meant, in the order that they are given: a folder stands for the files
/// in it, without those that only tell about others.
pub(crate) fn files(world: &dyn World, paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut files = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            files.push(path.clone());
            continue;
        }
        let found = world.files(path)?;
        let is_named = |file: &PathBuf| file == path || !told::is_sidecar(file);
        files.extend(found.into_iter().filter(is_named));
    }
    Ok(files)
}

/// Takes the reports out of files and hands them on in batches, in order. A file that cannot be
/// read is handed to `failed`, which says whether to go on.
pub(crate) fn each_batch(
    world: &dyn World,
    files: &[PathBuf],
    batch: &mut dyn FnMut(Vec<Incoming>, usize) -> Result<(), Error>,
    failed: &mut dyn FnMut(Error) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut waiting: Vec<Incoming> = Vec::new();
    let mut bytes = 0;
    for (done, path) in files.iter().enumerate() {
        let (mut input, told) = match open(world, path) {
            Ok(opened) => opened,
            Err(error) => {
                failed(error)?;
                continue;
            }
        };
        let hint = Hint { name: name_of(path) };
        let mut stopped = None;
        let _ = members(&mut input, &hint, &mut |member| {
            bytes += member.raw.len();
            waiting.push(Incoming { member, told: told.clone() });
            if waiting.len() < REPORTS && bytes < BYTES {
                return ControlFlow::Continue(());
            }
            bytes = 0;
            stopped = batch(std::mem::take(&mut waiting), done).err();
            if stopped.is_some() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        if let Some(error) = stopped {
            return Err(error);
        }
    }
    batch(waiting, files.len())
}

type Opened<'a> = (Box<dyn std::io::Read + 'a>, Told);

fn open<'a>(world: &'a dyn World, path: &Path) -> Result<Opened<'a>, Error> {
    if path == Path::new("-") {
        return Ok((world.open_standard_input()?, Told::default()));
    }
    Ok((world.open(path)?, Told::beside(world, path)?))
}

/// A file's name without folders.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
