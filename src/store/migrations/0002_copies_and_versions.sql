-- Near copies and their origin; earlier versions of documents; full-text indexes filled without triggers.
-- Who copied from whom: what a text leaves to find near copies by, and the first document of the same origin.
CREATE TABLE document_origin (
  document_id INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  origin_id   INTEGER NOT NULL REFERENCES document (id), -- the first stored of its near copies; itself when it is that
  words_hash  INTEGER NOT NULL,   -- hash of the words, case and punctuation aside
  sketch      BLOB NOT NULL CHECK (length(sketch) = 256) -- MinHash of the four-word shingles, 64 values of 4 bytes
) STRICT;
CREATE INDEX document_origin_by_origin ON document_origin (origin_id);

-- Keys that near copies share, made from the sketch.
CREATE TABLE copy_band (
  band        INTEGER NOT NULL,   -- hash of four values of the sketch
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  PRIMARY KEY (band, document_id)
) STRICT, WITHOUT ROWID;

-- Earlier versions of documents whose words changed at the same place, numbered from 1; the last
-- version is the row in document itself.
CREATE TABLE document_version (
  id               INTEGER PRIMARY KEY,
  document_id      INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  version          INTEGER NOT NULL CHECK (version >= 1),
  title            TEXT,          -- as in document, as all that follows
  published_on     TEXT,
  published_before TEXT,
  published_grain  TEXT,          -- precision: day, month, year
  published_basis  TEXT NOT NULL CHECK (published_basis IN ('given', 'metadata', 'dateline', 'inferred', 'unknown')),
  text             TEXT NOT NULL, -- the words that the spans of this version's findings refer to
  analysed_by      TEXT NOT NULL, -- version of the program that found them
  UNIQUE (document_id, version)
) STRICT;

-- The claims of an earlier version, as far as they are compared with the next one.
CREATE TABLE version_claim (
  version_id     INTEGER NOT NULL REFERENCES document_version (id) ON DELETE CASCADE,
  position       INTEGER NOT NULL CHECK (position >= 0),
  speaker        TEXT,            -- who the source was; NULL when unresolved
  source         TEXT NOT NULL,   -- the words that named the source
  cue            TEXT NOT NULL,   -- the words that reported
  content        TEXT NOT NULL,   -- what was reported
  kind           TEXT NOT NULL CHECK (kind IN ('direct', 'indirect', 'mixed')),
  polarity       TEXT NOT NULL CHECK (polarity IN ('affirms', 'denies', 'refuses')),
  certainty      TEXT NOT NULL CHECK (certainty IN ('plain', 'hedged', 'hypothetical')),
  evidence_start INTEGER NOT NULL,
  evidence_end   INTEGER NOT NULL,
  PRIMARY KEY (version_id, position)
) STRICT, WITHOUT ROWID;

-- The events of an earlier version, as far as they are compared with the next one.
CREATE TABLE version_event (
  version_id     INTEGER NOT NULL REFERENCES document_version (id) ON DELETE CASCADE,
  position       INTEGER NOT NULL CHECK (position >= 0),
  text           TEXT NOT NULL,   -- the clause that told it
  predicate      TEXT NOT NULL,   -- the head predicate's dictionary form
  begins_on      TEXT,            -- the days it happened in; NULL for an undated event
  ends_before    TEXT,
  grain          TEXT,            -- precision of these days
  modifier       TEXT,            -- START "early", END "late", APPROX "about" …
  status         TEXT NOT NULL CHECK (status IN ('asserted', 'planned', 'hypothetical', 'denied')),
  evidence_start INTEGER NOT NULL,
  evidence_end   INTEGER NOT NULL,
  PRIMARY KEY (version_id, position)
) STRICT, WITHOUT ROWID;

-- The program fills the full-text indexes itself from now on.
DROP TRIGGER document_added;
DROP TRIGGER claim_added;
DROP TRIGGER event_added;
