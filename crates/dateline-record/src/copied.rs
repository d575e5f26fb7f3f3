//! What reports that share text say of which has it from which.

use dateline_copies::{Copy, Directed, Pointer, Signs};
use dateline_names::{ActorClass, Name};
use dateline_text::{CreditKind, Credits, fold};
use jiff::civil::Date;

use crate::ReportLine;

/// A report with what its page says about itself.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The report in one line.
    pub line: &'a ReportLine,
    /// What its page says about itself.
    pub credits: &'a Credits,
}

/// What one page has of another's text, as a revision where both stood at one address, and which
/// of the two has it from the other.
///
/// Symmetric: the other way round, the direction is turned and the reasons stay.
#[must_use]
pub fn copied(one: Page<'_>, other: Page<'_>, copy: Copy) -> (Copy, Directed) {
    let copy = if one.is_in_place_of(other) { copy.in_one_place() } else { copy };
    let directed = copy.directed(&one.signs(other), &other.signs(one));
    (copy, directed)
}

impl Page<'_> {
    fn signs(self, other: Self) -> Signs {
        let points = |pointer: &Pointer| match pointer {
            Pointer::Canonical => self.links_to(other),
            Pointer::Credit => self.names(CreditKind::Origin, other),
            Pointer::Agency => self.names(CreditKind::Agency, other),
        };
        let pointers = Pointer::ALL.into_iter().map(|(pointer, _)| pointer);
        Signs { pointing: pointers.filter(points).collect(), published: self.published() }
    }

    /// Whether it was kept at an address of its own and gives the other's as the right one.
    fn links_to(self, other: Self) -> bool {
        let (own, others) = (self.addresses(), other.addresses());
        let shared = own.iter().any(|address| others.contains(address));
        let elsewhere = |addresses: &[String], of: &[String]| {
            addresses.iter().any(|address| !of.iter().any(|at| host(at) == host(address)))
        };
        shared && elsewhere(&own, &others) && !elsewhere(&others, &own)
    }

    /// Whether both stood at the same address and at no other.
    fn is_in_place_of(self, other: Self) -> bool {
        let (own, others) = (self.addresses(), other.addresses());
        !own.is_empty() && own == others
    }

    fn addresses(self) -> Vec<String> {
        let all = self.credits.of(CreditKind::Address);
        let mut all: Vec<String> = all.map(|credit| plain(&credit.value)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether a credit names who printed the other, and not its own paper.
    fn names(self, kind: CreditKind, other: Self) -> bool {
        let theirs = other.printers();
        let own = self.printers_of(CreditKind::Outlet);
        let mut named = self.printers_of(kind).into_iter();
        named.any(|name| is_among(&name, &theirs) && !is_among(&name, &own))
    }

    /// Who printed it: its outlet, and its agency where the page has no outlet.
    fn printers(self) -> Vec<Name> {
        let outlets = self.printers_of(CreditKind::Outlet);
        if outlets.is_empty() { self.printers_of(CreditKind::Agency) } else { outlets }
    }

    fn printers_of(self, kind: CreditKind) -> Vec<Name> {
        let credits = self.credits.of(kind);
        credits
            .map(|credit| Name::read(&credit.value, ActorClass::Organisation))
            .collect()
    }

    /// The days on which it can have come out, counted from any day. A day that was taken over
    /// from a copy says nothing about copies.
    fn published(self) -> Option<(i64, i64)> {
        let days = self.line.days;
        if days.is_open() || self.line.days_from == "copies" {
            return None;
        }
        let number = |day: Date| i64::from((day - Date::ZERO).get_days());
        let first = days.earliest.map_or(i64::MIN, number);
        Some((first, days.latest.map_or(i64::MAX, number)))
    }
}

fn is_among(name: &Name, names: &[Name]) -> bool {
    names.iter().any(|other| name.likeness(other).is_sure())
}

/// An address without what does not tell pages apart: `http://www.post.example/pact/` and
/// `https://post.example/pact#top` are one.
fn plain(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default().trim_end_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = fold(host);
    format!("{}/{path}", host.strip_prefix("www.").unwrap_or(&host))
}

fn host(address: &str) -> &str {
    address.split('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use dateline_copies::{Direction, Relation};
    use dateline_text::{Credit, ReportId};
    use jiff::civil::date;

    use super::*;
    use crate::Days;

    fn credits(all: &[(CreditKind, &str)]) -> Credits {
        let credit = |&(kind, value): &(CreditKind, &str)| Credit {
            kind,
            value: value.to_owned(),
            raw: None,
            rule: "meta",
            moment: None,
        };
        Credits { all: all.iter().map(credit).collect(), published: None }
    }

    fn line(days: Days) -> ReportLine {
        ReportLine {
            id: ReportId::of(b"Varn signed the pact."),
            name: "pact.html".to_owned(),
            title: None,
            outlet: None,
            published: None,
            days,
            days_from: "page",
            origin: 0,
            findings: 0,
            unread: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn held(
        one: (&[(CreditKind, &str)], Days),
        other: (&[(CreditKind, &str)], Days),
    ) -> (Relation, Direction, Vec<&'static str>) {
        let copy = Copy {
            relation: Relation::Near,
            contains: (900, 900),
            jaccard: 800,
            spans: Vec::new(),
            changed: Vec::new(),
        };
        let (lines, pages) =
            ([line(one.1), line(other.1)], [credits(one.0), credits(other.0)]);
        let [one, other] =
            [0, 1].map(|at| Page { line: &lines[at], credits: &pages[at] });
        let (_, turned) = copied(other, one, copy.clone());
        let (copy, found) = copied(one, other, copy);
        let expected = match found.direction {
            Direction::FromOther => Direction::ToOther,
            Direction::ToOther => Direction::FromOther,
            Direction::Unknown => Direction::Unknown,
        };
        assert_eq!(turned.direction, expected);
        let reasons = found.reasons.into_iter().map(|(_, why)| why).collect();
        (copy.relation, found.direction, reasons)
    }

    const OPEN: Days = Days { earliest: None, latest: None };

    #[test]
    fn a_page_whose_canonical_link_is_elsewhere_has_its_text_from_there() {
        let here = (CreditKind::Address, "https://www.harbour.example/pact/");
        let there = (CreditKind::Address, "https://mirror.example/copy-of-pact");
        let found = held((&[here, there], OPEN), (&[here], OPEN));
        assert_eq!(found.1, Direction::FromOther);
        assert_eq!(found.2, ["its canonical link is the other's address"]);
    }

    #[test]
    fn two_texts_of_one_address_are_a_revision_and_the_later_is_from_the_earlier() {
        let here = (CreditKind::Address, "https://harbour.example/pact");
        let found = held(
            (&[here], Days::one(date(2031, 3, 12))),
            (&[here], Days::one(date(2031, 3, 14))),
        );
        assert_eq!((found.0, found.1), (Relation::Revision, Direction::ToOther));
    }

    #[test]
    fn a_credit_names_the_other_by_its_name_or_initials() {
        let post = (CreditKind::Outlet, "Harbour News Agency");
        let courier = (CreditKind::Outlet, "Varn Courier");
        for name in ["Harbour News Agency", "HNA"] {
            let one = [courier, (CreditKind::Origin, name)];
            let found = held((&one, OPEN), (&[post], OPEN));
            assert_eq!(found.1, Direction::FromOther, "{name}");
            assert_eq!(found.2, ["a credit line names the other's outlet"]);
        }
    }

    #[test]
    fn an_agency_is_not_its_own_copyist() {
        let own =
            [(CreditKind::Outlet, "Harbour Wire"), (CreditKind::Agency, "Harbour Wire")];
        let found = held((&own, OPEN), (&own, OPEN));
        assert_eq!((found.1, found.2.len()), (Direction::Unknown, 0));
    }

    #[test]
    fn a_report_by_a_day_is_earlier_than_one_after_it() {
        let by = Days { earliest: None, latest: Some(date(2031, 3, 12)) };
        let after = Days { earliest: Some(date(2031, 3, 13)), latest: None };
        let found = held((&[], after), (&[], by));
        assert_eq!(found.1, Direction::FromOther);
        assert_eq!(held((&[], by), (&[], by)).1, Direction::Unknown);
    }
}
