/** Whom a process belongs to, by number. */
export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Of a system's users, the one who owns nothing. */
const NOBODY: User = { uid: 65_534, gid: 65_534 };

/** For programs that refuse to be root. Nothing unless we are. */
export const insteadOfRoot = (): User | undefined => (process.getuid?.() === 0 ? NOBODY : undefined);
