import { unzipSync, zipSync } from 'fflate';
import { limits, UnreadableTable } from './table.js';

const mostBytes = limits.unpackedMegabytes * 1024 * 1024;
const mostEntries = 2_000;

/**
 * The same archive with nothing packed in it, so that whoever reads it unpacks nothing more. How large its contents
 * are is read from its directory first; an entry that is larger than the directory says is cut off there.
 * @throws UnreadableTable
 */
export function unpackedSafely(archive: Uint8Array): Uint8Array {
  try {
    assertFits(archive);
    return zipSync(unzipSync(archive), { level: 0 });
  } catch (error) {
    throw error instanceof UnreadableTable ? error : new UnreadableTable('unreadable-file');
  }
}

function assertFits(archive: Uint8Array): void {
  let bytes = 0;
  let entries = 0;
  unzipSync(archive, {
    filter: ({ originalSize }) => {
      bytes += originalSize;
      entries += 1;
      if (bytes > mostBytes || entries > mostEntries)
        throw new UnreadableTable('file-too-large-inside', { most: limits.unpackedMegabytes });
      return false;
    },
  });
}
