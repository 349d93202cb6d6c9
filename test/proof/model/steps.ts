import type { NewFire, RunRecord, Store } from '../../../src/runtime/ports/index.ts';
import { OperatingError } from '../../../src/runtime/errors.ts';
import { MINUTE, SCHEDULER, SCOPE } from '../../support/store-contract/fixtures.ts';
import type { Mind, State } from './small-world.ts';

const LEASE_MS = 10;
const CLAIM_MS = 20;
/** A run that was lost so often has failed. */
const ATTEMPTS = 2;

/** What a step changes beside the tables. */
export interface Taken {
  readonly mind?: Mind;
  readonly now?: number;
  readonly crashes?: number;
  /** The run whose job has come to its end. */
  readonly effect?: string;
  /** What must never be, seen while it was taken. */
  readonly broken?: string;
}

/** One thing that may happen next. */
export interface Step {
  readonly name: string;
  /** Nothing is asked of the store, and nothing written to it. */
  readonly isInner?: true;
  take(store: Store): Promise<Taken>;
}

/** Everything that may happen next, the frozen and the dead included: nobody is ever obliged to do anything. */
export function stepsFrom(state: State, fires: readonly number[], crashesAllowed: number): readonly Step[] {
  const steps = state.minds.flatMap((mind) => [
    ...leading(state, mind, fires),
    ...claiming(state, mind),
    ...driving(state, mind),
    ...(state.crashes < crashesAllowed && Object.keys(mind).length > 1 ? [crash(state, mind)] : []),
  ]);
  return [...steps, ...passing(state)];
}

function leading({ now, crashes }: State, mind: Mind, fires: readonly number[]): Step[] {
  const { name, fence, decided } = mind;
  const acquire: Step = {
    name: `${name} asks for the lease`,
    async take(store) {
      const got = await store.acquireLease(SCHEDULER, name, LEASE_MS, now);
      return got === undefined ? {} : { mind: { ...without(mind, 'decided'), fence: got.fence } };
    },
  };
  if (fence === undefined) return [acquire];
  if (decided === undefined)
    return [
      {
        name: `${name} looks what is due`,
        async take(store) {
          const [due] = await store.dueDeployments(SCOPE, now, 1);
          if (due?.nextFireTime === undefined) return {};
          const at = fires.indexOf(due.nextFireTime);
          const request: NewFire['request'] = {
            key: { ...SCOPE, pipeline: due.pipeline },
            fireTime: due.nextFireTime,
            previousFireTime: due.nextFireTime - MINUTE,
            trigger: 'schedule',
            artefactDigest: due.artefactDigest,
            parameters: {},
            state: 'scheduled',
            nextFireTime: fires[at + 1] ?? null,
          };
          return { mind: { ...mind, decided: { request, runId: `fire-${at + 1}-by-${name}-${crashes}` } } };
        },
      },
    ];
  return [
    {
      name: `${name} records ${decided.runId}`,
      async take(store) {
        const newest = await store.currentFence(SCHEDULER);
        try {
          await store.recordFires(fence, [decided], now);
          const broken =
            fence < newest ? { broken: `${name} wrote under fence ${fence}, and ${newest} was given` } : {};
          return { mind: without(mind, 'decided'), ...broken };
        } catch (thrown) {
          if (!(thrown instanceof OperatingError) || thrown.code !== 'STORE_FENCED') throw thrown;
          const broken = fence === newest ? { broken: `${name} was refused under the newest fence` } : {};
          return { mind: without(without(mind, 'decided'), 'fence'), ...broken };
        }
      },
    },
  ];
}

function claiming({ now, tables }: State, mind: Mind): Step[] {
  const { name, drive } = mind;
  if (drive !== undefined) return [];
  const heldBefore = new Map(tables.sluice_run.map((run) => [run['id'], Number(run['claimed_until'] ?? 0) > now]));
  const driveOf = ({ id, attempts }: RunRecord): NonNullable<Mind['drive']> => {
    const open = attempts.find(({ finishedAt }) => finishedAt === undefined);
    return { runId: id, phase: open === undefined ? 'claimed' : 'lost', attempt: open?.number ?? attempts.length + 1 };
  };
  const took = (run: RunRecord | undefined): Taken => {
    if (run === undefined) return {};
    const broken = heldBefore.get(run.id) === true ? { broken: `${name} took ${run.id} from one who held it` } : {};
    return { mind: { ...mind, drive: driveOf(run) }, ...broken };
  };
  return [
    {
      name: `${name} claims`,
      take: async (store) => took((await store.claimRuns(SCOPE, name, ['local'], 1, now + CLAIM_MS, now))[0]),
    },
    {
      name: `${name} adopts`,
      async take(store) {
        const [expired] = await store.expiredClaims(SCOPE, now, 1);
        return took(expired && (await store.adoptRun(expired.id, name, now + CLAIM_MS, now)));
      },
    },
  ];
}

function driving({ now, tables }: State, mind: Mind): Step[] {
  const { name, drive } = mind;
  if (drive === undefined) return [];
  const { runId, phase, attempt } = drive;
  const to = (next: typeof phase): Taken => ({ mind: { ...mind, drive: { ...drive, phase: next } } });
  const letGo: Taken = { mind: without(mind, 'drive') };
  const isOurs = tables.sluice_run.some(({ id, executor }) => id === runId && executor === name);
  /** An end that counted although the run was another's, or did not although it was ours. */
  const judged = (counted: boolean): Taken =>
    counted === isOurs ? letGo : { ...letGo, broken: `the end that ${name} tells of ${runId} counted: ${counted}` };
  switch (phase) {
    case 'claimed':
      return [
        {
          name: `${name} starts ${runId}`,
          async take(store) {
            const ref = { id: `${runId} ${attempt} ${name}` };
            const started = await store.startAttempt(runId, name, ref, {}, undefined, now);
            return started === undefined ? letGo : to('started');
          },
        },
      ];
    case 'started':
      return [{ name: `${name} launches ${runId}`, isInner: true, take: async () => to('launched') }];
    case 'launched':
      return [
        {
          name: `the job of ${runId} at ${name} ends`,
          isInner: true,
          take: async () => ({ ...to('over'), effect: runId }),
        },
      ];
    case 'over':
      return [
        {
          name: `${name} records the end of ${runId}`,
          take: async (store) =>
            judged(
              await store.finishAttempt(
                runId,
                name,
                attempt,
                { attemptState: 'succeeded', runState: 'succeeded', metrics: {} },
                now,
              ),
            ),
        },
      ];
    case 'lost':
      return [
        {
          name: `${name} records the loss of ${runId}`,
          take: async (store) =>
            judged(
              await store.finishAttempt(
                runId,
                name,
                attempt,
                {
                  attemptState: 'lost',
                  runState: attempt < ATTEMPTS ? 'retry-wait' : 'failed',
                  notBefore: 0,
                  metrics: {},
                },
                now,
              ),
            ),
        },
      ];
    default:
      return phase satisfies never;
  }
}

/** A process dies, with what it knows and with its job; one of the same host starts under a new name's worth of nothing. */
function crash({ crashes }: State, { name }: Mind): Step {
  return { name: `${name} dies`, isInner: true, take: async () => ({ mind: { name }, crashes: crashes + 1 }) };
}

/** Time that nobody uses: for whoever is frozen then it passes unseen. */
function passing({ now, tables }: State): Step[] {
  const pass = (what: string, until: number): Step[] =>
    until > now ? [{ name: `${what} passes`, isInner: true, take: async () => ({ now: until }) }] : [];
  const lease = Math.max(0, ...tables.sluice_lease.map(({ expires_at: until }) => Number(until)));
  const claims = Math.max(0, ...tables.sluice_run.map((run) => Number(run['claimed_until'] ?? 0)));
  return [...pass('the lease', lease), ...pass('every claim', claims)];
}

function without(mind: Mind, key: 'fence' | 'decided' | 'drive'): Mind {
  const { [key]: _, ...rest } = mind;
  // `as`: what is left out need not be there
  return rest as Mind;
}
