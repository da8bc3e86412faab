-- One file of `timeline`: what happened when, and who claimed what.
--
-- Units, once for all:
--   *_start, *_end   bytes of the UTF-8 text of the row's document, half-open
--   *_on             a civil day, YYYY-MM-DD, years 0001 to 9999
--   *_before         the civil day after the last one, YYYY-MM-DD
--   *_key            a name folded for comparison: lower case, no accents, single spaces
-- Days outside the years 0001 to 9999 are stored as NULL. Nothing here is read from a clock: the same
-- articles added in the same order make the same rows. Lists of words are checked in pairs: of a longer list
-- SQLite would make a table of its own for every row.

-- Who publishes: newspapers, agencies, sites.
CREATE TABLE outlet (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,         -- as first seen: "Nikkei Asia"
  name_key TEXT NOT NULL UNIQUE   -- folded
) STRICT;

-- One article, or one teaser of an article on another article's page.
CREATE TABLE document (
  id               INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again after removal
  role             TEXT NOT NULL CHECK (role IN ('main', 'related')), -- what it is on its page
  title            TEXT,          -- headline
  title_start      INTEGER,       -- where the headline stands in text, when it does
  title_end        INTEGER,
  byline           TEXT,          -- author line as printed
  outlet_id        INTEGER REFERENCES outlet (id), -- who published it; NULL when unknown
  language         TEXT,          -- ISO 639-1; NULL when too short to tell
  timezone         TEXT,          -- IANA name of the zone whose civil days the article means
  published_on     TEXT,          -- first day it may have been published; NULL when unknown
  published_before TEXT,          -- the day after the last such day
  published_grain  TEXT,          -- precision: day, month, year; NULL when irregular or unknown
  published_basis  TEXT NOT NULL CHECK (published_basis IN ('given', 'metadata')
                     OR published_basis IN ('dateline', 'inferred') OR published_basis = 'unknown'),
  published_why    TEXT NOT NULL DEFAULT '', -- reasons of an inferred date, one a line
  notices          TEXT NOT NULL DEFAULT '', -- what input replaced or removed, one a line
  text             TEXT NOT NULL, -- the words that every offset refers to
  text_hash        BLOB NOT NULL CHECK (length(text_hash) = 16), -- BLAKE3 of the text, white space folded
  analysed_by      TEXT NOT NULL, -- version of the program whose findings these are; another one reads it again
  CHECK ((title_start IS NULL) = (title_end IS NULL) AND title_start <= title_end),
  CHECK ((published_on IS NULL) = (published_before IS NULL) AND published_on < published_before)
) STRICT;
CREATE INDEX document_by_text ON document (text_hash);            -- the same words again
CREATE INDEX document_by_outlet ON document (outlet_id);          -- show --outlet
CREATE INDEX document_by_day ON document (published_on, id);      -- documents, in order

-- Where a document was found: a file, an address, or both; exact copies are one document with several places.
CREATE TABLE document_place (
  id          INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  path        TEXT,               -- the file as the user named it; "#12" for the record in a file of many
  path_key    TEXT UNIQUE,        -- the absolute path; NULL where a path does not identify a document
  url         TEXT,               -- its address
  url_key     TEXT UNIQUE,        -- the address without fragment and tracking parameters
  outlet_id   INTEGER REFERENCES outlet (id), -- who carries it there
  CHECK (path IS NOT NULL OR url IS NOT NULL)
) STRICT;
CREATE INDEX document_place_by_document ON document_place (document_id);
CREATE INDEX document_place_by_outlet ON document_place (outlet_id);

-- The other articles that an article's page carries.
CREATE TABLE page_link (
  page_id    INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE, -- the page's own article
  related_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE, -- the teaser
  position   INTEGER NOT NULL CHECK (position >= 0), -- order on the page
  PRIMARY KEY (page_id, related_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_link_by_related ON page_link (related_id);

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
  published_basis  TEXT NOT NULL CHECK (published_basis IN ('given', 'metadata')
                     OR published_basis IN ('dateline', 'inferred') OR published_basis = 'unknown'),
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
  kind           TEXT NOT NULL CHECK (kind IN ('direct', 'indirect') OR kind = 'mixed'),
  polarity       TEXT NOT NULL CHECK (polarity IN ('affirms', 'denies') OR polarity = 'refuses'),
  certainty      TEXT NOT NULL CHECK (certainty IN ('plain', 'hedged') OR certainty = 'hypothetical'),
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
  status         TEXT NOT NULL CHECK (status IN ('asserted', 'planned') OR status IN ('hypothetical', 'denied')),
  evidence_start INTEGER NOT NULL,
  evidence_end   INTEGER NOT NULL,
  PRIMARY KEY (version_id, position)
) STRICT, WITHOUT ROWID;

-- What the user said about a document; it goes before what the page says, also after an update.
CREATE TABLE document_given (
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  field       TEXT NOT NULL CHECK (field IN ('published', 'outlet') OR field IN ('url', 'title') OR field = 'timezone'),
  value       TEXT NOT NULL,      -- as `timeline add` takes it
  PRIMARY KEY (document_id, field)
) STRICT, WITHOUT ROWID;

-- TIMEX3 expressions, numbered within their document in the order of the text.
CREATE TABLE time_expression (
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL CHECK (position >= 0),
  span_start  INTEGER NOT NULL,
  span_end    INTEGER NOT NULL,
  type        TEXT NOT NULL CHECK (type IN ('DATE', 'TIME') OR type IN ('DURATION', 'SET')),
  value       TEXT NOT NULL,      -- ISO 8601 as in TimeML
  modifier    TEXT,               -- TIMEX3 mod: START, MID, END, APPROX …
  quant       TEXT,               -- TIMEX3 quant of a SET
  freq        TEXT,               -- TIMEX3 freq of a SET
  begins_on   TEXT,               -- the days it denotes, when they are known
  ends_before TEXT,
  instant     TEXT,               -- RFC 3339, when time of day and zone are known
  grain       TEXT,               -- second … millennium
  basis       TEXT NOT NULL CHECK (basis IN ('explicit', 'published') OR basis IN ('expression', 'inferred')
                OR basis = 'unresolved'),
  relative_to INTEGER,            -- with basis 'expression': that expression's position
  range_first INTEGER,            -- of a range: the positions of its ends
  range_last  INTEGER,
  in_name     INTEGER NOT NULL CHECK (in_name IN (0, 1)), -- part of a name, dates nothing
  rule        TEXT NOT NULL,      -- family/phrase
  PRIMARY KEY (document_id, position),
  CHECK (0 <= span_start AND span_start < span_end),
  CHECK ((begins_on IS NULL) = (ends_before IS NULL) AND begins_on < ends_before)
) STRICT, WITHOUT ROWID;

-- Speakers and participants across documents. A full name is one speaker wherever kind, gender and
-- role or context allow; a bare surname or a nameless source is a speaker of its document alone.
CREATE TABLE speaker (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  name        TEXT NOT NULL,      -- the fullest name, or the words of a nameless one
  name_key    TEXT NOT NULL,      -- folded, articles and middle initials left out
  kind        TEXT NOT NULL CHECK (kind IN ('person', 'organisation') OR kind IN ('place', 'group') OR kind = 'other'),
  named       INTEGER NOT NULL CHECK (named IN (0, 1)), -- whether name is a name
  gender      TEXT CHECK (gender IN ('female', 'male') OR gender = 'neuter'), -- as the words show it
  document_id INTEGER REFERENCES document (id) ON DELETE CASCADE  -- the one document it is known in; NULL: any
) STRICT;
CREATE INDEX speaker_by_name ON speaker (name_key, document_id);
CREATE INDEX speaker_by_document ON speaker (document_id) WHERE document_id IS NOT NULL;

-- Every name that a speaker is found by.
CREATE TABLE speaker_name (
  name_key   TEXT NOT NULL,
  speaker_id INTEGER NOT NULL REFERENCES speaker (id) ON DELETE CASCADE,
  name       TEXT NOT NULL,
  origin     TEXT NOT NULL CHECK (origin IN ('name', 'surname') OR origin = 'seen'), -- its name, last part, used in a text
  uses       INTEGER NOT NULL CHECK (uses >= 0), -- entities that texts call so; a seen name goes with the last one
  PRIMARY KEY (name_key, speaker_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_name_by_speaker ON speaker_name (speaker_id);

-- Made by hand: whoever goes by this name is that speaker. Survives every update of a text.
CREATE TABLE correction (
  id          INTEGER PRIMARY KEY,
  made_by     TEXT NOT NULL CHECK (made_by IN ('alias', 'merge')), -- the command
  name        TEXT NOT NULL,      -- the alias, or the name that was merged away
  name_key    TEXT NOT NULL,
  document_id INTEGER REFERENCES document (id) ON DELETE CASCADE, -- only in this document; NULL: anywhere
  speaker_id  INTEGER NOT NULL REFERENCES speaker (id) ON DELETE CASCADE -- who it is
) STRICT;
CREATE UNIQUE INDEX correction_by_name ON correction (name_key, ifnull(document_id, 0));
CREATE INDEX correction_by_speaker ON correction (speaker_id);
CREATE INDEX correction_by_document ON correction (document_id) WHERE document_id IS NOT NULL;

-- Who is who within one document.
CREATE TABLE entity (
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL CHECK (position >= 0),
  name        TEXT NOT NULL,
  kind        TEXT NOT NULL CHECK (kind IN ('person', 'organisation') OR kind IN ('place', 'group') OR kind = 'other'),
  named       INTEGER NOT NULL CHECK (named IN (0, 1)),
  gender      TEXT CHECK (gender IN ('female', 'male') OR gender = 'neuter'),
  roles       TEXT NOT NULL,      -- JSON array: ["Kremlin aide"]
  aliases     TEXT NOT NULL,      -- JSON array of the document's other names for it
  speaker_id  INTEGER REFERENCES speaker (id), -- who it is across documents, when it speaks or takes part
  PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_by_speaker ON entity (speaker_id) WHERE speaker_id IS NOT NULL;

-- Words that refer to an entity.
CREATE TABLE mention (
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  position    INTEGER NOT NULL CHECK (position >= 0),
  span_start  INTEGER NOT NULL,
  span_end    INTEGER NOT NULL,
  form        TEXT NOT NULL CHECK (form IN ('name', 'nominal') OR form = 'pronoun'),
  kind        TEXT NOT NULL CHECK (kind IN ('person', 'organisation') OR kind IN ('place', 'group') OR kind = 'other'),
  entity      INTEGER,            -- position of the entity; NULL when unresolved
  PRIMARY KEY (document_id, position),
  FOREIGN KEY (document_id, entity) REFERENCES entity (document_id, position),
  CHECK (0 <= span_start AND span_start < span_end)
) STRICT, WITHOUT ROWID;

-- Attributed claims.
CREATE TABLE claim (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id     INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  position        INTEGER NOT NULL CHECK (position >= 0), -- within the document
  kind            TEXT NOT NULL CHECK (kind IN ('direct', 'indirect') OR kind = 'mixed'),
  source          TEXT NOT NULL,  -- the words that name the source, pieces joined by " … "; '' when impersonal
  cue             TEXT NOT NULL,  -- the words that report
  cue_lemma       TEXT NOT NULL,  -- the cue's dictionary form
  content         TEXT NOT NULL,  -- what is reported, pieces joined by " … "
  speaker_entity  INTEGER,        -- position of the entity; NULL when unresolved
  speaker_id      INTEGER REFERENCES speaker (id), -- who it is across documents; NULL when unresolved
  reported_in     INTEGER,        -- position of the claim that this one is reported inside
  polarity        TEXT NOT NULL CHECK (polarity IN ('affirms', 'denies') OR polarity = 'refuses'),
  certainty       TEXT NOT NULL CHECK (certainty IN ('plain', 'hedged') OR certainty = 'hypothetical'),
  addressee_start INTEGER,        -- who was told
  addressee_end   INTEGER,
  place_start     INTEGER,        -- where it was said
  place_end       INTEGER,
  medium_start    INTEGER,        -- through what
  medium_end      INTEGER,
  said_at         INTEGER,        -- position of the time expression that dates the saying
  said_on         TEXT,           -- the days on which it was said, when the text says
  said_before     TEXT,
  dated_on        TEXT,           -- said_on or, without it, the document's published_on
  dated_before    TEXT,
  evidence_start  INTEGER NOT NULL, -- the sentence or sentences that say it
  evidence_end    INTEGER NOT NULL,
  rule            TEXT NOT NULL,  -- family/phrase of the rule that found it
  -- what the source does; the first three are claims proper, the others are attributed without being put forward
  act             TEXT NOT NULL DEFAULT 'says' CHECK (act IN ('says', 'thinks') OR act IN ('shows', 'wants') OR act = 'other'),
  UNIQUE (document_id, position),
  FOREIGN KEY (document_id, speaker_entity) REFERENCES entity (document_id, position),
  FOREIGN KEY (document_id, said_at) REFERENCES time_expression (document_id, position),
  CHECK (0 <= evidence_start AND evidence_start <= evidence_end)
) STRICT;
CREATE INDEX claim_by_speaker ON claim (speaker_id, dated_on);
CREATE INDEX claim_by_day ON claim (dated_on, id);

-- The pieces of a claim's source, cue and content.
CREATE TABLE claim_span (
  claim_id   INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
  part       TEXT NOT NULL CHECK (part IN ('source', 'cue') OR part = 'content'),
  position   INTEGER NOT NULL CHECK (position >= 0),
  span_start INTEGER NOT NULL,
  span_end   INTEGER NOT NULL,
  PRIMARY KEY (claim_id, part, position),
  CHECK (0 <= span_start AND span_start < span_end)
) STRICT, WITHOUT ROWID;

-- What happened, goes on, or is to happen.
CREATE TABLE event (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  document_id     INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  position        INTEGER NOT NULL CHECK (position >= 0), -- within the document
  span_start      INTEGER NOT NULL, -- the clause that tells it
  span_end        INTEGER NOT NULL,
  text            TEXT NOT NULL,  -- its words
  predicate_start INTEGER NOT NULL, -- the head predicate
  predicate_end   INTEGER NOT NULL,
  predicate_lemma TEXT NOT NULL,  -- its dictionary form
  place_start     INTEGER,        -- where
  place_end       INTEGER,
  place           TEXT,           -- its words
  place_key       TEXT,
  time            INTEGER,        -- position of the time expression that dates it
  begins_on       TEXT,           -- the days it happened in; NULL for an undated event
  ends_before     TEXT,
  grain           TEXT,           -- precision of these days
  modifier        TEXT,           -- START "early", END "late", APPROX "about" …
  basis           TEXT NOT NULL CHECK (basis IN ('explicit', 'published') OR basis IN ('expression', 'inferred')
                OR basis = 'unresolved'),
  status          TEXT NOT NULL CHECK (status IN ('asserted', 'planned') OR status IN ('hypothetical', 'denied')),
  according_to    INTEGER,        -- position of the claim that it is told in
  evidence_start  INTEGER NOT NULL, -- the sentence or sentences that say it
  evidence_end    INTEGER NOT NULL,
  rule            TEXT NOT NULL,  -- family/phrase of the rule that found it
  UNIQUE (document_id, position),
  FOREIGN KEY (document_id, time) REFERENCES time_expression (document_id, position),
  CHECK (0 <= span_start AND span_start < span_end),
  CHECK (0 <= evidence_start AND evidence_start <= evidence_end),
  CHECK ((begins_on IS NULL) = (ends_before IS NULL) AND begins_on < ends_before)
) STRICT;
CREATE INDEX event_by_day ON event (begins_on, id);
CREATE INDEX event_by_place ON event (place_key, begins_on) WHERE place_key IS NOT NULL;

-- Who takes part in an event.
CREATE TABLE event_participant (
  event_id   INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
  position   INTEGER NOT NULL CHECK (position >= 0), -- in the order of the text
  name       TEXT NOT NULL,       -- as its document knows it
  speaker_id INTEGER NOT NULL REFERENCES speaker (id), -- who it is across documents
  PRIMARY KEY (event_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_participant_by_speaker ON event_participant (speaker_id);

-- Topics that the user defined, beside those of the built-in list of places.
CREATE TABLE topic (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,         -- "grain deal"
  name_key TEXT NOT NULL UNIQUE
) STRICT;

-- The words that tell a topic.
CREATE TABLE topic_term (
  topic_id INTEGER NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
  term     TEXT NOT NULL,         -- "Black Sea initiative"
  PRIMARY KEY (topic_id, term)
) STRICT, WITHOUT ROWID;

-- Documents that the user put under a topic.
CREATE TABLE document_topic (
  document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  topic       TEXT NOT NULL,      -- as written
  topic_key   TEXT NOT NULL,
  PRIMARY KEY (document_id, topic_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_topic_by_topic ON document_topic (topic_key);

-- Full-text indexes; they hold no words of their own. The program fills them as it adds rows: a trigger
-- would make FTS5 write out its buffers at every row. Changes and removals follow by the triggers below.
CREATE VIRTUAL TABLE document_search USING fts5 (
  title, text, content = 'document', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE claim_search USING fts5 (
  source, content, content = 'claim', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE event_search USING fts5 (
  text, place, content = 'event', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER document_removed AFTER DELETE ON document BEGIN
  INSERT INTO document_search (document_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TRIGGER document_changed AFTER UPDATE OF title, text ON document BEGIN
  INSERT INTO document_search (document_search, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
  INSERT INTO document_search (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER claim_removed AFTER DELETE ON claim BEGIN
  INSERT INTO claim_search (claim_search, rowid, source, content) VALUES ('delete', old.id, old.source, old.content);
END;
CREATE TRIGGER claim_changed AFTER UPDATE OF source, content ON claim BEGIN
  INSERT INTO claim_search (claim_search, rowid, source, content) VALUES ('delete', old.id, old.source, old.content);
  INSERT INTO claim_search (rowid, source, content) VALUES (new.id, new.source, new.content);
END;
CREATE TRIGGER event_removed AFTER DELETE ON event BEGIN
  INSERT INTO event_search (event_search, rowid, text, place) VALUES ('delete', old.id, old.text, old.place);
END;
CREATE TRIGGER event_changed AFTER UPDATE OF text, place ON event BEGIN
  INSERT INTO event_search (event_search, rowid, text, place) VALUES ('delete', old.id, old.text, old.place);
  INSERT INTO event_search (rowid, text, place) VALUES (new.id, new.text, new.place);
END;

-- For people who open the file with other tools.
CREATE VIEW readable_documents AS
  SELECT document.id, document.published_on, document.published_basis, outlet.name AS outlet, document.title,
         document.role, (SELECT count(*) FROM event WHERE document_id = document.id) AS events,
         (SELECT count(*) FROM claim WHERE document_id = document.id AND act IN ('says', 'thinks', 'shows')) AS claims
  FROM document LEFT JOIN outlet ON outlet.id = document.outlet_id;
CREATE VIEW readable_events AS
  SELECT event.begins_on, event.ends_before, event.grain, event.status, event.text, event.place,
         (SELECT group_concat(name, ', ') FROM event_participant WHERE event_id = event.id) AS participants,
         outlet.name AS outlet, document.title, event.id, event.document_id
  FROM event JOIN document ON document.id = event.document_id LEFT JOIN outlet ON outlet.id = document.outlet_id;
CREATE VIEW readable_claims AS
  SELECT claim.dated_on, speaker.name AS speaker, claim.source, claim.cue, claim.content, claim.act, claim.kind,
         claim.polarity, outlet.name AS outlet, document.title, claim.id, claim.document_id
  FROM claim JOIN document ON document.id = claim.document_id
  LEFT JOIN outlet ON outlet.id = document.outlet_id LEFT JOIN speaker ON speaker.id = claim.speaker_id;
