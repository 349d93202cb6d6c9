// Gate: names, sizes and constructs of source files; registry host names and unfinished work anywhere.
import { fileFindings } from './gates/file-findings.ts';
import { reportFindings } from './gates/finding.ts';

process.exitCode = reportFindings('check-files', fileFindings(process.cwd()));
