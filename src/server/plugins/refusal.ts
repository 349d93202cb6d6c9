import type { OperatingErrorCode } from '../../runtime/index.ts';

/** Why a request is not looked at any further. */
export interface Refusal {
  readonly status: number;
  readonly code: OperatingErrorCode;
  readonly message: string;
  readonly help: string;
}
