import { say, wordsOf, type Catalogue, type Message } from '../../message/index.ts';
import type { DrainJson, ExecutorJson, MissingRoleJson } from '../../server/index.ts';
import type { Terminal } from '../terminal.ts';
import { coarse } from './moments.ts';
import { renderTable } from './table.ts';

/** What `GET /api/v1/executors` answers. */
export interface ExecutorsDocument {
  /** Without labels in answers of older servers. */
  readonly items: readonly (Omit<ExecutorJson, 'labels'> & Partial<Pick<ExecutorJson, 'labels'>>)[];
  readonly missingRoles: readonly MissingRoleJson[];
  /** Drains of what is not there; absent in answers of older servers. */
  readonly absentDrains?: readonly DrainJson[];
}

/** Processes, one a line, and under them why some are drained and what nobody does. */
export function showExecutors(
  { items, missingRoles, absentDrains = [] }: ExecutorsDocument,
  terminal: Terminal,
  catalogue: Catalogue | undefined,
): void {
  const words = (message: Message): string => wordsOf(message, catalogue);
  if (items.length === 0) {
    terminal.say(words(say`no process of this project runs on this store: \`sluice serve\` starts one`));
    return;
  }
  const rows = items.map((one) => [
    one.host,
    one.name,
    one.project,
    one.environment,
    one.roles.join(','),
    one.labels?.join(',') ?? '',
    one.state === 'running' ? terminal.paint.green(one.state) : terminal.paint.yellow(one.state),
    String(one.held),
    one.version,
    coarse(one.silentMs),
  ]);
  terminal.show(
    renderTable(
      ['HOST', 'EXECUTOR', 'PROJECT', 'ENVIRONMENT', 'ROLES', 'LABELS', 'STATE', 'RUNS', 'VERSION', 'SEEN'],
      rows,
    ),
  );
  const drains = new Map(items.flatMap(({ drain }) => (drain === null ? [] : [[drain.target, drain] as const])));
  for (const { target, actor, reason } of drains.values())
    terminal.say(
      words(
        reason === null
          ? say`\`${target}\` is drained by ${actor}: \`sluice drain --undo ${target}\` ends that`
          : say`\`${target}\` is drained by ${actor} (${reason}): \`sluice drain --undo ${target}\` ends that`,
      ),
    );
  for (const { target, actor } of absentDrains)
    terminal.say(
      words(say`\`${target}\` is gone and still drained, by ${actor}: \`sluice drain --undo ${target}\` ends that`),
    );
  showMissingRoles(missingRoles, terminal, catalogue);
}

/** What nobody does; nothing where no daemon is there at all, which is no trouble of roles. */
export function showMissingRoles(
  missing: readonly MissingRoleJson[],
  terminal: Terminal,
  catalogue: Catalogue | undefined,
): void {
  if (missing.length === ROLES && !missing.some(({ drained }) => drained)) return;
  for (const one of missing) terminal.warn(wordsOf(missingText(one), catalogue));
}

/** How many roles there are: `reconcile`, `schedule`, `execute` and `relay`. */
const ROLES = 4;

function missingText({ role, drained }: MissingRoleJson): Message {
  if (drained) return say`nobody executes: all executors are drained`;
  switch (role) {
    case 'execute':
      return say`nobody executes: no process has the role \`execute\`, and runs wait`;
    case 'schedule':
      return say`nobody schedules: no process has the role \`schedule\`, and fires wait`;
    case 'reconcile':
      return say`nobody reconciles: no process has the role \`reconcile\`, and changes of the definitions wait`;
    default:
      return say`nobody publishes events: no process has the role \`${role}\`, and events wait`;
  }
}
