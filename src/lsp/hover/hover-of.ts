import { cursorIn, type Cursor } from '../../compiler/index.ts';
import { nodeAt } from '../node-at.ts';
import type { Question } from '../question.ts';
import { referenceAt } from '../reference-at.ts';
import { describeKey } from './describe-key.ts';
import { describeReference, describeConnector } from './describe-reference.ts';
import { describeRunTimeValueAt } from './describe-run-time-value.ts';
import { describeFires } from './describe-fires.ts';

/** What an editor shows beside a place: Markdown, and the stretch that it is about (UTF-16 offsets). */
export interface FoundHover {
  readonly markdown: string;
  readonly start: number;
  readonly end: number;
}

/** What is known of the key, name or run-time value at a place; undefined where nothing is. */
export async function hoverOf(question: Question): Promise<FoundHover | undefined> {
  const cursor = cursorIn(question.file, question.offset);
  if (cursor === undefined || cursor.text === '') return undefined;
  const value = describeRunTimeValueAt(cursor, question);
  if (value !== undefined) return value;
  const parts = await partsOf(cursor, question);
  const markdown = parts.filter((part) => part !== undefined && part !== '').join('\n\n');
  return markdown === '' ? undefined : { markdown, start: cursor.start, end: cursor.end };
}

async function partsOf(cursor: Cursor, question: Question): Promise<(string | undefined)[]> {
  const reference = referenceAt(question.kind, cursor);
  const fires = firesOf(cursor, question);
  if (reference !== undefined) return [await describeReference(reference, cursor, question)];
  if (cursor.part === 'value' && question.kind === 'pipeline') {
    const connector = await describeConnector(cursor, question);
    if (connector !== undefined) return [connector];
  }
  return [await describeKey(cursor, question), fires];
}

/** Of anything that says when a pipeline fires, its next fires. */
function firesOf(cursor: Cursor, question: Question): string | undefined {
  const [top, key] = cursor.path;
  const says =
    top === 'schedule' && (key === undefined || ['cron', 'every', 'at', 'timeZone', 'after'].includes(String(key)));
  const node = question.kind === 'pipeline' && says ? nodeAt(question, cursor) : undefined;
  return node && describeFires(node.schedule.schedule, question);
}
