import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** An action or a trigger. */
export interface Part {
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly sampleData?: unknown;
  run(context: unknown): Promise<unknown>;
  test(context: unknown): Promise<unknown>;
  onEnable?(context: unknown): Promise<void>;
  onDisable?(context: unknown): Promise<void>;
}

export interface Piece {
  readonly auth: {
    validate(params: { readonly auth: unknown }): Promise<{ readonly valid: boolean; readonly error?: string }>;
  };
  metadata(): {
    readonly actions: Readonly<Record<string, unknown>>;
    readonly triggers: Readonly<Record<string, unknown>>;
  };
  actions(): Readonly<Record<string, Part>>;
  triggers(): Readonly<Record<string, Part>>;
}

/** Loads the piece from its archive as the platform does, in an empty folder. @throws Error if it exports no piece */
export function loadPiece(archive: string, emptyFolder: string): Piece {
  mkdirSync(emptyFolder, { recursive: true });
  execFileSync('tar', ['-xzf', archive, '-C', emptyFolder]);
  const main = join(emptyFolder, 'package', 'src', 'index.js');
  const exported = Object.values(createRequire(main)(main) as Record<string, object>);
  const piece = exported.find(({ constructor }) => constructor.name === 'Piece');
  if (piece === undefined) throw new Error('The bundle exports no Piece.');
  return piece as Piece;
}
