use rayon::prelude::*;

use crate::Error;

/// Does the work with so many threads; 0 is as many as there are cores.
///
/// # Errors
/// When the threads cannot be had, or as the work itself.
pub fn with_threads<T: Send>(
    threads: usize,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> Result<T, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| {
        Error::new("cannot start so many threads".to_owned())
            .with_hint("give a smaller number with `--threads N`")
            .caused_by(error)
    })?;
    pool.install(work)
}

/// Does a work for every number below the count, on all threads of the pool it is called in.
pub(crate) fn hands(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).into_par_iter().for_each(work);
}
