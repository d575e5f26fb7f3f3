use dateline_text::{CreditKind, Moment};

use super::visible::address_day;
use super::{Claim, Evidence};
use crate::dates::{First, dates};

/// What the address of a page says: the host, a day that stands in it, and, of a page that an
/// archive keeps, the day it was fetched.
pub(crate) fn claims(address: &str, said: Evidence, into: &mut Vec<Claim>) {
    if address.trim().is_empty() || address.len() >= 2000 {
        return;
    }
    let said = Evidence { rule: "url", ..said };
    into.push(Claim::words(CreditKind::Address, address, said));
    let (address, fetched) = archived(address);
    if let Some(date) =
        fetched.and_then(|day| dates(day, First::Day, 1).into_iter().next())
    {
        into.push(Claim::day(CreditKind::Crawled, date.value.moment, said));
    }
    if let Some(date) = address_day(address) {
        let moment = Moment { date, time: None, zone: None };
        let rank = 30 + said.rank;
        into.push(Claim::day(CreditKind::Published, moment, Evidence { rank, ..said }));
    }
    let host =
        address.split("//").nth(1).and_then(|rest| rest.split(['/', '?', ':']).next());
    if let Some(host) = host.filter(|host| !host.is_empty()) {
        if let Some(words) = translated(host, address) {
            into.push(Claim::words(CreditKind::Translated, &words, said));
        }
        into.push(Claim::words(CreditKind::Host, host, said));
    }
}

/// What the address of a page says that was translated on its way: the language it was in.
fn translated(host: &str, address: &str) -> Option<String> {
    let after = address.split_once("_x_tr_sl=").map(|(_, after)| after);
    let from = after.and_then(|after| after.split(['&', '#']).next());
    match from.filter(|from| (2..12).contains(&from.len()) && *from != "auto") {
        Some(from) => Some(format!("from {from}")),
        None => host.ends_with(".translate.goog").then(|| host.to_owned()),
    }
}

/// The address that an archive keeps under its own, and the day it was fetched:
/// `.../web/20310824101500/http://harbour.example/pact`.
fn archived(address: &str) -> (&str, Option<&str>) {
    let parts = address.split_once("/web/").and_then(|(_, rest)| {
        let (day, inner) = rest.split_once('/')?;
        let digits = day.bytes().take_while(u8::is_ascii_digit).count();
        (digits == 14).then(|| (inner, day.get(..8)))
    });
    parts.unwrap_or((address, None))
}
