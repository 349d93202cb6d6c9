import { say, sentence, type Message } from '../../message/index.ts';

/** What the guest of the sandbox complains of (`fail` in sandbox-guest.ts), which has no messages of its own. */
const COMPLAINTS: readonly (readonly [RegExp, (subject: Message, found: Message) => Message])[] = [
  [/^is (.*), not an object$/, (subject, found) => say`${subject} is ${found}, not an object`],
  [/^is (.*), which is not data$/, (subject, found) => say`${subject} is ${found}, which is not data`],
  [/^is (.*), which is not plain data$/, (subject, found) => say`${subject} is ${found}, which is not plain data`],
  [
    /^is (.*), which is not a finite number$/,
    (subject, found) => say`${subject} is ${found}, which is not a finite number`,
  ],
  [/^is a bigint: /, (subject) => say`${subject} is a bigint: write it as a number or as text`],
  [/^is nested deeper /, (subject) => say`${subject} is nested deeper than 100 levels, or contains itself`],
  [/^is a key that /, (subject) => say`${subject} is a key that is not allowed`],
];

const FOUND: Readonly<Record<string, Message>> = {
  null: say`null`,
  undefined: say`undefined`,
  'a list inside a list': say`a list inside a list`,
  'a function': say`a function`,
  'a symbol': say`a symbol`,
  'a string': say`a string`,
  'a number': say`a number`,
  'a boolean': say`a boolean`,
  'a bigint': say`a bigint`,
  'a Date': say`a Date`,
  'a Promise': say`a Promise`,
  'a class instance': say`a class instance`,
};

/** A complaint of the sandbox's guest as a message: `the definition is a function, not an object`. */
export function shapeMessage(text: string): Message {
  const [, whose = '', what = ''] = /^(the definition|`[^`]*`) (.*)$/s.exec(text) ?? [];
  const subject = whose === 'the definition' ? say`the definition` : say`${whose}`;
  for (const [pattern, message] of COMPLAINTS) {
    const match = pattern.exec(what);
    if (match !== null) return message(subject, FOUND[match[1] ?? ''] ?? say`${match[1] ?? ''}`);
  }
  return sentence(text);
}
