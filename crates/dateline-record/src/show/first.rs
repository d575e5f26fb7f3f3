use dateline_findings::{Field, Kind};
use jiff::civil::Date;

use super::{Filter, FirstScreen, PromiseStanding, Totals};
use crate::view::origins::day_order;
use crate::{Entry, Link, View};

impl View {
    /// The five questions, at most `limit` lines each: the best borne out, in order of time.
    #[must_use]
    pub fn first_screen(&self, as_of: Option<Date>, limit: usize) -> FirstScreen<'_> {
        let all = Filter::default();
        let timeline = self.timeline(&Filter {
            kinds: vec![Kind::Event, Kind::Agreement, Kind::Body],
            ..Filter::default()
        });
        let of = |kind: Kind| self.entries.iter().filter(move |entry| entry.kind == kind);
        let mut promised = self.commitments(&all, as_of);
        let totals = self.totals(&timeline.dated, timeline.undated.len());
        // What came of a promise tells more than that nothing did.
        promised.sort_by_key(|promise| {
            let open = promise.standing == PromiseStanding::Open;
            (
                open,
                std::cmp::Reverse(promise.commitment.origins),
                order(promise.commitment),
            )
        });
        promised.truncate(limit);
        promised.sort_by_key(|promise| order(promise.commitment));
        let counted = self.figures(&Filter { limit: Some(limit), ..Filter::default() });
        FirstScreen {
            happened: best(timeline.dated, limit),
            said: best(of(Kind::Statement).collect(), limit),
            counted: counted
                .into_iter()
                .filter(|series| series.points.len() > 1)
                .collect(),
            agreed: best(of(Kind::Agreement).collect(), limit),
            promised,
            disagree: self.disagreements(limit),
            totals,
        }
    }

    fn disagreements(&self, limit: usize) -> Vec<&Link> {
        let mut links = self.conflicts(&Filter::default());
        // Within a kind the view's own order stays: the sort is stable.
        links.sort_by_key(|link| link.kind.gravity());
        links.truncate(limit);
        links
    }

    fn totals(&self, dated: &[&Entry], undated: usize) -> Totals {
        let coverage = self.coverage();
        let of =
            |kind: Kind| self.entries.iter().filter(|entry| entry.kind == kind).count();
        Totals {
            reports: coverage.reports,
            origins: coverage.origins,
            dated: dated.len(),
            undated,
            statements: of(Kind::Statement),
            series: self.series.len(),
            agreements: of(Kind::Agreement),
            commitments: of(Kind::Commitment),
            conflicts: self.links.iter().filter(|link| link.kind.is_conflict()).count(),
            problems: self.reports.iter().map(|line| line.problems.len()).sum(),
        }
    }
}

/// The ones with most origins, agreements and quotations first, then in order of time.
fn best(mut all: Vec<&Entry>, limit: usize) -> Vec<&Entry> {
    all.sort_by_key(|entry| {
        let plain = entry.kind != Kind::Agreement && entry.get(Field::Quote).is_none();
        let sure = entry.evidence.iter().map(|evidence| evidence.confidence).max();
        (std::cmp::Reverse(entry.origins), plain, std::cmp::Reverse(sure), order(entry))
    });
    all.truncate(limit);
    all.sort_by_key(|entry| order(entry));
    all
}

fn order(entry: &Entry) -> (Date, Date, Kind, crate::EntryId) {
    let (first, last) = day_order(entry.days);
    (first, last, entry.kind, entry.id)
}
