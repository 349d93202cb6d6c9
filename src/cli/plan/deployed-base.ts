import {
  digestOfAll,
  readTreeState,
  type CompiledArtefact,
  type DeployedFacts,
  type PlanSide,
} from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import { OPEN_RUN_STATES } from '../../runtime/index.ts';
import type { BackfillJson, DeploymentJson, DiagnosticsJson, RunJson } from '../../server/index.ts';
import type { OperatorApi } from '../operator-api.ts';
import { elsewhere, isElsewhere } from '../refuse-elsewhere.ts';
import { backfillsOnRecord, rowsOfBackfill } from './backfills-on-record.ts';
import { everyPage } from './every-page.ts';
import type { BaseSide, PlanBase } from './plan-base.ts';
import { readArtefact } from './read-artefact.ts';

/** What is asked for what is deployed. */
export type DeployedApi = Pick<OperatorApi, 'get' | 'find'>;

/** So many artefacts are asked for at a time. */
const AT_ONCE = 8;

/**
 * What the runtime last applied, with what it knows of each pipeline. Artefacts are read only where the head has another one;
 * with one that is not there, or is not what it was, nothing is compared.
 *
 * @param root The project's folder, whose commit is the plan's head.
 * @param at The server's address, or the kind of the store.
 */
export function deployedBase(api: DeployedApi, root: string, at: string): PlanBase {
  return {
    async sideFor(head, { environment = 'default' }) {
      const pages = await everyPage<DeploymentJson, { project: string; environment: string }>(
        api,
        '/api/v1/deployments',
      );
      refuseOther(pages, head.project, environment);
      const deployments = pages.flatMap(({ items }) => items);
      const ofHead = new Map(head.pipelines.map((compiled) => [compiled.name, compiled]));
      const pipelines = new Map<string, CompiledArtefact>();
      const unreadable: string[] = [];
      const read = async ({ pipeline, digest: wanted }: DeploymentJson): Promise<void> => {
        const own = ofHead.get(pipeline);
        const found = own !== undefined && own.digest === wanted ? own : await readArtefact(api, wanted);
        if (found === undefined) unreadable.push(pipeline);
        else pipelines.set(pipeline, found);
      };
      for (let first = 0; first < deployments.length; first += AT_ONCE)
        await Promise.all(deployments.slice(first, first + AT_ONCE).map(read));
      const runs = await everyPage<RunJson, object>(api, `/api/v1/runs?state=${OPEN_RUN_STATES.join(',')}`);
      const { source } = await api.get<DiagnosticsJson>('/api/v1/diagnostics');
      const base = await baseSide(
        root,
        at,
        deployments,
        pipelines,
        runs.flatMap(({ items }) => items),
      );
      // with reviewed plans alone no files are read, and none of them begins a backfill
      const isRead = source?.kind !== 'apply';
      const backfills = isRead ? await everyPage<BackfillJson, object>(api, '/api/v1/backfills') : [];
      return {
        ...base,
        ...(isRead ? { backfills: backfillsOnRecord(backfills.flatMap(({ items }) => items)) } : {}),
        rowsOf: (backfill) => rowsOfBackfill(api, backfill),
        side: { ...base.side, unreadable: new Set(unreadable) },
        notes: [...base.notes, ...unreadable.sort().map(unreadableNote), ...pinNotes(deployments, ofHead)],
        ...(source === null ? {} : { source: source.kind }),
      };
    },
  };
}

/** The base where nothing was ever deployed. */
export function nothingDeployed(root: string, at: string): PlanBase {
  return { sideFor: () => baseSide(root, at, [], new Map(), []) };
}

async function baseSide(
  root: string,
  at: string,
  deployments: readonly DeploymentJson[],
  pipelines: PlanSide['pipelines'],
  openRuns: readonly RunJson[],
): Promise<BaseSide> {
  const isEmpty = deployments.length === 0;
  const tree = await readTreeState(root);
  return {
    ...(tree === undefined ? {} : { head: tree }),
    side: {
      origin: { kind: isEmpty ? 'nothing' : 'deployed', at, digest: digestOfAll(deployments) },
      pipelines,
      broken: new Set(),
      incomplete: false,
    },
    deployed: factsOf(deployments, openRuns),
    backfills: [],
    notes: isEmpty ? [say`nothing is deployed yet: every pipeline is new`] : [],
  };
}

/** A server has one project and one environment: to compare with another one would plan to delete everything. */
function refuseOther(
  pages: readonly { readonly project: string; readonly environment: string }[],
  project: string | undefined,
  environment: string,
): void {
  const other = pages.find((page) => isElsewhere(page, { project, environment }));
  if (other !== undefined) throw elsewhere(other, { project, environment });
}

/** Of what a person has rolled back: a plan shows what git has of it, and the daemon leaves it as it is. */
function pinNotes(
  deployments: readonly DeploymentJson[],
  ofHead: ReadonlyMap<string, { readonly digest: string }>,
): readonly Message[] {
  return deployments.flatMap(({ pipeline, pinned }) =>
    pinned?.refused !== undefined && pinned.refused === ofHead.get(pipeline)?.digest
      ? [say`\`${pipeline}\` is pinned: ${pinned.message}`]
      : [],
  );
}

function unreadableNote(pipeline: string): Message {
  return say`what is deployed of \`${pipeline}\` is not in the store, or was edited there: nothing is compared with it; \`--live\` says more`;
}

function factsOf(deployments: readonly DeploymentJson[], runs: readonly RunJson[]): ReadonlyMap<string, DeployedFacts> {
  const open = new Map<string, number>();
  for (const { pipeline } of runs) open.set(pipeline, (open.get(pipeline) ?? 0) + 1);
  return new Map(
    deployments.map(({ pipeline, generation, state, nextFireAt, lastFireAt, cursor }) => [
      pipeline,
      {
        generation,
        state,
        ...(nextFireAt === null ? {} : { nextFireTime: Date.parse(nextFireAt) }),
        ...(lastFireAt === null ? {} : { lastFireTime: Date.parse(lastFireAt) }),
        ...(cursor === null ? {} : { cursor }),
        openRuns: open.get(pipeline) ?? 0,
      },
    ]),
  );
}
