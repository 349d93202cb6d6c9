import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Argument, Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { tempDir } from '../../test/support/temp-dir.ts';
import { completionScript } from './completion-script.ts';

const run = promisify(execFile);

function program(): Command {
  const sluice = new Command('sluice').option('-C, --chdir <dir>', 'folder').option('--env <name>', 'environment');
  sluice
    .command('check')
    .alias('validate')
    .argument('[paths...]')
    .option('--fail-on <severity>')
    .description('check it');
  sluice.command('run').argument('<pipeline>').option('--fire <time>').description("don't wait");
  sluice.command('completion').addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']));
  return sluice;
}

/** What bash would offer for the last word. */
async function offered(...words: string[]): Promise<string[]> {
  await using folder = await tempDir();
  await mkdir(path.join(folder.path, 'pipelines/sub'), { recursive: true });
  for (const file of ['orders.yaml', 'sub/customers.ts', '_shared.ts'])
    await writeFile(path.join(folder.path, 'pipelines', file), '');
  await writeFile(path.join(folder.path, 'script'), completionScript(program(), 'bash'));
  const ask = '. ./script; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sluice; printf "%s\\n" "${COMPREPLY[@]}"';
  const { stdout } = await run('bash', ['-uc', ask, 'bash', 'sluice', ...words], { cwd: folder.path });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort();
}

describe('the script for bash', () => {
  test.each([
    ['verbs', [''], ['check', 'completion', 'run', 'validate']],
    ['a verb that has begun', ['co'], ['completion']],
    ['flags of a verb, and those of all', ['run', '--'], ['--chdir', '--env', '--fire']],
    ['flags behind an alias', ['validate', '--f'], ['--fail-on']],
    ['a verb behind a flag with a value', ['--env', 'prod', 'run', '--f'], ['--fire']],
    ['pipelines by their files', ['run', ''], ['customers', 'orders']],
    ['words of an argument', ['completion', 'f'], ['fish']],
    ['files where nothing else is known', ['check', 'pi'], ['pipelines']],
  ])('offers %s', async (_what, words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });
});

test('the script for zsh is that for bash behind its own loader', () => {
  expect(completionScript(program(), 'zsh')).toMatch(/^autoload .*bashcompinit\n/);
});

test('the script for fish names every verb, and quotes what it says of it', () => {
  const script = completionScript(program(), 'fish');
  expect(script).toContain('-a validate');
  expect(script).toContain(String.raw`don\'t wait`);
  expect(script).toContain('-l fail-on');
});
