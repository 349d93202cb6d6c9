import { inEnglish, say } from '../../message/index.ts';
import { of, type Reason } from './reason.ts';
import { conditionOf, isThere, rolesMissing } from './standing-reasons.ts';

/** That a condition is on record; its words are in English. */
function ofCondition(type: string, words: Pick<Reason, 'says' | 'help'>): Reason {
  return {
    about: 'beside',
    find(facts) {
      const condition = isThere(facts) ? conditionOf(facts, type) : undefined;
      return condition === undefined
        ? undefined
        : { pipeline: facts.key.pipeline, code: condition.reason, words: condition.message };
    },
    ...words,
  };
}

/** What is deployed may not be what the author believes it is. */
export const BESIDE_REASONS = {
  STALLED: ofCondition('stalled', {
    says: (d) =>
      inEnglish(
        say`\`${of(d, 'pipeline')}\` is not what its file says: deploying it is stalled, ${of(d, 'words')}`,
        say`\`${of(d, 'pipeline')}\` is not what its file says: deploying it is stalled (\`${of(d, 'code')}\`)`,
      ),
    help: () => say`mend what it says; it is tried again by itself`,
  }),
  PINNED: ofCondition('pinned', {
    says: (d) =>
      inEnglish(
        say`\`${of(d, 'pipeline')}\` is held to an earlier version: ${of(d, 'words')}`,
        say`\`${of(d, 'pipeline')}\` is held to an earlier version`,
      ),
    help: (d) => say`\`sluice rollback --undo ${of(d, 'pipeline')}\` deploys what its file says`,
  }),
  DELETE_HELD: ofCondition('delete-held', {
    says: (d) =>
      say`\`${of(d, 'pipeline')}\` is not in its repository any more; its delete waits for a yes (\`${of(d, 'code')}\`)`,
    help: () => say`\`sluice prune\` shows what is held, and lets it go`,
  }),
  RESTORED: ofCondition('restored', {
    says: (d) => say`\`${of(d, 'pipeline')}\` was brought back by a person; its repository does not have it`,
  }),
  DRIFTED: ofCondition('drifted', {
    says: (d) => say`\`${of(d, 'pipeline')}\` runs otherwise than is on record (\`${of(d, 'code')}\`)`,
    help: () => say`\`sluice plan --live\` says what is different`,
  }),
  BACKFILLING: {
    about: 'beside',
    find: ({ key, backfill }) =>
      backfill === undefined
        ? undefined
        : {
            pipeline: key.pipeline,
            backfill: backfill.record.id,
            state: backfill.record.state,
            done: String(backfill.record.counts.succeeded + backfill.record.counts.failed),
            total: String(backfill.record.total),
            ...(backfill.record.values === undefined
              ? {}
              : { after: backfill.record.values.after, until: backfill.record.values.until }),
          },
    says: (d) =>
      d['until'] === undefined
        ? say`backfill \`${of(d, 'backfill')}\` of \`${of(d, 'pipeline')}\` is \`${of(d, 'state')}\`: ${of(d, 'done')} of ${of(d, 'total')} fires are over`
        : say`backfill \`${of(d, 'backfill')}\` of \`${of(d, 'pipeline')}\`, of its rows after ${of(d, 'after')}, up to and at ${of(d, 'until')}, is \`${of(d, 'state')}\`: ${of(d, 'done')} of ${of(d, 'total')} runs are over`,
    help: (d) => say`\`sluice backfill show ${of(d, 'backfill')}\` shows how far it is`,
  },
  BACKFILL_WAITS: {
    about: 'beside',
    find: ({ key, backfill }) =>
      backfill?.hold === undefined
        ? undefined
        : {
            pipeline: key.pipeline,
            backfill: backfill.record.id,
            code: backfill.hold.code,
            words: backfill.hold.message,
          },
    says: (d) =>
      inEnglish(
        say`backfill \`${of(d, 'backfill')}\` of \`${of(d, 'pipeline')}\` hands out nothing: ${of(d, 'words')} (\`${of(d, 'code')}\`)`,
        say`backfill \`${of(d, 'backfill')}\` of \`${of(d, 'pipeline')}\` hands out nothing (\`${of(d, 'code')}\`)`,
      ),
  },
  FILES_BROKEN: {
    about: 'beside',
    find: ({ deployment, key, surroundings: { source } }) =>
      deployment !== undefined && source?.state === 'broken' && source.compiled?.includes(key.pipeline) !== true
        ? { pipeline: key.pipeline }
        : undefined,
    says: (d) => say`\`${of(d, 'pipeline')}\` goes on as it was deployed last: files of its repository have errors now`,
    help: () => say`\`sluice check\` shows the errors`,
  },
  FILES_UNREADABLE: {
    about: 'beside',
    find: ({ deployment, key, surroundings: { source } }) =>
      deployment !== undefined && source?.state === 'unreadable'
        ? { pipeline: key.pipeline, code: source.problem?.code ?? 'SOURCE_UNREADABLE' }
        : undefined,
    says: (d) =>
      say`\`${of(d, 'pipeline')}\` goes on as it was deployed last: its repository cannot be read (\`${of(d, 'code')}\`)`,
    help: () => say`\`sluice status\` says what keeps it from being read`,
  },
  NO_RECONCILER: {
    about: 'beside',
    find: (facts) => (rolesMissing(facts).includes('reconcile') ? { pipeline: facts.key.pipeline } : undefined),
    says: () => say`changes of the files are not deployed: no process that runs here has the role \`reconcile\``,
    help: () => say`start \`sluice serve\``,
  },
} as const satisfies Readonly<Record<string, Reason>>;
