// Prints what a test needs to ask Quartz: the JDK's programs and the folders of its two generations, as one line of JSON.
import { join } from 'node:path';
import { jars } from './jars.mjs';
import { ensurePrograms } from './programs.mjs';

const report = (line) => process.stderr.write(`stack: ${line}\n`);

const [javac, java] = await ensurePrograms(['javac', 'java'], report);
const folder = await jars(report, new AbortController().signal);
const classPaths = { 'quartz-2.3': join(folder, 'quartz-2.3'), 'quartz-2.5': join(folder, 'quartz-2.5') };
process.stdout.write(`${JSON.stringify({ javac, java, classPaths })}\n`);
