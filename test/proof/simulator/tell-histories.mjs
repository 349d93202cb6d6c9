// A process that is sent seeds and answers with what their histories came to, until it is let go.
import { profileOf } from './profile.ts';
import { simulate } from './simulate.ts';

process.on('message', async (seed) => {
  const { lost, doubled, broken, counts } = await simulate(seed, profileOf(seed));
  process.send?.({ seed, findings: { lost, doubled, broken, counts } });
});
process.send?.('ready');
