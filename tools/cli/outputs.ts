import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileNameFor, filesOf, FORMATS, type Transcript } from '@aai-connectors/core/node';
import { Refusal, refuseFor } from './refusal.ts';

/** The name wanted for an input's files. */
export interface Named {
  /** File name without extension. */
  readonly stem: string;
  /** Whether to add a number if such files exist. If not set, existing files stop the run. */
  readonly isNumbered: boolean;
}

export interface WrittenFiles {
  readonly paths: readonly string[];
  /** Formats that would have been empty, for which no file was written. */
  readonly empty: readonly string[];
}

type Format = (typeof FORMATS)[number];

/**
 * Looks up formats by ID or file extension.
 *
 * @throws Refusal
 */
export function formatsNamed(names: readonly string[]): readonly Format[] {
  const formats = names.map((name) => {
    const format = FORMATS.find(({ id, extension }) => id === name || extension === name);
    if (format !== undefined) return format;
    throw new Refusal(`--format must be one of ${FORMATS.map(({ id }) => id).join(', ')}, not "${name}".`);
  });
  return [...new Set(formats)];
}

/** Writes files to one folder. They never replace each other; they replace existing files only with `force`. */
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
   * Chooses a stem for each input, so that all files have different names, even on file systems that ignore case. Creates
   * the folder and checks that it is writable.
   *
   * @throws Refusal if the folder is not writable or a file exists
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
    refuseFor(existing, `Nothing was started: ${existing.length} files exist. ${advice('them')} Existing files`);
    await this.#checkFolder();
    return stems;
  }

  /**
   * Writes each file completely or not at all. Adds a number to the name if another program has created the file since.
   *
   * @throws any error of the file system
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
        `Cannot write to the folder ${this.#folder} (${reasonOf(error)}). Choose another folder with --out.`,
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

/** @returns false if a file with this name exists */
async function createdFrom(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error;
      // Some file systems do not support hard links.
      await copyFile(draft, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** A name that is valid on every operating system. */
const safeStem = (stem: string): string => fileNameFor({ id: 'transcript', status: 'queued', audio_url: '' }, '', stem);

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'part of its path is a file',
  EEXIST: 'it is a file',
};

/** Why the file system refused, or its error code if the reason is unknown. */
export function reasonOf(error: unknown): string {
  const { code = '', message = String(error) } = Object(error) as { code?: string; message?: string };
  return REASONS[code] ?? (code || message);
}
