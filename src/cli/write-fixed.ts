import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FixedFile } from '../compiler/index.ts';
import { say, sentence, type Message } from '../message/index.ts';
import { WRITE_REASONS } from './write-reasons.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Writes a fixed file in place of the one that was read: all of it or nothing, with its mode and byte order mark, where a
 * link leads. Gives the reason when it is not written: the file has changed since, or a link leads out of the project.
 */
export function writeFixed(root: string, { path: name, before, after }: FixedFile): Message | undefined {
  try {
    const target = realpathSync(path.join(root, name));
    if (!target.startsWith(realpathSync(root) + path.sep))
      return say`\`${name}\` is not changed: it lies outside of the project`;
    const written = readFileSync(target, 'utf8');
    const mark = written.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
    if (written !== mark + before) return say`\`${name}\` is not changed: somebody else changed it meanwhile`;
    replaceFile(target, mark + after);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return say`\`${name}\` is not changed: it is not there any more`;
    return say`\`${name}\` is not changed: ${sentence(WRITE_REASONS[code] ?? code)}`;
  }
}

/** A reader sees the old text or the new one, never a part. */
function replaceFile(target: string, text: string): void {
  const { mode } = statSync(target);
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.new`);
  try {
    writeFileSync(beside, text, { flag: 'wx' });
    chmodSync(beside, mode);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
