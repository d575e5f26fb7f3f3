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

/// What a verb form may be a form of, the likeliest first: "shelled" of "shell", "shelle", "shel".
pub(crate) fn verb_forms(form: &str) -> Vec<String> {
    if let Ok(at) = IRREGULAR.binary_search_by_key(&form, |entry| entry.0) {
        return IRREGULAR.get(at).map(|entry| entry.1.to_owned()).into_iter().collect();
    }
    let mut found = vec![form.to_owned()];
    for ending in ["ed", "ing"] {
        let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() > 1) else {
            continue;
        };
        found.push(stem.to_owned());
        found.push(format!("{stem}e"));
        found.extend(stem.strip_suffix('i').map(|stem| format!("{stem}y")));
        found.extend(undoubled(stem));
    }
    found.extend(without_s(form));
    found
}

/// What a plural may be the plural of.
pub(super) fn noun_forms(form: &str) -> Vec<String> {
    without_s(form)
}

fn without_s(form: &str) -> Vec<String> {
    let Some(stem) = form.strip_suffix('s').filter(|stem| stem.len() > 2) else {
        return Vec::new();
    };
    let mut found = vec![stem.to_owned()];
    found.extend(stem.strip_suffix("ie").map(|stem| format!("{stem}y")));
    found.extend(stem.strip_suffix('e').map(str::to_owned));
    found
}

fn undoubled(stem: &str) -> Option<String> {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    let shorter = stem.strip_suffix(last)?;
    (last == before).then(|| shorter.to_owned())
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
        assert_eq!(verb_forms("raided"), ["raided", "raid", "raide"]);
        assert!(verb_forms("shelled").contains(&"shell".to_owned()));
        assert!(verb_forms("seized").contains(&"seize".to_owned()));
        assert!(verb_forms("banning").contains(&"ban".to_owned()));
        assert_eq!(verb_forms("fled"), ["flee"]);
    }
}
