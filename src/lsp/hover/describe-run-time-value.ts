import type { Cursor } from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import {
  formatTime,
  MOMENT_FORMAT,
  nextFireTime,
  parseRunTimeText,
  valueAtFire,
  type RunTimeValue,
} from '../../time/index.ts';
import { RUN_TIME_VALUES } from '../completion/run-time-values.ts';
import { nodeAt } from '../node-at.ts';
import type { Question } from '../question.ts';
import type { FoundHover } from './hover-of.ts';

/** Of a placeholder under the cursor: what it stands for, and what it is at the next fire. */
export function describeRunTimeValueAt(cursor: Cursor, question: Question): FoundHover | undefined {
  if (cursor.part === 'key') return undefined;
  const at = question.offset - cursor.start;
  for (const match of cursor.text.matchAll(/(?<!\$)\$\{[^}\n]*\}/g)) {
    const [text] = match;
    if (at < match.index || at > match.index + text.length) continue;
    const start = cursor.start + match.index;
    const markdown = describe(text, cursor, question);
    return markdown === undefined ? undefined : { markdown, start, end: start + text.length };
  }
  return undefined;
}

function describe(text: string, cursor: Cursor, question: Question): string | undefined {
  const node = nodeAt(question, cursor);
  const parameters = (node?.parameters ?? []).map(({ name }) => name);
  const parsed = parseRunTimeText(text, parameters).text;
  const value = typeof parsed === 'string' ? undefined : parsed.parts.find((part) => typeof part !== 'string');
  if (value === undefined) return undefined;
  const { words, now, project } = question;
  const meaning = words(meaningOf(value));
  const schedule = node?.schedule.schedule;
  const fire = schedule && nextFireTime(schedule, now);
  if (node === undefined || schedule === undefined || fire === undefined) return `\`${text}\`\n\n${meaning}`;
  const filled = valueAtFire(value, schedule, fire, {
    parameters: Object.fromEntries(
      node.parameters.flatMap(({ name, default: given }) => (given === undefined ? [] : [[name, given]])),
    ),
    environment: project.environment,
    pipeline: node.name,
  });
  if (filled === undefined) return `\`${text}\`\n\n${meaning}`;
  const moment = formatTime(fire, MOMENT_FORMAT, schedule.timeZone);
  return `\`${text}\`\n\n${meaning}\n\n${words(say`at the next fire, ${moment}: \`${filled}\``)}`;
}

function meaningOf(value: RunTimeValue): Message {
  switch (value.kind) {
    case 'time':
      return RUN_TIME_VALUES[value.base] ?? say``;
    case 'parameter':
      return say`parameter \`${value.name}\` of the pipeline, which a run may override`;
    case 'secret':
      return say`a secret that is read on the executor when a run starts; it never enters a file, a job or a log`;
    case 'env':
      return say`a variable of the executor's environment, read when a run starts`;
    default:
      return RUN_TIME_VALUES[value.kind] ?? say``;
  }
}
