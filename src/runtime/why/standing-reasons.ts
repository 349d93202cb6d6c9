import { inEnglish, say } from '../../message/index.ts';
import { closureAt } from '../../time/index.ts';
import { isAlive, missingRoles } from '../presence/index.ts';
import { fireMoment, moment } from './moment.ts';
import { of, type Reason } from './reason.ts';
import type { WhyFacts } from './why-facts.ts';

/** A fire that is so late has been overlooked, whatever the load. */
const OVERDUE_MS = 60_000;

/** What keeps a deployed pipeline from firing. */
export const STANDING_REASONS = {
  PAUSED: {
    about: 'standing',
    find(facts) {
      const paused = isThere(facts) ? conditionOf(facts, 'paused') : undefined;
      if (paused === undefined) return undefined;
      const { actor, why, until } = paused.details ?? {};
      return {
        pipeline: facts.key.pipeline,
        since: moment(facts, paused.since),
        actor: String(actor),
        ...(typeof why === 'string' ? { why } : {}),
        ...(typeof until === 'number' ? { until: moment(facts, until) } : {}),
      };
    },
    says: (d) => {
      const paused = say`\`${of(d, 'pipeline')}\` does not fire: ${of(d, 'actor')} has paused it at ${of(d, 'since')}`;
      const ends = d['until'] === undefined ? paused : say`${paused}, until ${of(d, 'until')}`;
      return d['why'] === undefined ? ends : say`${ends}: ${of(d, 'why')}`;
    },
    help: (d) => say`\`sluice resume ${of(d, 'pipeline')}\` lets it go on`,
  },
  SUSPENDED: {
    about: 'standing',
    find: (facts) =>
      facts.deployment?.state === 'suspended'
        ? { pipeline: facts.key.pipeline, since: moment(facts, facts.deployment.appliedAt) }
        : undefined,
    says: (d) =>
      say`\`${of(d, 'pipeline')}\` does not fire: its definition says \`state: suspended\`, deployed at ${of(d, 'since')}`,
    help: () => say`write \`state: running\`, or leave it out, and deploy that`,
  },
  ARTEFACT_MISSING: {
    about: 'standing',
    find: ({ deployment, pipeline, key }) =>
      deployment !== undefined && deployment.state !== 'deleted' && pipeline === undefined
        ? { pipeline: key.pipeline, digest: deployment.artefactDigest }
        : undefined,
    says: (d) => say`\`${of(d, 'pipeline')}\` cannot fire: its artefact is not in the store (\`${of(d, 'digest')}\`)`,
    help: () => say`put the store back from a backup, or change the pipeline so that it is deployed anew`,
  },
  NO_SCHEDULER: {
    about: 'standing',
    find: (facts) =>
      isThere(facts) && rolesMissing(facts).includes('schedule') ? { pipeline: facts.key.pipeline } : undefined,
    says: (d) => say`\`${of(d, 'pipeline')}\` does not fire: no process that runs here has the role \`schedule\``,
    help: () => say`start \`sluice serve\`; with \`--roles\`, let one of its processes have \`schedule\``,
  },
  NO_LEADER: {
    about: 'standing',
    find: ({ surroundings: { scheduler }, ...facts }) =>
      scheduler.state === 'nobody' && facts.deployment?.state === 'active'
        ? { pipeline: facts.key.pipeline }
        : undefined,
    says: (d) =>
      say`\`${of(d, 'pipeline')}\` does not fire now: no scheduler leads, and only one that does records fires`,
    help: () =>
      say`a new one leads when the lease is over; if it stays so, \`sluice doctor\` looks at where leases are kept`,
  },
  LEADER_UNKNOWN: {
    about: 'standing',
    find: ({ surroundings: { scheduler }, key, deployment }) =>
      scheduler.state === 'unanswered' && deployment?.state === 'active'
        ? { pipeline: key.pipeline, words: scheduler.why }
        : undefined,
    says: (d) =>
      inEnglish(
        say`\`${of(d, 'pipeline')}\` may not fire now: who leads cannot be told, ${of(d, 'words')}`,
        say`\`${of(d, 'pipeline')}\` may not fire now: who leads cannot be told`,
      ),
    help: () => say`\`sluice doctor\` looks at where leases are kept`,
  },
  FROZEN: {
    about: 'standing',
    find(facts) {
      const { deployment, pipeline, surroundings } = facts;
      if (deployment?.state !== 'active' || pipeline?.freezes === undefined) return undefined;
      const closure = closureAt(pipeline.freezes, surroundings.now);
      if (closure === undefined) return undefined;
      const { freeze, until } = closure;
      return {
        pipeline: facts.key.pipeline,
        freeze: freeze.name,
        fires: freeze.fires,
        ...(until === undefined ? {} : { until: moment(facts, until) }),
      };
    },
    says: (d) => {
      const frozen = say`\`${of(d, 'pipeline')}\` does not start now: the freeze \`${of(d, 'freeze')}\` does not let it`;
      const ends = d['until'] === undefined ? frozen : say`${frozen} until ${of(d, 'until')}`;
      return d['fires'] === 'skip'
        ? say`${ends}, and skips what is due meanwhile`
        : say`${ends}; what is due meanwhile waits for that`;
    },
    help: (d) => say`\`sluice run ${of(d, 'pipeline')} --during-freeze\` runs it all the same`,
  },
  FIRE_OVERDUE: {
    about: 'standing',
    find(facts) {
      const next = facts.deployment?.dueAt ?? facts.deployment?.nextFireTime;
      // the clock of what is paused stands still
      if (facts.deployment?.state !== 'active' || conditionOf(facts, 'paused') !== undefined) return undefined;
      const overdue = next !== undefined && next < facts.surroundings.now - OVERDUE_MS;
      return overdue ? { pipeline: facts.key.pipeline, due: fireMoment(facts, next) } : undefined;
    },
    says: (d) =>
      say`\`${of(d, 'pipeline')}\` was due at ${of(d, 'due')} and nobody has recorded that fire: the scheduler does not do its work, or is behind`,
    help: () =>
      say`the log of the process that leads says what it does; its misfire policy decides what is made up for`,
  },
} as const satisfies Readonly<Record<string, Reason>>;

/** True for what is deployed and not deleted. */
export function isThere({ deployment }: Pick<WhyFacts, 'deployment'>): boolean {
  return deployment !== undefined && deployment.state !== 'deleted';
}

/** A condition of this type, where there is one. */
export function conditionOf({ conditions }: WhyFacts, type: string): WhyFacts['conditions'][number] | undefined {
  return conditions.find((condition) => condition.type === type);
}

/** Roles that no living process of the environment has. */
export function rolesMissing({ surroundings, key }: WhyFacts): readonly string[] {
  return missingRoles(surroundings.processes, key).flatMap(({ role, drained }) => (drained ? [] : [role]));
}

/** Processes of the environment that execute and were heard of a moment ago. */
export function executorsOf({ surroundings, key }: WhyFacts): WhyFacts['surroundings']['processes'] {
  return surroundings.processes.filter(
    (one) =>
      isAlive(one) &&
      one.project === key.project &&
      one.environment === key.environment &&
      one.roles.includes('execute'),
  );
}
