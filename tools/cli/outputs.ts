import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNameFor, filesOf, FORMATS, type Transcript } from '@aai-connectors/core/node';
import { Refusal, refuseFor } from './refusal.ts';

/** What an input's files are called. */
export interface Named {
  /** What it should be called, without extension. */
  readonly stem: string;
  /** Whether a number is added if such files exist. Otherwise that is a reason not to start. */
  readonly isNumbered: boolean;
}

export interface WrittenFiles {
  readonly paths: readonly string[];
  /** Formats that had nothing to say, of which no file was made. */
  readonly empty: readonly string[];
}

type Format = (typeof FORMATS)[number];

/**
 * The formats of these IDs or file extensions.
 *
 * @throws Refusal
 */
export function formatsNamed(names: readonly string[]): readonly Format[] {
  const formats = names.map((name) => {
    const format = FORMATS.find(({ id, extension }) => id === name || extension === name);
    if (format !== undefined) return format;
    throw new Refusal(`--format does not know "${name}"; it knows ${FORMATS.map(({ id }) => id).join(', ')}.`);
  });
  return [...new Set(formats)];
}

/** Files of one folder that do not replace each other, nor, without `force`, any other file. */
export class Outputs {
  readonly #folder: string;
  readonly #formats: readonly Format[];
  readonly #force: boolean;

  constructor(folder: string, formats: readonly Format[], force: boolean) {
    this.#folder = folder;
    this.#formats = formats;
    this.#force = force;
  }

  /**
   * A stem for each input, so that all their files have different names, on file systems that ignore case too. Makes the
   * folder, and checks that files can be written into it.
   *
   * @throws Refusal if that is not so, or if a file exists
   */
  async plan(inputs: readonly Named[]): Promise<string[]> {
    const taken = new Set<string>();
    const existing: string[] = [];
    const stems: string[] = [];
    for (const { stem: wanted, isNumbered } of inputs) {
      for (let number = 1; ; number++) {
        const stem = safeStem(number === 1 ? wanted : `${wanted}-${number}`);
        const names = this.#formats.map(({ extension }) => `${stem}.${extension}`);
        if (names.some((name) => taken.has(name.toLowerCase()))) continue;
        const found = await this.#existing(names);
        if (found.length > 0 && isNumbered) continue;
        existing.push(...found);
        for (const name of names) taken.add(name.toLowerCase());
        stems.push(stem);
        break;
      }
    }
    const [first] = existing;
    if (existing.length === 1) throw new Refusal(`${first} exists. ${advice('it')}`);
    refuseFor(existing, `${existing.length} files exist, so nothing was started. ${advice('them')} Existing files`);
    await this.#checkFolder();
    return stems;
  }

  /**
   * Each file appears with its whole content or not at all. If another program has taken a name in the meantime, a number
   * is added to it.
   *
   * @throws what the file system throws
   */
  async write(transcript: Transcript, stem: string): Promise<WrittenFiles> {
    const paths: string[] = [];
    const empty: string[] = [];
    // SRT has no field for speakers, so their labels become part of the text.
    const hasSpeakers = (transcript.utterances ?? []).length > 0;
    for (const { id } of this.#formats) {
      const options = { name: stem, title: stem, ...(id === 'srt' && hasSpeakers && { speakers: 'prefix' as const }) };
      for (const { key, name, text } of filesOf(transcript, [id], options)) {
        if (text === '') empty.push(key);
        else paths.push(await this.#writeNew(stem, name.slice(stem.length), text.endsWith('\n') ? text : `${text}\n`));
      }
    }
    return { paths, empty };
  }

  async #existing(names: readonly string[]): Promise<string[]> {
    const found = await Promise.all(names.map((name) => lstat(join(this.#folder, name)).catch(() => undefined)));
    // A folder cannot be replaced by a file.
    return names
      .filter((_, at) => found[at] !== undefined && !(this.#force && !found[at].isDirectory()))
      .map((name) => join(this.#folder, name));
  }

  async #checkFolder(): Promise<void> {
    const probe = join(this.#folder, `.${randomUUID()}.tmp`);
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(probe, 'probe', { flag: 'wx' });
    } catch (error) {
      throw new Refusal(
        `The folder ${this.#folder} cannot be written (${reasonOf(error)}). Choose another with --out.`,
      );
    } finally {
      await rm(probe, { force: true }).catch(() => undefined);
    }
  }

  async #writeNew(stem: string, ending: string, text: string): Promise<string> {
    await mkdir(this.#folder, { recursive: true });
    const draft = join(this.#folder, `.${randomUUID()}.tmp`);
    try {
      await writeFile(draft, text, { flag: 'wx' });
      for (let number = 1; ; number++) {
        const path = join(this.#folder, `${number === 1 ? stem : `${stem}-${number}`}${ending}`);
        if (this.#force) await rename(draft, path);
        else if (!(await createdFrom(draft, path))) continue;
        return path;
      }
    } finally {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }
}

const advice = (files: 'it' | 'them'): string =>
  `Add --force to replace ${files}, or choose another folder with --out.`;

/** @returns whether the file was created; false if one of this name exists */
async function createdFrom(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error;
      // Some file systems have no links.
      await copyFile(draft, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A name that every system takes. */
const safeStem = (stem: string): string => fileNameFor({ id: 'transcript', status: 'queued', audio_url: '' }, '', stem);

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of its path is a file',
  EEXIST: 'it is a file',
};

/** Why the file system refused, in words if they are known. */
export function reasonOf(error: unknown): string {
  const { code = '', message = String(error) } = Object(error) as { code?: string; message?: string };
  return REASONS[code] ?? (code || message);
}
