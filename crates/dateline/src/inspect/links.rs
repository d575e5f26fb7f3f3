use std::path::PathBuf;

use dateline_record::Evidence;

use super::text::to_json;
use super::together::{Reach, Together};
use crate::wire::{LinkLine, Place};
use crate::{Error, Pipeline, World};

/// How the findings of these reports stand to each other.
pub(super) fn lines(
    world: &dyn World,
    pipeline: &Pipeline,
    files: &[PathBuf],
) -> Result<Vec<String>, Error> {
    let together = Together::read(world, pipeline, files, Reach::Body)?;
    let lines = together.view.links.iter().map(|link| {
        let members = link.members.iter().filter_map(|member| place(&together, member));
        let differences = link.differences.iter().map(|difference| {
            let values = difference.values.iter().map(|(value, _)| value.as_str());
            (difference.field.to_string(), values.collect())
        });
        to_json(&LinkLine {
            kind: link.kind.as_str(),
            topic: link.topic.clone(),
            members: members.collect(),
            differences: differences.collect(),
        })
    });
    Ok(lines.collect())
}

fn place(together: &Together, member: &Evidence) -> Option<Place> {
    let (reading, points) = together.report(member.report)?;
    let [start, end] = points.span(reading.report.map.raw(member.span));
    Some(Place { doc: reading.report.name.clone(), start, end })
}
