import type { Message } from '../../message/index.ts';
import type { DifferenceReason } from '../import-result.ts';

/** Why a place of the old job becomes something else, said where it was decided. */
export interface Note {
  readonly reason: DifferenceReason;
  readonly message: Message;
}

/** What the reader decided, by path: the comparison gives these as reasons, and adds none of its own there. */
export class Notes {
  readonly #notes = new Map<string, Note>();

  add(path: string, reason: DifferenceReason, message: Message): void {
    if (!this.#notes.has(path)) this.#notes.set(path, { reason, message });
  }

  /** True where something is noted of exactly this place. */
  has(path: string): boolean {
    return this.#notes.has(path);
  }

  /** Of the place itself, or of the nearest one around it. */
  at(path: string): Note | undefined {
    for (let place = path; place !== ''; place = parentOf(place)) {
      const note = this.#notes.get(place);
      if (note !== undefined) return note;
    }
    return undefined;
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['), 0));
}
