use std::collections::BTreeMap;

use dateline_findings::{Field, Kind, Modality, Polarity};
use dateline_names::ActorClass;
use dateline_text::fold;
use jiff::civil::Date;

use crate::{ActorEntry, ActorId, Entry, View};

/// What stands in the types, and so in the titles, of events in which somebody dies.
pub const DEADLY: [&str; 7] =
    ["assassinate", "assassination", "death", "die", "execute", "execution", "kill"];

/// Whether somebody dies in an event of a type: `kill`, `targeted_killing`, `die`.
pub(crate) fn is_deadly(kind: &str) -> bool {
    DEADLY
        .iter()
        .any(|word| if *word == "die" { kind == "die" } else { kind.contains(word) })
}

impl View {
    /// Who is told to have died, each with the day by which he had; open where no report says.
    #[must_use]
    pub fn deaths(&self) -> BTreeMap<&ActorId, Option<Date>> {
        let mut deaths: BTreeMap<&ActorId, Option<Date>> = BTreeMap::new();
        let events = self.entries.iter().filter(|entry| {
            entry.kind == Kind::Event
                && entry.modality == Modality::Asserted
                && entry.polarity == Polarity::Positive
                && is_deadly(&entry.line(Field::EventType))
        });
        for event in events {
            let actors = event.actors.iter().filter_map(|id| self.actor(id));
            for victim in actors.filter(|actor| is_victim(actor, event)) {
                let day = deaths.entry(&victim.id).or_insert(event.days.latest);
                *day = [*day, event.days.latest].into_iter().flatten().min();
            }
        }
        deaths
    }
}

fn is_victim(actor: &ActorEntry, event: &Entry) -> bool {
    let readings =
        event.held(Field::Recipient).into_iter().flat_map(|held| &held.readings);
    let killed = readings.map(|reading| fold(&reading.value.to_line()));
    let mut named =
        killed.flat_map(|names| names.split("; ").map(str::to_owned).collect::<Vec<_>>());
    actor.class == ActorClass::Person
        && named.any(|name| actor.names.iter().any(|own| fold(&own.name) == name))
}
