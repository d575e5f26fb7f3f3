mod asked;
mod lexicon;
mod piece;
mod resolve;
mod roster;
mod scan;
mod words;

use dateline_language::Analysis;
use dateline_text::{Span, Text};

/// Who is who in one report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// The persons, bodies, forces and states that the report names, in order of first mention.
    pub actors: Vec<Actor>,
    /// Where they are mentioned, in the order of the text; mentions may nest.
    pub mentions: Vec<Mention>,
}

impl Cast {
    /// The mentions that lie within `span`.
    pub fn within(&self, span: Span) -> impl Iterator<Item = &Mention> + '_ {
        self.mentions.iter().filter(move |mention| span.contains(mention.span))
    }

    /// The largest mention that lies within `span` and covers the byte at `position`.
    #[must_use]
    pub fn at(&self, position: usize) -> Option<&Mention> {
        let here = self.mentions.iter().filter(|mention| mention.span.holds(position));
        here.max_by_key(|mention| mention.span.len())
    }

    /// The one actor that a mention names.
    #[must_use]
    pub fn actor_of(&self, mention: &Mention) -> Option<&Actor> {
        match mention.resolution {
            Resolution::One(number) => self.actors.get(number),
            Resolution::Several(_) | Resolution::Unknown => None,
        }
    }
}

/// A person, organisation, body, armed force or state, as one report knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Actor {
    /// The fullest name that the report gives, without titles and articles.
    pub name: String,
    /// What it is.
    pub class: ActorClass,
    /// Its other names in the report, sorted.
    pub aliases: Vec<String>,
    /// The offices that the report gives it.
    pub offices: Vec<Office>,
    /// The state or body it belongs to, where the report says or its name alone does: "Orlesian"
    /// of a ministry, and the United States of the Pentagon.
    pub of: Option<String>,
}

/// An office or rank that somebody holds: "defense minister" of "Orlesia".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Office {
    /// The post, in lower case unless a name is in it.
    pub post: String,
    /// The state or body.
    pub of: Option<String>,
    /// The words that say so.
    pub span: Span,
    /// Whether it is a rank ("Maj. Gen.") and not a post.
    pub rank: bool,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorClass {
    /// A human being.
    Person,
    /// A company, party, agency, ministry, force, commission or other body.
    Organisation,
    /// A state, with its government.
    State,
    /// A town, region or building.
    Place,
    /// People by nationality, faith or side: "Kurdish forces", "lawmakers".
    Group,
}

impl ActorClass {
    /// Every class with its word on the wire.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Person, "person"),
        (Self::Organisation, "organisation"),
        (Self::State, "state"),
        (Self::Place, "place"),
        (Self::Group, "group"),
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(class, _)| *class == self).map_or("", |(_, word)| word)
    }

    /// The class that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(class, _)| *class)
    }
}

/// Words that name or stand for an actor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The words, without article and possessive ending.
    pub span: Span,
    /// How it names.
    pub form: Form,
    /// What kind of actor the words are of.
    pub class: ActorClass,
    /// Whom it names.
    pub resolution: Resolution,
    /// Why, in words: "acronym in brackets", "short for", "office".
    pub why: &'static str,
}

/// How a mention names its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A full name.
    Name,
    /// Part of a fuller name.
    Short,
    /// Initial letters.
    Acronym,
    /// An office: "the minister", "his British counterpart".
    Role,
    /// A common noun: "the group", "the two sides".
    Nominal,
    /// "he", "it", "they".
    Pronoun,
}

/// Whom a mention names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resolution {
    /// One actor, by its number in [`Cast::actors`].
    One(usize),
    /// Several at once ("the two sides"), or one of several.
    Several(Vec<usize>),
    /// It cannot tell.
    Unknown,
}

/// Says who is who in an analysed text.
///
/// Names come first (states by table, bodies by their head and owner, persons by their
/// offices), then what leans on them: acronyms, short forms, offices, common nouns, pronouns.
/// What cannot be told stays [`Resolution::Unknown`].
#[must_use]
pub fn cast(text: &Text, analysis: &Analysis) -> Cast {
    let lines = words::lines(text, analysis);
    let pieces = scan::pieces(&lines, analysis);
    resolve::resolve(text, &lines, &pieces)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use dateline_language::{Model, analyse};
    use proptest::prelude::*;

    use super::*;

    static MODEL: LazyLock<Model> = LazyLock::new(Model::shipped);

    fn read(words: &str) -> (Text, Cast) {
        let text = Text::new(words);
        let mut within = Vec::new();
        let mut start = 0;
        for line in words.split_inclusive('\n') {
            within.push(text.trim(Span::of(start..start + line.len())));
            start += line.len();
        }
        let analysis = analyse(&MODEL, &text, &within);
        let cast = cast(&text, &analysis);
        (text, cast)
    }

    /// The names of the actors of the last mention of these words, with a plus between.
    fn who(words: &str, mention: &str) -> String {
        let (text, cast) = read(words);
        let mut all = cast.mentions.iter().rev();
        let Some(found) = all.find(|found| text.words(found.span) == mention) else {
            return format!("no mention {mention}: {cast:#?}");
        };
        let numbers = match &found.resolution {
            Resolution::One(number) => vec![*number],
            Resolution::Several(numbers) => numbers.clone(),
            Resolution::Unknown => Vec::new(),
        };
        let names: Vec<&str> =
            numbers.iter().map(|&at| cast.actors[at].name.as_str()).collect();
        names.join(" + ")
    }

    fn office(words: &str, name: &str) -> Vec<(String, Option<String>)> {
        let (_, cast) = read(words);
        let actor = cast.actors.iter().find(|actor| actor.name == name);
        let offices = actor.map(|actor| actor.offices.clone()).unwrap_or_default();
        offices.into_iter().map(|office| (office.post, office.of)).collect()
    }

    const MEETING: &str = "Orlesian defense minister Mira Tolland met her Varnese counterpart \
        Edvin Rask in Calder. Orlesia and Varn have no border. The two sides agreed on patrols. \
        Tolland thanked the Varnese defense minister. According to Tolland, the Strait \
        Assistance Mission (SAM) stays. SAM has 4,000 troops.";

    #[test]
    fn an_office_stands_before_its_name() {
        let expected = [("defense minister".to_owned(), Some("Orlesia".to_owned()))];
        assert_eq!(office(MEETING, "Mira Tolland"), expected);
    }

    #[test]
    fn a_counterpart_holds_the_same_post_elsewhere() {
        let expected = [("defense minister".to_owned(), Some("Varn".to_owned()))];
        assert_eq!(office(MEETING, "Edvin Rask"), expected);
        assert_eq!(who(MEETING, "Varnese defense minister"), "Edvin Rask");
    }

    #[test]
    fn a_family_name_is_short_for_the_full_one() {
        assert_eq!(who(MEETING, "Tolland"), "Mira Tolland");
    }

    #[test]
    fn the_two_sides_are_the_states_named_together() {
        assert_eq!(who(MEETING, "two sides"), "Orlesia + Varn");
    }

    #[test]
    fn an_acronym_in_brackets_is_the_name_before_it() {
        assert_eq!(who(MEETING, "SAM"), "Strait Assistance Mission");
    }

    #[test]
    fn a_spokesman_with_a_rank_has_both() {
        let text = "On Monday the spokesman for the Harbour Union, Maj. Gen. Olav Brandt, said \
                    no. Dara Voss, deputy commander of the Northern Guard, agreed.";
        let expected = [
            ("maj. gen.".to_owned(), None),
            ("spokesman".to_owned(), Some("Harbour Union".to_owned())),
        ];
        let mut found = office(text, "Olav Brandt");
        found.sort();
        assert_eq!(found, expected);
        let expected =
            [("deputy commander".to_owned(), Some("Northern Guard".to_owned()))];
        assert_eq!(office(text, "Dara Voss"), expected);
    }

    #[test]
    fn two_ministries_of_two_states_are_two() {
        let text = "The Orlesian Ministry of Defense denied it. The Varnese Ministry of Defense \
                    did not. Orlesia and Varn are at odds. The Orlesian defense ministry said so.";
        assert_eq!(
            who(text, "Orlesian defense ministry"),
            "Orlesian Ministry of Defense"
        );
        assert_eq!(
            who(text, "Varnese Ministry of Defense"),
            "Varnese Ministry of Defense"
        );
    }

    #[test]
    fn a_joint_commission_is_none_of_its_sides() {
        let text = "Orlesia and Varn formed a joint Coastal Defense Commission. The Orlesian \
                    Coastal Defense Commission and the Varnese Coastal Defense Commission met.";
        let names = [
            who(text, "joint Coastal Defense Commission"),
            who(text, "Orlesian Coastal Defense Commission"),
            who(text, "Varnese Coastal Defense Commission"),
        ];
        assert_eq!(
            names,
            [
                "Coastal Defense Commission",
                "Orlesian Coastal Defense Commission",
                "Varnese Coastal Defense Commission"
            ]
        );
    }

    #[test]
    fn a_capital_is_a_town_after_in_and_its_state_where_it_acts() {
        let text =
            "Talks were held in Paris on Friday. The road is disputed by Paris and Rome.";
        assert_eq!(who(text, "Rome"), "Italy");
        let (text, cast) = read(text);
        let first = cast.mentions.iter().find(|found| text.words(found.span) == "Paris");
        assert_eq!(first.map(|found| found.class), Some(ActorClass::Place));
    }

    #[test]
    fn a_shared_body_before_its_people_is_the_body() {
        let text = "The Northern Coalition sent advisers to Varn. Orlesia will protect Coalition \
                    personnel. Coalition airstrikes went on.";
        let (text, cast) = read(text);
        let mut of_it = cast.mentions.iter().filter(|found| {
            text.words(found.span) == "Coalition"
                && cast
                    .actor_of(found)
                    .is_some_and(|actor| actor.name == "Northern Coalition")
        });
        assert!(of_it.next().is_some() && of_it.next().is_some(), "{cast:#?}");
    }

    #[test]
    fn a_father_and_his_son_stay_two() {
        let text = "Karim Hadid founded the yard. His son Salim Karim Hadid sold it.";
        let (_, cast) = read(text);
        let persons: Vec<&str> = cast
            .actors
            .iter()
            .filter(|actor| actor.class == ActorClass::Person)
            .map(|actor| actor.name.as_str())
            .collect();
        assert_eq!(persons, ["Karim Hadid", "Salim Karim Hadid"]);
    }

    #[test]
    fn a_term_in_brackets_is_no_actor() {
        let (_, cast) =
            read("On Monday Orlesia signed a memorandum of understanding (MoU).");
        let names: Vec<&str> =
            cast.actors.iter().map(|actor| actor.name.as_str()).collect();
        assert_eq!(names, ["Orlesia"]);
    }

    #[test]
    fn a_given_span_gets_the_mention_that_fits() {
        let (text, cast) = read("The Orlesian defense minister resigned. Nobody wept.");
        let minister = cast.asked(&text, Span::of(0..29));
        assert_eq!(minister.map(|mention| mention.form), Some(Form::Role));
        assert_eq!(cast.asked(&text, Span::of(47..51)), None);
    }

    #[test]
    fn a_province_is_a_place_wherever_it_stands() {
        let (text, cast) = read("Ontario sued. The Nova Scotia port closed.");
        let classes: Vec<_> = cast
            .mentions
            .iter()
            .map(|found| (text.words(found.span), found.class))
            .collect();
        assert!(classes.contains(&("Ontario", ActorClass::Place)), "{classes:?}");
    }

    #[test]
    fn whom_a_side_is_taken_for_is_no_part_of_the_name_after_it() {
        let words = "TDG lost. Pro-Varn TDG and its rivals met in Varn. TDG won a seat.";
        assert_eq!(who(words, "TDG"), "TDG");
        assert_eq!(who(words, "Varn"), "Varn");
    }

    #[test]
    fn who_in_capitals_is_a_body() {
        let words = "The World Harbour Office shut on Monday. WHO is to open again, said the \
                     mayor. On Tuesday WHO did.";
        assert_eq!(who(words, "WHO"), "World Harbour Office");
    }

    #[test]
    fn initials_are_not_short_for_a_name_that_opens_with_them() {
        let words = "Crowds saw the TFA Sailing Cup. The TFA was pleased.";
        assert_eq!(who(words, "TFA"), "TFA");
    }

    #[test]
    fn a_place_goes_by_its_initials_with_or_without_stops() {
        let words = "Rain fell in Old Tessaly Bay on Monday. Roads in OTB flooded. In O.T.B. \
                     nobody was hurt.";
        assert_eq!(who(words, "OTB"), "Old Tessaly Bay");
        assert_eq!(who(words, "O.T.B."), "Old Tessaly Bay");
    }

    #[test]
    fn a_major_exhibition_makes_nobody_an_officer() {
        let words =
            "A major Tolland exhibition opens. Mira Tolland painted for forty years.";
        assert_eq!(office(words, "Mira Tolland"), []);
    }

    #[test]
    fn a_title_before_a_name_is_part_of_what_was_asked() {
        let words = "Visitors thanked Harbour Master General Mira Tolland.";
        let (text, cast) = read(words);
        let asked = cast.asked(&text, Span::of(17..52)).unwrap();
        let actor = cast.actor_of(&asked).map(|actor| actor.name.as_str());
        assert_eq!(actor, Some("Mira Tolland"));
    }

    #[test]
    fn a_name_within_another_name_is_known_by_its_words() {
        let words = "Mira Tolland founded it in Orlesia. It gives the Mira Tolland Prize and \
                     the Tolland Medal.";
        let (text, cast) = read(words);
        for asked in ["Mira Tolland Prize", "Tolland Medal"] {
            let start = words.find(asked).unwrap();
            let name = asked.rsplit_once(' ').unwrap().0;
            let span = Span::of(start..start + name.len());
            let asked = cast.asked(&text, span).unwrap();
            let actor = cast.actor_of(&asked).map(|actor| actor.name.as_str());
            assert_eq!(actor, Some("Mira Tolland"));
        }
    }

    #[test]
    fn feasts_numbers_and_common_words_with_a_capital_name_nobody() {
        let words = "Contrary to the rumour the lamps came by Christmas. Number Four follows on \
                     New Year's Day. Passengers may claim. \"I'm glad,\" said the mayor.";
        let (_, cast) = read(words);
        let names: Vec<&str> =
            cast.actors.iter().map(|actor| actor.name.as_str()).collect();
        let nobody =
            ["Contrary", "Christmas", "Number Four", "New Year", "Passengers", "I'm"];
        assert!(names.iter().all(|name| !nobody.contains(name)), "{names:?}");
    }

    #[test]
    fn what_a_body_owns_does_not_hold_the_post() {
        let words =
            "Mira Tolland is co-chair of the Northern Academy's TIDE panel, which met.";
        assert_eq!(office(words, "TIDE"), []);
    }

    #[test]
    fn what_has_a_north_is_a_place() {
        let words =
            "A fire broke out in northern Varny late on Friday. All got out, she said.";
        let (text, cast) = read(words);
        let found = cast.mentions.iter().find(|found| text.words(found.span) == "Varny");
        assert_eq!(found.map(|found| found.class), Some(ActorClass::Place));
        assert_eq!(who(words, "she"), "");
    }

    #[test]
    fn a_people_and_its_adjective_are_no_body() {
        let (text, cast) = read(
            "The Tessalians left in May. A Dravanian zinc mine shut. Nobody asked why.",
        );
        for people in ["Tessalians", "Dravanian"] {
            let found =
                cast.mentions.iter().find(|found| text.words(found.span) == people);
            assert!(found.is_none_or(|found| found.class != ActorClass::Organisation));
        }
    }

    proptest! {
        #[test]
        fn mentions_lie_on_letters_and_name_actors_that_are_there(
            picks in prop::collection::vec(0_usize..24, 0..60)
        ) {
            let words = [
                "The", "Orlesian", "defense", "minister", "Mira", "Tolland", "of", "Orlesia",
                "and", "Varn", "(SAM)", "Mission", "the", "two", "sides", "he", "al-Hadid",
                "Gen.", "“é”", "US-led", "Commission", "said", ".", ",",
            ];
            let said: Vec<&str> = picks.iter().map(|&pick| words[pick]).collect();
            let (text, cast) = read(&said.join(" "));
            prop_assert_eq!(&cast, &read(&said.join(" ")).1);
            for mention in &cast.mentions {
                prop_assert!(text.get(mention.span).is_some_and(|words| !words.is_empty()));
                let numbers = match &mention.resolution {
                    Resolution::One(number) => vec![*number],
                    Resolution::Several(numbers) => numbers.clone(),
                    Resolution::Unknown => Vec::new(),
                };
                prop_assert!(numbers.iter().all(|&number| number < cast.actors.len()));
            }
            for actor in &cast.actors {
                prop_assert!(!actor.name.is_empty());
                prop_assert!(actor.offices.iter().all(|office| text.get(office.span).is_some()));
            }
        }
    }
}
