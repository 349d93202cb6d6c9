import { createOnce } from './create-once.ts';
import type { Forge } from './forge.ts';
import { isRefusal } from './forge-error.ts';
import { markerLine, readMarker, type MarkedPlan } from './marker.ts';
import type { ReviewClock } from './review-clock.ts';

export interface CommentToPublish {
  /** How the first line begins. */
  readonly marker: string;
  readonly plan: MarkedPlan;
  readonly text: string;
  /** False: an older comment is edited, and none is made. */
  readonly create: boolean;
}

/** What has become of the comment; `kept-newer`: it tells of a newer commit than this plan. */
export type CommentOutcome = 'created' | 'updated' | 'none' | 'kept-newer';

/**
 * One comment for a project and environment, edited in place. Two of them, made by two runs at once, become one again:
 * the newest is kept.
 */
export async function publishComment(
  forge: Forge,
  { marker, plan, text, create }: CommentToPublish,
  clock: ReviewClock,
): Promise<CommentOutcome> {
  const body = `${markerLine(marker, plan)}\n${text}`;
  const found = await forge.commentsWith(marker);
  const newest = found.at(-1);
  if (newest === undefined) {
    if (!create) return 'none';
    await createOnce(
      clock,
      async () => {
        await forge.createComment(body);
        return body;
      },
      async () => (await forge.commentsWith(marker)).find((comment) => comment.body.trim() === body.trim())?.body,
    );
  } else {
    const told = readMarker(newest.body);
    if (told !== undefined && told.head !== plan.head && told.at > plan.at) return 'kept-newer';
    await forge.updateComment(newest.id, body);
  }
  await sweep(forge, await forge.commentsWith(marker));
  return newest === undefined ? 'created' : 'updated';
}

/** Deletes all but the newest. Somebody else may have done so already. */
async function sweep(forge: Forge, comments: Awaited<ReturnType<Forge['commentsWith']>>): Promise<void> {
  for (const { id } of comments.slice(0, -1)) {
    await forge.deleteComment(id).catch((error: unknown) => {
      if (!isRefusal(error, 404)) throw error;
    });
  }
}
