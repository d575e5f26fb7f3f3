-- How often what is seen was written: who reads it in several goes can tell that it changed.
ALTER TABLE made ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
-- Lists of one kind, the best borne out, and what stands in several reports.
CREATE INDEX entry_kind ON entry (kind, first, last);
CREATE INDEX entry_origins ON entry (kind, origins, first);
CREATE INDEX link_entry_link ON link_entry (link);
CREATE INDEX report_name ON report (name);

-- How many points a series has: lists have the longest first, and counting them at each question
-- read them all.
ALTER TABLE series ADD COLUMN many INTEGER
    GENERATED ALWAYS AS (length(points) - length(replace(points, char(10), ''))) VIRTUAL;
CREATE INDEX series_many ON series (many DESC, id);
