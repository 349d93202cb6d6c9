import { didYouMean } from '../../compiler/index.ts';
import { inEnglish, say } from '../../message/index.ts';
import { moment } from './moment.ts';
import { of, type Reason } from './reason.ts';

/** Why there is nothing that could fire. */
export const ABSENT_REASONS = {
  PROJECT_UNKNOWN: {
    about: 'absent',
    find: ({ deployment, deployed, key, surroundings: { source } }) =>
      deployment === undefined && source === undefined && deployed.length === 0
        ? { pipeline: key.pipeline, project: key.project, environment: key.environment }
        : undefined,
    says: (d) =>
      say`\`${of(d, 'pipeline')}\` does not fire: the store knows nothing of project \`${of(d, 'project')}\` in environment \`${of(d, 'environment')}\``,
    help: () => say`start \`sluice serve\` there, or ask with the \`--env\` and \`--server\` of the one that runs`,
  },
  SOURCE_UNREADABLE: {
    about: 'absent',
    find: ({ deployment, key, surroundings: { source } }) =>
      deployment === undefined && source?.state === 'unreadable'
        ? { pipeline: key.pipeline, code: source.problem?.code ?? 'SOURCE_UNREADABLE' }
        : undefined,
    says: (d) =>
      say`\`${of(d, 'pipeline')}\` was never deployed, and its repository cannot be read (\`${of(d, 'code')}\`)`,
    help: () => say`\`sluice status\` says what keeps it from being read`,
  },
  NEW_STALLED: {
    about: 'absent',
    find: ({ deployment, key, conditions }) => {
      const stalled = conditions.find(({ type }) => type === 'stalled');
      return deployment === undefined && stalled !== undefined
        ? { pipeline: key.pipeline, code: stalled.reason, words: stalled.message }
        : undefined;
    },
    says: (d) =>
      inEnglish(
        say`\`${of(d, 'pipeline')}\` is not deployed, because that is stalled: ${of(d, 'words')}`,
        say`\`${of(d, 'pipeline')}\` is not deployed, because that is stalled (\`${of(d, 'code')}\`)`,
      ),
    help: () => say`mend what it says; it is tried again by itself`,
  },
  SOURCE_BROKEN: {
    about: 'absent',
    find: ({ deployment, key, surroundings: { source } }) =>
      deployment === undefined && source?.state === 'broken' && source.compiled?.includes(key.pipeline) !== true
        ? { pipeline: key.pipeline, revision: source.revision }
        : undefined,
    says: (d) => say`\`${of(d, 'pipeline')}\` was never deployed: files of its repository have errors, its own maybe`,
    help: () => say`\`sluice check\` shows the errors`,
  },
  NOT_DEPLOYED: {
    about: 'absent',
    find({ deployment, deployed, key, surroundings: { source } }) {
      if (deployment !== undefined) return undefined;
      const near = didYouMean(key.pipeline, deployed);
      const compiled = source?.compiled?.includes(key.pipeline) === true;
      return {
        pipeline: key.pipeline,
        ...(near === undefined ? {} : { near }),
        ...(compiled ? { compiled: 'true' } : {}),
      };
    },
    says: (d) =>
      d['compiled'] === undefined
        ? say`\`${of(d, 'pipeline')}\` was never deployed: no file that was read defines it`
        : say`\`${of(d, 'pipeline')}\` is read and compiled, and not deployed yet`,
    help: (d) =>
      d['near'] === undefined
        ? say`\`sluice status\` lists what is deployed`
        : say`is \`${of(d, 'near')}\` meant? \`sluice status\` lists what is deployed`,
  },
  DELETED: {
    about: 'absent',
    find: (facts) =>
      facts.deployment?.state === 'deleted'
        ? {
            pipeline: facts.key.pipeline,
            since: moment(facts, facts.deployment.appliedAt),
            ...(facts.movedTo === undefined ? {} : { movedTo: facts.movedTo }),
          }
        : undefined,
    says: (d) =>
      d['movedTo'] !== undefined
        ? say`\`${of(d, 'pipeline')}\` does not fire: it goes on as \`${of(d, 'movedTo')}\` since ${of(d, 'since')}`
        : say`\`${of(d, 'pipeline')}\` does not fire: it was deleted at ${of(d, 'since')}`,
    help: (d) =>
      d['movedTo'] !== undefined
        ? say`\`sluice why ${of(d, 'movedTo')}\` says why that one did, or did not, run`
        : say`\`sluice restore ${of(d, 'pipeline')}\` brings it back; \`sluice history ${of(d, 'pipeline')}\` says who deleted it`,
  },
} as const satisfies Readonly<Record<string, Reason>>;
