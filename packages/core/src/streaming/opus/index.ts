import { joined } from '../audio/samples.ts';
import type { Encodings } from '../outgoing/encodings.ts';
import { durationOf } from './duration.ts';
import { createOggReader, isOpusHead, isOpusTags } from './ogg-reader.ts';
import { EMPTY_TAGS, pageOf } from './ogg-writer.ts';
import { createPacketTape } from './packet-tape.ts';

/** Bytes of an Ogg stream that are processed at a time, so that a large file does not fill the buffer. */
const PIECE = 4096;

/** Longest page, ms. A page has at most 255 segments, and a packet may be as short as 2.5 ms. */
const LONGEST_PAGE_MS = 200;

/**
 * Lets sessions with the encodings `opus` and `ogg_opus` reconnect: the duration of each packet is known, so audio can be
 * sent again from the last finished word.
 *
 * - `opus`: pass one packet to each call of `write`.
 * - `ogg_opus`: pass chunks of any size. The session reads the packets and sends them in new pages with new headers, so that
 *   each connection receives a complete stream.
 */
export const opus: Encodings = {
  opus: {
    pieceBytes: Infinity,
    createTape: () =>
      createPacketTape({
        split: (chunk) => (chunk.length > 0 ? [chunk.slice()] : []),
        durationOf,
        message: ([packet]) => packet!,
        shortestMs: 0,
        longestMs: 0,
      }),
  },
  ogg_opus: {
    pieceBytes: PIECE,
    createTape(frameMs) {
      const reader = createOggReader();
      let head: Uint8Array | undefined;
      return createPacketTape({
        split: (chunk) =>
          reader.push(chunk).filter((packet) => {
            if (isOpusHead(packet)) head ??= packet;
            return !isOpusHead(packet) && !isOpusTags(packet);
          }),
        durationOf,
        message(packets, index, endMs) {
          const page = pageOf({ packets, sequence: index + 2, position: endMs * 48 });
          if (index > 0) return page;
          const headers = [head!, EMPTY_TAGS].map((packet, sequence) =>
            pageOf({ packets: [packet], sequence, position: 0 }),
          );
          return joined(joined(headers[0]!, headers[1]!), page);
        },
        shortestMs: Math.min(50, frameMs),
        longestMs: Math.min(LONGEST_PAGE_MS, frameMs),
      });
    },
  },
};
