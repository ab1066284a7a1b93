import { mkdir, type FileHandle, type open } from 'node:fs/promises';
import { dirname } from 'node:path';

const NEWLINE = 0x0a;

const endsInMidLine = async (file: FileHandle): Promise<boolean> => {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== NEWLINE;
};

/** A file's name is in its folder, and is on the disk only when the folder is. */
const syncFolder = async (path: string, openFile: typeof open): Promise<void> => {
  const folder = await openFile(path, 'r');
  await folder.sync();
  await folder.close();
};

/** Opens the file for appending, makes it if need be, and ends a line that a crash left torn. */
export const openLedgerFile = async (path: string, openFile: typeof open): Promise<FileHandle> => {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const file = await openFile(path, 'a+');
  if (await endsInMidLine(file)) await file.appendFile('\n');
  await syncFolder(folder, openFile);
  return file;
};
