import { describe, expect, it } from 'vitest';
import { CancellationTokenSource, ResponseError } from 'vscode-languageserver';
import { createGuard, type ServerState } from './guard.ts';

function guarded(answer: () => string | Promise<string>, state: ServerState = 'running') {
  const reported: string[] = [];
  const guard = createGuard({
    state: () => state,
    report: (feature, error) => reported.push(`${feature}: ${String(error)}`),
  });
  return { reported, ask: guard('hover', 'nothing', answer) };
}
const { token } = new CancellationTokenSource();

describe('createGuard', () => {
  it('answers, and gives nothing in place of a defect, which it reports', async () => {
    expect(await guarded(() => 'text').ask(undefined, token)).toBe('text');
    const { ask, reported } = guarded(() => {
      throw new TypeError('broken');
    });
    expect(await ask(undefined, token)).toBe('nothing');
    expect(reported).toEqual(['hover: TypeError: broken']);
  });

  it('says that a question was withdrawn', async () => {
    const source = new CancellationTokenSource();
    const { ask } = guarded(() => {
      source.cancel();
      return 'late';
    });
    const answer = await ask(undefined, source.token);
    expect(answer).toBeInstanceOf(ResponseError);
    expect((answer as ResponseError).code).toBe(-32800);
  });

  it.each([
    ['starting', -32002],
    ['ended', -32600],
  ] as const)('refuses while %s', async (state, code) => {
    expect(((await guarded(() => 'text', state).ask(undefined, token)) as ResponseError).code).toBe(code);
  });
});
