"""Words cut into pieces of the encoder's vocabulary, exactly as the Rust reader cuts them."""

import unicodedata

FOLDED = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ß": "ss", "ı": "i", "ø": "o", "Ø": "o",
    "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
}  # fmt: skip
UNKNOWN, START = "[UNK]", "[CLS]"
MOST_PIECES, LONGEST_SENTENCE, LONGEST_RUN = 6, 511, 40
SHAPES = 8


def fold(form):
    """Lower case without accents, as `dateline_text::fold`."""
    if form.isascii():
        return form.lower()
    letters = (letter for letter in unicodedata.normalize("NFD", form) if not unicodedata.combining(letter))
    return "".join(FOLDED.get(letter, letter.lower()) for letter in letters)


def runs(folded):
    """Runs of letters and digits; every other letter stands alone."""
    found, begun = [], False
    for letter in folded:
        if letter.isspace():
            begun = False
        elif letter.isalnum():
            if begun:
                found[-1] += letter
            else:
                found.append(letter)
            begun = True
        else:
            found.append(letter)
            begun = False
    return found


def cut_run(run, known):
    """The longest known pieces from the left; unknown if that leads nowhere."""
    if len(run) > LONGEST_RUN:
        return [UNKNOWN]
    found, at = [], 0
    while at < len(run):
        mark = "##" if at else ""
        ends = range(len(run), at, -1)
        end = next((end for end in ends if mark + run[at:end] in known), None)
        if end is None:
            return [UNKNOWN]
        found.append(mark + run[at:end])
        at = end
    return found


def cut(form, known):
    """The pieces of a word, at least one and at most six."""
    found = [piece for run in runs(fold(form)) for piece in cut_run(run, known)]
    return found[:MOST_PIECES] or [UNKNOWN]


def shape(form):
    """How a word is written, from 1 to 7; 0 is the start of the sentence."""
    if any(letter.isnumeric() for letter in form):
        return 6
    letters = [letter for letter in form if letter.isalpha()]
    if not letters:
        return 7
    upper = [letter.isupper() for letter in letters]
    if not any(upper):
        return 1
    if all(upper):
        return 4 if len(letters) == 1 else 3
    return 2 if upper[0] and not any(upper[1:]) else 5


def lay(words_pieces):
    """How many pieces of each word are kept so that the sentence fits."""
    for most in range(MOST_PIECES, 0, -1):
        if sum(min(len(pieces), most) for pieces in words_pieces) < LONGEST_SENTENCE:
            return [pieces[:most] for pieces in words_pieces]
    return [pieces[:1] for pieces in words_pieces[: LONGEST_SENTENCE - 1]]
