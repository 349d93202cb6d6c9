import { toOperatingError } from '../errors.ts';
import {
  OPEN_RUN_STATES,
  type Clock,
  type Deployment,
  type EngineLook,
  type Engines,
  type RunRecord,
  type Store,
} from '../ports/index.ts';
import { compareJobs, openAttempt } from './compare-jobs.ts';
import { compareVersions } from './compare-versions.ts';
import type { DriftFact, DriftReport, UnseenFact } from './drift-fact.ts';
import { editedRows } from './edited-rows.ts';
import { enginePlaces, type EnginePlace } from './engine-places.ts';
import { RecordedArtefacts } from './recorded-artefacts.ts';
import type { Vantage } from './vantage.ts';
import { withinLimit } from './within-limit.ts';

/** What looking for drift asks for. Nothing of it is written to. */
export interface DriftDependencies {
  readonly store: Pick<Store, 'listDeployments' | 'deploymentsByEvents' | 'listRuns' | 'getRun' | 'getArtefact'>;
  readonly engines: Pick<Engines, 'get'>;
  readonly clock: Clock;
  readonly project: string;
  readonly environment: string;
  readonly vantage: Vantage;
  /** How long each engine may take to answer, in milliseconds; 8,000 where nothing is said. */
  readonly limitMs?: number;
  /** Aborted where nobody waits for the look any more; default never. */
  readonly signal?: AbortSignal;
  /** What is known of artefacts from an earlier look; default nothing. */
  readonly artefacts?: RecordedArtefacts;
  /** How long after the first look what differs is looked at again, in milliseconds; 2,500 where nothing is said. */
  readonly settleMs?: number;
}

const LIMIT_MS = 8_000;
/** Longer than two looks of an executor at a job: what it is about to write down is no drift. */
const SETTLE_MS = 2_500;
const PAGE = 500;
/** Of artefacts that are known from an earlier look one in so many is read again. */
const REREAD_IN = 12;

/**
 * What engines really run, and what the store holds, against what is on record. Jobs come and go while it is looked at: what
 * differs counts where it still does at a second look. An engine that cannot be asked is told of, and is no error. Throws
 * STORE_UNREACHABLE.
 */
export async function findDrift(deps: DriftDependencies): Promise<DriftReport> {
  const search = new DriftSearch(deps);
  const standing = [...(await search.ofDeployments()), ...(await editedRows(deps))];
  const first = await search.ofEngines();
  if (first.facts.every(({ reason }) => reason === 'ENGINE_VERSION_DIFFERS'))
    return inOrder([...standing, ...first.facts], first.unseen);
  await deps.clock.sleep(deps.settleMs ?? SETTLE_MS, deps.signal);
  const second = await search.ofEngines();
  const before = new Set(first.facts.map(keyOf));
  return inOrder([...standing, ...second.facts.filter((fact) => before.has(keyOf(fact)))], second.unseen);
}

class DriftSearch {
  readonly #deps: DriftDependencies;
  readonly #artefacts: RecordedArtefacts;
  #deployments: readonly Deployment[] = [];

  constructor(deps: DriftDependencies) {
    this.#deps = deps;
    this.#artefacts = deps.artefacts ?? new RecordedArtefacts(deps.store);
  }

  /** Deployments whose artefact is not there, or is not what it was. */
  async ofDeployments(): Promise<readonly DriftFact[]> {
    const { store, project, environment } = this.#deps;
    this.#deployments = await store.listDeployments({ project, environment });
    const digests = this.#deployments.map(({ artefactDigest }) => artefactDigest);
    this.#artefacts.refresh(digests, REREAD_IN);
    await this.#artefacts.read(digests);
    return this.#deployments.flatMap(({ pipeline, artefactDigest: recorded }): readonly DriftFact[] => {
      const found = this.#artefacts.stateOf(recorded);
      if (typeof found === 'object') return [];
      const reason = found === 'damaged' ? 'ARTEFACT_DAMAGED' : 'ARTEFACT_MISSING';
      return [{ reason, pipeline, engine: '', recorded }];
    });
  }

  /** What engines run otherwise than is on record at this moment. */
  async ofEngines(): Promise<DriftReport> {
    const runs = await this.#openRuns();
    await this.#artefacts.read(runs.map(({ artefactDigest }) => artefactDigest));
    const places = enginePlaces(this.#deployments, runs, this.#artefacts);
    const looks = await Promise.all(places.map(async (place) => ({ place, look: await this.#lookAt(place) })));
    const seen = looks.flatMap(({ place, look }) => ('jobs' in look ? [{ place, look }] : []));
    const named = seen.flatMap(({ look }) => look.jobs.flatMap(({ run }) => run?.id ?? []));
    const runById = await this.#runsOf(named, runs);
    const compared = seen.map(({ place, look }) => this.#compare(place, look, runById));
    const facts = compared.flatMap((each) => each.facts);
    return {
      facts: [...new Map(facts.map((fact) => [keyOf(fact), fact])).values()],
      unseen: [
        ...looks.flatMap(({ look }) => ('jobs' in look ? [] : [look])),
        ...compared.flatMap((each) => each.unseen),
      ],
    };
  }

  async #openRuns(): Promise<readonly RunRecord[]> {
    const { store, project, environment } = this.#deps;
    const filter = { project, environment, states: OPEN_RUN_STATES, limit: PAGE };
    const runs: RunRecord[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.listRuns({ ...filter, ...(cursor === undefined ? {} : { cursor }) });
      runs.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return runs;
  }

  async #lookAt({ engine, runs }: EnginePlace): Promise<EngineLook | UnseenFact> {
    const { engines, clock, limitMs = LIMIT_MS, signal } = this.#deps;
    const refs = runs.flatMap((run) => openAttempt(run)?.engineRef ?? []);
    try {
      return await withinLimit(clock, limitMs, async () => engines.get(engine.type).look(engine, refs), signal);
    } catch (thrown) {
      const { code, message } = toOperatingError(thrown);
      return { kind: 'unreachable', engine: engine.name, code, error: message };
    }
  }

  /** The runs that are not over, and what is on record of the others: read after the look, it has what began meanwhile. */
  async #runsOf(ids: readonly string[], open: readonly RunRecord[]): Promise<ReadonlyMap<string, RunRecord>> {
    const known = new Map(open.map((run) => [run.id, run]));
    for (const id of new Set(ids)) {
      const run = known.has(id) ? undefined : await this.#deps.store.getRun(id);
      if (run !== undefined) known.set(id, run);
    }
    return known;
  }

  #compare(
    { engine, deployed, runs }: EnginePlace,
    look: EngineLook,
    runById: ReadonlyMap<string, RunRecord>,
  ): Pick<DriftReport, 'facts' | 'unseen'> {
    const { project, environment, vantage } = this.#deps;
    const digests = new Map(this.#deployments.map(({ pipeline, artefactDigest }) => [pipeline, artefactDigest]));
    const { facts, unseen } = compareJobs({
      name: engine.name,
      look,
      runs,
      runById,
      engineOf: ({ artefactDigest }) => this.#artefacts.find(artefactDigest)?.engine.name,
      isForeign: (of) => of.project !== project || of.environment !== environment,
      newerArtefact: ({ pipeline, artefactDigest }) => {
        const newer = digests.get(pipeline);
        return newer !== artefactDigest && this.#artefacts.find(artefactDigest)?.isContinuous === true
          ? newer
          : undefined;
      },
      vantage,
    });
    return { facts: [...facts, ...compareVersions(look.version, deployed)], unseen };
  }
}

/** One drift, however often it is seen: jobs of this host are seen through each engine that runs them. */
function keyOf({ reason, engine, run, job, recorded }: DriftFact): string {
  return JSON.stringify([reason, reason === 'ENGINE_VERSION_DIFFERS' ? engine : run, job, recorded]);
}

function inOrder(facts: readonly DriftFact[], unseen: readonly UnseenFact[]): DriftReport {
  return {
    facts: facts.toSorted((a, b) => order(a.pipeline, b.pipeline) || order(a.reason, b.reason) || order(a.job, b.job)),
    unseen: unseen.toSorted((a, b) => order(a.engine, b.engine)),
  };
}

function order(a = '', b = ''): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
