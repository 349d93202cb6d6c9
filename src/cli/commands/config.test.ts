import { afterEach, describe, expect, test, vi } from 'vitest';
import { writeBaseProject } from '../../../test/support/base-project.ts';
import { publishedSchema } from '../../../test/support/published-schema.ts';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { configCommand } from './config.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What the verb prints on both streams, and its exit code. */
async function shown(flags: object): Promise<{ code: number; text: string }> {
  let text = '';
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      text += String(chunk);
      return true;
    });
  }
  return { code: await configCommand({ color: false, ...flags }), text };
}

const ERP = 'name: erp\ntype: mysql\nhost: db\nport: 3306\ndatabase: shop\nusername: u\npassword: hunter2\n';

describe('sluice config show', () => {
  test('says each value with its place, and no secret', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, { 'datasources/erp.yaml': ERP });
    vi.stubEnv('SLUICE_TOKEN', 'hunter2');
    const { code, text } = await shown({ chdir: folder.path, origin: true, port: '9000' });
    expect(code).toBe(0);
    expect(text).toMatch(/^port\s+9000\s+--port$/m);
    expect(text).toMatch(/^token\s+\$\{secret:env\/SLUICE_TOKEN\}\s+SLUICE_TOKEN$/m);
    expect(text).toMatch(/^datasources\.erp\.host\s+db\s+datasources\/erp\.yaml:3$/m);
    expect(text).toMatch(/^datasources\.erp\.password\s+\*\*\*\s+datasources\/erp\.yaml:7$/m);
    expect(text).toMatch(/^policies\.prune\s+confirm\s+default$/m);
    expect(text).not.toContain('hunter2');
  });

  test('satisfies schemas/config.schema.json, in a project, a broken one and outside', async () => {
    const conforms = publishedSchema('config');
    await using folder = await tempDir();
    await using empty = await tempDir();
    await using broken = await tempDir();
    await writeBaseProject(folder.path, { 'datasources/erp.yaml': ERP });
    await writeBaseProject(broken.path, { 'sluice.yaml': 'name: [\n' });
    for (const [chdir, code] of [
      [folder.path, 0],
      [empty.path, 0],
      [broken.path, 78],
    ] as const) {
      const end = await shown({ chdir, output: 'json' });
      conforms(JSON.parse(end.text.replace(/\nno project: .*\n/, '')));
      expect(conforms.errors ?? []).toEqual([]);
      expect(end.code).toBe(code);
    }
  });

  test('refuses an environment that sluice.yaml does not declare', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, {});
    await expect(shown({ chdir: folder.path, env: 'prdo' })).rejects.toThrow(/no environment is named `prdo`/);
  });

  test('shows a setting that cannot be used, exit 78', async () => {
    await using folder = await tempDir();
    const { code, text } = await shown({ chdir: folder.path, port: 'eighty' });
    expect(code).toBe(78);
    expect(text).toContain('error: --port: `eighty` is not a whole number');
  });
});
