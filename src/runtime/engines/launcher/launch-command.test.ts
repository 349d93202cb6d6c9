import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { childEnvironment } from './child-environment.ts';
import { javaArguments, javaProgram, readStartScript, scriptArguments } from './launch-command.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-launch-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('readStartScript takes the job file as the only argument unless told otherwise', () => {
  expect(readStartScript({})).toBeUndefined();
  expect(readStartScript({ script: { path: '/a' } })).toEqual({ path: '/a', args: ['{job}'] });
  for (const script of ['/a', {}, { path: '/a', waits: false }, { path: '/a', args: [1] }]) {
    expect(() => readStartScript({ script })).toThrow(expect.objectContaining({ code: 'ENGINE_MISCONFIGURED' }));
  }
});

test('scriptArguments fills names only, also inside an argument, and nothing twice', () => {
  const script = { path: '/a', args: ['-job', '{job}', '--name={name}', '{tmp}/{other}', '$HOME'] };
  const values = { job: '/w/{name}.json', name: 'n', tmp: '/t' };
  expect(scriptArguments(script, values)).toEqual(['-job', '/w/{name}.json', '--name=n', '/t/{other}', '$HOME']);
});

test('childEnvironment passes a short list on, and nothing else', () => {
  const given = {
    PATH: '/bin',
    JAVA_HOME: '/java',
    MYSQL_PASSWORD: 'root',
    AWS_SECRET_ACCESS_KEY: 'x',
    LANG: undefined,
  };
  expect(childEnvironment(given, '/t')).toEqual({ PATH: '/bin', JAVA_HOME: '/java', TMPDIR: '/t' });
});

test('javaProgram finds JAVA_HOME before PATH, and says when there is none', async () => {
  const home = join(root, 'java-home');
  await mkdir(join(home, 'bin'), { recursive: true });
  await writeFile(join(home, 'bin', 'java'), '', { mode: 0o755 });
  expect(await javaProgram({ JAVA_HOME: home, PATH: '/nowhere' })).toBe(join(home, 'bin', 'java'));
  expect(await javaProgram({ PATH: `/nowhere:${join(home, 'bin')}` })).toBe(join(home, 'bin', 'java'));
  await expect(javaProgram({ PATH: '/nowhere' })).rejects.toMatchObject({ code: 'ENGINE_MISCONFIGURED' });
  await expect(javaProgram({ JAVA_HOME: root })).rejects.toMatchObject({ code: 'ENGINE_MISCONFIGURED' });
});

test('javaArguments leaves out what Java 8 refuses, also behind a link', async () => {
  const old = join(root, 'java-8');
  await mkdir(join(old, 'bin'), { recursive: true });
  await mkdir(join(old, 'jre', 'lib'), { recursive: true });
  await writeFile(join(old, 'bin', 'java'), '', { mode: 0o755 });
  await writeFile(join(old, 'jre', 'lib', 'rt.jar'), '');
  await symlink(join(old, 'bin', 'java'), join(root, 'java'));
  expect(await javaArguments(join(root, 'java'), '/t', 'lib/*')).toEqual(['-Djava.io.tmpdir=/t', '-cp', 'lib/*']);
  expect(await javaArguments(process.execPath, '/t', 'lib/*')).toContain('--add-opens=java.base/java.util=ALL-UNNAMED');
});
