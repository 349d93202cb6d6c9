import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { catalogueOf, say, wordsOf, type Message } from '../../message/index.ts';
import { EXIT, FailedOperation, UsageError } from '../exit-code.ts';
import { openOperatorApi, type OperatorApi, type OperatorFlags } from '../operator-api.ts';
import { Terminal } from '../terminal.ts';
import { showMissingRoles, type ExecutorsDocument } from '../views/executors-view.ts';

interface DrainFlags extends OperatorFlags {
  readonly thisHost?: boolean;
  readonly reason?: string;
  readonly handOver?: boolean;
  readonly wait?: boolean;
  readonly undo?: boolean;
  readonly allProjects?: boolean;
}

interface DrainJson {
  readonly target: string;
  readonly drained: boolean;
  readonly changed: boolean;
}

const LOOK_MS = 500;

/** `sluice drain [EXECUTOR|--this-host]`: it takes no new runs; with `--undo` it takes them again. */
export async function drainCommand(flags: DrainFlags, [named]: string[]): Promise<number> {
  const terminal = new Terminal(flags);
  const target = targetOf(named, flags);
  if (flags.undo === true && (flags.wait === true || flags.handOver === true))
    throw new UsageError(say`\`--undo\` goes with neither \`--wait\` nor \`--hand-over\``);
  const catalogue = await catalogueOf(terminal.language);
  const words = (message: Message): string => wordsOf(message, catalogue);
  await using api = await openOperatorApi(flags);
  const answer = await api.post<DrainJson>('/api/v1/executors/drain', {
    target,
    ...(flags.reason === undefined ? {} : { reason: flags.reason }),
    ...(flags.handOver === true ? { handOver: true } : {}),
    ...(flags.undo === true ? { undo: true } : {}),
    ...(flags.allProjects === true ? { allProjects: true } : {}),
  });
  terminal.say(words(textOf(answer)));
  if (flags.wait === true) {
    await untilDrained(api, target, flags.allProjects === true, (held) =>
      terminal.say(
        words(held === 1 ? say`waiting: \`${target}\` holds 1 run` : say`waiting: \`${target}\` holds ${held} runs`),
      ),
    );
    terminal.say(words(say`\`${target}\` holds no run any more`));
  }
  terminal.emit(answer);
  const { missingRoles } = await api.get<ExecutorsDocument>('/api/v1/executors');
  showMissingRoles(missingRoles, terminal, catalogue);
  return EXIT.done;
}

function targetOf(named: string | undefined, { thisHost }: DrainFlags): string {
  if (named !== undefined && thisHost !== true) return named;
  if (named === undefined && thisHost === true) return hostname();
  throw new UsageError(
    named === undefined
      ? say`what is to be drained is not said`
      : say`\`${named}\` and \`--this-host\` are two things to drain`,
    say`name an executor or a host of \`sluice executors\`, or use \`--this-host\``,
  );
}

function textOf({ target, drained, changed }: DrainJson): Message {
  if (drained)
    return changed
      ? say`\`${target}\` takes no new runs; what it holds goes on to its end`
      : say`\`${target}\` was drained already`;
  return changed ? say`\`${target}\` takes runs again` : say`\`${target}\` was not drained`;
}

/** Until everything of the target has said that it takes nothing, and holds nothing. Throws where one of them is gone and holds runs. */
async function untilDrained(
  api: OperatorApi,
  target: string,
  allProjects: boolean,
  tell: (held: number) => void,
): Promise<void> {
  let told: number | undefined;
  for (;;) {
    const { items } = await api.get<ExecutorsDocument>(`/api/v1/executors?allProjects=${allProjects}`);
    const concerned = items.filter(
      ({ name, host, roles }) => [name, host].includes(target) && roles.includes('execute'),
    );
    const open = concerned.filter(({ state, held }) => state === 'draining' || state === 'running' || held > 0);
    if (open.length === 0) return;
    if (open.every(({ state }) => state === 'gone'))
      throw new FailedOperation(
        say`\`${target}\` is gone, and runs are still on record as its own`,
        say`another executor takes them over when their claims have passed; \`sluice runs --state running\` shows them`,
      );
    const held = open.reduce((sum, one) => sum + one.held, 0);
    if (held > 0 && held !== told) tell(held);
    told = held;
    await sleep(LOOK_MS);
  }
}
