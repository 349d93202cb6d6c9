import { createOnce } from '../create-once.ts';
import { sameAs } from '../author.ts';
import type { Annotation, ReviewStatus } from '../forge.ts';
import type { ForgeHttp } from '../http/forge-http.ts';
import { textIn } from '../http/read-json.ts';
import type { ReviewClock } from '../review-clock.ts';
import { diffPositions } from './diff-positions.ts';

/** Each is a comment that somebody is told of: the plan's own comment has the rest. */
const MOST_COMMENTS = 10;

export interface AnnotatedPull {
  readonly repo: string;
  readonly pull: string;
  readonly author: string;
}

/**
 * Findings as comments on lines of the diff: what is documented of Gitee's checks has no annotations. One that is there stays as it is, one whose finding
 * is gone is deleted. Gives how many findings stand beside their lines.
 */
export async function annotateLines(
  http: ForgeHttp,
  { repo, pull, author }: AnnotatedPull,
  { name, head, annotations }: ReviewStatus,
  clock: ReviewClock,
): Promise<number> {
  const prefix = `<!-- sluice:finding ${encodeURIComponent(name)} `;
  const isOurs = sameAs(author, ['user', 'id']);
  const written = async (): Promise<ReadonlyMap<string, string>> => {
    const all = await http.list(`${pull}/comments`);
    const found = all.filter((each) => textIn(each, 'body').startsWith(prefix) && isOurs(each));
    return new Map(found.map((each) => [markerOf(textIn(each, 'body')), textIn(each, 'id')]));
  };
  const there = await written();
  if (there.size === 0 && annotations.length === 0) return 0;
  const placed = await placedOf(http, pull, annotations);
  const wanted = new Map(placed.map((each) => [`${prefix}${each.annotation.fingerprint} -->`, each]));
  for (const [marker, id] of there)
    if (!wanted.has(marker)) await http.request('DELETE', `${repo}/pulls/comments/${id}`);
  for (const [marker, { annotation, position }] of wanted) {
    if (there.has(marker)) continue;
    const { path, title, message } = annotation;
    const comment = { body: `${marker}\n**${title}**\n\n${message}`, commit_id: head, path, position };
    await createOnce(
      clock,
      async () => textIn(await http.request('POST', `${pull}/comments`, comment), 'id'),
      async () => (await written()).get(marker),
    );
  }
  return wanted.size;
}

/** Those on lines that the diff shows, errors first. */
async function placedOf(
  http: ForgeHttp,
  pull: string,
  annotations: readonly Annotation[],
): Promise<readonly { readonly annotation: Annotation; readonly position: number }[]> {
  if (annotations.length === 0) return [];
  const files = await http.list(`${pull}/files`);
  const places = new Map(files.map((file) => [textIn(file, 'filename'), diffPositions(textIn(file, 'patch', 'diff'))]));
  return annotations
    .flatMap((annotation) => {
      const position = places.get(annotation.path)?.get(annotation.start.line);
      return position === undefined ? [] : [{ annotation, position }];
    })
    .slice(0, MOST_COMMENTS);
}

function markerOf(body: string): string {
  return body.split('\n', 1)[0]?.trim() ?? '';
}
