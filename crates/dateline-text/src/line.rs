/// Words with line feeds and runs of white space made single spaces.
///
/// ```
/// assert_eq!(dateline_text::one_line("the Harbour\n Union"), "the Harbour Union");
/// ```
#[must_use]
pub fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
