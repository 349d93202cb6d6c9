import { describeText, type RunTimeText, type Text } from '../../time/index.ts';
import type { DatasourceNode, PipelineNode, SinkNode, SourceNode } from '../ir/index.ts';
import { child, type Location } from '../text/index.ts';
import { withoutDatabase } from './snapshot-table.ts';

/** A table, topic, file or folder that a pipeline reads or writes. */
export interface PlaceUse {
  readonly pipeline: PipelineNode;
  /** Equal for equal places, whatever the datasource that leads there is called. */
  readonly place: string;
  /** As the author wrote it. */
  readonly name: string;
  readonly at: Location;
}

/** Of a pipeline; kept as long as it is the same, since each edit of a large project is held against all the others. */
const PLACES = new WeakMap<
  PipelineNode,
  { readonly written: PlaceUse | undefined; readonly read: readonly PlaceUse[] }
>();

function placesOf(pipeline: PipelineNode): {
  readonly written: PlaceUse | undefined;
  readonly read: readonly PlaceUse[];
} {
  const known = PLACES.get(pipeline);
  if (known !== undefined) return known;
  const places = { written: findWritten(pipeline), read: findRead(pipeline) };
  PLACES.set(pipeline, places);
  return places;
}

/** Where a pipeline writes; undefined where that is no place that another pipeline could name. */
export function placeWritten(pipeline: PipelineNode): PlaceUse | undefined {
  return placesOf(pipeline).written;
}

/** Where a pipeline reads: its tables or files. What a query reads is not known. */
export function placesRead(pipeline: PipelineNode): readonly PlaceUse[] {
  return placesOf(pipeline).read;
}

function findWritten(pipeline: PipelineNode): PlaceUse | undefined {
  if (pipeline.work.kind !== 'movement') return undefined;
  const { sink } = pipeline.work;
  const part = sink.partition === undefined ? '' : ` ${named(sink.partition, pipeline)}`;
  return sink.table === undefined
    ? useOf(pipeline, sink, 'path', sink.path, part)
    : useOf(pipeline, sink, 'table', sink.table, part);
}

function findRead(pipeline: PipelineNode): PlaceUse[] {
  if (pipeline.work.kind !== 'movement') return [];
  const { source } = pipeline.work;
  const uses = [
    ...source.tables.map((table) => useOf(pipeline, source, 'table', table, '')),
    ...[source.path, ...(source.otherPaths ?? [])].map((path) => useOf(pipeline, source, 'path', path, '')),
  ];
  return uses.filter((use) => use !== undefined);
}

function useOf(
  pipeline: PipelineNode,
  { datasource, at }: SourceNode | SinkNode,
  field: 'table' | 'path',
  written: Text | undefined,
  part: string,
): PlaceUse | undefined {
  if (datasource === undefined || written === undefined) return undefined;
  const text = named(written, pipeline);
  const name = field === 'table' ? withoutDatabase(text, datasource.database) : text;
  return {
    pipeline,
    place: `${serverOf(datasource)} ${field} ${name}${part}`,
    name: describeText(written),
    at: child(at, field),
  };
}

/** The text as it will be: two pipelines mean the same by `${bizdate}`, and not by a parameter of theirs. */
function named(text: Text, pipeline: PipelineNode): string {
  return typeof text === 'string' ? text : text.parts.map((part) => partOf(part, pipeline)).join('');
}

function partOf(part: RunTimeText['parts'][number], { name, parameters }: PipelineNode): string {
  if (typeof part === 'string') return part;
  if (part.kind === 'pipeline') return name;
  if (part.kind !== 'parameter') return describeText({ kind: 'run-time-text', parts: [part] });
  return parameters.find((parameter) => parameter.name === part.name)?.default ?? `\${${name}.${part.name}}`;
}

/** Types that are two names of one server. */
const SAME_SERVER: Readonly<Record<string, string>> = { mariadb: 'mysql', hdfs: 'hadoop' };

/** Worked out once for each datasource, which many pipelines name. */
const SERVERS = new WeakMap<DatasourceNode, string>();

function serverOf(datasource: DatasourceNode): string {
  const known = SERVERS.get(datasource);
  if (known !== undefined) return known;
  const server = addressOf(datasource);
  SERVERS.set(datasource, server);
  return server;
}

/** What tells one server and database from another; of shards and of what has no address, the name. */
function addressOf(datasource: DatasourceNode): string {
  const {
    type,
    name,
    host,
    port,
    url,
    path,
    database,
    brokers,
    hosts = [],
    bucket,
    region,
    defaultFS,
    hadoop,
    shards,
  } = datasource;
  const texts = [host, port, url, defaultFS, ...brokers, ...hosts].map((text) =>
    text === undefined ? '' : describeText(text),
  );
  const address = [...texts, path, database, bucket, region, hadoop?.name].map((each) => each ?? '');
  const known = shards === undefined && address.some((each) => each !== '');
  return JSON.stringify(known ? [SAME_SERVER[type] ?? type, ...address] : [name]);
}
