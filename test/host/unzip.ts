/**
 * Unpacks a VSIX, which is a ZIP file, with nothing but Node: enough for archives without encryption or ZIP64.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { inflateRawSync } from 'node:zlib';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedSize: number;
  readonly headerOffset: number;
}

/** Writes the files below `prefix` in the archive into `directory`, without the prefix. */
export async function unzip(archive: string, directory: string, prefix = ''): Promise<void> {
  const bytes = await readFile(archive);
  for (const entry of entriesOf(bytes)) {
    if (!entry.name.startsWith(prefix) || entry.name.endsWith('/')) continue;
    const target = path.join(directory, entry.name.slice(prefix.length));
    if (!target.startsWith(path.join(directory, path.sep))) throw new Error(`Unsafe path in ${archive}`);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, contentOf(bytes, entry));
  }
}

/** Reads the central directory, as in section 4.3.12 of the ZIP specification. */
function entriesOf(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('Not a ZIP archive.');
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      method: bytes.readUInt16LE(at + 10),
      packedSize: bytes.readUInt32LE(at + 20),
      headerOffset: bytes.readUInt32LE(at + 42),
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function contentOf(bytes: Buffer, entry: Entry): Buffer {
  const at = entry.headerOffset;
  const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(start, start + entry.packedSize);
  if (entry.method === 0) return packed;
  if (entry.method === 8) return inflateRawSync(packed);
  throw new Error(`Compression method ${entry.method} of ${entry.name} is not supported.`);
}
