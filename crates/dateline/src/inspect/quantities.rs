use crate::Pipeline;
use crate::json_lines::Line;

pub(super) fn lines(_pipeline: &Pipeline, _line: &Line) -> Vec<String> {
    Vec::new()
}
