import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Files are read or written in another form. */
export const fileFormatChanged: Reason = {
  reason: 'FILE_FORMAT_CHANGED',
  find(change) {
    if (!isUpdated(change)) return [];
    const read = valuesUnder(change, '/source/file');
    const written = valuesUnder(change, '/sink/file');
    return [
      ...(read.length === 0
        ? []
        : [
            {
              meaning: 'data-affecting' as const,
              consequence: say`files are read in another form (${keysOf(read)}): those of the earlier one fail or give other values`,
              paths: pathsOf(read),
            },
          ]),
      ...(written.length === 0
        ? []
        : [
            {
              meaning: 'data-affecting' as const,
              consequence: say`files are written in another form (${keysOf(written)}); those that are there stay in the earlier one`,
              paths: pathsOf(written),
            },
          ]),
    ];
  },
};

function keysOf(values: readonly { readonly path: string }[]): string {
  return values.map(({ path }) => path.split('/').slice(3).join('.') || 'file').join(', ');
}
