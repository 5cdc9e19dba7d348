-- What a database of maps consists of. {schema} is put in as an identifier.
create schema if not exists {schema};

-- A journey: its row is what is locked while somebody writes, and says how long its history is by now.
create table if not exists {schema}.journey (
  key bigint generated always as identity primary key,
  id text collate "C" not null,
  -- '' where it is in use; else which of the deleted ones it is
  bin text collate "C" not null default '',
  size bigint not null default 0,
  changed bigint not null default 0,
  -- what the journey's file said, where it came from a folder and says something that the history does not
  file bytea,
  file_changed bigint not null default 0,
  -- an unfinished last line that came from a folder; nobody was told that it is saved
  tail bytea,
  unique (id, bin)
);

-- An edit is a line of the history, as it would stand in a file; it begins where those before it end.
create table if not exists {schema}.edit (
  journey bigint not null references {schema}.journey,
  at bigint not null,
  -- null for a line that nobody can read
  id text collate "C",
  line bytea not null,
  primary key (journey, at),
  unique (journey, id)
);

-- What lies beside the journeys: what the facilitator said, keys, plans, answers behind surveys.
create table if not exists {schema}.beside (
  name text collate "C" primary key,
  data bytea not null,
  changed bigint not null
);

-- Who is here, on which server; it is gone after a restart, as they are.
create unlogged table if not exists {schema}.here (
  server text not null,
  session text not null,
  journey text not null,
  said text not null,
  seen timestamptz not null default clock_timestamp(),
  primary key (server, session)
);

create table if not exists {schema}.version (number integer not null);

-- For people who ask in SQL.
create or replace view {schema}.change as
  select j.id as map, e.at, l.line ->> 'id' as id, l.line ->> 'by' as by, l.line ->> 'path' as path,
    l.line -> 'old' as old, l.line -> 'new' as new, l.line ->> 't' as t
  from {schema}.edit e
  join {schema}.journey j on j.key = e.journey and j.bin = ''
  cross join lateral (select convert_from(e.line, 'UTF8')::json as line where e.id is not null) l;
