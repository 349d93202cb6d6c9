import { say } from '../../message/index.ts';
import { isUtf8 } from 'node:buffer';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { createSourceFile, type SourceFile } from '../text/index.ts';
import { stretch } from './stretch.ts';

/** A definition larger than this (bytes) is refused unread: it is data that lost its way, not a definition. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;

/**
 * Decodes the bytes of a file. A UTF-8 byte order mark is skipped, so that offsets count from the first
 * character an author sees.
 */
export function decodeSource(
  bytes: Uint8Array,
  path: string,
): { readonly file: SourceFile; readonly diagnostic?: Diagnostic } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) {
    const start = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0;
    return { file: createSourceFile(path, buffer.toString('utf8', start)) };
  }
  const offset = firstInvalidByte(buffer);
  const file = createSourceFile(path, buffer.toString('utf8', 0, offset));
  const at = stretch(path, Math.max(file.text.length - 1, 0), file.text.length);
  const byte = (buffer[offset] ?? 0).toString(16).padStart(2, '0');
  const mark = byteOrderMark(buffer);
  const diagnostic = makeDiagnostic(
    'SL0101',
    at,
    say`\`${path}\` is not UTF-8: byte 0x${byte} at byte offset ${offset}`,
    {
      notes: [say`files are read as UTF-8, so that every machine reads the same text`],
      help:
        mark === undefined
          ? say`save the file as UTF-8; text from an old Windows editor is often GBK or Windows-1252`
          : say`the file begins with a ${mark} byte order mark: save it as UTF-8`,
    },
  );
  return { file, diagnostic };
}

function byteOrderMark(buffer: Buffer): string | undefined {
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'UTF-16 little-endian';
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'UTF-16 big-endian';
  return undefined;
}

/** Halves the prefix that is known to be good; a cut inside a character is not taken for an error. */
function firstInvalidByte(buffer: Buffer): number {
  let good = 0;
  let bad = buffer.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8(buffer.subarray(0, wholeCharacters(buffer, middle)))) good = middle;
    else bad = middle;
  }
  return wholeCharacters(buffer, good);
}

/** The largest cut at or before `end` that does not split a multi-byte character. */
function wholeCharacters(buffer: Buffer, end: number): number {
  for (let back = 1; back <= 3 && back <= end; back += 1) {
    const byte = buffer[end - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? end - back : end;
  }
  return end;
}
