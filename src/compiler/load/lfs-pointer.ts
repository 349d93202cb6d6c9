import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { wholeFile } from './stretch.ts';

/** How a file begins in whose place Git LFS has put a pointer (its specification, version 1: this line is the first). */
const BEGINNING = Buffer.from('version https://git-lfs.github.com/spec/');

/** True of what a clone without Git LFS has in place of a file: three lines that name it. */
export function isLfsPointer(bytes: Uint8Array): boolean {
  return BEGINNING.equals(bytes.subarray(0, BEGINNING.length));
}

/** That a file is not there, and only a pointer to it. */
export function lfsPointer(path: string): Diagnostic {
  return makeDiagnostic('SL0107', wholeFile(path), say`\`${path}\` is a pointer of Git LFS, and not the file itself`, {
    notes: [say`what it holds is not known, so nothing is deleted on the strength of this run`],
    help: say`fetch it with \`git lfs pull\`; files that Sluice reads are small texts, and better kept out of LFS (\`.gitattributes\`)`,
  });
}
