import { FailedOperation } from './exit-code.ts';

/** What a server answers. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Nobody answers at the address of a server. */
export class NoServer extends FailedOperation {}

/** A server was asked for something, and nobody knows whether it has done it. */
export class LostAnswer extends FailedOperation {}

/** True for the statuses of nobody behind a proxy, or a server whose store is away: each may be over soon. */
export function isNotNow(status: number): boolean {
  return status === 502 || status === 503 || status === 504;
}
