import {
  compileProject,
  datasourceTypes,
  didYouMean,
  type CompilationResult,
  type DatasourceNode,
  type LocatedDiagnostic,
} from '../../compiler/index.ts';
import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { cacheFolder, existingProject } from '../project-root.ts';
import { isProjectName, NAME_RULE } from '../scaffold/ask-project.ts';
import { newDatasource } from '../scaffold/new-datasource.ts';
import { newPipeline } from '../scaffold/new-pipeline.ts';
import { newTest } from '../scaffold/new-test.ts';
import { asked, mayAsk, openPrompts, type Words } from '../scaffold/prompts.ts';
import { writeNewFiles } from '../scaffold/write-new-files.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { showDiagnostics } from '../views/check-view.ts';

interface NewFlags extends GlobalFlags {
  readonly source?: string;
  readonly table?: string;
  readonly sink?: string;
  readonly to?: string;
  readonly engine?: string;
  readonly type?: string;
  readonly input?: boolean;
}

const KINDS = ['pipeline', 'datasource', 'test'] as const;

/** `sluice new pipeline|datasource|test NAME`: a file to start from, and what `check` says of it. */
export async function newCommand(flags: NewFlags, [kind = '', name = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const words: Words = (message) => wordsOf(message, catalogue);
  const known = KINDS.find((each) => each === kind);
  if (known === undefined) throw unknown(say`there is no kind \`${kind}\` of file`, kind, KINDS, words);
  if (!isProjectName(name)) throw new UsageError(words(say`\`${name}\` is no name`), words(NAME_RULE));
  const root = existingProject(flags);
  const options = { environment: flags.env ?? 'default', cacheFolder: cacheFolder(root), language: terminal.language };
  const project = await compileProject(root, options);
  const [file, text] = await fileOf(known, name, flags, project, words);
  await writeNewFiles(root, { [file]: text });

  const { diagnostics } = await compileProject(root, options);
  const own = diagnostics.filter((diagnostic) => diagnostic.file === file);
  terminal.emit({ formatVersion: '1.0', files: [file], diagnostics: own satisfies readonly LocatedDiagnostic[] });
  terminal.say(words(say`made ${file}`));
  showDiagnostics(own, root, terminal);
  return EXIT.done;
}

async function fileOf(
  kind: (typeof KINDS)[number],
  name: string,
  flags: NewFlags,
  project: CompilationResult,
  words: Words,
): Promise<readonly [string, string]> {
  switch (kind) {
    case 'datasource':
      return [`datasources/${name}.yaml`, newDatasource(name, await typeOf(flags, words))];
    case 'test': {
      const names = (project.nodes ?? []).map((node) => node.name);
      if (!names.includes(name)) throw unknown(say`no pipeline is named \`${name}\``, name, names, words);
      return [`tests/${name}.test.yaml`, newTest(name)];
    }
    case 'pipeline':
      return [`pipelines/${name}.yaml`, newPipeline(await movementOf(name, flags, project, words))];
  }
}

async function typeOf(flags: NewFlags, words: Words): Promise<string> {
  const types = datasourceTypes();
  const type = flags.type ?? (await choose(say`type of the datasource`, '--type', types, flags, words));
  if (!types.includes(type)) throw unknown(say`no datasource has the type \`${type}\``, type, types, words);
  return type;
}

async function movementOf(
  name: string,
  flags: NewFlags,
  project: CompilationResult,
  words: Words,
): Promise<Parameters<typeof newPipeline>[0]> {
  const { model } = project;
  if (model === undefined || model.datasources.size === 0)
    throw new FailedOperation(
      words(say`the project has no datasource that can be used`),
      words(say`make one with \`sluice new datasource NAME --type mysql\`, and see what \`sluice check\` says`),
      undefined,
    );
  const datasources = [...model.datasources.keys()].sort();
  const datasource = async (flag: 'source' | 'sink', question: Message): Promise<DatasourceNode> => {
    const chosen = flags[flag] ?? (await choose(question, `--${flag}`, datasources, flags, words));
    const found = model.datasources.get(chosen);
    if (found === undefined) throw unknown(say`no datasource is named \`${chosen}\``, chosen, datasources, words);
    return found;
  };
  const engines = [...model.engines.keys()];
  if (flags.engine !== undefined && !model.engines.has(flags.engine))
    throw unknown(say`no engine is named \`${flags.engine}\``, flags.engine, engines, words);
  const source = await datasource('source', say`where rows come from`);
  const table = flags.table ?? (await tableOf(source, name, flags, words));
  const sink = await datasource('sink', say`where rows go`);
  return {
    name,
    source,
    table,
    sink,
    to: flags.to ?? table,
    ...(flags.engine === undefined ? {} : { engine: flags.engine }),
  };
}

/** A table of the snapshot, or one that is typed. */
async function tableOf({ tables }: DatasourceNode, name: string, flags: NewFlags, words: Words): Promise<string> {
  const question = say`table, topic or file that is read`;
  const known = Object.keys(tables ?? {}).sort();
  if (known.length > 0) return choose(question, '--table', known, flags, words);
  if (!mayAsk(flags)) throw missing('--table', [], words);
  const prompts = await openPrompts();
  return asked(await prompts.text({ message: words(question), initialValue: name.replaceAll('-', '_') }));
}

async function choose(
  question: Message,
  flag: string,
  values: readonly string[],
  flags: NewFlags,
  words: Words,
): Promise<string> {
  if (!mayAsk(flags)) throw missing(flag, values, words);
  const prompts = await openPrompts();
  return asked(await prompts.select({ message: words(question), options: values.map((value) => ({ value })) }));
}

function missing(flag: string, values: readonly string[], words: Words): UsageError {
  return new UsageError(
    words(say`\`${flag}\` is missing, and nobody can be asked`),
    values.length === 0 ? undefined : words(say`one of ${values.join(', ')}`),
  );
}

function unknown(message: Message, given: string, known: readonly string[], words: Words): UsageError {
  const near = didYouMean(given, known);
  return new UsageError(
    words(message),
    words(near === undefined ? say`there are ${known.join(', ')}` : say`did you mean \`${near}\`?`),
  );
}
