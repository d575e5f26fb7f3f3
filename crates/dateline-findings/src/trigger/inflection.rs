//! The dictionary forms that the letters of a word allow.

/// Past forms that no rule gives, with their dictionary forms; sorted.
const IRREGULAR: [(&str, &str); 183] = [
    ("arisen", "arise"),
    ("arose", "arise"),
    ("ate", "eat"),
    ("awoke", "awake"),
    ("beat", "beat"),
    ("beaten", "beat"),
    ("became", "become"),
    ("began", "begin"),
    ("bent", "bend"),
    ("bitten", "bite"),
    ("bled", "bleed"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("bore", "bear"),
    ("born", "bear"),
    ("bought", "buy"),
    ("bound", "bind"),
    ("bred", "breed"),
    ("broadcast", "broadcast"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("burnt", "burn"),
    ("burst", "burst"),
    ("came", "come"),
    ("caught", "catch"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("clung", "cling"),
    ("crept", "creep"),
    ("dealt", "deal"),
    ("drank", "drink"),
    ("drawn", "draw"),
    ("drew", "draw"),
    ("driven", "drive"),
    ("drove", "drive"),
    ("drunk", "drink"),
    ("dug", "dig"),
    ("eaten", "eat"),
    ("fed", "feed"),
    ("fell", "fall"),
    ("felt", "feel"),
    ("fled", "flee"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("foresaw", "foresee"),
    ("foreseen", "foresee"),
    ("foretold", "foretell"),
    ("forgave", "forgive"),
    ("forgiven", "forgive"),
    ("forgot", "forget"),
    ("forsook", "forsake"),
    ("fought", "fight"),
    ("found", "find"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("gave", "give"),
    ("given", "give"),
    ("gone", "go"),
    ("got", "get"),
    ("grew", "grow"),
    ("grown", "grow"),
    ("held", "hold"),
    ("hid", "hide"),
    ("hidden", "hide"),
    ("hung", "hang"),
    ("kept", "keep"),
    ("knelt", "kneel"),
    ("knew", "know"),
    ("laid", "lay"),
    ("lain", "lie"),
    ("leapt", "leap"),
    ("led", "lead"),
    ("left", "leave"),
    ("lent", "lend"),
    ("lit", "light"),
    ("lost", "lose"),
    ("made", "make"),
    ("met", "meet"),
    ("misled", "mislead"),
    ("mown", "mow"),
    ("outgrew", "outgrow"),
    ("overcame", "overcome"),
    ("overran", "overrun"),
    ("oversaw", "oversee"),
    ("overseen", "oversee"),
    ("overtaken", "overtake"),
    ("overthrew", "overthrow"),
    ("overthrown", "overthrow"),
    ("overtook", "overtake"),
    ("paid", "pay"),
    ("proven", "prove"),
    ("quit", "quit"),
    ("ran", "run"),
    ("rang", "ring"),
    ("rebuilt", "rebuild"),
    ("repaid", "repay"),
    ("resold", "resell"),
    ("retaken", "retake"),
    ("retook", "retake"),
    ("rewritten", "rewrite"),
    ("rewrote", "rewrite"),
    ("ridden", "ride"),
    ("risen", "rise"),
    ("rode", "ride"),
    ("rose", "rise"),
    ("said", "say"),
    ("sang", "sing"),
    ("sank", "sink"),
    ("sat", "sit"),
    ("sawn", "saw"),
    ("seen", "see"),
    ("sent", "send"),
    ("shed", "shed"),
    ("shone", "shine"),
    ("shook", "shake"),
    ("shorn", "shear"),
    ("shot", "shoot"),
    ("shrank", "shrink"),
    ("shrunk", "shrink"),
    ("shut", "shut"),
    ("slain", "slay"),
    ("slept", "sleep"),
    ("slew", "slay"),
    ("slid", "slide"),
    ("sold", "sell"),
    ("sought", "seek"),
    ("sped", "speed"),
    ("spelt", "spell"),
    ("spent", "spend"),
    ("spilt", "spill"),
    ("split", "split"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("sprang", "spring"),
    ("spread", "spread"),
    ("spun", "spin"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("stood", "stand"),
    ("striven", "strive"),
    ("strove", "strive"),
    ("struck", "strike"),
    ("stuck", "stick"),
    ("sunk", "sink"),
    ("swam", "swim"),
    ("swept", "sweep"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("swung", "swing"),
    ("taken", "take"),
    ("taught", "teach"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("told", "tell"),
    ("took", "take"),
    ("tore", "tear"),
    ("trod", "tread"),
    ("trodden", "tread"),
    ("undergone", "undergo"),
    ("undertaken", "undertake"),
    ("undertook", "undertake"),
    ("underwent", "undergo"),
    ("undid", "undo"),
    ("upheld", "uphold"),
    ("went", "go"),
    ("wept", "weep"),
    ("withdrawn", "withdraw"),
    ("withdrew", "withdraw"),
    ("withheld", "withhold"),
    ("withstood", "withstand"),
    ("woke", "wake"),
    ("won", "win"),
    ("wore", "wear"),
    ("worn", "wear"),
    ("wove", "weave"),
    ("woven", "weave"),
    ("written", "write"),
    ("wrote", "write"),
    ("wrung", "wring"),
];

/// Whether a word is such a past form, and not the dictionary form of its verb besides.
pub(crate) fn is_irregular_past(form: &str) -> bool {
    IRREGULAR
        .binary_search_by_key(&form, |entry| entry.0)
        .ok()
        .and_then(|at| IRREGULAR.get(at))
        .is_some_and(|entry| entry.1 != form)
}

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
