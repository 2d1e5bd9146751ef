-- Version 2 of the record: what stands across reports. `reconcile` writes these tables (but `decision`, which people
-- write), and may write them anew at any time. Structures are JSON text, as in schema.sql.

create index toll_event on toll (event);

create table lineage (                -- where a report's text comes from; a report with an origin of its own: independent
    document text not null references document (id) on delete cascade,
    origin text not null,             -- id of a document, or agency:NAME, or source:KEY of a primary source
    kind text not null,               -- same | copy | edited_copy | quotes | independent
    score real not null,              -- share of the report's passages that stand in the origin, 0 to 1
    spans text not null,              -- passages of the report that stand in the origin
    basis text not null,              -- what the link rests on: passages, a credit, a dateline, a quoted source
    primary key (document, origin, kind)
) strict;
create index lineage_origin on lineage (origin);

create table family (                 -- reports that are one text passed on; root: the earliest of them
    document text primary key references document (id) on delete cascade,
    root text not null
) strict;
create index family_root on family (root);

create table pair (                   -- two rows that were compared because they could tell of the same thing
    "of" text not null,               -- event | actor | agreement
    left text not null,               -- ids of rows, left < right
    right text not null,
    score real not null,              -- probability that they are the same, 0 to 1
    parts text not null,              -- what each part of the comparison added to the score: {"time": 1.2, ...}
    value text not null,              -- same | different | unsure: the machine's judgement
    reason text not null,
    reader text not null,
    primary key ("of", left, right)
) strict;
create index pair_right on pair ("of", right);

create table cluster (                -- rows of one list that tell of the same thing
    id text primary key,
    "of" text not null,               -- event | actor | agreement | toll (running totals)
    members text not null,            -- ids of rows, in order of publication
    publishers text not null,
    independent_origins integer not null,  -- copies of one text and reports that quote one source count once
    summary text not null             -- what the members agree on and where they differ
) strict;
create index cluster_of on cluster ("of");

create table cluster_member (
    "of" text not null,
    "row" text not null,
    cluster text not null,
    document text not null,
    primary key ("of", "row")
) strict;
create index cluster_member_cluster on cluster_member (cluster);
create index cluster_member_document on cluster_member (document);

create table ledger (                 -- every figure given of one event or one running total
    cluster text not null,
    measure text not null,
    low integer,
    best integer,
    high integer,
    in_dispute integer not null,
    rule text not null,               -- the rule that gave low, best and high, and the figures it used
    no_best_because text,             -- not_stated | irreconcilable; null where there is a best
    entries text not null,            -- every figure: row, document, who counts, through whom, as of when, bounds
    says text not null,               -- where in dispute: what the sides say
    primary key (cluster, measure)
) strict;

create table dispute (
    id text primary key,
    cluster text,                     -- event cluster; null where an accusation answers no event on record
    kind text not null,               -- figure | denial | actor | date | place
    sides text not null,              -- who says what, in whose words, in which report
    is_open integer not null,
    settled_by text                   -- id of the person's judgement that settled it
) strict;
create index dispute_cluster on dispute (cluster);

create table decision (               -- judgements of people; kept when everything else is read or reconciled again
    id text primary key,
    "of" text not null,
    left text not null,               -- ids of rows, left < right, as they were when judged
    right text not null,
    value text not null,              -- same | different | unsure
    reason text,
    "by" text not null,
    at text not null,
    undone_at text,
    anchors text not null             -- document digest, offsets and words of both rows: finds them after a re-read
) strict;
create index decision_rows on decision (left, right);

create view judgement as              -- the machine's and people's judgements, side by side
select "of", left, right, value, score, reason, reader as "by", null as at, null as undone_at from pair
union all
select "of", left, right, value, null, reason, "by", at, undone_at from decision;

create table reconciled (             -- documents whose rows have been reconciled, and as which version read them
    document text primary key,        -- kept without the document: a removed report has to be taken out of clusters
    read_by text not null
) strict;
