import { extname } from 'node:path';
import { OperatingError } from '../../../../errors.ts';
import type { Settings } from '../../resolved-job.ts';

const TYPES = ['csv', 'json', 'jsonl', 'parquet'] as const;

/** How a file is laid out. */
export interface FileFormat {
  readonly type: (typeof TYPES)[number];
  readonly delimiter: string;
  readonly encoding: string;
  /** csv: whether the first line names the columns. */
  readonly header: boolean;
  readonly gzip: boolean;
  /** The word as the user gave it, for Parquet's own codecs. */
  readonly compression: string | undefined;
}

/** The format by the job's `file:`, else by the name of the file. Throws INVALID_REQUEST. */
export function readFormat(file: Settings, path: string): FileFormat {
  const compression = text(file['compression']);
  const plainPath = path.endsWith('.gz') ? path.slice(0, -3) : path;
  const named = text(file['type']) ?? extname(plainPath).slice(1);
  const type = TYPES.find((known) => known === named);
  if (type === undefined) {
    throw new OperatingError('INVALID_REQUEST', `the format of ${path} is not known`, {
      retryable: false,
      help: `Give the file a type: ${TYPES.join(', ')}.`,
    });
  }
  return {
    type,
    delimiter: text(file['delimiter']) ?? ',',
    encoding: text(file['encoding']) ?? 'utf-8',
    header: file['header'] !== false,
    gzip: type !== 'parquet' && (compression === 'gzip' || (compression === undefined && path.endsWith('.gz'))),
    compression,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
