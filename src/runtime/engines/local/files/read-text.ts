import { createReadStream } from 'node:fs';
import { addAbortSignal } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { OperatingError } from '../../../errors.ts';
import { fileError } from '../file-errors.ts';
import { stopped } from '../job-context.ts';

/** What is to be read, and how. `shown` is the path as the user wrote it. */
export interface TextFile {
  readonly path: string;
  readonly shown: string;
  readonly encoding: string;
  readonly gzip: boolean;
}

/**
 * The text of a file, piece by piece. Throws FILE_UNREADABLE, also when a byte does not belong to the
 * encoding: half a character is never replaced in silence.
 */
export async function* readText(file: TextFile, signal: AbortSignal): AsyncIterable<string> {
  const decoder = decoderFor(file);
  try {
    const bytes = addAbortSignal(signal, createReadStream(file.path));
    const plain = file.gzip ? bytes.pipe(addAbortSignal(signal, createGunzip())) : bytes;
    // pipe() does not carry errors on; the reader of the unpacked text must hear of them.
    if (plain !== bytes) bytes.on('error', (error) => plain.destroy(error));
    for await (const chunk of plain) yield decoder.decode(chunk as Uint8Array, { stream: true });
    yield decoder.decode();
  } catch (thrown) {
    if (signal.aborted) throw stopped();
    if (thrown instanceof TypeError) {
      throw new OperatingError('FILE_UNREADABLE', `${file.shown} is not ${file.encoding} text`, { retryable: false });
    }
    throw fileError(thrown, file.shown, 'read');
  }
}

function decoderFor(file: TextFile): TextDecoder {
  try {
    return new TextDecoder(file.encoding, { fatal: true });
  } catch {
    throw new OperatingError('INVALID_REQUEST', `the encoding ${file.encoding} is not known`, {
      retryable: false,
      help: 'Use a name such as utf-8, gb18030, iso-8859-1 or utf-16le.',
    });
  }
}
