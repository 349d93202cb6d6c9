#!/usr/bin/env node
// Prints the path of a chromium, installing Debian's as root where there is none; exit 1 and the reason otherwise.
import { ensurePrograms, findProgram } from './programs.mjs';

try {
  const path = findProgram('google-chrome') ?? (await ensurePrograms(['chromium'], (line) => console.error(line)))[0];
  console.log(path);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
