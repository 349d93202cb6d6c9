import { afterEach, beforeEach, expect, it } from 'vitest';
import { createExecutorLab, QUICK, type ExecutorLab } from '../../test/support/runtime/executor-lab.ts';
import { sampleArtefact } from '../../test/support/runtime/sample-artefact.ts';
import { SUCCEEDED, type JobScript } from '../../test/support/runtime/scripted-engine.ts';
import { holdLogsToQuota } from './hold-logs-to-quota.ts';

const LONG: JobScript = { durationMs: 86_400_000, end: SUCCEEDED };

let lab: ExecutorLab;
beforeEach(async () => void (lab = await createExecutorLab()));
afterEach(() => lab.close());

it('makes room as jobs print, of runs that are over, and none of what is under way', async () => {
  const compiled = [sampleArtefact('over'), sampleArtefact('long')];
  for (const one of compiled) await lab.deploy(one);
  const [over, long] = compiled;
  if (over === undefined || long === undefined) throw new Error('there are two');
  lab.start(lab.engineOf(({ artefact }) => (artefact.pipeline.name === 'long' ? LONG : QUICK)));
  const live = (await lab.fire(long)).id;
  const ended: string[] = [];
  for (let index = 0; index < 3; index += 1) ended.push((await lab.fire(over, lab.clock.now() - index)).id);
  await lab.clock.advance(5_000);

  const abort = new AbortController();
  const parts = { ...lab, options: { stateDir: lab.folder }, log: () => lab.log };
  const holding = holdLogsToQuota(parts, 10_000, abort.signal);
  // the oldest of all is that of the run that goes on
  for (const id of [live, ...ended]) {
    lab.jobLogs.append(id, 1, 'x'.repeat(4_000));
    expect((await lab.jobLogs.read(id, 1, 0)).text).toContain('xxx');
  }
  await lab.clock.advance(5_000);
  const kept = async (): Promise<number> => {
    const counts = await Promise.all(ended.map(async (id) => (await lab.jobLogs.attempts(id)).length));
    return counts.filter((count) => count > 0).length;
  };
  // files are real, whatever the clock is
  await expect.poll(kept).toBe(1);
  expect(await lab.jobLogs.attempts(live)).toEqual([1]);
  await expect.poll(() => lab.metrics.registry.metrics()).toMatch(/^sluice_job_log_bytes [4-9]\d{3}$/m);
  abort.abort();
  await holding;
});
