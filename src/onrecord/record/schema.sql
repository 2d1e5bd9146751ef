-- The record of a case, version 1. Tables bear the row types' names, columns the fields' names of the contract
-- (docs/reference/record.md); what holds a structure is JSON text. Any SQLite tool opens it. Dates are ISO 8601 text,
-- booleans 0 or 1, offsets code points of document.text. Words of SQL used as names: quote "check".

create table meta (
    key text primary key,             -- schema_version, created_by
    value text not null
) strict;

create table document (
    id text primary key,
    sha256 text not null,             -- of the original bytes, as first added: originals/<first two digits>/<sha256>
    text_sha256 text not null unique, -- of the text in UTF-8: the same text in another format is the same document
    uri text,
    media_type text not null,
    title text,
    author text,
    publisher text,
    dateline_place text,
    published text,                   -- null: the report gives no date; never filled from anywhere else
    published_from text,
    language text,
    encoding text,
    state text not null,              -- pending | read | not read: REASON
    text text not null,
    read_by text                      -- version that read it; null while pending
) strict;
create index document_state on document (state, read_by);

create table location (               -- every place where a document was found
    document text not null references document (id) on delete cascade,
    uri text not null,
    sha256 text not null,
    media_type text not null,
    primary key (document, uri, sha256)
) strict;
create index location_sha256 on location (sha256);

create table alignment (              -- the way from characters of the text back to the original
    document text not null references document (id) on delete cascade,
    sha256 text not null,
    runs text not null,
    primary key (document, sha256)
) strict;

create table mention (
    id text primary key, document text not null references document (id) on delete cascade, reader text not null,
    confidence real, start integer not null, "end" integer not null, text text not null, kind text not null,
    form text not null, entity text
) strict;
create index mention_document on mention (document);
create index mention_entity on mention (entity);

create table actor (
    id text primary key, document text not null references document (id) on delete cascade, reader text not null,
    confidence real, name text not null, kind text not null, country text, aliases text not null, office text,
    mentions text not null, registry_id text
) strict;
create index actor_document on actor (document);
create index actor_registry on actor (registry_id);

create table place (
    id text primary key, document text not null references document (id) on delete cascade, reader text not null,
    confidence real, name text not null, geonames_id integer, latitude real, longitude real, country text, admin1 text,
    kind text, where_precision integer, mentions text not null
) strict;
create index place_document on place (document);

create table time (
    id text primary key, document text not null references document (id) on delete cascade, reader text not null,
    confidence real, start integer not null, "end" integer not null, text text not null, value text, kind text not null,
    earliest text, latest text, is_relative integer not null, date_precision integer, unresolved_because text
) strict;
create index time_document on time (document);

create table event (
    id text primary key, document text not null references document (id) on delete cascade, reader text not null,
    confidence real, kind text not null, trigger text not null, arguments text not null, place text, time text,
    status text not null, is_recalled integer not null, plover text, killed text, injured text, captured text,
    spans text not null
) strict;
create index event_document on event (document);

create view event_argument as
select
    event.id as event, event.document as document, argument.key as position,
    argument.value ->> 'role' as role, argument.value ->> 'start' as start, argument.value ->> 'end' as "end",
    argument.value ->> 'text' as text, argument.value ->> 'entity' as entity
from event, json_each(event.arguments) as argument;

create table toll (
    id text primary key, document text not null references document (id) on delete cascade, reader text not null,
    confidence real, measure text not null, low integer, best integer, high integer, qualifier text not null,
    population text not null, place text, since text, as_of text, counted_by text, part_of text, event text,
    is_cumulative integer not null, status text not null, spans text not null
) strict;
create index toll_document on toll (document);

create table relation (
    id text primary key, document text not null references document (id) on delete cascade, reader text not null,
    confidence real, kind text not null, subject text not null, object text, means text, time text,
    status text not null, spans text not null
) strict;
create index relation_document on relation (document);

create table flow (
    id text primary key, document text not null references document (id) on delete cascade, reader text not null,
    confidence real, giver text, recipient text, what text not null, low integer, best integer, high integer, unit text,
    amount_text text, time text, status text not null, spans text not null
) strict;
create index flow_document on flow (document);

create table agreement (
    id text primary key, document text not null references document (id) on delete cascade, reader text not null,
    confidence real, kind text not null, parties text not null, mediators text not null, place text, terms text,
    time text, status text not null, spans text not null
) strict;
create index agreement_document on agreement (document);

create table control (
    id text primary key, document text not null references document (id) on delete cascade, reader text not null,
    confidence real, actor text not null, place text not null, change text not null, time text, status text not null,
    spans text not null
) strict;
create index control_document on control (document);

create table claim (
    id text primary key, document text not null references document (id) on delete cascade, reader text not null,
    confidence real, source text not null, content text not null, stance text not null, quotation text not null,
    cue text, via text, fragments text not null, about text not null
) strict;
create index claim_document on claim (document);

create table "check" (
    id text primary key, document text not null references document (id) on delete cascade, reader text not null,
    confidence real, kind text not null, rows text not null, detail text not null, spans text not null
) strict;
create index check_document on "check" (document);

create table failure (                -- what could not be taken in or read; a later success removes it
    stage text not null,
    document text,
    code text not null,
    message text not null,
    uri text,
    span text
) strict;
create index failure_place on failure (uri, document);

create virtual table document_search using fts5 (
    title, text, content = 'document', content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 2'
);
create trigger document_added after insert on document begin
    insert into document_search (rowid, title, text) values (new.rowid, new.title, new.text);
end;
create trigger document_removed after delete on document begin
    insert into document_search (document_search, rowid, title, text) values ('delete', old.rowid, old.title, old.text);
end;
