// A process that is sent seeds and answers with what their histories came to, until it is let go.
import { RUNTIME } from './profile.ts';
import { simulate } from './simulate.ts';

process.on('message', async (seed) => {
  const { lost, doubled, broken, counts } = await simulate(seed, RUNTIME);
  process.send?.({ seed, findings: { lost, doubled, broken, counts } });
});
process.send?.('ready');
