import path from 'node:path';
import {
  compareEngines,
  compileProject,
  renderJob,
  type CompilationResult,
  type CompiledArtefact,
  type LocatedDiagnostic,
  windowClock,
} from '../../compiler/index.ts';
import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import { bindForFire } from '../bind-for-fire.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import {
  exitCodeOf,
  isMissingProject,
  maxFindingsOf,
  refuseUndeclaredEnvironment,
  severityToFailOn,
} from '../findings.ts';
import { parseFireTime } from '../parse-fire-time.ts';
import { cacheFolder, projectRoot, whereLooked } from '../project-root.ts';
import { repositoryPrefix } from '../repository-prefix.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { checkDocument, showDiagnostics, summaryLine } from '../views/check-view.ts';
import { emitFindings, FINDING_FORMATS } from '../views/emit-findings.ts';
import { showComparison } from '../views/comparison-view.ts';
import { writeArtefacts } from '../write-artefacts.ts';

interface CompileFlags extends GlobalFlags {
  readonly out?: string;
  readonly engine?: string;
  readonly fire?: string;
  readonly compare?: boolean;
  readonly failOn?: string;
  readonly maxFindings?: string;
}

/** `sluice compile [pipelines]`: writes `<out>/<pipeline>/artefact.json` and the job beside it. */
export async function compileCommand(flags: CompileFlags, names: string[]): Promise<number> {
  const printsJobs = flags.compare === true || flags.fire !== undefined;
  const terminal = new Terminal(flags, printsJobs ? ['text', 'json'] : FINDING_FORMATS);
  const failOn = severityToFailOn(flags.failOn);
  const maxFindings = maxFindingsOf(flags.maxFindings);
  const root = projectRoot(flags);
  const environment = flags.env ?? 'default';
  if (flags.compare === true) return compare(flags, names, environment, root, terminal);
  const result = await compileProject(root, {
    environment,
    cacheFolder: cacheFolder(root),
    language: terminal.language,
    ...(flags.engine === undefined ? {} : { engine: flags.engine }),
  });
  refuseUnknownEngine(flags.engine, result);
  refuseUndeclaredEnvironment(result.diagnostics);
  const chosen = choose(result.pipelines, names, result.diagnostics.length > 0);
  const catalogue = await catalogueOf(terminal.language);
  showDiagnostics(result.diagnostics, root, terminal, { maxFindings, catalogue, aside: flags.fire !== undefined });
  const exitCode = exitOf(result.diagnostics, failOn);
  if (exitCode === EXIT.configuration)
    terminal.warn(wordsOf(say`looked for sluice.yaml in ${whereLooked(flags)}`, catalogue));
  if (flags.fire !== undefined) {
    printBound(chosen, result.pipelines, result.diagnostics, flags.fire, terminal);
    return exitCode;
  }

  const out = path.resolve(root, flags.out ?? path.join('.sluice', 'out', environment));
  // With a broken file nobody knows which pipelines are gone and which only do not compile.
  const written = await writeArtefacts(out, chosen, names.length === 0 && !result.incomplete);
  const { files, fileNames = [], pipelines, diagnostics } = result;
  const found = { files, pipelines: pipelines.length, diagnostics };
  const artefacts = chosen.map(({ artefact, digest }) => ({
    pipeline: artefact.pipeline.name,
    engine: artefact.engine.name,
    type: artefact.engine.type,
    file: artefact.job.file,
    digest,
  }));
  await emitFindings(
    {
      diagnostics,
      files: fileNames,
      prefix: repositoryPrefix(root),
      failOn,
      exitCode,
      documentOf: (kept, omitted) => ({
        ...checkDocument(found, kept, omitted),
        out: path.relative(root, out) || '.',
        artefacts,
      }),
    },
    terminal,
  );
  terminal.say(summaryLine(found, terminal, catalogue));
  const place = path.relative(process.cwd(), out) || '.';
  const artefactsCounted = chosen.length === 1 ? say`1 artefact` : say`${chosen.length} artefacts`;
  const wrote =
    written.unchanged > 0
      ? say`wrote ${artefactsCounted} to ${place} (${written.unchanged} unchanged)`
      : say`wrote ${artefactsCounted} to ${place}`;
  terminal.say(wordsOf(wrote, catalogue));
  return exitCode;
}

/** `--compare`: writes nothing; every pipeline's job on its own engine, beside that on `--engine`. */
async function compare(
  flags: CompileFlags,
  names: readonly string[],
  environment: string,
  root: string,
  terminal: Terminal,
): Promise<number> {
  const { engine } = flags;
  if (engine === undefined) throw new UsageError(say`--compare needs an engine`, say`add --engine NAME`);
  if (flags.fire !== undefined || flags.out !== undefined)
    throw new UsageError(say`--compare writes and binds nothing`, say`leave --out and --fire out`);
  const options = { environment, cacheFolder: cacheFolder(root), language: terminal.language };
  const own = await compileProject(root, options);
  refuseUnknownEngine(engine, own);
  refuseUndeclaredEnvironment(own.diagnostics);
  const other = await compileProject(root, { ...options, engine });
  const chosen = choose(own.pipelines, names, own.diagnostics.length > 0);
  const pipelines = compareEngines(
    { pipelines: chosen, diagnosticsOf: (name) => own.diagnosticsOf?.(name) ?? [] },
    { pipelines: other.pipelines, diagnosticsOf: (name) => other.diagnosticsOf?.(name) ?? [] },
  );
  const broken = own.diagnostics.filter(({ severity }) => severity === 'error');
  showComparison({ engine, pipelines, broken }, root, terminal, await catalogueOf(terminal.language));
  if (broken.some(isMissingProject)) return EXIT.configuration;
  return broken.length > 0 || pipelines.some(({ status }) => status === 'refused') ? EXIT.failed : EXIT.done;
}

/** A name that sluice.yaml does not declare is one mistake, not one in each pipeline. Throws a UsageError. */
function refuseUnknownEngine(engine: string | undefined, { engines }: CompilationResult): void {
  if (engine === undefined || engines === undefined || engines.includes(engine)) return;
  throw new UsageError(
    say`sluice.yaml declares no engine \`${engine}\``,
    engines.length === 0 ? say`declare it under \`engines\`` : say`it declares ${engines.join(', ')}`,
  );
}

function exitOf(diagnostics: readonly LocatedDiagnostic[], failOn: 'error' | 'warning'): number {
  return diagnostics.some(isMissingProject) ? EXIT.configuration : exitCodeOf(diagnostics, failOn);
}

function choose(
  pipelines: readonly CompiledArtefact[],
  names: readonly string[],
  broken: boolean,
): readonly CompiledArtefact[] {
  if (names.length === 0) return pipelines;
  return names.flatMap((name) => {
    const found = pipelines.filter(({ artefact: { pipeline } }) => pipeline.name === name || pipeline.family === name);
    if (found.length > 0) return found;
    throw new UsageError(
      say`no pipeline \`${name}\` was compiled`,
      broken
        ? say`see \`sluice check\` for what is wrong`
        : say`there are ${pipelines.map(({ artefact }) => artefact.pipeline.name).join(', ')}`,
    );
  });
}

function printBound(
  chosen: readonly CompiledArtefact[],
  all: readonly CompiledArtefact[],
  diagnostics: readonly LocatedDiagnostic[],
  fire: string,
  terminal: Terminal,
): void {
  const fireTime = parseFireTime(fire);
  const byName = new Map(all.map((each) => [each.artefact.pipeline.name, each]));
  const bound = chosen.map(({ artefact }) => ({
    artefact,
    job: bindForFire(artefact, fireTime, windowClock(artefact, byName)),
  }));
  terminal.emit({
    formatVersion: '1.0',
    fireAt: new Date(fireTime).toISOString(),
    jobs: bound.map(({ artefact, job }) => ({ pipeline: artefact.pipeline.name, ...job })),
    diagnostics,
  });
  for (const { artefact, job } of bound) {
    if (bound.length > 1) terminal.show(terminal.paint.bold(`# ${artefact.pipeline.name}`));
    terminal.show(renderJob(artefact, job));
  }
}
