import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchRequest, localJob, untilEnded } from '../../../../test/support/local-job.ts';
import { tempDir } from '../../../../test/support/temp-dir.ts';
import { createSystemClock } from '../../observe/index.ts';
import type { Engine, LaunchRequest, Observation } from '../../ports/index.ts';
import { createCommandEngine } from './command-engine.ts';

function engineIn(folder: string, graceMs = 200): Engine {
  return createCommandEngine({
    clock: createSystemClock(),
    workDir: join(folder, 'commands'),
    projectRoot: folder,
    environment: { ...process.env, DB_PASSWORD: 'hidden', LANG: 'C' },
    scrub: (line) => line.replaceAll('hidden', '***'),
    graceMs,
  });
}

function command(argv: LaunchRequest['job']['template'], runId = 'run'): LaunchRequest {
  const request = launchRequest(localJob({ source: { connector: 'file' }, sink: { connector: 'file' } }), runId);
  return { ...request, job: { ...request.job, file: 'submission.json', template: { argv } } };
}

async function run(engine: Engine, request: LaunchRequest): Promise<{ observation: Observation; lines: string[] }> {
  const lines: string[] = [];
  const ref = engine.reserve(request);
  await engine.submit(request, ref, () => {});
  for (;;) {
    const observation = await engine.observe(request, ref, (line) => lines.push(line));
    if (observation.state !== 'running' && observation.state !== 'starting') return { observation, lines };
    await createSystemClock().sleep(10);
  }
}

describe('createCommandEngine', () => {
  it('hands every word over as it is, and logs what the program prints', async () => {
    await using dir = await tempDir();
    const words = ['$(id)', '`id`', '; exit 3', '*', 'a  b', '"', "'", ''];
    const script = 'console.log(JSON.stringify(process.argv.slice(1))); console.error("to err hidden")';
    const { observation, lines } = await run(
      engineIn(dir.path),
      command([process.execPath, '-e', script, '--', ...words]),
    );
    expect(observation).toEqual({ state: 'succeeded', metrics: {} });
    expect(lines).toEqual([JSON.stringify(words), 'to err ***']);
  });

  it('gives the program PATH, HOME, LANG, TZ and the facts of the run, nothing else', async () => {
    await using dir = await tempDir();
    const script = 'console.log(process.cwd()); console.log(Object.keys(process.env).sort().join())';
    const { lines } = await run(engineIn(dir.path), command([process.execPath, '-e', script]));
    expect(lines[0]).toBe(dir.path);
    const names = (lines[1] ?? '')
      .split(',')
      .filter((name) => !['PWD', 'SHLVL', '_', 'OLDPWD', 'HOME', 'TZ'].includes(name));
    expect(names).toEqual([
      'LANG',
      'PATH',
      'SLUICE_ATTEMPT',
      'SLUICE_COMMAND_ID',
      'SLUICE_CURSOR',
      'SLUICE_ENVIRONMENT',
      'SLUICE_FIRE_TIME',
      'SLUICE_PIPELINE',
      'SLUICE_PROJECT',
      'SLUICE_RUN_ID',
    ]);
  });

  it('says that nothing could be started, and has not started it', async () => {
    await using dir = await tempDir();
    const engine = createCommandEngine({
      clock: createSystemClock(),
      workDir: join(dir.path, 'commands'),
      projectRoot: join(dir.path, 'removed'),
      environment: process.env,
      scrub: (line) => line,
    });
    const request = command(['true']);
    const ref = engine.reserve(request);
    const submitted = engine.submit(request, ref, () => {});
    await expect(submitted).rejects.toMatchObject({ code: 'ENGINE_FAILED', help: expect.stringContaining('removed') });
    expect(await engine.observe(request, ref, () => {})).toEqual({ state: 'unknown', metrics: {} });
  });

  it('takes a command for lost whose shell ended before it could say who it is', async () => {
    await using dir = await tempDir();
    const engine = createCommandEngine({
      clock: createSystemClock(),
      workDir: join(dir.path, 'commands'),
      projectRoot: dir.path,
      // Without a PATH it does not find what it puts its pid in place with, as on a full disk it cannot write it.
      environment: { PATH: dir.path },
      scrub: (line) => line,
    });
    const { observation } = await run(engine, command(['true']));
    expect(observation).toMatchObject({ state: 'lost', reason: { retryable: true } });
  });

  it('fails with the exit code and the last line, and not found is not worth a retry', async () => {
    await using dir = await tempDir();
    const engine = engineIn(dir.path);
    const failed = await run(engine, command([process.execPath, '-e', 'console.log("no disk"); process.exit(3)'], 'a'));
    expect(failed.observation.reason).toEqual({
      code: 'JOB_FAILED',
      message: 'the command ended with exit code 3: no disk',
      retryable: true,
      exitCode: 3,
    });
    const missing = await run(engine, command(['no-such-program-here'], 'b'));
    expect(missing.observation.reason).toMatchObject({ code: 'JOB_FAILED', retryable: false, exitCode: 127 });
    const builtin = await run(engine, command(['eval', 'echo shell'], 'c'));
    expect(builtin.observation.state).toBe('failed');
    expect(builtin.lines.join('\n')).not.toMatch(/^shell$/m);
  });

  it('refuses a secret in the argv before anything starts', async () => {
    await using dir = await tempDir();
    const request = command(['x', { $text: [{ hole: { kind: 'secret', provider: 'env', name: 'DB_PASSWORD' } }] }]);
    const engine = engineIn(dir.path);
    await expect(engine.submit(request, engine.reserve(request), () => {})).rejects.toMatchObject({
      code: 'ENGINE_REFUSED',
    });
    expect(await readdir(dir.path)).toEqual([]);
  });

  it('starts once, is found again by a new executor, and is stopped by it, children included', async () => {
    await using dir = await tempDir();
    const script = `
      require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)`;
    const request = command([process.execPath, '-e', script]);
    const first = engineIn(dir.path);
    const ref = first.reserve(request);
    expect(await first.observe(request, ref, () => {})).toMatchObject({ state: 'unknown' });
    await first.submit(request, ref, () => {});
    await first.submit(request, ref, () => {});
    const lines: string[] = [];
    while (lines.length === 0) await first.observe(request, ref, (line) => lines.push(line));
    await first.close();

    const second = engineIn(dir.path);
    expect(await second.observe(request, ref, (line) => lines.push(line))).toMatchObject({ state: 'running' });
    await second.stop(request, ref);
    expect(await untilEnded(second, request, ref)).toMatchObject({
      state: 'cancelled',
      reason: { code: 'JOB_CANCELLED' },
    });
    expect(lines).toEqual(['up']);
    await second.stop(request, ref);
  });

  it('lets a program end by itself on SIGTERM', async () => {
    await using dir = await tempDir();
    const engine = engineIn(dir.path, 60_000);
    const script =
      'process.on("SIGTERM", () => { console.log("bye"); process.exit(4) }); console.log("up"); setInterval(() => {}, 1000)';
    const request = command([process.execPath, '-e', script]);
    const ref = engine.reserve(request);
    const lines: string[] = [];
    await engine.submit(request, ref, () => {});
    while (lines.length === 0) await engine.observe(request, ref, (line) => lines.push(line));
    await engine.stop(request, ref);
    let observation = await engine.observe(request, ref, (line) => lines.push(line));
    while (observation.state === 'running')
      observation = await engine.observe(request, ref, (line) => lines.push(line));
    expect(observation.state).toBe('cancelled');
    expect(lines).toEqual(['up', 'bye']);
    await engine.close();
  });

  it('shows the commands that live, and how those ended that are asked about, without touching them', async () => {
    await using dir = await tempDir();
    const engine = engineIn(dir.path);
    const requests = ['lives', 'ends', 'fails', 'vanishes'].map((id) => command(argvOf(id), id));
    const refs = requests.map((request) => engine.reserve(request));
    for (const [index, request] of requests.entries())
      await engine.submit(request, refs[index] ?? { id: '' }, () => undefined);
    const pidOf = async (id: string): Promise<number> =>
      Number(await readFile(join(dir.path, 'commands', id, 'pid'), 'utf8').catch(() => '0'));
    await expect.poll(() => pidOf('vanishes-1'), { timeout: 20_000 }).toBeGreaterThan(0);
    process.kill(-(await pidOf('vanishes-1')), 'SIGKILL');

    const other = engineIn(dir.path);
    const look = async () => other.look(requests[0]?.artefact.engine ?? fail(), refs);
    const states = async () => (await look()).jobs.map(({ id, state }) => `${id} ${state}`).sort();
    await expect.poll(states, { timeout: 20_000 }).toEqual(['ends-1 succeeded', 'fails-1 failed', 'lives-1 live']);
    const { jobs, reach } = await look();
    const { pipeline, project, environment } = requests[0]?.artefact ?? fail();
    expect(reach).toBe('host');
    expect(jobs.find(({ state }) => state === 'live')).toMatchObject({
      pipeline: pipeline.name,
      run: { id: 'lives', attempt: 1 },
      owner: { project, environment },
    });
    const unasked = await other.look(requests[0]?.artefact.engine ?? fail(), []);
    expect(unasked.jobs.map(({ id }) => id)).toEqual(['lives-1']);
    // The one that ended is not taken for observed: its output is still to be handed on.
    expect(await readdir(join(dir.path, 'commands', 'ends-1'))).toContain('output');
    process.kill(-(await pidOf('lives-1')), 'SIGKILL');
  });
});

function argvOf(id: string): readonly string[] {
  if (id === 'ends') return ['true'];
  return id === 'fails' ? ['false'] : ['sleep', '600'];
}

function fail(): never {
  throw new Error('there is a first request');
}
