import { cursorAsTime, windowClock, type CompilationResult, type CompiledArtefact } from '../../compiler/index.ts';
import { catalogueOf, say, wordsOf } from '../../message/index.ts';
import { sampleRows, type Sample } from '../../runtime/index.ts';
import type { CursorJson } from '../../server/index.ts';
import { bindForFire } from '../bind-for-fire.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { openOperatorApi } from '../operator-api.ts';
import { projectNameOf } from '../project-name.ts';
import { refuseElsewhere } from '../refuse-elsewhere.ts';
import { stopSignal } from '../stop-signal.ts';
import { Terminal } from '../terminal.ts';
import { sampleDocument, sampleTable, sampleText } from '../views/sample-view.ts';
import type { RunFlags } from './run-on-server.ts';

/** More than this is no look. */
const MOST = 10_000;

/** What is sampled, and by which values. */
export interface SampledRun {
  readonly root: string;
  readonly result: CompilationResult;
  readonly compiled: CompiledArtefact;
  readonly fireTime: number;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * `sluice run PIPELINE --sample N`: reads the first N rows of the real source, and shows them as the sink would get them. Writes nothing,
 * and puts nothing on record. An incremental pipeline is read from where its next run would begin.
 */
export async function sampleRun(flags: RunFlags, { root, result, compiled, ...run }: SampledRun): Promise<number> {
  const limit = limitOf(flags.sample ?? '');
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const { name } = compiled.artefact.pipeline;
  const artefact = await result.sampleOf?.(name);
  if (artefact === undefined)
    throw new UsageError(
      say`\`${name}\` has no rows that could be shown here`,
      say`--sample reads files, SQLite, MySQL and MariaDB`,
    );
  const { schedule, incremental } = artefact.pipeline;
  const position = incremental === undefined ? undefined : await positionOf(flags, root, name);
  const cursor = cursorAsTime(position, artefact, schedule.timeZone);
  const stop = stopSignal();
  const byName = new Map(result.pipelines.map((one) => [one.artefact.pipeline.name, one]));
  const { template } = bindForFire(artefact, run.fireTime, windowClock(artefact, byName), {
    parameters: run.parameters,
    ...(cursor === undefined ? {} : { cursor }),
  });
  const sample: Sample = await sampleRows({
    template,
    limit,
    projectRoot: root,
    environment: process.env,
    signal: stop,
  });
  terminal.emit(sampleDocument(name, sample, cursor));
  if (sample.read > 0) terminal.show(sampleTable(sample));
  for (const line of sampleText(name, sample, cursor, limit)) terminal.show(wordsOf(line, catalogue));
  return EXIT.done;
}

function limitOf(given: string): number {
  const limit = Number(given);
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= MOST) return limit;
  throw new UsageError(say`--sample ${given} is no number of rows`, say`write 1 to ${MOST}`);
}

/** Where its next run would begin; undefined where it has none, or never ran. The server's is no other place's. */
async function positionOf(flags: RunFlags, root: string, name: string): Promise<string | undefined> {
  await using api = await openOperatorApi(flags);
  await refuseElsewhere(api, { project: await projectNameOf(root), environment: flags.env ?? 'default' });
  const found = await api.find<CursorJson>(`/api/v1/pipelines/${encodeURIComponent(name)}/cursor`);
  return found?.value ?? undefined;
}
