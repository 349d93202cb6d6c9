import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { planOfCase } from '../support/plan-case.ts';
import { tempDir } from '../support/temp-dir.ts';

const FILE = path.join(import.meta.dirname, 'flink-state.yaml');
const document = parseDocument(readFileSync(FILE, 'utf8'));

/** What was tried on a real cluster: a stream, what became of it, and what Flink did. */
interface Tried {
  readonly stream: string;
  readonly changes: readonly {
    readonly what: string;
    readonly to: string;
    readonly flink: 'restores' | 'refuses' | 'fails' | 'passes over';
    readonly says: string;
  }[];
}

const TRIED = document.toJS() as readonly Tried[]; // the file's own comment
const CHANGES = TRIED.flatMap(({ stream, changes }, place) =>
  changes.map((change, index) => ({
    ...change,
    stream,
    pipeline: `s${place}-${index}`,
    at: [place, 'changes', index],
  })),
);

const SERVERS = {
  'sluice.yaml': `name: shop
edition: 2026
defaults: { timeZone: Asia/Shanghai }
engines:
  sql: { type: flink-sql, version: "1.20", url: "http://jobmanager:8081", gateway: "http://gateway:8083" }
`,
  'datasources/events.yaml': 'name: events\ntype: kafka\nbrokers: ["kafka1:9092"]\n',
  'datasources/others.yaml': 'name: others\ntype: kafka\nbrokers: ["kafka9:9092"]\n',
};

/** What a plan may say of each thing that Flink does: never that state is kept which is not, or lost which is kept. */
const MAY_SAY: Readonly<Record<Tried['changes'][number]['flink'], readonly string[]>> = {
  restores: ['STATE_KEPT', 'OLD_TOPIC_READ_ON', 'POSITIONS_OF_OTHER_BROKERS', 'STATE_MAY_NOT_RESTORE'],
  refuses: ['STATE_NOT_RESTORABLE', 'STATE_MAY_NOT_RESTORE'],
  fails: ['STATE_NOT_RESTORABLE', 'STATE_MAY_NOT_RESTORE'],
  'passes over': ['STATE_NOT_RESTORABLE'],
};

describe('a changed stream, and what Flink did with its savepoint', () => {
  const said = new Map<string, readonly string[]>();
  beforeAll(async () => {
    const files = (text: 'stream' | 'to'): Record<string, string> => ({
      ...SERVERS,
      ...Object.fromEntries(
        CHANGES.map((change) => [`pipelines/${change.pipeline}.yaml`, `name: ${change.pipeline}\n${change[text]}`]),
      ),
    });
    await using folder = await tempDir();
    const { changes, diagnostics } = await planOfCase(folder.path, {
      text: '',
      environment: 'default',
      now: 0,
      base: files('stream'),
      head: files('to'),
      expected: '',
    });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const { pipeline, reasons } of changes)
      said.set(
        pipeline,
        reasons.filter((reason) => OF_STATE.has(reason)),
      );
    if (process.env['UPDATE_GOLDEN'] !== '1') return;
    for (const { at, pipeline } of CHANGES) document.setIn([...at, 'says'], said.get(pipeline)?.join(', '));
    writeFileSync(FILE, document.toString({ lineWidth: 0 }));
  });

  test.each(CHANGES)('$what: Flink $flink, the plan says $says', ({ pipeline, flink, says }) => {
    const reasons = said.get(pipeline) ?? [];
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.filter((reason) => !MAY_SAY[flink].includes(reason))).toEqual([]);
    if (process.env['UPDATE_GOLDEN'] !== '1') expect(reasons.join(', ')).toBe(says);
  });
});

const OF_STATE = new Set(Object.values(MAY_SAY).flat());
