//! What every stage says about the example reports. A changed golden is a changed answer: read
//! the difference, and say so in the changelog.

use std::path::Path;

use dateline::inspect::Stage;
use dateline_tests::Bench;

fn golden(stage: Stage) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/reports");
    let lines = Bench::of_folder(&folder).lines(stage);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../goldens");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(stage.as_str(), lines.join("\n")));
}

#[test]
fn the_text_of_the_examples() {
    golden(Stage::Text);
}

#[test]
fn the_words_of_the_examples() {
    golden(Stage::Language);
}

#[test]
fn the_times_of_the_examples() {
    golden(Stage::Times);
}

#[test]
fn the_dates_of_the_examples_events() {
    golden(Stage::Events);
}

#[test]
fn the_quotes_of_the_examples() {
    golden(Stage::Quotes);
}

#[test]
fn the_quantities_of_the_examples() {
    golden(Stage::Quantities);
}

#[test]
fn the_mentions_of_the_examples() {
    golden(Stage::Mentions);
}

#[test]
fn the_copies_of_the_examples() {
    golden(Stage::Copies);
}

#[test]
fn the_plover_events_of_the_examples() {
    golden(Stage::Plover);
}

#[test]
fn the_findings_of_the_examples() {
    golden(Stage::Findings);
}

#[test]
fn the_links_of_the_examples() {
    golden(Stage::Links);
}
