import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** 8-bit RGB or RGBA, as browsers write it. */
interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Three bytes for each pixel. */
  readonly rgb: Buffer;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Colors that a palette has room for. */
const COLORS = 256;

/**
 * The same picture with at most 256 colors, about a third of the size. Editors have few colors; similar shades at the edges of
 * letters become one.
 *
 * @throws Error for anything but an 8-bit RGB or RGBA picture without interlacing
 */
export function withPalette(png: Buffer): Buffer {
  const { width, height, rgb } = decode(png);
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const color = rgb.readUIntBE(at, 3);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const frequent = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([color]) => color);
  const palette = paletteOf(frequent);
  const indexes = new Map(frequent.map((color) => [color, nearest(color, palette)]));
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = indexes.get(rgb.readUIntBE((y * width + x) * 3, 3))!;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colors = Buffer.concat(palette.map((color) => Buffer.from([color >> 16, (color >> 8) & 255, color & 255])));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Colors that differ as much as is needed for all to have one that is near, the frequent ones unchanged. */
function paletteOf(frequent: readonly number[]): readonly number[] {
  for (let gap = 1; ; gap++) {
    const palette: number[] = [];
    for (const color of frequent) {
      if (palette.every((one) => distance(one, color) >= gap ** 2)) palette.push(color);
      if (palette.length > COLORS) break;
    }
    if (palette.length <= COLORS) return palette;
  }
}

function nearest(color: number, palette: readonly number[]): number {
  let best = 0;
  for (let at = 1; at < palette.length; at++)
    if (distance(palette[at]!, color) < distance(palette[best]!, color)) best = at;
  return best;
}

/** The square of how far two colors are from each other, as red, green and blue. */
const distance = (one: number, other: number): number =>
  ((one >> 16) - (other >> 16)) ** 2 +
  (((one >> 8) & 255) - ((other >> 8) & 255)) ** 2 +
  ((one & 255) - (other & 255)) ** 2;

/** @see https://www.w3.org/TR/png-3/ */
function decode(png: Buffer): Bitmap {
  const parts: Buffer[] = [];
  let header: Buffer | undefined;
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = data;
    if (type === 'IDAT') parts.push(data);
    at += length + 12;
  }
  if (header === undefined) throw new Error('The picture is no PNG.');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colorType, , , interlaced] = header.subarray(8);
  if (depth !== 8 || (colorType !== 2 && colorType !== 6) || interlaced !== 0)
    throw new Error('The picture is no 8-bit RGB or RGBA PNG without interlacing.');
  const channels = colorType === 6 ? 4 : 3;
  const bytes = unfiltered(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  if (channels === 3) return { width, height, rgb: bytes };
  const rgb = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) bytes.copy(rgb, pixel * 3, pixel * 4, pixel * 4 + 3);
  return { width, height, rgb };
}

/** Undoes the five filters: each byte was written as its difference to what its neighbors predict. */
function unfiltered(data: Buffer, stride: number, height: number, channels: number): Buffer {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)]!;
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : out[y * stride + x - channels]!;
      const above = y === 0 ? 0 : out[(y - 1) * stride + x]!;
      const corner = x < channels || y === 0 ? 0 : out[(y - 1) * stride + x - channels]!;
      out[y * stride + x] = data[y * (stride + 1) + 1 + x]! + predicted(filter, left, above, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return (left + above) >> 1;
    case 4: {
      const [toLeft, toAbove, toCorner] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs);
      return toLeft! <= toAbove! && toLeft! <= toCorner! ? left : toAbove! <= toCorner! ? above : corner;
    }
    default:
      return 0;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
