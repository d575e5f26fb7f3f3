//! A record is a function of its reports and decisions and of nothing else.

mod invented;

use dateline_record::{Alike, Decision, FindingKey, Laid, Record, Ruling, View};
use invented::{any_laid, day};
use proptest::prelude::*;

fn record(all: &[Laid]) -> Record {
    let mut record = Record::new();
    for laid in all {
        record.lay(laid.clone());
        if let Some(finding) = laid.findings.first() {
            record.decide(Decision {
                at: day(1).at(0, 0, 0, 0),
                by: "a reader".to_owned(),
                ruling: Ruling::Accept(FindingKey::of(laid.id, finding)),
                because: String::new(),
            });
        }
    }
    record
}

fn reports() -> impl Strategy<Value = Vec<Laid>> {
    prop::collection::vec(any_laid(), 0..7)
}

/// Hands that do the last work first.
fn backwards(count: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..count).rev().for_each(work);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn the_order_of_laying_leaves_no_trace(all in reports()) {
        let mut turned = all.clone();
        turned.reverse();
        prop_assert_eq!(record(&all).view(), record(&turned).view());
        prop_assert_eq!(record(&all), record(&turned));
    }

    #[test]
    fn laying_twice_is_laying_once(all in reports()) {
        let twice: Vec<Laid> = all.iter().chain(&all).cloned().collect();
        prop_assert_eq!(record(&all), record(&twice));
    }

    #[test]
    fn joined_parts_are_all_at_once(one in reports(), two in reports(), three in reports()) {
        let all: Vec<Laid> = one.iter().chain(&two).chain(&three).cloned().collect();
        let whole = record(&all);
        let left = record(&one).join(record(&two)).join(record(&three));
        let right = record(&one).join(record(&three).join(record(&two)));
        prop_assert_eq!(&left, &whole);
        prop_assert_eq!(&right, &whole);
        prop_assert_eq!(left.clone().join(whole.clone()), whole);
    }

    #[test]
    fn a_report_taken_out_was_never_there(all in reports(), extra in any_laid()) {
        let without: Vec<Laid> = all.into_iter().filter(|laid| laid.id != extra.id).collect();
        let mut record = record(&without);
        let before = record.clone();
        let id = extra.id;
        record.lay(extra);
        prop_assert!(record.remove(id));
        prop_assert_eq!(record.view(), before.view());
        prop_assert_eq!(record, before);
    }

    #[test]
    fn what_an_earlier_look_left_changes_nothing(
        all in reports(), more in reports(), cut in 0_usize..7
    ) {
        let (_, known) = View::with(&record(&all), &backwards, None);
        let all: Vec<Laid> = all.iter().chain(&more).cloned().collect();
        let whole = record(&all);
        let (anew, alike) = View::with(&whole, &backwards, None);
        prop_assert_eq!(&anew, &View::of(&whole));
        let (helped, again) = View::with(&whole, &backwards, Some(&known));
        prop_assert_eq!(&helped, &anew);
        prop_assert_eq!(&again, &alike);
        prop_assert_eq!(Alike::from_bytes(&alike.to_bytes()), Some(alike));
        // What knows too much is no help and no harm.
        let part = record(all.get(..cut.min(all.len())).unwrap());
        prop_assert_eq!(View::with(&part, &backwards, Some(&again)).0, View::of(&part));
    }

    #[test]
    fn every_entry_rests_on_words_and_ids_are_apart(all in reports()) {
        let record = record(&all);
        let view = record.view();
        let mut ids: Vec<_> = view.entries.iter().map(|entry| entry.id).collect();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), view.entries.len());
        for entry in &view.entries {
            prop_assert!(!entry.evidence.is_empty());
            prop_assert!(entry.origins >= 1 && entry.origins <= entry.reports);
            for evidence in &entry.evidence {
                let laid = record.report(evidence.report).unwrap();
                prop_assert_eq!(laid.findings[evidence.finding.unwrap()].kind, entry.kind);
            }
        }
        for link in &view.links {
            prop_assert!(!link.members.is_empty());
            prop_assert!(link.members.iter().all(|member| record.report(member.report).is_some()));
        }
    }
}
