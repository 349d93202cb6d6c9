import { type Command, Option } from 'commander';
import { say } from '../../message/index.ts';
import { UsageError } from '../exit-code.ts';

/** What a verb does: gives its exit code. */
export type Action = (flags: Record<string, unknown>, positionals: string[]) => Promise<number>;

/** A verb's action is loaded when it is called, so that `check` never pays for a driver. */
export function action(load: () => Promise<Action>): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1) as Command; // commander passes itself last
    const positionals = given
      .slice(0, -2)
      .flat()
      .filter((value): value is string => typeof value === 'string');
    const run = await load();
    process.exitCode = await run(withEnvironment(command.optsWithGlobals(), command.name()), positionals);
  };
}

/** Verbs that take several `--env`. */
const OF_SEVERAL = new Set(['plan']);

/** `--env` as verbs read it: one name, and beside it all that were given. Throws a usage error where a verb takes only one. */
function withEnvironment(flags: Record<string, unknown>, verb: string): Record<string, unknown> {
  const environments = Array.isArray(flags['env']) ? [...new Set(flags['env'])] : [];
  const [first = 'default', second] = environments;
  if (second !== undefined && !OF_SEVERAL.has(verb))
    throw new UsageError(say`${verb} is for one environment, and --env names several`, say`call it once for each`);
  return { ...flags, env: first, environments };
}

/** A flag that may be repeated: all its values in their order. */
export function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** `--fail-on`, of verbs that have findings. */
export function failOn(): Option {
  return new Option('--fail-on <severity>', 'exit 1 from `error` or `warning` on').default('error');
}

/** `--max-findings`, of verbs that have findings. */
export function maxFindings(): Option {
  return new Option('--max-findings <n>', 'show at most so many on the terminal, 0 for all').default('100');
}
