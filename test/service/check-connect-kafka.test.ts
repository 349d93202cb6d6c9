import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sluice } from '../support/sluice-program.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const { kafka } = await stack();

/** The form of `check --output json`, as far as it is looked at. */
interface CheckOutput {
  readonly diagnostics: readonly { readonly code: string; readonly message: string; readonly help?: string }[];
}

async function check(table: string, parallelism: number) {
  await using folder = await tempDir();
  await writeFiles(folder.path, {
    'sluice.yaml': 'name: shop\nengines:\n  batch: { type: flinkx, version: "1.11", mode: local, home: /opt/flinkx }\n',
    'datasources/events.yaml': `name: events\ntype: kafka\nbrokers: ${JSON.stringify(kafka?.brokers)}\n`,
    'pipelines/a.yaml': `name: a\nschedule: continuous\nsource: { datasource: events, table: ${table} }\nsink: { connector: stream }\nsettings: { parallelism: ${parallelism} }\n`,
  });
  const end = await sluice(['check', '--connect', '--output', 'json'], { cwd: folder.path });
  const { diagnostics } = JSON.parse(end.stdout) as CheckOutput; // its schema is tested elsewhere
  const snapshot = await readFile(path.join(folder.path, 'schemas/events.json'), 'utf8').catch(() => undefined);
  return { diagnostics, codes: diagnostics.map(({ code }) => code), snapshot, code: end.code };
}

describe.skipIf(kafka === undefined)('check --connect on Kafka, by the built program', () => {
  const topic = `sluice-connect-${process.pid}`;
  let admin: Admin;

  beforeAll(async () => {
    if (kafka === undefined) return;
    admin = new Kafka({ brokers: kafka.brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 3 }], waitForLeaders: true });
  });

  afterAll(async () => {
    await admin?.deleteTopics({ topics: [topic] });
    await admin?.disconnect();
  });

  it('finds a topic, and keeps it', async () => {
    const { codes, snapshot } = await check(topic, 3);
    expect(codes.filter((code) => code.startsWith('SL10'))).toEqual([]);
    expect(JSON.parse(snapshot ?? '')).toEqual({
      formatVersion: '1.0',
      datasource: 'events',
      tables: { [topic]: { columns: [], primaryKey: [], indexes: [] } },
    });
  });

  it('says more readers than partitions', async () => {
    const { diagnostics } = await check(topic, 5);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'SL1021', message: '5 readers for 3 partitions' }),
    );
  });

  it('says a topic that is not there, and makes none by asking', async () => {
    const wrong = `${topic.slice(0, -1)}x`;
    const { diagnostics, code } = await check(wrong, 1);
    expect(code).toBe(1);
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'SL1020', help: `did you mean \`${topic}\`?` }));
    expect(await admin.listTopics()).not.toContain(wrong);
  });
});
