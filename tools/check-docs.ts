// Gate: what a door exports is documented, and links between documents lead somewhere.
import { docFindings } from './gates/doc-findings.ts';
import { reportFindings } from './gates/finding.ts';
import { linkFindings } from './gates/link-findings.ts';

const root = process.cwd();
process.exitCode = reportFindings('check-docs', [...docFindings(root), ...linkFindings(root)]);
