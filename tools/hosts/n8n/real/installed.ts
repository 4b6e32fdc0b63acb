import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Whether the machine itself has this program. */
export const isInstalled = (program: string): Promise<boolean> =>
  promisify(execFile)(program, ['--version']).then(
    () => true,
    () => false,
  );
