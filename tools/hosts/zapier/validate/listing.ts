import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the listing says about the app. */
export interface Listing {
  readonly title: string;
  readonly shortDescription: string;
  readonly category: string;
  readonly homepage: string;
  readonly logos: readonly Logo[];
}

/** The facts of an image that its header has. */
export interface Logo {
  readonly name: string;
  readonly isPng: boolean;
  readonly width: number;
  readonly height: number;
  readonly isRgba: boolean;
}

export function readListing(folder: string): Listing {
  const { logo, ...texts } = JSON.parse(readFileSync(join(folder, 'listing.json'), 'utf8')) as Omit<
    Listing,
    'logos'
  > & {
    readonly logo: readonly string[];
  };
  return { ...texts, logos: logo.map((name) => logoOf(name, readFileSync(join(folder, name)))) };
}

/** Reads the start of a PNG file: signature, then width, height, bit depth, and color type. */
export function logoOf(name: string, file: Buffer): Logo {
  const isPng = file.length > 25 && file.subarray(1, 4).toString('latin1') === 'PNG';
  const [width, height] = isPng ? [file.readUInt32BE(16), file.readUInt32BE(20)] : [0, 0];
  return { name, isPng, width, height, isRgba: isPng && file[25] === 6 };
}
