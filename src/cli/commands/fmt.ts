import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { formatYaml } from '../../format/index.ts';
import { catalogueOf, say, sentence, wordsOf, type Message } from '../../message/index.ts';
import { definitionFiles } from '../definition-files.ts';
import { EXIT, FailedOperation } from '../exit-code.ts';
import { existingProject } from '../project-root.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { showDiff } from '../views/fixes-view.ts';
import { writeFixed } from '../write-fixed.ts';

interface FmtFlags extends GlobalFlags {
  readonly check?: boolean;
  readonly diff?: boolean;
}

interface Outcome {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Why the file is left as it is, where it could not be formatted or written. */
  readonly left?: Message;
}

/** `sluice fmt [paths]`: formats the YAML files that people write; `-` formats stdin to stdout. */
export async function fmtCommand(flags: FmtFlags, paths: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  if (paths.length === 1 && paths[0] === '-') return formatInput();
  const root = existingProject(flags);
  const files = await definitionFiles(root, paths);
  const looked = await Promise.all(files.map((file) => format(root, file)));
  const outcomes = flags.check === true || flags.diff === true ? looked : looked.map((each) => written(root, each));
  const catalogue = await catalogueOf(terminal.language);
  const words = (message: Message): string => wordsOf(message, catalogue);
  const changed = outcomes.filter(({ before, after, left }) => left === undefined && before !== after);
  const left = outcomes.filter((outcome) => outcome.left !== undefined);

  terminal.emit({
    formatVersion: '1.0',
    summary: { files: files.length, changed: changed.length, left: left.length },
    changed: changed.map(({ path: file }) => file),
    left: left.map((outcome) => ({ file: outcome.path, reason: wordsOf(outcome.left ?? say``, catalogue) })),
  });
  if (flags.diff === true)
    showDiff(
      changed.map((each) => ({ ...each, findings: [] })),
      terminal,
    );
  else for (const { path: file } of changed) terminal.show(file);
  for (const { left: why } of left) if (why !== undefined) terminal.warn(words(why));
  terminal.say(words(summaryOf(files.length, changed.length, flags.check === true || flags.diff === true)));
  return left.length > 0 || (flags.check === true && changed.length > 0) ? EXIT.failed : EXIT.done;
}

async function formatInput(): Promise<number> {
  const formatted = formatYaml(await readAll(process.stdin));
  if (formatted.kind === 'left')
    throw new FailedOperation(say`the input is no YAML that can be formatted`, say`check it with \`sluice check\``);
  process.stdout.write(formatted.text);
  return EXIT.done;
}

async function format(root: string, file: string): Promise<Outcome> {
  const bytes = await readFile(path.join(root, file)).catch(() => undefined);
  const before = bytes?.toString('utf8').replace(/^\uFEFF/, '');
  if (bytes === undefined || before === undefined)
    return { path: file, before: '', after: '', left: say`\`${file}\` is left as it is: it cannot be read` };
  const formatted = formatYaml(before);
  if (formatted.kind === 'formatted') return { path: file, before, after: formatted.text };
  const why =
    formatted.why === 'not-yaml'
      ? say`\`${file}\` is left as it is: it is not one YAML document without mistakes; see \`sluice check\``
      : say`\`${file}\` is left as it is: its layout has a meaning that formatting would change`;
  return { path: file, before, after: before, left: why };
}

function written(root: string, outcome: Outcome): Outcome {
  if (outcome.left !== undefined || outcome.before === outcome.after) return outcome;
  const refusal = writeFixed(root, { ...outcome, findings: [] });
  return refusal === undefined ? outcome : { ...outcome, left: refusal };
}

function summaryOf(files: number, changed: number, only: boolean): Message {
  const seen = files === 1 ? say`1 file` : say`${files} files`;
  if (changed === 0) return say`${seen}, all formatted`;
  const done = only ? sentence('to be formatted') : sentence('formatted');
  return say`${seen}, ${changed} ${done}`;
}
