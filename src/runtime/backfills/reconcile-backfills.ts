import { createHash } from 'node:crypto';
import {
  backfillRefusal,
  boundedArtefact,
  compileArtefact,
  isSameBackfill,
  LARGEST_BACKFILL,
  locateDiagnostics,
  makeDiagnostic,
  readValueRange,
  type Artefact,
  type DesiredBackfill,
  type Diagnostic,
  type LocatedDiagnostic,
  type ValueRange,
} from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import { countFires, type FireRange } from '../../time/index.ts';
import {
  UNFINISHED_BACKFILL_STATES,
  type BackfillRecord,
  type Clock,
  type Log,
  type NewBackfill,
  type Scope,
  type Store,
} from '../ports/index.ts';

/** Who asks for them, in events. */
const ACTOR = 'reconcile';
/** Unfinished ones of files that are looked at; nobody has as many under way. */
const MOST = 500;

interface Dependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the files want, and whether that is all that they want: an error may hide some. */
export interface WantedBackfills {
  readonly scope: Scope;
  readonly fence: number;
  readonly wanted: readonly DesiredBackfill[];
  readonly isWhole: boolean;
}

/**
 * Begins the backfills that files say, each name once, and cancels those under way whose file is gone. Level-triggered: what is so
 * already is not written. What cannot begin yet, or says something else than was begun, is told, and looked at again the next time.
 * Throws what the store throws.
 */
export async function reconcileBackfills(
  dependencies: Dependencies,
  { scope, fence, wanted, isWhole }: WantedBackfills,
): Promise<{ readonly told: readonly LocatedDiagnostic[]; readonly isChanged: boolean }> {
  const { store, clock, log } = dependencies;
  const told: Diagnostic[] = [];
  let isChanged = false;
  for (const each of wanted) {
    const present = await store.getBackfill(idOf(scope, each.name));
    if (present !== undefined) {
      if (!isSameBackfill(each, present)) told.push(changedSince(each, present));
      continue;
    }
    const obstacle = await begin(dependencies, scope, fence, each);
    if (obstacle === undefined) {
      isChanged = true;
      log.info('backfill begun, as its file says', { backfill: idOf(scope, each.name), pipeline: each.pipeline });
    } else told.push(cannotBegin(each, obstacle));
  }
  if (isWhole) {
    const names = new Set(wanted.map(({ name }) => name));
    const { items } = await store.listBackfills({ ...scope, states: UNFINISHED_BACKFILL_STATES, limit: MOST });
    for (const { id, name, pipeline } of items) {
      if (name === undefined || names.has(name)) continue;
      const change = { to: 'cancel', actor: ACTOR, why: 'its file is gone' } as const;
      await store.changeBackfill(id, change, clock.now(), { fence, scope });
      isChanged = true;
      log.warn('backfill cancelled: its file is gone', { backfill: id, pipeline });
    }
  }
  return { told: locateDiagnostics(told, () => undefined), isChanged };
}

/** A name is one backfill for ever: whatever restarts, or reads the same file again, finds it. */
function idOf({ project, environment }: Scope, name: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([project, environment, name]))
    .digest('hex');
  return `file-${digest.slice(0, 24)}`;
}

/** What keeps it from beginning now; undefined = it has begun. */
async function begin(
  { store, clock }: Dependencies,
  scope: Scope,
  fence: number,
  wanted: DesiredBackfill,
): Promise<Message | undefined> {
  const { file: _, pipeline, ...wish } = wanted;
  const { values } = wish;
  const { project, environment } = scope;
  const key = { project, environment, pipeline };
  const now = clock.now();
  const deployment = await store.getDeployment(key);
  const artefact = deployment && (await store.getArtefact(deployment.artefactDigest))?.artefact;
  if (deployment === undefined || deployment.state === 'deleted' || artefact === undefined)
    return say`\`${pipeline}\` is not deployed`;
  const refusal = backfillRefusal(artefact, wish.allowDuplicates, values === undefined ? 'fires' : 'values');
  if (refusal !== undefined) return refusal.problem;
  const runs = values === undefined ? runsOfFires(artefact, wish, now) : runsOfValues(artefact, values, now);
  if ('obstacle' in runs) return runs.obstacle;
  const made = await store.createBackfill(
    {
      wish: { ...wish, ...key, id: idOf(scope, wish.name), actor: ACTOR },
      ...runs,
      artefactDigest: deployment.artefactDigest,
    },
    now,
    fence,
  );
  switch (made.outcome) {
    case 'created':
      return undefined;
    case 'overlapping':
      return values === undefined
        ? say`backfill ${made.other.id} is under way and has fires of its range; it begins when that is over`
        : say`backfill ${made.other.id} is under way and has cursor values of its range; it begins when that is over`;
    case 'absent':
    case 'changed':
      return say`\`${pipeline}\` was deployed anew at this very moment`;
    default:
      return made satisfies never;
  }
}

type Runs = Pick<NewBackfill, 'total' | 'bounded'> | { readonly obstacle: Message };

function runsOfFires({ pipeline: { name, schedule } }: Artefact, range: FireRange, now: number): Runs {
  if (countFires(schedule, { from: Math.max(now + 1, range.from), to: range.to }, 1).count > 0)
    return { obstacle: say`its range has fires that are to come; it begins when all are over` };
  const { count: total, isMore } = countFires(schedule, range, LARGEST_BACKFILL);
  if (total > 0 && !isMore) return { total };
  return { obstacle: say`what is deployed of \`${name}\` has no fires in its range, or too many` };
}

function runsOfValues(artefact: Artefact, { after, until, chunk }: ValueRange, now: number): Runs {
  const read = readValueRange(`${after}..${until}`, chunk, artefact);
  if (read.range === undefined) return { obstacle: read.problem };
  const bounded = boundedArtefact(artefact, now);
  if (bounded.artefact === undefined) return { obstacle: bounded.problem };
  return { total: read.runs, bounded: compileArtefact(bounded.artefact) };
}

function changedSince({ name, file }: DesiredBackfill, { id, state }: BackfillRecord): Diagnostic {
  return makeDiagnostic(
    'SL1406',
    { file, path: [], part: 'value' },
    say`\`${name}\` was begun as something else: it is \`${state}\``,
    {
      notes: [say`a backfill of a name is run once, as it was when it was begun: \`sluice backfill show ${id}\``],
      help: say`give what is to be run now a name of its own`,
    },
  );
}

function cannotBegin({ name, file }: DesiredBackfill, why: Message): Diagnostic {
  return makeDiagnostic('SL1407', { file, path: [], part: 'value' }, say`\`${name}\` does not begin: ${why}`, {
    help: say`it is looked at again by itself`,
  });
}
