import { OperatingError } from '../errors.ts';

/** A place in a list that is ordered by a number and then by an id. Opaque to callers. */
export interface PagePlace {
  readonly number: number;
  readonly id: string;
}

export function writePageCursor(place: PagePlace): string {
  return Buffer.from(`${place.number} ${place.id}`).toString('base64url');
}

/** Throws INVALID_REQUEST for a text that is no cursor of ours. */
export function readPageCursor(cursor: string): PagePlace {
  const match = /^(\d{1,16}) (.*)$/.exec(Buffer.from(cursor, 'base64url').toString());
  const [, number, id] = match ?? [];
  if (number === undefined || id === undefined) {
    throw new OperatingError('INVALID_REQUEST', 'the cursor of the list is not one this server gave out', {
      retryable: false,
      help: 'leave the cursor out to start from the newest',
    });
  }
  return { number: Number(number), id };
}
