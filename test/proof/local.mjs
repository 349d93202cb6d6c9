// npm run proof local: `sluice run` again and again while its source is written, killed, frozen and interrupted on the way; every row
// is in the sink, the cursor goes one way, and no secret lies anywhere.
import { proveLocal } from './local/prove-local.ts';

process.exitCode = await proveLocal();
