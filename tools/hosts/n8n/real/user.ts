/** Whom a process belongs to, by number. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** The system user that owns no files. */
const NOBODY: User = { uid: 65_534, gid: 65_534 };

/** For programs that refuse to be root. Nothing unless we are. */
export const insteadOfRoot = (): User | undefined => (process.getuid?.() === 0 ? NOBODY : undefined);
