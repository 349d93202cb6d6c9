import { readFile } from 'node:fs/promises';
import { readSavedPlan, type SavedPlan } from '../../compiler/index.ts';
import { say, sentence } from '../../message/index.ts';
import { FailedOperation } from '../exit-code.ts';
import { readVersion } from '../version.ts';

/** A plan that `plan --out` has saved. Throws a failed operation for what is none, or is not as it was written. */
export async function readPlan(file: string): Promise<SavedPlan> {
  const read = readSavedPlan(await jsonOf(file), readVersion());
  if ('problem' in read) throw new FailedOperation(say`${file} is not applied: ${read.message}`, read.help);
  return read;
}

async function jsonOf(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new FailedOperation(
      say`${file} cannot be read: ${sentence(READ_REASONS[code] ?? code)}`,
      say`name a file that \`sluice plan --out FILE\` has written`,
      error,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FailedOperation(
      say`${file} is no JSON: it was cut off, edited, or is another file`,
      say`name a file that \`sluice plan --out FILE\` has written`,
      error,
    );
  }
}

/** Why a file cannot be read, by the system's code. */
const READ_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
};
