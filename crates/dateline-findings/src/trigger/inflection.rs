//! The dictionary forms that the letters of a word allow.

/// Past forms that no rule gives, with their dictionary forms; sorted.
const IRREGULAR: [(&str, &str); 45] = [
    ("beat", "beat"),
    ("beaten", "beat"),
    ("born", "bear"),
    ("broke", "break"),
    ("broken", "break"),
    ("burst", "burst"),
    ("caught", "catch"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("dealt", "deal"),
    ("dug", "dig"),
    ("fell", "fall"),
    ("fled", "flee"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("fought", "fight"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("hung", "hang"),
    ("lit", "light"),
    ("overran", "overrun"),
    ("overthrew", "overthrow"),
    ("overthrown", "overthrow"),
    ("quit", "quit"),
    ("sank", "sink"),
    ("shook", "shake"),
    ("shot", "shoot"),
    ("shut", "shut"),
    ("slain", "slay"),
    ("slew", "slay"),
    ("sought", "seek"),
    ("spread", "spread"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("struck", "strike"),
    ("sunk", "sink"),
    ("swept", "sweep"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("tore", "tear"),
    ("upheld", "uphold"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
];

/// What is known of the first word that a verb form may be a form of, the likeliest first:
/// "shelled" of "shell", "shelle", "shel".
pub(crate) fn of_verb<T>(
    form: &str,
    known: impl Fn(&str) -> Option<T> + Copy,
) -> Option<T> {
    if let Ok(at) = IRREGULAR.binary_search_by_key(&form, |entry| entry.0) {
        return IRREGULAR.get(at).and_then(|entry| known(entry.1));
    }
    known(form)
        .or_else(|| of_stem(form.strip_suffix("ed")?, known))
        .or_else(|| of_stem(form.strip_suffix("ing")?, known))
        .or_else(|| of_noun(form, known))
}

/// What is known of the first word that a plural may be the plural of.
pub(super) fn of_noun<T>(
    form: &str,
    known: impl Fn(&str) -> Option<T> + Copy,
) -> Option<T> {
    let stem = form.strip_suffix('s').filter(|stem| stem.len() > 2)?;
    known(stem)
        .or_else(|| known(&format!("{}y", stem.strip_suffix("ie")?)))
        .or_else(|| known(stem.strip_suffix('e')?))
}

/// "raid" of "raided", "seize" of "seized", "deny" of "denied", "ban" of "banned".
fn of_stem<T>(stem: &str, known: impl Fn(&str) -> Option<T> + Copy) -> Option<T> {
    if stem.len() < 2 {
        return None;
    }
    known(stem)
        .or_else(|| known(&format!("{stem}e")))
        .or_else(|| known(&format!("{}y", stem.strip_suffix('i')?)))
        .or_else(|| known(undoubled(stem)?))
}

fn undoubled(stem: &str) -> Option<&str> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    stem.strip_suffix(last).filter(|_| last == before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_irregular_forms_are_sorted() {
        assert!(IRREGULAR.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn a_past_tense_leads_to_every_form_its_letters_allow() {
        let leads = |form: &str, lemma: &str| {
            of_verb(form, |found| (found == lemma).then_some(())).is_some()
        };
        assert!(leads("raided", "raided") && leads("raided", "raid"));
        assert!(leads("shelled", "shell") && leads("seized", "seize"));
        assert!(leads("banning", "ban") && leads("denies", "deny"));
        assert!(leads("fled", "flee") && !leads("fled", "fled"));
    }
}
