import type { CompilationResult, LocatedDiagnostic } from '../../compiler/index.ts';
import { catalogueOf, say } from '../../message/index.ts';
import {
  closureAt,
  describeSchedule,
  formatTime,
  ISO_FORMAT,
  isClockSchedule,
  isTimeZone,
  nextFireTimes,
  parseCron,
  startDelay,
  type Closure,
  type CronDialect,
  type DstPolicy,
  type Freeze,
  type Schedule,
} from '../../time/index.ts';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { isMissingProject, refuseUndeclaredEnvironment } from '../findings.ts';
import { cacheFolder, projectRoot } from '../project-root.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { showExpressionFinding, showFires } from '../views/next-view.ts';

interface NextFlags extends GlobalFlags {
  readonly zone?: string;
  readonly after?: string;
  readonly count?: string;
  readonly dst?: DstPolicy;
  readonly dialect?: CronDialect;
}

/** What is asked about: a schedule, and the freezes that concern its pipeline. */
interface AskedSchedule {
  readonly schedule: Schedule;
  readonly freezes: readonly Freeze[];
  /** How long after each fire its start is due, in milliseconds. */
  readonly delay: number;
}

/** More fires than these are a list that nobody reads, and years of arithmetic. */
const MOST_FIRES = 10_000;

/** `sluice next EXPR|PIPELINE`: the next fires; exit 1 where there is none. */
export async function nextCommand(flags: NextFlags, words: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const asked = words.join(' ');
  const count = countOf(flags.count);
  const after = timeAfter(flags.after);
  if (flags.zone !== undefined && !isTimeZone(flags.zone))
    throw new UsageError(say`--zone ${flags.zone} is not a time zone`, say`use an IANA name, as in Asia/Shanghai`);
  const found = isExpression(asked)
    ? await scheduleOfExpression(asked, flags, after, terminal)
    : await scheduleOfPipeline(asked, flags, terminal);
  if (found === undefined) return EXIT.failed;
  const { freezes, delay } = found;
  const schedule = underPolicy(
    flags.zone === undefined ? found.schedule : { ...found.schedule, timeZone: flags.zone },
    flags.dst,
  );
  const fires = nextFireTimes(schedule, after, count);
  const { timeZone } = schedule;
  const iso = (time: number): string => formatTime(time, ISO_FORMAT, timeZone).replace(/Z$/, '+00:00');
  const closures = closuresOf(fires, freezes, delay);
  terminal.emit({
    formatVersion: '1.0',
    timeZone,
    ...(isClockSchedule(schedule) && schedule.jitterMs !== undefined ? { jitterMs: schedule.jitterMs } : {}),
    fires: fires.map(iso),
    ...(closures.size === 0
      ? {}
      : {
          frozen: [...closures].map(([fire, { freeze, until }]) => ({
            fire: iso(fire),
            freeze: freeze.name,
            fires: freeze.fires,
            ...(until === undefined ? {} : { until: iso(until) }),
          })),
        }),
  });
  showFires({ schedule, closures }, fires, count, terminal, await catalogueOf(terminal.language));
  return fires.length === 0 ? EXIT.failed : EXIT.done;
}

/** What keeps fires from starting when they are due, by fire time. */
function closuresOf(fires: readonly number[], freezes: readonly Freeze[], delay: number): ReadonlyMap<number, Closure> {
  if (freezes.length === 0) return new Map();
  return new Map(
    fires.flatMap((fire) => {
      const closure = closureAt(freezes, fire + delay);
      return closure === undefined ? [] : [[fire, closure] as const];
    }),
  );
}

/** A name has no blank and none of these signs. */
function isExpression(asked: string): boolean {
  return /[\s*?@/,]/.test(asked);
}

async function scheduleOfExpression(
  expression: string,
  flags: NextFlags,
  after: number,
  terminal: Terminal,
): Promise<AskedSchedule | undefined> {
  const timeZone = flags.zone ?? 'UTC';
  const parsed = parseCron(expression, flags.dialect);
  const schedule: Schedule | undefined = parsed.ok
    ? { kind: 'cron', expression, dialect: parsed.cron.dialect, timeZone }
    : undefined;
  if (schedule !== undefined && nextFireTimes(schedule, after, 1).length > 0)
    return { schedule, freezes: [], delay: 0 };
  const { diagnoseCron } = await import('../../compiler/index.ts');
  const catalogue = await catalogueOf(terminal.language);
  const diagnostics = diagnoseCron(expression, { file: 'expression', after, dialect: flags.dialect, catalogue });
  terminal.emit({ formatVersion: '1.0', timeZone, fires: [], diagnostics });
  for (const diagnostic of diagnostics) await showExpressionFinding(diagnostic, expression, terminal, catalogue);
  return undefined;
}

async function scheduleOfPipeline(
  name: string,
  flags: NextFlags,
  terminal: Terminal,
): Promise<AskedSchedule | undefined> {
  const { compileProject } = await import('../../compiler/index.ts');
  const root = projectRoot(flags);
  const options = { environment: flags.env ?? 'default', cacheFolder: cacheFolder(root), language: terminal.language };
  const result = await compileProject(root, options);
  refuseUndeclaredEnvironment(result.diagnostics);
  const artefact = result.pipelines.find((compiled) => compiled.artefact.pipeline.name === name)?.artefact;
  if (artefact === undefined) return notFound(name, result, root, terminal);
  const { schedule, freezes = [] } = artefact.pipeline;
  if (schedule.kind === 'cron' || schedule.kind === 'every' || schedule.kind === 'at') {
    const { project, environment } = artefact;
    return { schedule, freezes, delay: startDelay(schedule, { project, environment, pipeline: name }) };
  }
  throw new FailedOperation(
    say`no clock fires \`${name}\`: it runs ${describeSchedule(schedule)}`,
    artefact.pipeline.dependsOn.length === 0
      ? undefined
      : say`ask for one that it depends on: ${artefact.pipeline.dependsOn.join(', ')}`,
    undefined,
  );
}

async function notFound(name: string, result: CompilationResult, root: string, terminal: Terminal): Promise<undefined> {
  const errors: readonly LocatedDiagnostic[] = result.diagnostics.filter(({ severity }) => severity === 'error');
  const names = result.pipelines.map(({ artefact }) => artefact.pipeline.name);
  if (errors.length === 0 || errors.some(isMissingProject)) {
    const { didYouMean } = await import('../../compiler/index.ts');
    const near = didYouMean(name, names);
    throw new UsageError(
      say`\`${name}\` is no cron expression, and no pipeline of this project`,
      near === undefined ? say`quote an expression: sluice next "0 0 2 * * ?"` : say`did you mean \`${near}\`?`,
    );
  }
  const { showDiagnostics } = await import('../views/check-view.ts');
  terminal.emit({ formatVersion: '1.0', fires: [], diagnostics: errors });
  showDiagnostics(errors, root, terminal, { catalogue: await catalogueOf(terminal.language) });
  return undefined;
}

/** The schedule under the policy that was asked for; without one under its own. */
function underPolicy(schedule: Schedule, policy: DstPolicy | undefined): Schedule {
  if (policy === undefined) return schedule;
  if (schedule.kind !== 'cron') throw new UsageError(say`--dst is for cron expressions`, say`leave it out`);
  const { dst: _own, ...clock } = schedule;
  return policy === 'quartz' ? { ...clock, dst: policy } : clock;
}

function countOf(given = '5'): number {
  const count = Number(given);
  if (/^\d+$/.test(given) && count >= 1 && count <= MOST_FIRES) return count;
  throw new UsageError(say`--count ${given} is not known`, say`write a number from 1 to ${MOST_FIRES}`);
}

/** UTC milliseconds of `--after`; now without it. Without an offset it would depend on this machine: refused. */
function timeAfter(given: string | undefined): number {
  if (given === undefined) return Date.now();
  const time = Date.parse(given);
  if (!Number.isNaN(time) && /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(given)) return time;
  throw new UsageError(say`--after ${given} is not a time with an offset`, say`write it as 2026-12-24T06:00:00+08:00`);
}
