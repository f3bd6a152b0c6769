/**
 * Unpacks the Chromium that the registry has, with the system libraries and fonts it needs, into a directory of ours.
 * The package's own code would unpack into the shared temporary directory and leaves the libraries out.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { createBrotliDecompress } from 'node:zlib';

/** Unpacks from `modules` (a node_modules directory) into `home`, and removes the packed originals. */
export async function unpackChromium(modules: string, home: string): Promise<void> {
  const packed = path.join(modules, '@sparticuz', 'chromium', 'bin');
  const { extract } = createRequire(path.join(modules, '@sparticuz', 'chromium', 'package.json'))(
    'tar-fs',
  ) as { extract: (directory: string) => Writable };
  await mkdir(home, { recursive: true });
  const inflate = (file: string, to: Writable): Promise<void> =>
    pipeline(createReadStream(path.join(packed, file)), createBrotliDecompress(), to);
  await Promise.all([
    inflate('chromium.br', createWriteStream(path.join(home, 'chromium'), { mode: 0o755 })),
    inflate('al2023.tar.br', extract(path.join(home, 'al2023'))),
    inflate('swiftshader.tar.br', extract(home)),
    inflate('fonts.tar.br', extract(path.join(home, 'fonts'))),
  ]);
  await cp(path.join(modules, 'dejavu-fonts-ttf', 'ttf'), path.join(home, 'fonts', 'dejavu'), {
    recursive: true,
  });
  await writeFile(path.join(home, 'fonts.conf'), fontConfiguration);
  await rm(packed, { recursive: true, force: true });
}

/** Only our fonts: the same pictures on every machine, and readable text where no font is installed. */
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`;
