-- Claims proper apart from wishes, plans, perceptions and deeds that are attributed too.
ALTER TABLE claim ADD COLUMN
  act             TEXT NOT NULL DEFAULT 'says' CHECK (act IN ('says', 'thinks', 'shows', 'wants', 'other'));
DROP VIEW readable_documents;
CREATE VIEW readable_documents AS
  SELECT document.id, document.published_on, document.published_basis, outlet.name AS outlet, document.title,
         document.role, (SELECT count(*) FROM event WHERE document_id = document.id) AS events,
         (SELECT count(*) FROM claim WHERE document_id = document.id AND act IN ('says', 'thinks', 'shows')) AS claims
  FROM document LEFT JOIN outlet ON outlet.id = document.outlet_id;
DROP VIEW readable_claims;
CREATE VIEW readable_claims AS
  SELECT claim.dated_on, speaker.name AS speaker, claim.source, claim.cue, claim.content, claim.act, claim.kind,
         claim.polarity, outlet.name AS outlet, document.title, claim.id, claim.document_id
  FROM claim JOIN document ON document.id = claim.document_id
  LEFT JOIN outlet ON outlet.id = document.outlet_id LEFT JOIN speaker ON speaker.id = claim.speaker_id;
