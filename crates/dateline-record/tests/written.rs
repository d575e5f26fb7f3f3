//! What is written in lines comes back as it was.

mod invented;

use dateline_findings::{Field, Modality, Polarity, Value};
use dateline_names::ActorClass;
use dateline_record::{
    ActorKey, Decision, DecisionId, Entered, FindingKey, FindingRow, Laid, Lasting,
    Record, Ruling,
};
use dateline_text::ReportId;
use invented::{any_finding, any_laid, day};
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn a_finding_comes_back_from_its_row(finding in any_finding()) {
        prop_assert_eq!(FindingRow::of(&finding).finding(), Some(finding));
    }

    #[test]
    fn a_report_comes_back_from_its_lines(laid in any_laid()) {
        let lines = laid.to_lines();
        prop_assert_eq!(Laid::from_lines(&lines, laid.findings.clone()), Some(laid));
    }

    #[test]
    fn what_lasts_comes_back_from_its_lines(
        all in vec(any_laid(), 0..6), at in 0_usize..400, with in any::<u8>(),
    ) {
        let mut record = Record::default();
        all.into_iter().for_each(|laid| record.lay(laid));
        let lasting = Lasting::of(&record.view());
        let lines = lasting.to_lines();
        prop_assert_eq!(Lasting::from_lines(&lines), Some(lasting));
        let mut bytes = lines.into_bytes();
        if let Some(byte) = bytes.get_mut(at) {
            *byte = with;
        }
        if let Ok(lines) = String::from_utf8(bytes) {
            let _ = Lasting::from_lines(&lines);
        }
    }

    #[test]
    fn lines_that_are_damaged_are_refused_or_read_but_never_stop(
        laid in any_laid(), at in 0_usize..400, with in any::<u8>(),
    ) {
        let mut bytes = laid.to_lines().into_bytes();
        let at = at.min(bytes.len() - 1);
        bytes[at] = with;
        if let Ok(lines) = String::from_utf8(bytes) {
            let _ = Laid::from_lines(&lines, Vec::new());
        }
    }

    #[test]
    fn a_decision_comes_back_from_its_line(finding in any_finding(), by in "[a-z\" é]{0,9}") {
        let report = ReportId::of(b"a report");
        let key = FindingKey::of(report, &finding);
        let actor = ActorKey { report: None, name: "Tala \"T\" Brandt".to_owned() };
        let elsewhere = ActorKey { report: Some(report), name: "Brandt".to_owned() };
        let rulings = [
            Ruling::Accept(key.clone()),
            Ruling::Reject(key.clone()),
            Ruling::Correct(key.clone(), Field::Place, Value::words("Pell Harbour")),
            Ruling::Hold(key.clone(), Modality::Planned, Polarity::Negative),
            Ruling::Add(Entered::new(
                report,
                (finding.kind, finding.evidence),
                (Modality::Alleged, Polarity::Positive),
                "Harbour \"Wire\"",
                finding.fields.iter().map(|one| (one.field, one.value.clone())).collect(),
            )),
            Ruling::Note(key.clone(), "ask\nagain".to_owned()),
            Ruling::SameActor(actor.clone(), elsewhere.clone()),
            Ruling::NotSameActor(elsewhere.clone(), actor.clone()),
            Ruling::UnsureActor(elsewhere, actor),
            Ruling::Alias(ActorClass::Organisation, "Harbour \"Union\"".into(), "HU".into()),
            Ruling::Merge(key.clone(), key.clone()),
            Ruling::Split(key.clone(), key),
            Ruling::Dated(report, day(3)),
            Ruling::Undo(DecisionId::parse("00000000000000ff").unwrap()),
        ];
        for ruling in rulings {
            let at = day(40).at(10, 30, 0, 0);
            let decision =
                Decision { at, by: by.clone(), ruling, because: "two \"sources\"".to_owned() };
            prop_assert_eq!(Decision::from_line(&decision.to_line()), Some(decision));
        }
    }
}
