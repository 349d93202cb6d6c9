// Loaded with --import into a measured process: at its end it writes what the operating system counted.
import { writeFileSync } from 'node:fs';

const file = process.env.SLUICE_BENCH_USAGE;
if (file) {
  process.on('exit', () => {
    const usage = process.resourceUsage();
    writeFileSync(
      file,
      JSON.stringify({ cpuMs: (usage.userCPUTime + usage.systemCPUTime) / 1000, rssMiB: usage.maxRSS / 1024 }),
    );
  });
}
