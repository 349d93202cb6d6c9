import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlanDocument } from '../../src/compiler/index.ts';
import type { RunJson } from '../../src/server/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { pipelinesOf, requestRun } from '../support/daemon-views.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { serve, sluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 60_000, interval: 50 };
const sleeper = (name: string): string =>
  `name: ${name}\nschedule: manual\ncommand: [sleep, "600"]\nretry: { attempts: 3 }\n`;

// One story: each test goes on where the one before has ended.
describe('sluice plan --live', () => {
  let folder: TempDir;
  let daemon: Daemon;
  const runs = new Map<string, string>();
  beforeAll(async () => {
    folder = await tempDir();
    await writeBaseProject(folder.path, {
      'pipelines/stays.yaml': sleeper('stays'),
      'pipelines/dies.yaml': sleeper('dies'),
      'pipelines/idle.yaml': sleeper('idle'),
    });
    daemon = await serve({ cwd: folder.path });
  });
  afterAll(async () => {
    for (const run of runs.values()) killGroup(await pidOf(run), 'SIGKILL');
    await daemon[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const plan = (...args: string[]): Promise<ProgramEnd> =>
    sluice(['plan', '--live', '--detailed-exitcode', '--output', 'json', ...args], { cwd: folder.path });
  const documentOf = ({ stdout, stderr }: ProgramEnd): PlanDocument => {
    expect(stderr).toBe('');
    const document = JSON.parse(stdout) as PlanDocument; // as its schema says
    const valid = publishedSchema('plan');
    valid(document);
    expect(valid.errors ?? []).toEqual([]);
    return document;
  };
  const driftOf = (end: ProgramEnd): readonly string[] =>
    (documentOf(end).drift ?? []).map(({ pipeline, reason }) => `${pipeline} ${reason}`);
  const pidOf = async (run: string): Promise<number> =>
    Number(await readFile(path.join(folder.path, `.sluice/state/attempts/command/${run}-1/pid`), 'utf8'));
  const inStore = <T>(work: (database: InstanceType<typeof DatabaseSync>) => T): T => {
    const database = new DatabaseSync(path.join(folder.path, '.sluice/state/sluice.db'));
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  const wholeStore = (): string =>
    inStore((database) => {
      const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
      const rows = tables.map((table) => {
        const all = database.prepare(`SELECT * FROM "${String(nameOf(table))}"`);
        // a fence may be greater than the numbers of JavaScript
        all.setReadBigInts(true);
        return [table, all.all()];
      });
      return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    });

  test('finds nothing while the daemon runs what is on record, seen from it and from beside it', async () => {
    for (const name of ['stays', 'dies']) {
      await expect.poll(async () => [...(await pipelinesOf(daemon)).keys()], WAIT).toContain(name);
      runs.set(name, (await requestRun(daemon, name)).id);
    }
    const running = async (): Promise<number> =>
      (await daemon.get<{ items: readonly RunJson[] }>('/api/v1/runs?state=running')).items.length;
    await expect.poll(running, WAIT).toBe(2);
    for (const args of [[], ['--server', daemon.url]]) {
      const end = await plan(...args);
      expect([end.code, documentOf(end).drift]).toEqual([0, []]);
    }
    const text = await sluice(['plan', '--live'], { cwd: folder.path });
    expect(text.stderr + text.stdout).toContain('no drift found');
    const chinese = await sluice(['plan', '--live', '--lang', 'zh'], { cwd: folder.path });
    expect(chinese.stderr + chinese.stdout).toContain('未发现漂移');
  }, 120_000);

  test('says what was killed while no daemon was there, and what runs though its run is over', async () => {
    daemon.signal('SIGKILL');
    await daemon.ended;
    const [stays = '', dies = ''] = [runs.get('stays'), runs.get('dies')];
    const survivor = await pidOf(stays);
    killGroup(await pidOf(dies), 'SIGKILL');
    inStore((database) => {
      database.prepare("UPDATE sluice_run SET state = 'cancelled' WHERE id = ?").run(stays);
      database.prepare("UPDATE sluice_attempt SET state = 'cancelled', finished_at = 1 WHERE run_id = ?").run(stays);
    });
    const before = wholeStore();
    const end = await plan();
    expect([end.code, driftOf(end)]).toEqual([2, ['dies JOB_MISSING', 'stays JOB_ORPHANED']]);
    const [missing, orphan] = documentOf(end).drift ?? [];
    expect(missing).toMatchObject({ run: dies, job: `${dies}-1` });
    expect(orphan?.message).toContain('cancel the job');
    expect(wholeStore()).toBe(before);
    expect(() => process.kill(survivor, 0)).not.toThrow();
  }, 120_000);

  test('says which stored artefacts are not what they were', async () => {
    inStore((database) => {
      const edit = (pipeline: string, statement: string): unknown =>
        database
          .prepare(
            `${statement} WHERE digest = (SELECT artefact_digest FROM sluice_deployment WHERE pipeline = '${pipeline}')`,
          )
          .run();
      edit('idle', `UPDATE sluice_artefact SET bytes = replace(bytes, '"600"', '"900"')`);
      edit('dies', 'DELETE FROM sluice_artefact');
    });
    const before = wholeStore();
    const end = await plan();
    // The run of `dies` goes with its artefact: nothing says any more which engine has it.
    expect(driftOf(end)).toEqual(['dies ARTEFACT_MISSING', 'idle ARTEFACT_DAMAGED', 'stays JOB_ORPHANED']);
    const selected = documentOf(await plan('--select', 'idle'));
    expect(selected.drift?.map(({ pipeline }) => pipeline)).toEqual(['idle']);
    expect(selected.notes.join()).toContain('left out (2)');
    expect(wholeStore()).toBe(before);
  }, 120_000);

  test('compares nothing with what was edited or is gone, and tells the rest', async () => {
    const files = Object.fromEntries(
      ['idle', 'dies', 'stays'].map((name) => [`pipelines/${name}.yaml`, sleeper(name).replace('600', '500')]),
    );
    await writeFiles(folder.path, files);
    const end = await plan();
    const { changes, notes, drift } = documentOf(end);
    expect(end.code).toBe(2);
    expect(changes.map(({ pipeline }) => pipeline)).toEqual(['stays']);
    const uncompared = notes.filter((note) => note.includes('nothing is compared with it'));
    expect(uncompared.map((note) => /`(\w+)`/.exec(note)?.[1])).toEqual(['dies', 'idle']);
    expect(drift).toHaveLength(3);
  }, 120_000);

  test('does not go with a commit to compare with', async () => {
    const end = await sluice(['plan', '--live', '--base', 'HEAD'], { cwd: folder.path });
    expect([end.code, end.stderr]).toEqual([64, expect.stringContaining('--base compares with a commit')]);
  });

  test('asks nobody where nothing is deployed', async () => {
    await using other = await tempDir();
    await writeBaseProject(other.path, { 'pipelines/idle.yaml': sleeper('idle') });
    const end = await sluice(['plan', '--live', '--output', 'json'], { cwd: other.path });
    expect(documentOf(end)).toMatchObject({
      drift: [],
      notes: expect.arrayContaining([expect.stringContaining('no engine was asked')]),
    });
  });
});

function nameOf(table: unknown): unknown {
  return typeof table === 'object' && table !== null && 'name' in table ? table.name : undefined;
}

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended.
  }
}
