-- How the time of an entry was resolved stands beside it; what was seen is made anew.
ALTER TABLE entry ADD COLUMN basis TEXT;
DROP VIEW timeline;
CREATE VIEW timeline AS
    SELECT coalesce("when", earliest, latest) AS "when", basis, earliest, latest, kind, title,
           modality, polarity, reports, origins, id
    FROM entry WHERE earliest IS NOT NULL OR latest IS NOT NULL
    ORDER BY first, last, rank;
