import { loadProject } from '../../compiler/index.ts';
import { syncJobDialect } from '../../engine-versions/index.ts';
import { loadImportSetup } from '../../import/index.ts';
import { ConfigurationError, EXIT, UsageError } from '../exit-code.ts';
import { importJobs } from '../import-jobs.ts';
import { findJobFiles } from '../job-files.ts';
import { existingProject } from '../project-root.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { showImport } from '../views/import-view.ts';

interface ImportFlags extends GlobalFlags {
  readonly into?: string;
  readonly engine?: string;
  readonly yes?: boolean;
}

const FORMATS = ['flinkx', 'chunjun'] as const;

/**
 * `sluice import flinkx|chunjun DIR|FILE --into REPO --engine NAME`: every job becomes a pipeline and its
 * datasources, and the report says what the printed job does not have in common with the old one.
 */
export async function importCommand(flags: ImportFlags, [format = '', given = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const target = FORMATS.find((known) => known === format);
  if (target === undefined) throw new UsageError(`sluice imports no \`${format}\``, `use ${FORMATS.join(' or ')}`);
  if (flags.engine === undefined)
    throw new UsageError('--engine is missing', 'name the engine of sluice.yaml that runs the jobs');
  const root = existingProject({ chdir: flags.into ?? flags.chdir ?? '.' });
  const loaded = await loadProject(root);
  const project = loaded.project?.value;
  if (project === undefined)
    throw new ConfigurationError(`sluice.yaml in ${root} cannot be read`, 'see `sluice check`');
  const version = versionOf(project, flags.engine, target);
  const setup = await loadImportSetup({ name: flags.engine, target, version }, project);
  const found = await findJobFiles(given);
  const report = await importJobs(root, loaded, found, setup, flags.yes === true, (text) => terminal.progress(text));
  showImport(report, terminal);
  const isDone = report.files.length > 0 && report.files.every(({ status }) => status !== 'failed');
  return isDone ? EXIT.done : EXIT.failed;
}

/** The version of the engine that was named; throws where it is no engine of this kind. */
function versionOf(project: unknown, name: string, target: 'flinkx' | 'chunjun'): string {
  const engines = memberOf(project, 'engines');
  const engine = memberOf(engines, name);
  if (engine === undefined) {
    const known = typeof engines === 'object' && engines !== null ? Object.keys(engines).join(', ') : '';
    throw new UsageError(
      `sluice.yaml declares no engine \`${name}\``,
      known === ''
        ? `add one: \`engines: { ${name}: { type: ${target}, version: "…", home: /opt/${target} } }\``
        : `it declares ${known}`,
    );
  }
  const type = memberOf(engine, 'type');
  if (type !== target)
    throw new UsageError(
      `engine \`${name}\` is of type \`${String(type)}\``,
      `jobs of ${target} need one of type ${target}`,
    );
  const version = memberOf(engine, 'version');
  if (typeof version !== 'string' || syncJobDialect(target, version) === undefined)
    throw new UsageError(
      `engine \`${name}\` has no \`version\` that Sluice knows`,
      'see docs/engines/flinkx-and-chunjun.md',
    );
  return version;
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value ? Reflect.get(value, key) : undefined;
}
