import { ErrorCodes, LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';

/** In which part of its life the server is; outside of `running` no feature answers. */
export type ServerState = 'starting' | 'running' | 'ended';

export interface GuardOptions {
  readonly state: () => ServerState;
  /** Told of a defect, with the feature's name. */
  readonly report: (feature: string, error: unknown) => void;
}

/** Wraps a feature; `nothing` is its answer where it has a defect. */
export type Guard = <P, R>(
  feature: string,
  nothing: R,
  answer: (params: P, token: CancellationToken) => Promise<R> | R,
) => (params: P, token: CancellationToken) => Promise<R | ResponseError>;

/**
 * Wraps features: one that throws answers with what stands for nothing, and the server goes on; one whose
 * question was withdrawn says so. Before `initialize` and after `shutdown` every question is refused, as the
 * protocol asks.
 */
export function createGuard({ state, report }: GuardOptions): Guard {
  return <P, R>(
    feature: string,
    nothing: R,
    answer: (params: P, token: CancellationToken) => Promise<R> | R,
  ): ((params: P, token: CancellationToken) => Promise<R | ResponseError>) =>
    async (params, token) => {
      if (state() === 'starting')
        return new ResponseError(ErrorCodes.ServerNotInitialized, 'the server is not initialised');
      if (state() === 'ended') return new ResponseError(ErrorCodes.InvalidRequest, 'the server is shutting down');
      try {
        const result = await answer(params, token);
        return token.isCancellationRequested ? cancelled() : result;
      } catch (error) {
        report(feature, error);
        return nothing;
      }
    };
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
