import { signal } from '@preact/signals';

/** A question for the server's token; answered with nothing, what was asked for is given up. */
export interface TokenQuestion {
  /** One was given, and is not the server's. */
  readonly isRefused: boolean;
  answer(token: string | undefined): void;
}

/** The question that is open. */
export const tokenQuestion = signal<TokenQuestion | undefined>(undefined);

/** Of this tab, for as long as it is open. */
const KEY = 'sluice-token';

export function knownToken(): string | undefined {
  return sessionStorage.getItem(KEY) ?? undefined;
}

/** Asks whoever sits there. Undefined = they have none. */
export async function askToken(isRefused: boolean): Promise<string | undefined> {
  const token = await new Promise<string | undefined>((resolve) => {
    tokenQuestion.value?.answer(undefined);
    tokenQuestion.value = { isRefused, answer: resolve };
  });
  tokenQuestion.value = undefined;
  if (token !== undefined) sessionStorage.setItem(KEY, token);
  return token;
}
