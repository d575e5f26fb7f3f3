-- A report: its bytes, its words, and what the page says about itself.
CREATE TABLE report (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,             -- 16 bytes: hash of the raw bytes
    name TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    published TEXT,                      -- the day the page gives
    charset TEXT NOT NULL,
    reader INTEGER NOT NULL,             -- version of the rules that read it
    learnt TEXT,                         -- when it was added
    laid TEXT NOT NULL,                  -- credits, actors, problems, marks: a line each
    regions TEXT NOT NULL                -- what each stretch of the text is
);

-- The heavy columns stand apart, so that a list of reports reads little.
CREATE TABLE page (
    report INTEGER PRIMARY KEY REFERENCES report (number) ON DELETE CASCADE,
    raw BLOB NOT NULL,                   -- the bytes, deflated
    text BLOB NOT NULL,                  -- the cleaned words, deflated
    map BLOB NOT NULL                    -- the way from words to bytes, deflated
);

-- What one report says.
CREATE TABLE finding (
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,              -- bytes of the cleaned text
    "end" INTEGER NOT NULL,
    modality TEXT NOT NULL,
    polarity TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    source TEXT NOT NULL,
    rule TEXT NOT NULL,
    confidence INTEGER NOT NULL,
    more TEXT NOT NULL,
    fields TEXT NOT NULL,                -- a line a field
    PRIMARY KEY (report, number)
) WITHOUT ROWID;

CREATE TABLE problem (
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,              -- bytes of the raw file
    "end" INTEGER NOT NULL,
    message TEXT NOT NULL
);
CREATE INDEX problem_report ON problem (report);

-- What reviewers ruled; rows are only ever added.
CREATE TABLE decision (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    ruling TEXT NOT NULL,
    because TEXT NOT NULL,
    line TEXT NOT NULL                   -- all of it, as it is exported
) WITHOUT ROWID;

-- What the record holds after findings are joined. Recomputed, never edited.
CREATE TABLE entry (
    id TEXT PRIMARY KEY,
    place INTEGER NOT NULL,              -- in the order of the timeline
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    "when" TEXT,                         -- as a report writes it: 2031-08, XXXX-09-09
    earliest TEXT,
    latest TEXT,
    modality TEXT NOT NULL,
    polarity TEXT NOT NULL,
    reports INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    says TEXT NOT NULL                   -- a line a field
) WITHOUT ROWID;

CREATE TABLE evidence (
    entry TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    finding INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (entry, place)
) WITHOUT ROWID;
CREATE INDEX evidence_report ON evidence (report);

CREATE TABLE link (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    rule TEXT NOT NULL,
    topic TEXT NOT NULL,
    differences TEXT NOT NULL
);

CREATE TABLE member (
    link INTEGER NOT NULL REFERENCES link (number) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (link, place)
) WITHOUT ROWID;
CREATE INDEX member_report ON member (report);

-- Sentences of the reports, to be found by their words.
CREATE TABLE sentence (
    number INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report (number) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX sentence_report ON sentence (report);
CREATE VIRTUAL TABLE sentence_words USING fts5 (
    words, content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE entry_words USING fts5 (
    entry UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2'
);
