import { loadProject, memberOf } from '../../compiler/index.ts';
import { syncJobDialect } from '../../engine-versions/index.ts';
import { IMPORT_FORMATS, loadImportSetup, type ImportFormat } from '../../import/index.ts';
import { catalogueOf, say } from '../../message/index.ts';
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

/**
 * `sluice import flinkx|chunjun|datax DIR|FILE --into REPO --engine NAME`: every job becomes a pipeline and its
 * datasources, and the report says what the printed job does not have in common with the old one.
 */
export async function importCommand(flags: ImportFlags, [format = '', given = '']: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const known = IMPORT_FORMATS.find((each) => each === format);
  if (known === undefined)
    throw new UsageError(say`sluice imports no \`${format}\``, say`use ${IMPORT_FORMATS.join(', ')}`);
  if (flags.engine === undefined)
    throw new UsageError(say`--engine is missing`, say`name the engine of sluice.yaml that runs the jobs`);
  const into = flags.into ?? flags.chdir;
  const root = existingProject(into === undefined ? {} : { chdir: into });
  const loaded = await loadProject(root);
  const project = loaded.project?.value;
  if (project === undefined)
    throw new ConfigurationError(say`sluice.yaml in ${root} cannot be read`, say`see \`sluice check\``);
  const catalogue = await catalogueOf(terminal.language);
  const setup = await loadImportSetup(engineOf(project, flags.engine, known), project, catalogue);
  const found = await findJobFiles(given, catalogue);
  const report = await importJobs(root, loaded, found, known, setup, flags.yes === true, (text) =>
    terminal.progress(text),
  );
  showImport(report, terminal, catalogue);
  const isDone = report.files.length > 0 && report.files.every(({ status }) => status !== 'failed');
  return isDone ? EXIT.done : EXIT.failed;
}

/**
 * The engine that was named: FlinkX's jobs run on FlinkX, DataX's on either. Throws a UsageError where it is
 * no engine of that kind.
 */
function engineOf(project: unknown, name: string, format: ImportFormat): Parameters<typeof loadImportSetup>[0] {
  const targets = format === 'datax' ? (['flinkx', 'chunjun'] as const) : ([format] as const);
  const engines = memberOf(project, 'engines');
  const engine = memberOf(engines, name);
  if (engine === undefined) {
    const known = typeof engines === 'object' && engines !== null ? Object.keys(engines).join(', ') : '';
    throw new UsageError(
      say`sluice.yaml declares no engine \`${name}\``,
      known === ''
        ? say`add one: \`engines: { ${name}: { type: ${targets[0]}, version: "…", home: /opt/${targets[0]} } }\``
        : say`it declares ${known}`,
    );
  }
  const type = memberOf(engine, 'type');
  const target = targets.find((each) => each === type);
  if (target === undefined)
    throw new UsageError(
      say`engine \`${name}\` is of type \`${String(type)}\``,
      say`jobs of ${format} need one of ${targets.join(', ')}`,
    );
  const version = memberOf(engine, 'version');
  if (typeof version !== 'string' || syncJobDialect(target, version) === undefined)
    throw new UsageError(
      say`engine \`${name}\` has no \`version\` that Sluice knows`,
      say`see docs/engines/flinkx-and-chunjun.md`,
    );
  return { name, target, version };
}
