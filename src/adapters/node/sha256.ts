/**
 * The `Sha256` port.
 */
import { createHash } from 'node:crypto';
import type { Sha256 } from '../../core/ports';

/** Lower-case hexadecimal SHA-256 of the text's UTF-8 bytes. */
export const sha256: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
