import { configure } from '@zip.js/zip.js';

// Its workers are the browser's: here everything runs where it is called, and packing is Node's own.
configure({ useWebWorkers: false });

export {
  BlobReader,
  type FileEntry,
  TextReader,
  Uint8ArrayReader,
  Uint8ArrayWriter,
  ZipReader,
  ZipWriter,
} from '@zip.js/zip.js';
