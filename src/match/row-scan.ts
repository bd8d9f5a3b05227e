import { CLASS_ESCAPE, CLASS_NOISE, CLASS_OTHER, CLASS_WORD, classOfAstral } from "./alphabet.js";
import { LINK, outputOfRow, step } from "./automaton.js";
import { CHAIN_LENGTH, CHAIN_PLAIN } from "./chains.js";
import { type Collector, HIT } from "./collector.js";
import { copyHits, isPlain } from "./copy-hits.js";
import type { MatcherParts } from "./parts.js";
import type { TextWindow } from "./walk.js";

/** Units read at once: they and the rows in use stay in the second-level cache. */
const CHUNK = 1 << 15;
/** Shorter texts are copied unit by unit: a call into the runtime costs more. */
const SHORT = 64;

const bytes = Buffer.allocUnsafeSlow(CHUNK * 2);
const units = new Uint16Array(bytes.buffer, bytes.byteOffset, CHUNK);

/**
 * The loop for automata of many rows, where a state is one read away: both automata in one pass. Hits that are certain are copied to `out`; candidates that need a look at the
 * text are handed to the collector.
 *
 * The two share the reading of characters and their classes; their chains of dependent reads run side by side in the
 * processor, so that the second automaton costs little. The text is copied into a typed array piece by piece, which is
 * ten times as fast as the pass itself and lets the loop read without asking how the string is stored.
 *
 * A stretch of text is plain where each unit is a symbol of a pattern, Han or sign, that stands for itself: no noise, no
 * letters, no odd number. There a candidate of the Han automaton is what its classes say.
 */
export function scanRows(
  text: string,
  { alphabet, han, mixed, chains }: MatcherParts,
  out: Int32Array,
  window: TextWindow,
  collector: Collector,
): void {
  const { classOf, firstWord, firstOdd, mainOf } = alphabet;
  const { check: hanCheck, links: hanLinks, next: hanNext, limit: hanLimit, sparseFrom: hanSparse } = han;
  const { check: mixedCheck, links: mixedLinks, next: mixedNext, limit: mixedLimit, sparseFrom: mixedSparse } = mixed;
  const room = Math.trunc(out.length / HIT);
  window.text = text;
  window.units = units;
  let count = 0;
  let s = 0;
  let q = 0;
  for (let offset = 0; offset < text.length; ) {
    const length = Math.min(CHUNK, text.length - offset);
    if (length < SHORT) for (let k = 0; k < length; k++) units[k] = text.charCodeAt(offset + k);
    else bytes.write(length === text.length ? text : text.slice(offset, offset + length), 0, "utf16le");
    window.start = offset;
    window.end = offset + length;
    // All units from `seenFrom` to `i` were looked at one by one; those from `plainFrom` on, where seen, are plain.
    let seenFrom = 0;
    let plainFrom = 0;
    let i = 0;
    while (i < length) {
      let c = 0;
      if (s < hanSparse && q < mixedSparse) {
        do {
          c = classOf[units[i++] as number] as number;
          s = hanNext[s + c] as number;
          q = mixedNext[q + c] as number;
        } while (s < hanLimit && q < mixedLimit && i < length);
        if (s < hanLimit && q < mixedLimit) break;
        seenFrom = i;
        if (c >= firstOdd) {
          c = mainOf[c - firstOdd] as number;
          plainFrom = i;
        } else if (c === CLASS_ESCAPE) {
          s -= han.escapeFrom;
          q -= mixed.escapeFrom;
        }
      } else {
        c = classOf[units[i++] as number] as number;
        if (c >= firstWord || c <= CLASS_ESCAPE) {
          plainFrom = i;
          if (c >= firstOdd) c = mainOf[c - firstOdd] as number;
        }
        if (c > CLASS_ESCAPE) {
          // `step`, written out twice: calls and the reading of fields would double the time.
          if (c < firstWord) {
            for (;;) {
              if (s < hanSparse) {
                s = hanNext[s + c] as number;
                break;
              }
              const link = (s - hanSparse) * LINK;
              const child = (hanLinks[link] as number) + c;
              if (hanCheck[child] === c) {
                s = hanSparse + child;
                break;
              }
              s = hanLinks[link + 1] as number;
            }
          }
          for (;;) {
            if (q < mixedSparse) {
              q = mixedNext[q + c] as number;
              break;
            }
            const link = (q - mixedSparse) * LINK;
            const child = (mixedLinks[link] as number) + c;
            if (mixedCheck[child] === c) {
              q = mixedSparse + child;
              break;
            }
            q = mixedLinks[link + 1] as number;
          }
        } else if (c === CLASS_OTHER) {
          s = 0;
          q = 0;
        } else if (c === CLASS_WORD) q = 0;
      }
      if (c === CLASS_ESCAPE) {
        plainFrom = i + 1;
        const point = text.codePointAt(offset + i - 1) as number;
        c = CLASS_OTHER;
        if (point > 0xffff) {
          c = classOfAstral(alphabet, point);
          i++;
        }
        if (c === CLASS_OTHER) {
          s = 0;
          q = 0;
        } else if (c !== CLASS_NOISE) {
          if (c !== CLASS_WORD && c < firstWord) s = step(han, s, c);
          q = c === CLASS_WORD ? 0 : step(mixed, q, c);
        }
      }
      if (c <= CLASS_WORD) continue;
      let hanChain = -1;
      if (s >= hanLimit && c < firstWord)
        hanChain = s < hanSparse ? outputOfRow(han, s) : (hanLinks[(s - hanSparse) * LINK + 2] as number);
      let mixedChain = -1;
      if (q >= mixedLimit)
        mixedChain = q < mixedSparse ? outputOfRow(mixed, q) : (mixedLinks[(q - mixedSparse) * LINK + 2] as number);
      if (mixedChain < 0) {
        if (hanChain < 0) continue;
        const head = chains[hanChain + 1] as number;
        const from = i - (head & CHAIN_LENGTH);
        if (
          (head & CHAIN_PLAIN) !== 0 &&
          from >= plainFrom &&
          (from >= seenFrom || isPlain(units, classOf, from, seenFrom, firstWord))
        ) {
          count = copyHits(chains, hanChain, out, count, room, offset + i);
          continue;
        }
      }
      collector.count = count;
      collector.take(hanChain, mixedChain, offset + i);
      count = collector.count;
    }
    offset += i;
  }
  collector.count = count;
  window.text = "";
}
