import { say, type Message } from '../../message/index.ts';
import { Interruption } from '../exit-code.ts';

/** Says a message in the language of the run. */
export type Words = (message: Message) => string;

type Prompts = typeof import('@clack/prompts');

/** The library of questions, loaded where something is asked only. */
export async function openPrompts(): Promise<Prompts> {
  return import('@clack/prompts');
}

/** The answer; ctrl-c ends the verb. */
export function asked<T>(answer: T): Exclude<T, symbol> {
  if (typeof answer === 'symbol') throw new Interruption();
  return answer as Exclude<T, symbol>;
}

/** True where somebody is there to answer: a terminal at both ends, and nobody asked for no questions. */
export function mayAsk(flags: { readonly input?: boolean; readonly yes?: boolean }): boolean {
  return flags.input !== false && flags.yes !== true && process.stdin.isTTY && process.stdout.isTTY;
}

/** Whether a person says yes to what cannot be taken back by itself; no is what return alone gives. Ctrl-c ends the verb. */
export async function isConfirmed(question: Message, words: Words): Promise<boolean> {
  const { confirm } = await openPrompts();
  return asked(
    await confirm({
      message: words(question),
      active: words(say`yes`),
      inactive: words(say`no`),
      initialValue: false,
    }),
  );
}
