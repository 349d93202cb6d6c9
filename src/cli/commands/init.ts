import { cp, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { didYouMean } from '../../compiler/index.ts';
import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import { isTimeZone } from '../../time/index.ts';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { packageFile } from '../package-file.ts';
import { askProject, isProjectName, NAME_RULE } from '../scaffold/ask-project.ts';
import { projectFiles, START_ENGINES, type ProjectAnswers, type StartEngine } from '../scaffold/project-files.ts';
import { mayAsk } from '../scaffold/prompts.ts';
import { writeNewFiles } from '../scaffold/write-new-files.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';

interface InitFlags extends GlobalFlags {
  readonly engine?: string;
  readonly name?: string;
  readonly from?: string;
  readonly yes?: boolean;
  readonly input?: boolean;
}

/** The project that `npm start` runs, by the name that `--from` knows it by. */
const DEMO = 'demo';
/** Of an example or the demo, what a project of one's own begins with. */
const COPIED = ['sluice.yaml', 'pipelines', 'datasources', 'data', 'tests', 'README.md'] as const;

/**
 * `sluice init [DIR]`: a small project that checks. On a terminal it asks three things; elsewhere, and with `--yes`, the
 * flags say them. Never writes over anything.
 */
export async function initCommand(flags: InitFlags, [given = '.']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const words = (message: Message): string => wordsOf(message, catalogue);
  const folder = path.resolve(flags.chdir ?? '.', given);
  const source = flags.from === undefined ? undefined : await exampleFolder(flags.from);
  const files = source === undefined ? projectFiles(await answersFor(folder, flags, words)) : undefined;
  const written = files === undefined ? await copyExample(source ?? '', folder) : Object.keys(files);
  if (files !== undefined) await writeNewFiles(folder, files);

  const shown = path.relative(process.cwd(), folder) || '.';
  terminal.emit({ formatVersion: '1.0', folder, files: written });
  const made = words(say`made a project in ${shown}`);
  const steps = [...(shown === '.' ? [] : [`cd ${shown}`]), 'npx sluice check', 'npx sluice test', 'npx sluice serve'];
  terminal.say(`${made}\n${written.map((file) => `  ${file}\n`).join('')}\n${words(say`next:`)}`);
  terminal.say(steps.map((step) => `  ${step}`).join('\n'));
  return EXIT.done;
}

async function answersFor(
  folder: string,
  flags: InitFlags,
  words: (message: Message) => string,
): Promise<ProjectAnswers> {
  const name = flags.name ?? nameOf(folder);
  if (!isProjectName(name)) throw new UsageError(`--name ${name} is no name of a project`, words(NAME_RULE));
  const begun = { name, engine: engineOf(flags.engine), timeZone: ownTimeZone() };
  const said = flags.engine !== undefined || flags.name !== undefined;
  return mayAsk(flags) && !said ? askProject(begun, words) : begun;
}

function engineOf(given: string | undefined): StartEngine {
  if (given === undefined) return 'local';
  const known = START_ENGINES.find((engine) => engine === given);
  if (known !== undefined) return known;
  const near = didYouMean(given, START_ENGINES);
  throw new UsageError(
    `a project cannot be begun with an engine of type \`${given}\``,
    near === undefined ? `use ${START_ENGINES.join(', ')}` : `did you mean \`${near}\`?`,
  );
}

/** The folder's name as a project may have it. */
function nameOf(folder: string): string {
  const name = path
    .basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return name === '' ? 'pipelines' : name;
}

/** The zone of this machine, which is most often that of its people; UTC where it has none by a name of its own. */
function ownTimeZone(): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : 'UTC';
}

/** Examples are known by their folders' names, with or without the number. Throws a usage error for another name. */
async function exampleFolder(given: string): Promise<string> {
  if (given === DEMO) return packageFile('dist', 'templates', 'demo');
  const examples = (await readdir(packageFile('examples'))).sort();
  const found = examples.find((name) => name === given || name.replace(/^\d+-/, '') === given);
  if (found !== undefined) return packageFile('examples', found);
  const names = [DEMO, ...examples.map((name) => name.replace(/^\d+-/, ''))];
  const near = didYouMean(given, names);
  throw new UsageError(
    `there is no example \`${given}\``,
    near === undefined ? `there are ${names.join(', ')}` : `did you mean \`${near}\`?`,
  );
}

/** Copies what a project consists of; gives the names at its top. */
async function copyExample(source: string, folder: string): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true });
    const there = await readdir(source);
    const names = COPIED.filter((name) => there.includes(name));
    const standing = (await readdir(folder)).filter((name) => (names as readonly string[]).includes(name));
    if (standing.length > 0)
      throw new UsageError(
        `${folder} already has ${standing.join(', ')}`,
        'name another folder: `sluice init my-project`',
      );
    for (const name of names) await cp(path.join(source, name), path.join(folder, name), { recursive: true });
    return names;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new FailedOperation(
      `cannot write a project to ${folder}: ${reason}`,
      'name a folder that you may write',
      error,
    );
  }
}
