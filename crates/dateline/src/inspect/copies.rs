use crate::json_lines::Line;

pub(super) fn lines(_lines: &[Line]) -> Vec<String> {
    Vec::new()
}
