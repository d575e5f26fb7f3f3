//! Prints the report date of a file.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a tool"
)]
use dateline_text::Text;
fn main() {
    for path in std::env::args().skip(1) {
        let text = Text::new(&std::fs::read_to_string(path).unwrap());
        let tagged = dateline_time::tag(&text, &[text.span()], None);
        for found in &tagged {
            println!(
                "{} {:?} {} {:?} {:?} lean={:?}",
                text.words(found.span),
                found.value.1.class,
                found.value.1.timex,
                found.value.1.edtf(),
                found.value.1.basis,
                found.value.0
            );
        }
        println!("{:?}", dateline_time::report_date(&tagged));
    }
}
