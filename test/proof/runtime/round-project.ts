import type { Seeded } from '../support/seeded.ts';
import type { FeedMode } from './place.ts';

/** A pipeline of a round with what the check needs to know of it. */
export interface RoundPipeline {
  readonly name: string;
  /** Undefined: it fires when `feed` has succeeded, and skips what overlaps, as any pipeline that says nothing of it. */
  readonly everyMs?: number;
  readonly overlap: 'allow' | 'skip' | 'queue-one' | 'queue-all';
  /** Text of its file; `edition` changes nothing but the description. */
  text(edition: number): string;
}

export interface RoundProject {
  readonly mode: FeedMode;
  readonly pipelines: readonly RoundPipeline[];
}

/** A line of \`tick.txt\` for every execution; two of \`alone.txt\`, between which nothing else may run. */
const TICK = 'echo ${fire:epochMillis} $SLUICE_RUN_ID $SLUICE_ATTEMPT >> tick.txt';
const AFTER = 'echo ${fire:epochMillis} $SLUICE_RUN_ID $SLUICE_ATTEMPT >> after.txt';

/**
 * Few pipelines that fire often, with everything that may be lost or doubled. Those whose runs go one after the other fire less
 * often: what a busy machine records more than a minute late is caught up, and a backlog of that is all that would be waited for.
 */
export function roundProject(choose: Seeded): RoundProject {
  const mode = choose.pick(['append', 'upsert'] as const);
  const overlap = choose.pick(['skip', 'queue-one', 'queue-all'] as const);
  const aloneEvery = choose.pick([2, 4] as const);
  const seconds = choose.pick(['0.2', '0.5', '1.2'] as const);
  const alone = [
    'echo begin $SLUICE_RUN_ID $SLUICE_ATTEMPT >> alone.txt',
    "trap 'exit 1' TERM",
    "trap 'echo end $SLUICE_RUN_ID $SLUICE_ATTEMPT >> alone.txt' EXIT",
    `sleep ${seconds}`,
  ].join('; ');
  return {
    mode,
    pipelines: [
      command('tick', { everyMs: 1_000, overlap: 'allow', script: TICK }),
      command('alone', { everyMs: aloneEvery * 1_000, overlap, script: alone }),
      command('after', { overlap: 'skip', script: AFTER }),
      {
        name: 'feed',
        everyMs: 4_000,
        overlap: 'skip',
        text: (edition) => `name: feed
description: "edition ${edition}"
schedule: { every: 4s, misfire: { policy: catch-up, limit: 1000 }, overlap: skip }
${RETRY}engine: here
source:
  datasource: from
  table: feed_from
  columns: [{ name: id, type: bigint }, { name: note, type: string(40) }]
  incremental: { column: id }
sink: { datasource: to, table: feed_to, mode: ${mode}${mode === 'upsert' ? ', key: [id]' : ''} }
`,
      },
    ],
  };
}

const RETRY = 'retry: { attempts: 20, backoff: fixed, initial: 100ms }\n';

interface CommandFacts {
  readonly everyMs?: number;
  readonly overlap: RoundPipeline['overlap'];
  readonly script: string;
}

function command(name: string, { everyMs, overlap, script }: CommandFacts): RoundPipeline {
  const when =
    everyMs === undefined
      ? 'dependsOn: [feed]\n'
      : `schedule: { every: ${everyMs / 1_000}s, misfire: { policy: catch-up, limit: 1000 }, overlap: ${overlap} }\n`;
  return {
    name,
    overlap,
    ...(everyMs === undefined ? {} : { everyMs }),
    text: (edition) =>
      `name: ${name}\ndescription: "edition ${edition}"\n${when}${RETRY}engine: programs\ncommand: ["/bin/sh", "-c", ${JSON.stringify(script)}]\n`,
  };
}

/** The file of the project itself. */
export function projectFile(project: string): string {
  return `name: ${project}
edition: 2026
defaults: { engine: here, timeZone: UTC }
engines:
  here: { type: local }
  programs: { type: command }
`;
}
