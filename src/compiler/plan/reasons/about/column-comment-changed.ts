import { say } from '../../../../message/index.ts';
import { unescapeStep } from '../../../text/index.ts';
import { pathsOf, valuesUnder, type Reason } from '../../reason.ts';

const COMMENT = /^\/(?:source|sink)\/columns\/([^/]+)\/comment$/;

/** What is said of columns. */
export const columnCommentChanged: Reason = {
  reason: 'COLUMN_COMMENT_CHANGED',
  find(change) {
    const values = valuesUnder(change, '/source/columns', '/sink/columns').filter(({ path }) => COMMENT.test(path));
    if (values.length === 0) return [];
    const names = [...new Set(values.map(({ path }) => nameIn(path)))].map((name) => `\`${name}\``).join(', ');
    return [{ meaning: 'cosmetic', consequence: say`people read other comments on ${names}`, paths: pathsOf(values) }];
  },
};

/** A name in a pointer, unescaped (RFC 6901). */
function nameIn(path: string): string {
  return unescapeStep(COMMENT.exec(path)?.[1] ?? '');
}
