import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuseFor } from './refusal.ts';

/** A recording named on the command line. */
export interface Input {
  /** As typed. */
  readonly typed: string;
  /** What the client takes: a link, or the path of a file. */
  readonly source: string;
  readonly isLink: boolean;
  /** File name without extension. Two inputs may share one. */
  readonly stem: string;
}

/**
 * Checks every input first, so that none fails after another was billed. Drops inputs that are named twice.
 *
 * @param note receives sentences to print
 * @throws Refusal that lists every unusable input
 */
export async function checkInputs(typed: readonly string[], note: (sentence: string) => void): Promise<Input[]> {
  const inputs = new Map<string, Input>();
  const problems: string[] = [];
  for (const text of typed) {
    const input = inputFrom(text);
    if (typeof input === 'string') {
      problems.push(input);
      continue;
    }
    const id = input.isLink ? input.source : resolve(input.source);
    if (inputs.has(id)) {
      note(`${text} is listed more than once. It is transcribed once.`);
      continue;
    }
    inputs.set(id, input);
    const problem = input.isLink ? undefined : await problemOf(input);
    if (problem !== undefined) problems.push(problem);
  }
  refuseFor(problems, `Nothing was started: ${problems.length} of ${typed.length} recordings cannot be used`);
  return [...inputs.values()];
}

/** The input, or a sentence about what is wrong with it. */
function inputFrom(typed: string): Input | string {
  const text = typed.trim();
  // One letter before the colon is a Windows drive.
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return { typed, source: typed, isLink: false, stem: stemOf(typed) };
  if (!URL.canParse(text)) return `${typed} is not a valid link.`;
  const url = new URL(text);
  if (scheme === 'file') {
    try {
      const path = fileURLToPath(url);
      return { typed, source: path, isLink: false, stem: stemOf(path) };
    } catch {
      return `${typed} is not a file on this machine.`;
    }
  }
  if (scheme === 'http' || scheme === 'https') {
    return { typed, source: text, isLink: true, stem: stemOf(decoded(url.pathname)) };
  }
  return `The API cannot load ${typed}. Links must start with http:// or https://.`;
}

async function problemOf({ source, typed }: Input): Promise<string | undefined> {
  try {
    const found = await stat(source);
    if (found.isDirectory()) return `${typed} is a folder, not a file.`;
    if (found.isFile() && found.size === 0) return `${typed} is empty.`;
    await access(source, constants.R_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? `The file ${typed} does not exist.` : `The file ${typed} cannot be read (${code}).`;
  }
}

function stemOf(path: string): string {
  const name = basename(path);
  return name.slice(0, name.length - extname(name).length) || 'transcript';
}

/** Returns the text unchanged if a percent sign in it is part of the name. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
