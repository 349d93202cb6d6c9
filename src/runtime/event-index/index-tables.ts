/** Of the tables below: a file of another layout is built anew. */
export const LAYOUT = 1;

/** `moment` is when an event happened, but never before the one that it follows in its chain: clocks of hosts differ. */
export const TABLES = `
begin immediate;
create table if not exists event (
  id text not null unique, topic text not null, event_key text not null, pipeline text, sequence integer not null,
  type text not null, at integer not null, moment integer not null, actor text, data text not null,
  previous_hash text not null, hash text not null, published_at integer);
create index if not exists event_moment on event (moment, sequence, id);
create index if not exists event_chain on event (topic, event_key, sequence, moment);
create index if not exists event_pipeline on event (pipeline, moment, sequence, id);
create index if not exists event_type on event (type, moment, sequence, id);
create index if not exists event_actor on event (actor, moment, sequence, id);
create table if not exists place (
  topic text not null, partition integer not null, next integer not null, anchor text not null,
  primary key (topic, partition));
create table if not exists notice (
  kind text not null, topic text not null, partition integer not null, message text not null, at integer not null,
  primary key (kind, topic, partition));
create table if not exists state (name text primary key, value integer not null);
pragma user_version = ${LAYOUT};
commit;
`;
