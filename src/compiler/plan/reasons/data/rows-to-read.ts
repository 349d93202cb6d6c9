import { say, type Message } from '../../../../message/index.ts';
import type { Artefact } from '../../../artefact/index.ts';
import type { Reason } from '../../reason.ts';
import { sourceOf } from '../../ends/source-of.ts';
import type { SourceSize } from '../../source-size.ts';
import { isStream, OLDEST, streamStart } from '../../stream-start.ts';
import { endWords } from '../../ends/end-words.ts';
import { whatRunsRead } from '../../ends/what-runs-read.ts';

/** How much there is to read, where the source was asked: of a pipeline that is new, or that reads anew. */
export const rowsToRead: Reason = {
  reason: 'ROWS_TO_READ',
  find({ name, after, facts }) {
    const size = facts.sizes?.get(name);
    if (size === undefined || after === undefined) return [];
    const told = sizeWords(size, endWords(sourceOf(after)));
    const start = sourceOf(after)['start'] !== undefined || isStream(after) ? streamStart(after, facts.specOf) : OLDEST;
    const consequence =
      start.kind === 'now'
        ? say`${told}; none of them is read`
        : size.by === 'optimiser' || (start === OLDEST && !selects(after))
          ? told
          : say`${told}; how many of them it selects is not known`;
    return [{ meaning: 'resource', consequence, paths: [] }];
  },
};

/** True of a pipeline that may read less than everything. */
function selects(artefact: Artefact): boolean {
  const { where, query } = sourceOf(artefact);
  const { incremental } = artefact.pipeline;
  const selectsByCursor = incremental !== undefined && incremental.from !== undefined;
  return where !== undefined || query !== undefined || selectsByCursor || whatRunsRead(artefact) === 'period';
}

function sizeWords({ rows = 0, files, by }: SourceSize, place: Message): Message {
  switch (by) {
    case 'count':
      return rows === 1 ? say`1 row is in ${place}` : say`${grouped(rows)} rows are in ${place}`;
    case 'at-least':
      return say`more than ${grouped(rows)} rows are in ${place}`;
    case 'statistics':
      return say`about ${grouped(rounded(rows))} rows are in ${place}, by the statistics of its database`;
    case 'optimiser':
      return say`about ${grouped(rounded(rows))} rows of ${place} are to be read, by the estimate of its database`;
    case 'offsets':
      return say`about ${grouped(rows)} records are in ${place}`;
    case 'files':
      return files?.count === 1
        ? say`1 file of ${bytesText(files.bytes)} is at ${place}`
        : say`${grouped(files?.count ?? 0)} files of ${bytesText(files?.bytes ?? 0)} are at ${place}`;
    default:
      return by satisfies never;
  }
}

/** What is not exact has two digits that mean something. */
function rounded(count: number): number {
  return Number(count.toPrecision(2));
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}

function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power] ?? 'B'}`;
}
