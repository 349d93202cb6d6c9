import { ForgeError } from './forge-error.ts';

/** Sends what may be done twice without harm, once more where no answer came. */
export async function onceMore(send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (!(error instanceof ForgeError) || error.kind !== 'uncertain') throw error;
    await send();
  }
}
