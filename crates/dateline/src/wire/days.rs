use dateline_record::Days;
use dateline_time::{Basis, Grain, Modifier, When};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// A time as it is shown: with its grain, its bounds and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct WhenLine {
    /// For a reader: `2031-08-21`, `2031-08`, `summer 2031`, `by 2031-08-24`, `undated`.
    pub text: String,
    /// For other programs, in EDTF; null where nothing is known.
    pub edtf: Option<String>,
    /// The first day it can be.
    pub earliest: Option<String>,
    /// The last day it can be.
    pub latest: Option<String>,
    /// What the report writes, in TIMEX3, where that is not a day: `XXXX-09-09`.
    pub written: Option<String>,
    /// `explicit`, `relative_to_dateline`, `relative_to_event`, `present_state`, `inferred`,
    /// `unresolved`.
    pub basis: Option<&'static str>,
}

/// A time with the days that all reports together leave it.
pub(crate) fn when_line(when: Option<&When>, days: Days) -> WhenLine {
    let dated = when.filter(|when| when.earliest.is_some() && when.latest.is_some());
    let (text, edtf) = match dated {
        Some(when) => (written(when), edtf_of(when)),
        None => (bounds_text(days), bounds_edtf(days)),
    };
    let open = when.filter(|when| dated.is_none() && !when.timex.is_empty());
    let text = match open {
        Some(when) => match without_year(&when.timex) {
            Some(known) => format!("{text} ({known})"),
            None => text,
        },
        None => text,
    };
    WhenLine {
        text,
        edtf,
        earliest: days.earliest.map(|day| day.to_string()),
        latest: days.latest.map(|day| day.to_string()),
        written: open.map(|when| when.timex.clone()),
        basis: when.map(|when| when.basis.as_str()),
    }
}

/// How a time was worked out, in words for a reader, from [`WhenLine::basis`].
#[must_use]
pub fn reason(basis: &str) -> &str {
    match basis {
        "explicit" => "written in full",
        "relative_to_dateline" => "counted from the day of publication",
        "relative_to_event" => "counted from another time in the report",
        "present_state" => "a present state at publication",
        "inferred" => "inferred from what surrounds it",
        _ => "not resolved; only bounds are known",
    }
}

/// The days alone, where no time is written.
pub(crate) fn days_line(days: Days) -> WhenLine {
    when_line(None, days)
}

/// What is known of a day without its year: "a Sunday", "????-09-09"; `None` of "that day".
fn without_year(timex: &str) -> Option<String> {
    let rest = timex.strip_prefix("XXXX-")?;
    let names =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let weekday = rest.strip_prefix("WXX-").and_then(|day| day.parse::<usize>().ok());
    match weekday.and_then(|day| names.get(day.checked_sub(1)?)) {
        Some(name) => Some(format!("a {name}")),
        None => {
            let known = rest.trim_end_matches("-XX");
            let is_known = known.chars().any(|letter| letter.is_ascii_digit());
            is_known.then(|| format!("????-{known}"))
        }
    }
}

fn written(when: &When) -> String {
    let (Some(first), Some(last)) = (when.earliest, when.latest) else {
        return "undated".to_owned();
    };
    let text = match when.grain {
        Grain::Minute | Grain::Hour | Grain::Day if first == last => first.to_string(),
        Grain::Month => month(first),
        Grain::Year => format!("{:04}", first.year()),
        Grain::Season if when.timex.len() == 7 => season(&when.timex),
        Grain::Decade => format!("{:03}0s", first.year() / 10),
        Grain::Century => format!("{first} to {last}"),
        _ if first == last => first.to_string(),
        _ if is_whole_month(first, last) => month(first),
        _ => format!("{first} to {last}"),
    };
    let inferred = if when.basis == Basis::Inferred { " (inferred)" } else { "" };
    format!("{}{text}{inferred}", prefix(when.modifier))
}

fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

fn is_whole_month(first: Date, last: Date) -> bool {
    first.day() == 1 && last == first.last_of_month()
}

fn season(timex: &str) -> String {
    let (year, season) = timex.split_once('-').unwrap_or((timex, ""));
    let name = match season {
        "SP" => "spring",
        "SU" => "summer",
        "FA" => "autumn",
        "WI" => "winter",
        other => return format!("{year} {other}"),
    };
    format!("{name} {year}")
}

fn prefix(modifier: Option<Modifier>) -> &'static str {
    match modifier {
        Some(Modifier::Before) => "before ",
        Some(Modifier::After) => "after ",
        Some(Modifier::OnOrBefore) => "by ",
        Some(Modifier::OnOrAfter) => "from ",
        Some(Modifier::Early) => "early ",
        Some(Modifier::Mid) => "mid-",
        Some(Modifier::Late) => "late ",
        Some(Modifier::About) => "about ",
        Some(
            Modifier::LessThan
            | Modifier::MoreThan
            | Modifier::EqualOrLess
            | Modifier::EqualOrMore,
        )
        | None => "",
    }
}

fn edtf_of(when: &When) -> Option<String> {
    let (first, last) = (when.earliest?, when.latest?);
    let approximate = if when.modifier == Some(Modifier::About) { "~" } else { "" };
    let value = match when.grain {
        Grain::Month => month(first),
        Grain::Year => format!("{:04}", first.year()),
        Grain::Decade => format!("{:03}X", first.year() / 10),
        Grain::Season => edtf_season(&when.timex)?,
        _ if first == last => first.to_string(),
        _ => format!("{first}/{last}"),
    };
    Some(match when.modifier {
        Some(Modifier::Before | Modifier::OnOrBefore) => format!("../{value}"),
        Some(Modifier::After | Modifier::OnOrAfter) => format!("{value}/.."),
        _ => format!("{value}{approximate}"),
    })
}

fn edtf_season(timex: &str) -> Option<String> {
    let (year, season) = timex.split_once('-')?;
    let number = match season {
        "SP" => "21",
        "SU" => "22",
        "FA" => "23",
        "WI" => "24",
        "Q1" => "33",
        "Q2" => "34",
        "Q3" => "35",
        "Q4" => "36",
        _ => return None,
    };
    Some(format!("{year}-{number}"))
}

fn bounds_text(days: Days) -> String {
    match (days.earliest, days.latest) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first} to {last}"),
        (Some(first), None) => format!("undated, from {first}"),
        (None, Some(last)) => format!("undated, by {last}"),
        (None, None) => "undated".to_owned(),
    }
}

fn bounds_edtf(days: Days) -> Option<String> {
    match (days.earliest, days.latest) {
        (Some(first), Some(last)) if first == last => Some(first.to_string()),
        (Some(first), Some(last)) => Some(format!("{first}/{last}")),
        (Some(first), None) => Some(format!("{first}/..")),
        (None, Some(last)) => Some(format!("../{last}")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn when(first: Date, last: Date, grain: Grain, timex: &str) -> When {
        When {
            earliest: Some(first),
            latest: Some(last),
            grain,
            timex: timex.to_owned(),
            ..When::default()
        }
    }

    #[test]
    fn a_month_is_shown_as_a_month_and_not_as_its_first_day() {
        let december =
            when(date(2031, 12, 1), date(2031, 12, 31), Grain::Month, "2031-12");
        let line = when_line(Some(&december), Days::default());
        assert_eq!(line.text, "2031-12");
        assert_eq!(line.edtf.as_deref(), Some("2031-12"));
    }

    #[test]
    fn a_summer_has_its_name_and_its_number_in_edtf() {
        let summer = when(date(2031, 6, 1), date(2031, 8, 31), Grain::Season, "2031-SU");
        let line = when_line(Some(&summer), Days::default());
        assert_eq!(line.text, "summer 2031");
        assert_eq!(line.edtf.as_deref(), Some("2031-22"));
    }

    #[test]
    fn an_undated_thing_stays_undated() {
        let line = when_line(None, Days::default());
        assert_eq!(line.text, "undated");
        assert_eq!(line.edtf, None);
    }

    #[test]
    fn a_weekday_without_a_date_is_a_constraint() {
        let when = When { timex: "XXXX-WXX-7".to_owned(), ..When::default() };
        let line = when_line(Some(&when), Days::default());
        assert_eq!(line.text, "undated (a Sunday)");
        assert_eq!(line.edtf, None);
    }

    #[test]
    fn a_day_without_a_year_shows_what_is_missing() {
        let when = When { timex: "XXXX-09-09".to_owned(), ..When::default() };
        let days = Days { earliest: None, latest: Some(date(2031, 9, 30)) };
        let line = when_line(Some(&when), days);
        assert_eq!(line.text, "undated, by 2031-09-30 (????-09-09)");
        assert_eq!(line.edtf.as_deref(), Some("../2031-09-30"));
        let text = |timex: &str| {
            let when = When { timex: timex.to_owned(), ..When::default() };
            when_line(Some(&when), days).text
        };
        assert_eq!(text("XXXX-09-XX"), "undated, by 2031-09-30 (????-09)");
        assert_eq!(text("XXXX-XX-XX"), "undated, by 2031-09-30");
    }
}
