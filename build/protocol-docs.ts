import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT } from './project.ts';
import { withReference } from './protocol-reference/document.ts';
import { protocolReference } from './protocol-reference/reference.ts';

const path = join(PROJECT, 'PROTOCOL.md');
await writeFile(path, withReference(await readFile(path, 'utf8'), protocolReference()));
