import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import { expect, it } from 'vitest';
import { bind, compileProject, type CompilationResult } from '../../src/compiler/index.ts';
import { launchRequest, localEngine, localJob, untilEnded } from '../support/local-job.ts';
import { tempDir } from '../support/temp-dir.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MINUTE = 60_000;
const FIRE = Date.UTC(2026, 0, 2, 12, 1);

it('the demo compiles without a finding, and its pipelines move the data beside them', async () => {
  await using dir = await tempDir();
  for (const name of ['sluice.yaml', 'datasources', 'pipelines', 'data']) {
    await cp(join(root, name), join(dir.path, name), { recursive: true });
  }
  const compilation = await compileProject(dir.path);
  expect(compilation.diagnostics).toEqual([]);
  expect(await run(dir.path, compilation, 'airports')).toMatchObject({
    state: 'succeeded',
    metrics: { rowsWritten: 3376 },
  });
  expect(await run(dir.path, compilation, 'departures')).toMatchObject({
    state: 'succeeded',
    metrics: { rowsRefused: 0 },
  });
  const first = await run(dir.path, compilation, 'new-departures');
  expect(first).toMatchObject({ state: 'succeeded', cursor: '2026-01-02 12:01:00' });
  const nothing = await run(dir.path, compilation, 'new-departures', FIRE, first.cursor);
  expect(nothing).toMatchObject({ state: 'succeeded', metrics: { rowsRead: 0 } });
  await run(dir.path, compilation, 'departures', FIRE + MINUTE);
  const second = await run(dir.path, compilation, 'new-departures', FIRE + MINUTE, first.cursor);
  expect(second).toMatchObject({ state: 'succeeded', cursor: '2026-01-02 12:02:00' });
  for (const name of ['busy-airports', 'weather', 'weather-seattle-by-month', 'weather-new-york-by-month']) {
    expect(await run(dir.path, compilation, name), name).toMatchObject({ state: 'succeeded' });
  }
  const warehouse = new DatabaseSync(join(dir.path, '.sluice/data/warehouse.db'), { readOnly: true });
  const count = (table: string): unknown => warehouse.prepare(`SELECT count(*) AS n FROM ${table}`).get();
  expect(count('departure_feed')).toEqual(count('departures'));
  warehouse.close();
});

async function run(
  folder: string,
  compilation: CompilationResult,
  pipeline: string,
  fireTime = FIRE,
  cursor?: string,
): ReturnType<typeof untilEnded> {
  const artefact = compilation.pipelines.find((compiled) => compiled.artefact.pipeline.name === pipeline)?.artefact;
  if (artefact === undefined) throw new Error(`there is no pipeline ${pipeline}`);
  const job = bind(artefact, {
    fireTime,
    previousFireTime: fireTime - 2000,
    timeZone: 'UTC',
    cursor,
    parameters: {},
    environment: 'default',
    pipeline,
  });
  const engine = localEngine(folder);
  const request = { ...launchRequest(localJob({ source: { connector: 'file' }, sink: { connector: 'file' } })), job };
  const ref = engine.reserve(request);
  await engine.submit(request, ref, () => {});
  return untilEnded(engine, request, ref);
}
