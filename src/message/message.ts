import { fitTogether } from './fit-together.ts';

/**
 * A sentence for people, kept as a template and what stands in it, so that it can be said in another
 * language later. Names in it are in backticks and are the same in every language.
 */
export interface Message {
  /** English, with `{0}`, `{1}` … where the arguments go. It is the key of a {@link Catalogue}. */
  readonly template: string;
  readonly args: readonly MessageArgument[];
  /** Said in its place in every language but English, where it holds a text that no catalogue can know. */
  readonly inOtherLanguages?: Message;
}

/** A name or a value goes in as it is; a message is said in the same language as the whole. */
export type MessageArgument = string | number | bigint | boolean | Message;

/** Templates of one language by their English. */
export type Catalogue = Readonly<Record<string, string>>;

/** Makes a message: say`no pipeline is named \`${name}\``. */
export function say(parts: TemplateStringsArray, ...args: readonly MessageArgument[]): Message {
  let template = parts[0] ?? '';
  for (let index = 0; index < args.length; index += 1) template += `{${index}}${parts[index + 1] ?? ''}`;
  return { template, args };
}

/** A sentence from a table, which is its own template. */
export function sentence(text: string): Message {
  return { template: text, args: [] };
}

/**
 * A message with a text that comes in English only: what a parser says, or the description of one of thousands of
 * parameters. Other languages say `otherwise` in its place, or nothing, which leaves a note or a help out.
 */
export function inEnglish(message: Message, otherwise: Message = NOTHING): Message {
  return { ...message, inOtherLanguages: otherwise };
}

const NOTHING: Message = { template: '', args: [] };

/** Messages one after the other. */
export function joined(messages: readonly Message[], between = ''): Message {
  return { template: messages.map((_, index) => `{${index}}`).join(between), args: messages };
}

/** The message in the catalogue's language; in English without one, or where it does not know the template. */
export function wordsOf(message: Message, catalogue?: Catalogue): string {
  if (catalogue !== undefined && message.inOtherLanguages !== undefined)
    return wordsOf(message.inOtherLanguages, catalogue);
  const template = catalogue?.[message.template] ?? message.template;
  if (message.args.length === 0) return template;
  let text = '';
  for (const part of template.split(/(\{\d+\})/)) {
    const said = part.startsWith('{') ? inHole(part, message, catalogue) : part;
    text = catalogue === undefined ? text + said : fitTogether(text, said);
  }
  return text;
}

/** The argument that a part of a template asks for; the part itself where it is no hole. */
function inHole(part: string, { args }: Message, catalogue: Catalogue | undefined): string {
  const argument = /^\{\d+\}$/.test(part) ? args[Number(part.slice(1, -1))] : undefined;
  if (argument === undefined) return part;
  return typeof argument === 'object' ? wordsOf(argument, catalogue) : String(argument);
}
