use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The word in lower case, without accents, for comparing: "Nájah" and "NAJAH" fold alike.
///
/// Folds by Unicode's own tables, never by a locale: a Turkish system folds "I" as any other.
/// Curly apostrophes become straight ones. Not for showing.
///
/// ```
/// assert_eq!(dateline_text::fold("Müller’s"), "muller's");
/// ```
#[must_use]
pub fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    fold_into(words, &mut folded);
    folded
}

/// [`fold`], without a copy of what is in lower case and plain letters already.
///
/// ```
/// use std::borrow::Cow;
/// assert_eq!(dateline_text::folded("harbour"), Cow::Borrowed("harbour"));
/// assert_eq!(dateline_text::folded("Varn"), "varn");
/// ```
#[must_use]
pub fn folded(words: &str) -> Cow<'_, str> {
    // All bytes are looked at, which is faster than to stop at the first that decides.
    let plain =
        |plain: bool, byte: u8| plain & byte.is_ascii() & !byte.is_ascii_uppercase();
    if words.bytes().fold(true, plain) {
        Cow::Borrowed(words)
    } else {
        Cow::Owned(fold(words))
    }
}

/// [`fold`], appended to a buffer that the caller keeps.
pub fn fold_into(words: &str, folded: &mut String) {
    if words.is_ascii() {
        let start = folded.len();
        folded.push_str(words);
        if let Some(new) = folded.get_mut(start..) {
            new.make_ascii_lowercase();
        }
        return;
    }
    for letter in words.nfd().filter(|&letter| !is_combining_mark(letter)) {
        match letter {
            '’' | '‘' | 'ʼ' | '`' | '´' => folded.push('\''),
            'ß' => folded.push_str("ss"),
            'ı' => folded.push('i'),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' => folded.push('d'),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            _ => folded.extend(letter.to_lowercase()),
        }
    }
}
