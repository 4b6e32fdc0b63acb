import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { withPalette } from '@aai-connectors/host-n8n/png';

const part = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** A picture of two columns, whose rows are filtered as given. */
const png = (rows: readonly (readonly number[])[]): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(2, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    part('IHDR', header),
    part('IDAT', deflateSync(Buffer.from(rows.flat()))),
    part('IEND', Buffer.alloc(0)),
  ]);
};

/** The colors of a picture with a palette, row by row. */
function colorsIn(picture: Buffer, width: number): readonly (readonly string[])[] {
  const at = (type: string): Buffer => {
    const start = picture.indexOf(type);
    return picture.subarray(start + 4, start + 4 + picture.readUInt32BE(start - 4));
  };
  const palette = at('PLTE').toString('hex').match(/.{6}/g)!;
  const rows = inflateSync(at('IDAT'));
  return Array.from({ length: rows.length / (width + 1) }, (_, y) =>
    [...rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1))].map((index) => palette[index]!),
  );
}

describe('A picture with a palette', () => {
  it('has the colors of a picture that uses all five filters', () => {
    const picture = png([
      [0, 10, 20, 30, 40, 50, 60],
      [1, 10, 20, 30, 1, 1, 1],
      [2, 0, 0, 0, 0, 0, 1],
      [3, 5, 10, 15, 0, 0, 0],
      [4, 1, 1, 1, 255, 255, 255],
    ]);
    expect(colorsIn(withPalette(picture), 2)).toEqual([
      ['0a141e', '28323c'],
      ['0a141e', '0b151f'],
      ['0a141e', '0b1520'],
      ['0a141e', '0a141f'],
      ['0b151f', '0a141e'],
    ]);
  });

  it('keeps a rare color that no frequent one is near', () => {
    const grays = Array.from({ length: 400 }, (_, at) => [0, at % 256, at >> 1, 0, at % 256, at >> 1, 0]);
    const colors = colorsIn(withPalette(png([...grays, [0, 0, 0, 255, 0, 0, 255]])), 2);
    expect(colors.at(-1)).toEqual(['0000ff', '0000ff']);
    expect(new Set(colors.flat()).size).toBeLessThanOrEqual(256);
  });

  it('refuses what it cannot read', () => {
    expect(() => withPalette(Buffer.from('not a picture at all'))).toThrow('no PNG');
  });
});
