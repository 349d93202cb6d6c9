import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chain, describeBusContract, type BusRecord } from '../../../../test/support/bus-contract.ts';
import { tempDir } from '../../../../test/support/temp-dir.ts';
import { AUDIT_TOPIC, RUNS_TOPIC } from '../../ports/index.ts';
import { createEmbeddedBus } from '../index.ts';

async function readRecords(folder: string, topic: string, keyPrefix: string): Promise<readonly BusRecord[]> {
  const text = await readFile(join(folder, `${topic}.jsonl`), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines
    .map((line): BusRecord => {
      // `as` because the bus under test wrote the line.
      const event = JSON.parse(line) as BusRecord['event'];
      return { key: String(event['key']), id: String(event['id']), type: String(event['type']), event };
    })
    .filter((record) => record.key.startsWith(keyPrefix));
}

describeBusContract('embedded', async () => {
  const folder = await tempDir();
  const events = join(folder.path, 'events');
  return {
    make: () => createEmbeddedBus({ folder: events }),
    read: (topic, keyPrefix) => readRecords(events, topic, keyPrefix),
    dispose: async () => folder[Symbol.asyncDispose](),
  };
});

describe('createEmbeddedBus in trouble', () => {
  test('heals a last line that a crash has cut off, and drops repeats of what was stored', async () => {
    await using folder = await tempDir();
    const events = chain(RUNS_TOPIC, 'shop/prod/orders', 4);
    const first = createEmbeddedBus({ folder: folder.path });
    await first.publish(events.slice(0, 2));
    await first.close();
    await appendFile(join(folder.path, `${RUNS_TOPIC}.jsonl`), JSON.stringify(events[2]).slice(0, 40));
    const second = createEmbeddedBus({ folder: folder.path });
    await second.open();
    await second.publish(events);
    await second.publish(events);
    await second.close();
    const records = await readRecords(folder.path, RUNS_TOPIC, 'shop');
    expect(records.map((record) => record.event['sequence'])).toEqual([1, 2, 3, 4]);
  });

  test('says which topics hold nothing: all at first, and one whose file somebody has removed', async () => {
    await using folder = await tempDir();
    const open = async (): Promise<readonly string[]> => {
      const bus = createEmbeddedBus({ folder: folder.path });
      const fresh = await bus.open();
      await bus.publish([...chain(RUNS_TOPIC, 'shop/prod/orders', 2), ...chain(AUDIT_TOPIC, 'shop/prod/orders', 2)]);
      expect(await bus.open()).toEqual([]);
      await bus.close();
      return fresh;
    };
    expect((await open()).toSorted()).toEqual([AUDIT_TOPIC, RUNS_TOPIC]);
    expect(await open()).toEqual([]);
    await rm(join(folder.path, `${AUDIT_TOPIC}.jsonl`));
    expect(await open()).toEqual([AUDIT_TOPIC]);
  });

  test('leaves a line alone that somebody has edited', async () => {
    await using folder = await tempDir();
    await writeFile(join(folder.path, `${RUNS_TOPIC}.jsonl`), 'not json\n');
    const bus = createEmbeddedBus({ folder: folder.path });
    await bus.publish(chain(RUNS_TOPIC, 'shop/prod/orders', 1));
    await bus.close();
    const text = await readFile(join(folder.path, `${RUNS_TOPIC}.jsonl`), 'utf8');
    expect(text.startsWith('not json\n{')).toBe(true);
  });

  test('says what is wrong with the folder', async () => {
    await using folder = await tempDir();
    await writeFile(join(folder.path, 'file'), '');
    const inFile = createEmbeddedBus({ folder: join(folder.path, 'file') });
    await expect(inFile.open()).rejects.toMatchObject({ code: expect.stringMatching(/^BUS_/) });
    await mkdir(join(folder.path, `${RUNS_TOPIC}.jsonl`));
    const onFolder = createEmbeddedBus({ folder: folder.path });
    await expect(onFolder.open()).rejects.toMatchObject({ code: 'BUS_REFUSED', retryable: false });
  });
});
