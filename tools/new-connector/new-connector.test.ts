import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Connector } from '../../src/compiler/connectors/index.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { connectorsInList } from './connector-line.ts';
import { newConnector } from './new-connector.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const LIST = 'src/compiler/connectors/index.ts';

test('writes a connector that loads by its line, in its place in the alphabet', async () => {
  await using copy = await tempDir();
  await cp(path.join(ROOT, 'src'), path.join(copy.path, 'src'), { recursive: true });
  const before = connectorsInList(await readFile(path.join(copy.path, LIST), 'utf8'));

  const result = await newConnector(copy.path, 'nimbus');

  expect(result).toMatchObject({ written: expect.arrayContaining(['src/compiler/connectors/nimbus/spec.ts', LIST]) });
  expect(connectorsInList(await readFile(path.join(copy.path, LIST), 'utf8'))).toEqual([...before, 'nimbus'].sort());
  const { CONNECTORS } = (await import(pathToFileURL(path.join(copy.path, LIST)).href)) as {
    CONNECTORS: Record<string, { serves: string[]; load: () => Promise<Connector> }>;
  };
  const entry = CONNECTORS['nimbus'];
  const connector = await entry?.load();
  expect(connector?.spec.name).toBe('nimbus');
  expect(connector?.spec.datasourceTypes).toEqual(entry?.serves);
  expect(connector?.spec.sink.flinkx?.options).toHaveProperty('batchSize');
  expect(connector?.flinkx?.reader).toBeDefined();
});

test.each([
  [undefined, 'give a name'],
  ['Nimbus', 'give a name'],
  ['nimbus/..', 'give a name'],
  ['nimbus-', 'give a name'],
  ['mongodb', 'there is a connector `mongodb` already'],
])('refuses %s', async (name, reason) => {
  expect(await newConnector(ROOT, name)).toEqual({ refused: expect.stringContaining(reason) });
});

test('writes over nothing', async () => {
  await using copy = await tempDir();
  await cp(path.join(ROOT, LIST), path.join(copy.path, LIST));
  expect(await newConnector(copy.path, 'nimbus')).toHaveProperty('written');
  await cp(path.join(ROOT, LIST), path.join(copy.path, LIST)); // the line is gone, the folder is not
  expect(await newConnector(copy.path, 'nimbus')).toHaveProperty('refused', expect.stringContaining('exists already'));
});
