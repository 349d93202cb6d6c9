import { open, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { OperatingError } from '../../../../errors.ts';
import { CsvParser } from '../../files/csv-parser.ts';
import { readText } from '../../files/read-text.ts';
import { fileError } from '../../file-errors.ts';
import type { JobContext } from '../../job-context.ts';
import type { Batch, Column, RowSink } from '../../rows.ts';
import { createDraft, type Draft } from './draft.ts';
import type { FileFormat } from './format.ts';
import type { JobFile } from './job-file.ts';
import { csvField, csvLine, jsonObject } from './row-text.ts';

const compress = promisify(gzip);
/** The end of an array and white space after it are looked for in this many bytes. */
const TAIL_BYTES = 4096;

/**
 * Writes csv, json or jsonl, as UTF-8. Each batch of a gzip file is a member of its own, which is why
 * appending to one is appending. Append works on a copy of the target, so a failed run changes nothing.
 */
export async function openTextSink(
  file: JobFile,
  format: FileFormat,
  append: boolean,
  columns: readonly Column[],
  context: JobContext,
): Promise<RowSink> {
  const draft = await createDraft(file, context);
  try {
    const extending = append && (await draft.copyTarget());
    const handle = await open(draft.path, 'r+');
    const sink = new TextSink(handle, draft, file, format, columns, context);
    try {
      await sink.begin(extending);
      return sink;
    } catch (thrown) {
      await handle.close();
      throw thrown;
    }
  } catch (thrown) {
    await draft.discard();
    throw fileError(thrown, file.shown, 'write');
  }
}

class TextSink implements RowSink {
  readonly #handle: FileHandle;
  readonly #draft: Draft;
  readonly #file: JobFile;
  readonly #format: FileFormat;
  readonly #columns: readonly Column[];
  readonly #context: JobContext;
  #position = 0;
  #elements = false;

  constructor(
    handle: FileHandle,
    draft: Draft,
    file: JobFile,
    format: FileFormat,
    columns: readonly Column[],
    context: JobContext,
  ) {
    this.#handle = handle;
    this.#draft = draft;
    this.#file = file;
    this.#format = format;
    this.#columns = columns;
    this.#context = context;
  }

  async begin(extending: boolean): Promise<void> {
    const { type, header, delimiter } = this.#format;
    if (extending) {
      this.#position = (await this.#handle.stat()).size;
      if (type === 'csv' && header) await this.#checkHeader();
      if (type === 'json') await this.#reopenArray();
      else if (!this.#format.gzip) await this.#endLine();
    } else if (type === 'json') await this.#put('[');
    else if (type === 'csv' && header) {
      const names = this.#columns.map(({ name }) => csvField(name, undefined, delimiter));
      await this.#put(`${names.join(delimiter)}\n`);
    }
  }

  async write({ rows }: Batch): Promise<void> {
    const { type, delimiter } = this.#format;
    if (type === 'csv') await this.#put(rows.map((row) => csvLine(row, this.#columns, delimiter)).join(''));
    else if (type === 'jsonl') await this.#put(rows.map((row) => `${jsonObject(row, this.#columns)}\n`).join(''));
    else {
      const objects = rows.map((row) => `\n${jsonObject(row, this.#columns)}`).join(',');
      await this.#put(this.#elements ? `,${objects}` : objects);
      this.#elements = true;
    }
    this.#context.counters.rowsWritten += rows.length;
  }

  async commit(): Promise<void> {
    if (this.#format.type === 'json') await this.#put('\n]\n');
    await this.#handle.close();
    await this.#draft.publish();
  }

  async abort(): Promise<void> {
    await this.#handle.close().catch(() => {});
    await this.#draft.discard();
  }

  async #put(text: string): Promise<void> {
    try {
      const bytes = this.#format.gzip ? await compress(text) : Buffer.from(text);
      for (let written = 0; written < bytes.length;) {
        const part = await this.#handle.write(bytes, written, bytes.length - written, this.#position);
        written += part.bytesWritten;
        this.#position += part.bytesWritten;
      }
    } catch (thrown) {
      throw fileError(thrown, this.#file.shown, 'write');
    }
  }

  /** Appending under another header would put values into the wrong columns. */
  async #checkHeader(): Promise<void> {
    const parser = new CsvParser(this.#format.delimiter);
    const source = { ...this.#file, path: this.#draft.path, encoding: 'utf-8', gzip: this.#format.gzip };
    for await (const piece of readText(source, this.#context.signal)) {
      const [header] = parser.push(piece);
      if (header === undefined) continue;
      const names = this.#columns.map(({ name }) => name);
      if (header.fields.join('\n') === names.join('\n')) return;
      throw new OperatingError(
        'JOB_FAILED',
        `${this.#file.shown} has the columns ${header.fields.join(', ')}; the run writes ${names.join(', ')}`,
        { retryable: false },
      );
    }
  }

  async #endLine(): Promise<void> {
    const tail = await this.#tail(1);
    if (tail !== '' && tail !== '\n') await this.#put('\n');
  }

  /** Takes the closing bracket off, so that more elements can follow. */
  async #reopenArray(): Promise<void> {
    const tail = this.#format.gzip ? '' : await this.#tail(TAIL_BYTES);
    const bracket = /\s*\]\s*$/.exec(tail);
    if (bracket === null) {
      throw new OperatingError('JOB_FAILED', `nothing can be appended to ${this.#file.shown}: it is no JSON array`, {
        retryable: false,
        help: 'Use mode overwrite, or a jsonl file, which is made for appending.',
      });
    }
    const kept = tail.slice(0, bracket.index);
    this.#position -= Buffer.byteLength(bracket[0]);
    await this.#handle.truncate(this.#position);
    this.#elements = !/^\s*\[$/.test(kept);
  }

  async #tail(bytes: number): Promise<string> {
    const length = Math.min(bytes, this.#position);
    const { buffer } = await this.#handle.read(Buffer.alloc(length), 0, length, this.#position - length);
    return buffer.toString('utf8');
  }
}
