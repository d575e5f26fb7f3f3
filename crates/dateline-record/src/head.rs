use dateline_findings::{Field, Finding, Kind};

/// The values that tell a finding from others of its kind on the same words, as one line.
pub(crate) fn head(finding: &Finding) -> String {
    let lines = fields(finding.kind).iter().filter_map(|field| {
        let value = finding.fields.get(*field)?;
        Some(value.to_line())
    });
    lines.collect::<Vec<_>>().join(" | ")
}

fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Statement => &[Field::Speaker, Field::Verb],
        Kind::Event => &[Field::EventType, Field::Actor],
        Kind::Agreement => &[Field::Instrument, Field::Name],
        Kind::Commitment => &[Field::Committer, Field::What],
        Kind::Body => &[Field::Name],
        Kind::Figure => &[Field::Number, Field::What],
        Kind::Role => &[Field::Holder, Field::Post],
        Kind::Relation => &[Field::Relation, Field::Subject, Field::Object],
        Kind::Credit => &[Field::Attribute, Field::Credit],
    }
}
