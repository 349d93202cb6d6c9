import { randomUUID } from 'node:crypto';
import { say, wordsOf, catalogueOf } from '../../message/index.ts';
import type { RunJson } from '../../server/index.ts';
import { chosenPipelines } from '../chosen-pipelines.ts';
import { EXIT, UsageError } from '../exit-code.ts';
import { openOperatorApi, RefusedRequest, type OperatorApi, type OperatorFlags } from '../operator-api.ts';
import { parseFireTime } from '../parse-fire-time.ts';
import { refuseElsewhere } from '../refuse-elsewhere.ts';
import { stopSignal } from '../stop-signal.ts';
import { Terminal } from '../terminal.ts';
import { RunProgress } from '../views/run-view.ts';
import { followRun } from './follow-run.ts';

/** Flags of `sluice run PIPELINE`. */
export interface RunFlags extends OperatorFlags {
  readonly fire?: string;
  readonly param?: readonly string[];
  readonly again?: boolean;
  readonly duringFreeze?: boolean;
  /** How many rows are to be shown in place of a run. */
  readonly sample?: string;
  /** False with `--no-wait`. */
  readonly wait?: boolean;
}

/**
 * Has a server run what it has deployed, once however often the question has to be sent, and follows the run to its end. Ctrl-C ends the
 * asking and the following, not the run.
 */
export async function runOnServer(flags: RunFlags, pipeline: string): Promise<number> {
  const terminal = new Terminal(flags);
  const catalogue = await catalogueOf(terminal.language);
  const stop = stopSignal();
  await using api = await openOperatorApi(flags, {
    signal: stop,
    onRepeat: () => terminal.say(wordsOf(say`the server has not answered; it is asked again`, catalogue)),
  });
  const asked = await ask(api, pipeline, flags).catch((thrown: unknown) => {
    if (!stop.aborted || thrown instanceof RefusedRequest) throw thrown;
    return undefined;
  });
  if (asked === undefined) {
    terminal.say(
      wordsOf(say`no answer was waited for: the run may be on record, or not; \`sluice runs\` shows it`, catalogue),
    );
    return EXIT.interrupted;
  }
  if ('ranAlready' in asked) {
    terminal.emit(asked.ranAlready);
    terminal.say(wordsOf(say`this fire has run already (run ${asked.ranAlready.id}); nothing was done`, catalogue));
    terminal.say(wordsOf(say`\`--again\` runs it once more; \`--fire T\` another fire`, catalogue));
    return EXIT.done;
  }
  const { run } = asked;
  if (flags.wait === false) {
    terminal.emit(run);
    terminal.say(
      wordsOf(say`run ${run.id} is on record: \`sluice logs ${run.id} --follow\` shows what it prints`, catalogue),
    );
    return EXIT.done;
  }
  const progress = new RunProgress(terminal);
  const follower = {
    show: (seen: RunJson) => progress.show(seen),
    print(text: string) {
      // A machine reads the run from stdout, and nothing else.
      if (terminal.format === 'text' && !terminal.quiet) process.stdout.write(text);
    },
  };
  const seen = await followRun(api, run, follower, stop);
  if (stop.aborted) {
    terminal.emit(seen);
    terminal.say(wordsOf(say`run ${seen.id} goes on; \`sluice logs ${seen.id} --follow\` follows it again`, catalogue));
    return EXIT.interrupted;
  }
  progress.end(seen);
  terminal.emit(seen);
  return seen.state === 'succeeded' ? EXIT.done : EXIT.failed;
}

type Asked = { readonly run: RunJson } | { readonly ranAlready: RunJson };

async function ask(api: OperatorApi, pipeline: string, flags: RunFlags): Promise<Asked> {
  await refuseElsewhere(api, { environment: flags.env });
  const { fire, param = [], again = false, duringFreeze = false } = flags;
  const question = {
    ...(fire === undefined ? {} : { fireAt: new Date(parseFireTime(fire)).toISOString() }),
    parameters: Object.fromEntries(param.map(parameterOf)),
    again,
    duringFreeze,
  };
  try {
    const path = `/api/v1/pipelines/${encodeURIComponent(pipeline)}/runs`;
    return { run: await api.postOnce<RunJson>(path, question, randomUUID()) };
  } catch (thrown) {
    if (!(thrown instanceof RefusedRequest)) throw thrown;
    // says which name may be meant
    if (thrown.code === 'NOT_FOUND') await chosenPipelines(api, [pipeline], {});
    const run = thrown.code === 'STORE_CONFLICT' && !again ? await ranAlready(api, thrown.body) : undefined;
    if (run === undefined) throw thrown;
    return { ranAlready: run };
  }
}

function parameterOf(given: string): [string, string] {
  const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(given) ?? [];
  if (name === undefined) throw new UsageError(say`\`${given}\` gives no parameter`, say`write NAME=VALUE`);
  return [name, value];
}

/** The run that a refusal names where that is one which has succeeded. */
async function ranAlready(api: OperatorApi, body: unknown): Promise<RunJson | undefined> {
  const { error } = body as { readonly error: { readonly run?: string } }; // schemas/error
  const run = error.run === undefined ? undefined : await api.find<RunJson>(`/api/v1/runs/${error.run}`);
  return run?.state === 'succeeded' ? run : undefined;
}
