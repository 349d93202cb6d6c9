import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { OperatingError } from '../../errors.ts';
import { isPlainObject, type PlainObject, requiredText, textList } from '../json-fields.ts';

/** Flags that let Flink 1.11 to 1.16 run on Java 17, and that Java 8 does not know. */
const OPENED = [
  'java.lang',
  'java.net',
  'java.io',
  'java.nio',
  'sun.nio.ch',
  'java.lang.reflect',
  'java.text',
  'java.time',
  'java.util',
  'java.util.concurrent',
  'java.util.concurrent.atomic',
  'java.util.concurrent.locks',
];
const JAVA_17_FLAGS = [
  '--add-exports=java.base/sun.net.util=ALL-UNNAMED',
  ...OPENED.map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
];

/** A start script of the user's, from the engine's configuration. */
export interface StartScript {
  readonly path: string;
  /** `{job}`, `{name}` and `{tmp}` in an argument stand for the job file, the job's name and its temporary folder. */
  readonly args: readonly string[];
}

/**
 * Reads `script` of the engine. Throws ENGINE_MISCONFIGURED also for `waits: false`: a script that
 * returns before the job has ended leaves nothing to follow.
 */
export function readStartScript(config: PlainObject): StartScript | undefined {
  const script = config['script'];
  if (script === undefined || script === null) return undefined;
  if (!isPlainObject(script)) {
    throw new OperatingError('ENGINE_MISCONFIGURED', 'The engine\'s "script" is no map', { retryable: false });
  }
  if (script['waits'] === false) {
    throw new OperatingError('ENGINE_MISCONFIGURED', "The engine's script does not wait for the job (waits: false)", {
      retryable: false,
      help: 'Let the script run the launcher in the foreground, or leave it out and set home.',
    });
  }
  const path = requiredText(script, 'path', 'Give the path of the start script.');
  return { path, args: script['args'] === undefined ? ['{job}'] : textList(script['args'], 'The script’s "args"') };
}

/** A script's arguments with what they stand for. */
export function scriptArguments(
  script: StartScript,
  values: { readonly job: string; readonly name: string; readonly tmp: string },
): readonly string[] {
  return script.args.map((argument) =>
    argument.replace(/\{(job|name|tmp)\}/g, (_, key: 'job' | 'name' | 'tmp') => values[key]),
  );
}

/** The java program: of JAVA_HOME, else of PATH. Throws ENGINE_MISCONFIGURED when there is none. */
export async function javaProgram(environment: Readonly<Record<string, string | undefined>>): Promise<string> {
  const help = 'Set JAVA_HOME to a Java installation.';
  const home = environment['JAVA_HOME'];
  if (home !== undefined && home !== '') {
    const program = join(home, 'bin', 'java');
    await requireExecutable(program, 'JAVA_HOME has no java that can be executed', help);
    return program;
  }
  for (const folder of (environment['PATH'] ?? '').split(delimiter)) {
    const program = join(folder, 'java');
    if (folder !== '' && (await exists(program))) return program;
  }
  throw new OperatingError('ENGINE_MISCONFIGURED', 'There is no java on PATH and JAVA_HOME is not set', {
    retryable: false,
    help,
  });
}

/** Java's own arguments before the main class. Java 8 refuses the flags of later ones; it is told by its rt.jar. */
export async function javaArguments(program: string, temporary: string, classPath: string): Promise<readonly string[]> {
  const bin = dirname(await realpath(program));
  const isJava8 =
    (await exists(join(bin, '..', 'lib', 'rt.jar'))) || (await exists(join(bin, '..', 'jre', 'lib', 'rt.jar')));
  return [`-Djava.io.tmpdir=${temporary}`, ...(isJava8 ? [] : JAVA_17_FLAGS), '-cp', classPath];
}

/** Throws ENGINE_MISCONFIGURED with `help` unless the file can be executed by this process. */
export async function requireExecutable(path: string, message: string, help: string): Promise<void> {
  await access(path, constants.X_OK).catch((cause: unknown) => {
    throw new OperatingError('ENGINE_MISCONFIGURED', `${message}: ${path}`, { retryable: false, help, cause });
  });
}

/** Throws ENGINE_MISCONFIGURED with `help` unless the file or folder is there. */
export async function requirePresent(path: string, message: string, help: string): Promise<void> {
  if (await exists(path)) return;
  throw new OperatingError('ENGINE_MISCONFIGURED', `${message}: ${path}`, { retryable: false, help });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
