-- What the record holds after findings are joined, kept so that questions read only what they
-- show. Recomputed, never edited; what an older program left is put away and made anew.
DROP VIEW timeline;
DROP VIEW links;
DROP VIEW coverage;
DROP TABLE member;
DROP TABLE link;
DROP TABLE evidence;
DROP TABLE entry_words;
DROP TABLE entry;

-- One row: by which rules the tables below were made, and whether reports or decisions came
-- since.
CREATE TABLE made (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL,
    stale INTEGER NOT NULL,
    alike BLOB NOT NULL                  -- names that were compared, deflated
);

CREATE TABLE entry (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    rank INTEGER NOT NULL,               -- the kind's place among the kinds
    title TEXT NOT NULL,
    "when" TEXT,                         -- as a report writes it: 2031-08, XXXX-09-09
    earliest TEXT,
    latest TEXT,
    first TEXT NOT NULL,                 -- the day it stands at in the timeline
    last TEXT NOT NULL,
    modality TEXT NOT NULL,
    polarity TEXT NOT NULL,
    reports INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    says TEXT NOT NULL,                  -- a line a reading; empty: as its one finding says
    review TEXT NOT NULL,                -- what reviewers ruled, a line each
    actors TEXT NOT NULL,                -- their identities
    mark INTEGER NOT NULL                -- tells whether the row has changed
);
CREATE INDEX entry_order ON entry (first, last, rank);

-- The words stand in the finding.
CREATE TABLE evidence (
    entry INTEGER NOT NULL,
    place INTEGER NOT NULL,
    report INTEGER NOT NULL,
    finding INTEGER NOT NULL,
    PRIMARY KEY (entry, place)
) WITHOUT ROWID;
CREATE INDEX evidence_report ON evidence (report);

CREATE TABLE entry_actor (
    actor TEXT NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (actor, entry)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE entry_words USING fts5 (
    words, content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE series (
    id TEXT PRIMARY KEY,
    what TEXT NOT NULL,
    unit TEXT NOT NULL,
    holder TEXT,
    place TEXT,
    points TEXT NOT NULL,                -- a line a point: entry, days, where they come from
    mark INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE link (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    rule TEXT NOT NULL,
    topic TEXT NOT NULL,
    entries TEXT NOT NULL,
    differences TEXT NOT NULL,           -- a line a field
    mark INTEGER NOT NULL
);
CREATE INDEX link_kind ON link (kind);

CREATE TABLE member (
    link INTEGER NOT NULL,
    place INTEGER NOT NULL,
    report INTEGER NOT NULL,
    finding INTEGER,                     -- none where the words are a name
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (link, place)
) WITHOUT ROWID;

CREATE TABLE link_entry (
    entry TEXT NOT NULL,
    link INTEGER NOT NULL,
    PRIMARY KEY (entry, link)
) WITHOUT ROWID;

-- Who is who.
CREATE TABLE actor (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    class TEXT NOT NULL,
    "of" TEXT,
    mark INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE actor_name (
    actor TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    reports INTEGER NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (actor, name)
) WITHOUT ROWID;
CREATE INDEX actor_name_folded ON actor_name (folded);

CREATE TABLE unsure (
    place INTEGER PRIMARY KEY,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    per_mille INTEGER NOT NULL,
    why TEXT NOT NULL
);

-- When each report can have come out, and of which origin it is.
CREATE TABLE report_line (
    report INTEGER PRIMARY KEY,
    outlet TEXT,
    published TEXT,
    earliest TEXT,
    latest TEXT,
    days_from TEXT NOT NULL,
    origin INTEGER NOT NULL,
    findings INTEGER NOT NULL,
    unread TEXT NOT NULL                 -- sentences that gave no finding
);

CREATE TABLE copied (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    per_mille INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

CREATE TABLE ruled (
    decision TEXT PRIMARY KEY,
    standing TEXT NOT NULL,
    entry TEXT
) WITHOUT ROWID;

CREATE VIEW timeline AS
    SELECT coalesce("when", earliest, latest) AS "when", kind, title, modality, polarity,
           reports, origins, id
    FROM entry WHERE earliest IS NOT NULL OR latest IS NOT NULL
    ORDER BY first, last, rank;

CREATE VIEW links AS
    SELECT link.number, link.kind, link.topic, link.rule, link.differences,
           group_concat(report.name || ' ' || start || '..' || "end", '; ') AS members
    FROM link JOIN member ON member.link = link.number
              JOIN report ON report.number = member.report
    GROUP BY link.number ORDER BY link.kind, link.topic, link.number;

CREATE VIEW coverage AS
    SELECT (SELECT count(*) FROM report) AS reports,
           (SELECT count(*) FROM report WHERE published IS NULL) AS undated,
           (SELECT count(*) FROM finding) AS findings,
           (SELECT count(*) FROM entry) AS entries,
           (SELECT count(*) FROM link) AS links,
           (SELECT count(*) FROM problem) AS problems;
